import { type Channel, ChannelError } from '../chat/channel.ts';
import type { ChatAnswer } from '../chat/request.ts';
import type { Language } from '../domain/desk.ts';
import { AS_IT_IS, calling, type SlackClient } from './client.ts';
import { refusalName } from './errors.ts';
import type { Incoming } from './incoming.ts';
import { renderView, type SlackMessage } from './render.ts';
import { renderForm } from './renderForm.ts';
import type { SlackWords } from './settings.ts';

const TIMEOUT_MS = 10_000;
const EXPIRED = new Set<string | null>([
  'expired_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
  'exchanged_trigger_id',
]);

export interface Answers {
  /** Gives the answer to the person alone. Rejects with a ChannelError. */
  give(incoming: Incoming, answer: ChatAnswer, language: Language): Promise<void>;
  /** Says one sentence to the person alone. Rejects with a ChannelError. */
  say(incoming: Incoming, sentence: string): Promise<void>;
}

interface Deps {
  readonly client: SlackClient;
  readonly channel: Channel;
  readonly words: SlackWords;
  /** Base of the Web API when it is not Slack's own: answers may go there too. */
  readonly apiUrl: string | null;
}

export function answers(deps: Deps): Answers {
  async function tell(incoming: Incoming, message: SlackMessage): Promise<void> {
    if (await respond(deps.apiUrl, incoming, message)) return;
    const { kind, conversation, thread } = incoming.place;
    const inThread = thread === null ? {} : { thread_ts: thread };
    try {
      if (kind === 'direct')
        await calling(
          deps.client.chat.postMessage({ channel: conversation, ...inThread, ...message, ...AS_IT_IS }),
        );
      else {
        const user = incoming.user.id;
        await calling(
          deps.client.chat.postEphemeral({ channel: conversation, user, ...inThread, ...message }),
        );
      }
    } catch (error) {
      const notThere = error instanceof ChannelError && (error.code === 'gone' || error.code === 'forbidden');
      if (!notThere) throw error;
      const channel = await deps.channel.direct('', incoming.user.id);
      await calling(deps.client.chat.postMessage({ channel, ...message, ...AS_IT_IS }));
    }
  }

  const say = (incoming: Incoming, sentence: string) =>
    tell(incoming, renderView({ fallback: sentence, blocks: [{ type: 'text', content: [sentence] }] }));

  return {
    say,
    async give(incoming, answer, language) {
      if (answer.type === 'nothing') return;
      if (answer.type === 'private') return tell(incoming, renderView(answer.view));
      const view = renderForm(answer.form, incoming.place);
      if (incoming.triggerId === null) return say(incoming, deps.words.expired(language));
      try {
        await calling(deps.client.views.open({ trigger_id: incoming.triggerId, view }));
      } catch (error) {
        if (!EXPIRED.has(refusalName(error))) throw error;
        await say(incoming, deps.words.expired(language));
      }
    },
  };
}

/** Answers by the payload's own address, where it has one that still takes answers; false if it did not. */
async function respond(apiUrl: string | null, incoming: Incoming, message: SlackMessage): Promise<boolean> {
  const { responseUrl, place } = incoming;
  if (responseUrl === null || !isSlack(responseUrl, apiUrl)) return false;
  const body = {
    response_type: 'ephemeral',
    replace_original: false,
    ...(place.thread === null ? {} : { thread_ts: place.thread }),
    ...message,
  };
  try {
    const answer = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** What comes in is signed, but nothing is ever sent to another host. */
function isSlack(address: string, apiUrl: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (apiUrl !== null && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(url.hostname);
}
