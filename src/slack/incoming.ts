import type { ChatAct, ChatPlace, IncomingFile } from '../chat/request.ts';
import { textAt } from './json.ts';

/** What the desk takes from one of Slack's payloads. */
export interface Incoming {
  /** Slack's team id. */
  readonly team: string;
  readonly teamName: string | null;
  /** Decision 12: the same for every delivery of what the person did. */
  readonly key: string;
  readonly user: { readonly id: string; readonly name: string | null };
  /** The desk's own account, when Slack told it with the event. */
  readonly botUser: string | null;
  readonly place: ChatPlace;
  /** Dies 3 s after the person's act. */
  readonly triggerId: string | null;
  /** Takes 5 answers within 30 minutes. */
  readonly responseUrl: string | null;
  readonly act: IncomingAct;
}

export type IncomingAct =
  /** `text` is still in Slack's markup. */
  | {
      readonly type: 'message';
      readonly text: string;
      readonly mentioned: boolean;
      readonly files: readonly IncomingFile[];
    }
  /** `command` with its slash. */
  | { readonly type: 'command'; readonly command: string; readonly text: string }
  | Extract<ChatAct, { type: 'click' }>
  /** `firstField`: block id under which an error can be shown in the form. */
  | (Extract<ChatAct, { type: 'form' }> & { readonly firstField: string | null })
  | { readonly type: 'shortcut'; readonly text: string; readonly author: string | null };

/** Who acted, and with what they can be answered: the same in every payload of interactivity. */
export function readActor(
  body: unknown,
): Pick<Incoming, 'team' | 'teamName' | 'user' | 'botUser' | 'triggerId' | 'responseUrl'> | null {
  // An installation for a whole enterprise has no team of its own in the payload.
  const team =
    textAt(body, 'team', 'id') ?? textAt(body, 'user', 'team_id') ?? textAt(body, 'enterprise', 'id');
  const user = textAt(body, 'user', 'id');
  if (team === null || user === null) return null;
  return {
    team,
    teamName: textAt(body, 'team', 'domain'),
    user: { id: user, name: textAt(body, 'user', 'name') ?? textAt(body, 'user', 'username') },
    botUser: null,
    triggerId: textAt(body, 'trigger_id'),
    responseUrl: textAt(body, 'response_url'),
  };
}

/** A message that has replies carries its own id as its thread: it is not inside one. */
export function placeOf(conversation: string, message: string | null, thread: string | null): ChatPlace {
  return {
    kind: conversation.startsWith('D') ? 'direct' : 'channel',
    conversation,
    thread: thread === message ? null : thread,
    message,
  };
}
