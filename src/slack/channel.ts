import type { Channel, Destination, PostedMessage } from '../chat/channel.ts';
import { AS_IT_IS, calling, type SlackClient } from './client.ts';
import { refusalName } from './errors.ts';
import { type IdentitySource, permalink } from './identity.ts';
import { at, listAt, textAt } from './json.ts';
import { renderView } from './render.ts';

/** Type of the metadata that holds a delivery's key. */
const DELIVERY = 'firstline_delivery';
/** `since` is the desk's clock, a message's id Slack's: they may differ by so much. */
const CLOCKS_DIFFER_MS = 60_000;
const PAGE = 200;
/** A search that has not ended after so many pages says unknowable rather than eat the channel's rate. */
const MOST_PAGES = 5;
/** Refusals that mean: the desk may not read there, so nothing can be known. */
const UNREADABLE = new Set<string | null>([
  'missing_scope',
  'not_in_channel',
  'method_not_supported_for_channel_type',
]);

export interface SlackChannel extends Channel {
  /** Somebody wrote in their direct conversation with the desk, so Slack need not be asked which it is. */
  wroteDirectly(account: string, conversation: string): void;
}

/** The way out to Slack. Keys of deliveries are kept as message metadata, which `find` reads in the history. */
export function slackChannel(client: SlackClient, identity: IdentitySource): SlackChannel {
  const opened = new Map<string, string>();

  /** Who links to messages need; a process that only sends has not been told yet. */
  const introduced = async () => identity.known() ?? identity.ask().catch(() => null);

  const posted = (channel: string, ts: string, thread: string | null): PostedMessage => ({
    conversation: channel,
    message: ts,
    permalink: permalink(identity.known(), channel, ts, thread),
  });

  async function page(
    destination: Destination,
    oldest: string,
    cursor: string | undefined,
  ): Promise<unknown> {
    const range = {
      channel: destination.conversation,
      oldest,
      inclusive: true,
      limit: PAGE,
      include_all_metadata: true,
    };
    const from = cursor === undefined ? range : { ...range, cursor };
    return destination.thread === null
      ? calling(client.conversations.history(from))
      : calling(client.conversations.replies({ ...from, ts: destination.thread }));
  }

  async function search(destination: Destination, key: string, oldest: string): ReturnType<Channel['find']> {
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const answer = await page(destination, oldest, cursor);
      const found = listAt(answer, 'messages').find((message) => holds(message, key));
      const ts = textAt(found, 'ts');
      if (ts !== null) return posted(destination.conversation, ts, destination.thread);
      cursor = textAt(answer, 'response_metadata', 'next_cursor') ?? undefined;
      if (at(answer, 'has_more') !== true || cursor === undefined) return 'absent';
    }
    return 'unknowable';
  }

  return {
    platform: 'slack',
    wroteDirectly: (account, conversation) => void opened.set(account, conversation),
    async post(destination, view, key) {
      await introduced();
      const answer = await calling(
        client.chat.postMessage({
          channel: destination.conversation,
          ...(destination.thread === null ? {} : { thread_ts: destination.thread }),
          ...renderView(view),
          ...AS_IT_IS,
          metadata: { event_type: DELIVERY, event_payload: { key } },
        }),
      );
      return posted(answer.channel ?? destination.conversation, answer.ts ?? '', destination.thread);
    },
    async update(_workspaceId, message, view) {
      const { text, blocks } = renderView(view);
      await calling(
        client.chat.update({
          channel: message.conversation,
          ts: message.message,
          text,
          blocks,
          parse: 'none',
          link_names: false,
        }),
      );
    },
    async direct(_workspaceId, account) {
      const known = opened.get(account);
      if (known !== undefined) return known;
      const answer = await calling(client.conversations.open({ users: account }));
      const conversation = answer.channel?.id ?? account;
      opened.set(account, conversation);
      return conversation;
    },
    async find(destination, key, since) {
      const oldest = ((since - CLOCKS_DIFFER_MS) / 1000).toFixed(6);
      try {
        return await search(destination, key, oldest);
      } catch (error) {
        if (UNREADABLE.has(refusalName(error))) return 'unknowable';
        throw error;
      }
    },
  };
}

function holds(message: unknown, key: string): boolean {
  return (
    textAt(message, 'metadata', 'event_type') === DELIVERY &&
    textAt(message, 'metadata', 'event_payload', 'key') === key
  );
}
