import type { Words } from '../../domain/desk.ts';

/** What a command, a button or a form asks for; buttons and forms carry the same verbs. */
export type Verb =
  | 'ask'
  | 'open'
  | 'mine'
  | 'show'
  | 'explain'
  | 'reply'
  | 'confirm'
  | 'reopen'
  | 'cancel'
  | 'rate'
  | 'watch'
  | 'unwatch'
  | 'help'
  | 'queue'
  | 'oncall'
  | 'claim'
  | 'assign'
  | 'unassign'
  | 'priority'
  | 'service'
  | 'note'
  | 'hold'
  | 'resume'
  | 'escalate'
  | 'resolve'
  | 'close'
  | 'merge'
  | 'link'
  | 'acknowledge'
  | 'takeOver'
  | 'swap'
  | 'cover'
  | 'withdraw'
  | 'snooze'
  | 'major'
  | 'update'
  | 'standDown'
  | 'knownError'
  | 'retract'
  | 'meToo'
  | 'prove'
  | 'article'
  | 'training';

/** Names under which arguments come; fields of forms have the same. */
export type ArgumentName =
  | 'person'
  | 'priority'
  | 'service'
  | 'text'
  | 'reason'
  | 'tier'
  | 'into'
  | 'other'
  | 'type'
  | 'score'
  | 'team'
  | 'rota'
  | 'date'
  | 'with'
  | 'for'
  | 'from'
  | 'to'
  | 'by'
  | 'duration'
  | 'article';

export interface Argument {
  readonly name: ArgumentName;
  readonly required: boolean;
}

export interface Command {
  readonly verb: Verb;
  /** What is typed, in lower case; the first is the one that help shows. */
  readonly names: readonly string[];
  /** The same in Chinese. */
  readonly zh: readonly string[];
  readonly audience: 'everybody' | 'agents';
  /** The number of a ticket comes first. */
  readonly ticket: boolean;
  /** What follows, in this order. */
  readonly takes: readonly Argument[];
  /** One line for the help. */
  readonly description: Words;
  /** A whole command, as typed after the name of the slash command. */
  readonly example: Words;
}

export const needs = (name: ArgumentName): Argument => ({ name, required: true });
export const may = (name: ArgumentName): Argument => ({ name, required: false });
