import type { ChatPlace } from '../chat/request.ts';
import { type Incoming, readActor } from './incoming.ts';
import { entriesAt, listAt, parsed, stringsAt, textAt } from './json.ts';

/** What a form carries with it, unseen, from where it was opened to its submission. */
export interface FormMetadata {
  readonly verb: string;
  readonly args: Readonly<Record<string, string>>;
  readonly place: ChatPlace;
}

/** Reads a `view_submission`; null if the form is none of ours. Fields left empty are not among the values. */
export function readSubmission(body: unknown): Incoming | null {
  const actor = readActor(body);
  const viewId = textAt(body, 'view', 'id');
  const metadata = parsed(textAt(body, 'view', 'private_metadata'));
  const verb = textAt(metadata, 'verb');
  if (actor === null || viewId === null || verb === null) return null;
  const values = entriesAt(body, 'view', 'state', 'values').flatMap(([name, actions]) => {
    const [input] = entriesAt(actions);
    const value = textAt(input?.[1], 'value') ?? textAt(input?.[1], 'selected_option', 'value');
    return value === null ? [] : [[name, value] as const];
  });
  const inputs = listAt(body, 'view', 'blocks').filter((block) => textAt(block, 'type') === 'input');
  return {
    ...actor,
    key: `form/${actor.team}/${viewId}`,
    place: readPlace(metadata, actor.user.id),
    act: {
      type: 'form',
      verb,
      args: stringsAt(metadata, 'args'),
      values: Object.fromEntries(values),
      firstField: textAt(inputs[0], 'block_id'),
    },
  };
}

/** Where the form was opened; with nothing known, the person alone (Slack takes an account as its direct conversation). */
function readPlace(metadata: unknown, user: string): ChatPlace {
  const conversation = textAt(metadata, 'place', 'conversation');
  if (conversation === null) return { kind: 'direct', conversation: user, thread: null, message: null };
  return {
    kind: textAt(metadata, 'place', 'kind') === 'direct' ? 'direct' : 'channel',
    conversation,
    thread: textAt(metadata, 'place', 'thread'),
    message: textAt(metadata, 'place', 'message'),
  };
}
