import { object, string, type TeamsActivity } from './activity.ts';

/** What a button of a card, or the submission of a form, carries. */
export interface CardAction {
  readonly kind: 'click' | 'form';
  readonly verb: string;
  readonly args: Readonly<Record<string, string>>;
  /** Minted when the card was drawn, its own for each button: tells a second click from a redelivered one. */
  readonly nonce: string;
  /** What was filled in, by the field's name. */
  readonly values: Readonly<Record<string, string>>;
}

const FIELD = 'field:';

/** Id of the input of a form's field. */
export function inputId(name: string): string {
  return `${FIELD}${name}`;
}

/** `data` of a card's action. */
export function actionData(
  kind: 'click' | 'form',
  verb: string,
  args: Readonly<Record<string, string>>,
  nonce: string,
) {
  return { firstline: { kind, verb, args, nonce } };
}

function strings(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The card action in an activity's value; null when there is none of the desk's. */
export function readAction(activity: TeamsActivity): CardAction | null {
  const value = object(activity.value);
  const data = object(value.data ?? object(value.action).data ?? activity.value);
  const { kind, verb, args, nonce } = object(data.firstline);
  if ((kind !== 'click' && kind !== 'form') || string(verb) === '' || string(nonce) === '') return null;
  const filled = Object.entries(strings(data)).filter(([id]) => id.startsWith(FIELD));
  return {
    kind,
    verb: string(verb),
    args: strings(args),
    nonce: string(nonce),
    values: Object.fromEntries(filled.map(([id, text]) => [id.slice(FIELD.length), text])),
  };
}

/** Asks for a dialog; a read, which may be repeated as often as somebody opens it. */
function opensDialog(activity: TeamsActivity): boolean {
  return (
    activity.type === 'invoke' &&
    (activity.name === 'task/fetch' || activity.name === 'composeExtension/fetchTask')
  );
}

/**
 * Names what the person did, the same for every redelivery: a message by its id, a card action or a submitted dialog by
 * the nonce of what was drawn. Null for activities that ask nothing of the desk.
 */
export function deliveryKey(activity: TeamsActivity): string | null {
  const { tenant, conversation, id, from } = activity;
  if (activity.type !== 'message' && activity.type !== 'invoke') return null;
  const action = readAction(activity);
  if (action && !opensDialog(activity)) return `action:${tenant}:${from.id}:${action.nonce}:${action.verb}`;
  if (id === '') return null;
  if (activity.type === 'message') return `message:${tenant}:${conversation}:${id}`;
  return opensDialog(activity) ? `dialog:${tenant}:${conversation}:${id}` : null;
}
