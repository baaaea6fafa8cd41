import type { LocalChatStore, LocalMessage } from '../app/ports.ts';
import { type Channel, ChannelError, type PostedMessage } from '../chat/channel.ts';
import { directConversation } from './sight.ts';

const patience = 10_000;

/** The way out to the local chat: its messages are rows, so every post can be found by its key. */
export function localChannel(store: LocalChatStore): Channel {
  return {
    platform: 'local',

    async post({ conversation, thread }, view, key) {
      const message = {
        conversation,
        thread,
        author: null,
        onlyFor: null,
        content: view,
        key: `desk:${key}`,
      };
      return toPosted(await answered(store.add(message)));
    },

    async update(_workspaceId, { message }, view) {
      if (!(await answered(store.update(message, view)))) {
        throw new ChannelError('gone', `There is no message ${message} in the local chat.`);
      }
    },

    async direct(_workspaceId, account) {
      const accounts = await answered(store.accounts());
      if (!accounts.some(({ id }) => id === account)) {
        throw new ChannelError('gone', `There is no account ${account} in the local chat.`);
      }
      return directConversation(account);
    },

    async find({ conversation }, key) {
      const found = await answered(store.findByKey(conversation, `desk:${key}`));
      return found ? toPosted(found) : 'absent';
    },
  };
}

/** Awaits the database as the port asks: 10 s at most, and every fault is a ChannelError. */
export async function answered<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within 10 s')), patience);
  });
  try {
    return await Promise.race([work, late]);
  } catch (cause) {
    throw new ChannelError('down', 'The local chat could not reach its database.', {
      maybeSent: true,
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The link is one within the page: the local chat is read at whatever address. */
function toPosted({ conversation, thread, id }: LocalMessage): PostedMessage {
  const address = new URLSearchParams({ in: conversation, ...(thread ? { thread } : {}), at: id });
  return { conversation, message: id, permalink: `/#${address}` };
}
