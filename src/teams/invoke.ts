import type { ChatAnswer } from '../chat/request.ts';
import type { View } from '../chat/view.ts';
import type { TeamsActivity } from './activity.ts';
import { renderCard } from './render.ts';
import { dialog, renderFormCard } from './renderForm.ts';
import { clean } from './text.ts';

/** What an invoke is answered with over HTTP. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body: object | null;
  /** The answer does not fit in here whole, and goes to the person's own chat too. */
  readonly alsoInChat: boolean;
}

/** What the desk answers; the edges of this file know no other. */
const DIALOGS = ['task/fetch', 'task/submit', 'composeExtension/fetchTask', 'composeExtension/submitAction'];

/** An invoke that the desk knows. */
export function isKnownInvoke({ type, name }: TeamsActivity): boolean {
  return type === 'invoke' && (name === 'adaptiveCard/action' || DIALOGS.includes(name));
}

function opening({ name }: TeamsActivity): boolean {
  return name.endsWith('/fetch') || name.endsWith('/fetchTask');
}

/** A sentence shown to the person who clicked, and to nobody else. */
export function sentence(activity: TeamsActivity, text: string): InvokeAnswer {
  const body = DIALOGS.includes(activity.name)
    ? { task: { type: 'message', value: clean(text) } }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: clean(text) };
  return { status: 200, body, alsoInChat: false };
}

function isSentence(view: View): boolean {
  return view.blocks.length <= 1 && view.blocks.every(({ type }) => type === 'text' || type === 'context');
}

/**
 * The answer to an invoke. A dialog shows forms and views itself; after a click on a card Teams shows one sentence, so
 * whatever is more goes to the chat. Source: "Task modules/dialogs" and "Universal Actions" of Microsoft's documentation.
 */
export function invokeAnswer(
  activity: TeamsActivity,
  answer: ChatAnswer,
  nonce: string,
  received: string,
): InvokeAnswer {
  if (!DIALOGS.includes(activity.name)) {
    if (answer.type === 'private')
      return { ...sentence(activity, answer.view.fallback), alsoInChat: !isSentence(answer.view) };
    if (answer.type === 'form') return { ...sentence(activity, answer.form.title), alsoInChat: true };
    return { status: 200, body: { statusCode: 200 }, alsoInChat: false };
  }
  switch (answer.type) {
    case 'form': {
      const value = dialog(answer.form.title, renderFormCard(answer.form, nonce, 'dialog'));
      return { status: 200, body: { task: { type: 'continue', value } }, alsoInChat: false };
    }
    case 'private': {
      const value = dialog(answer.view.fallback, renderCard(answer.view, nonce, 'dialog'));
      return { status: 200, body: { task: { type: 'continue', value } }, alsoInChat: false };
    }
    case 'nothing':
      // An empty answer closes a dialog that was submitted; one that opens has to show something.
      return opening(activity) ? sentence(activity, received) : { status: 200, body: {}, alsoInChat: false };
    default:
      return answer satisfies never;
  }
}
