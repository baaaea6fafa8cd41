import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelError } from '../chat/channel.ts';
import type { ChatAnswer } from '../chat/request.ts';
import type { View } from '../chat/view.ts';
import type { TeamsActivity } from './activity.ts';
import type { BotService, ConversationAddress } from './adapter.ts';
import { threadConversation } from './address.ts';
import { renderMessage, type TeamsMessage } from './render.ts';
import { renderFormMessage } from './renderForm.ts';
import type { TeamsWords } from './settings.ts';

const TRIES = 3;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

export interface TellDeps {
  readonly service: BotService;
  readonly words: TeamsWords;
}

/** A view of one sentence. */
export function saying(text: string): View {
  return { fallback: text, blocks: [{ type: 'text', content: [text] }] };
}

/** Tries again what certainly was not posted; a lost answer is not repeated here. */
async function persistently<T>(post: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await post();
    } catch (fault) {
      if (!(fault instanceof ChannelError) || attempt === TRIES || fault.maybeSent) throw fault;
      if (fault.code !== 'rate_limited' && fault.code !== 'down') throw fault;
      await sleep(Math.min(fault.retryAfterMs ?? FIRST_WAIT_MS * attempt, LONGEST_WAIT_MS), undefined, {
        ref: false,
      });
    }
  }
}

/** The person's own chat with the desk, null where Teams does not let the desk open it. */
async function ownChat(service: BotService, activity: TeamsActivity): Promise<ConversationAddress | null> {
  const { serviceUrl, tenant, from } = activity;
  if (activity.conversationType === 'personal') return activity;
  try {
    const open = () => service.open(serviceUrl, { tenant, account: from.id });
    return { serviceUrl, conversation: await persistently(open) };
  } catch (fault) {
    if (fault instanceof ChannelError && ['forbidden', 'gone', 'rejected'].includes(fault.code)) return null;
    throw fault;
  }
}

/**
 * Gives an answer to one person and nobody else. Teams has no message in a channel that only one person sees, so it goes
 * to their own chat with the desk, which is opened if it can be; nothing is looked up, so this works with the database
 * away. Where it cannot be opened, the thread gets a sentence that asks them to; the answer itself is never posted in a
 * channel. Rejects with a ChannelError.
 */
export async function tellPrivately(
  { service, words }: TellDeps,
  activity: TeamsActivity,
  answer: ChatAnswer,
): Promise<void> {
  if (answer.type === 'nothing') return;
  const message: TeamsMessage =
    answer.type === 'form'
      ? renderFormMessage(answer.form, randomUUID())
      : renderMessage(answer.view, randomUUID());
  const own = await ownChat(service, activity);
  if (own !== null) {
    await persistently(() => service.send(own, message));
    return;
  }
  const { serviceUrl, root, replyTo, id } = activity;
  const thread = root ?? replyTo ?? id;
  const place = { serviceUrl, conversation: threadConversation(activity.conversation, thread) };
  const hint = renderMessage(saying(words.openChat(activity.language ?? 'en')), randomUUID());
  await persistently(() => service.send(place, hint));
}
