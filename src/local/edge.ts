import { randomBytes } from 'node:crypto';
import type express from 'express';
import type { LocalAccount, LocalMessage } from '../app/ports.ts';
import { ChannelError } from '../chat/channel.ts';
import type { Edge, WrittenMessage } from '../chat/edge.ts';
import { deliveryKey, type LocalAct, readAct, toRequest, withoutMention } from './act.ts';
import { answered, localChannel } from './channel.ts';
import { localFeed } from './feed.ts';
import { localRoutes, type RouteDeps } from './routes.ts';

/** `nextWorkingMorning` is an instant of the desk's time; `desk` is what the page shows of the desk. */
export type LocalEdgeDeps = Pick<
  RouteDeps,
  'store' | 'files' | 'intake' | 'workspaceId' | 'clock' | 'nextWorkingMorning' | 'desk' | 'log'
>;

/**
 * A chat in the browser, for a machine with no workspace. `app` must be served on 127.0.0.1 alone and by no listener
 * that others reach, since anybody there can be anybody.
 */
export function localEdge(deps: LocalEdgeDeps): Edge & { readonly app: express.Express } {
  const { store, workspaceId } = deps;
  const feed = localFeed(deps);
  const token = randomBytes(24).toString('base64url');

  const edge: Edge = {
    platform: 'local',
    channel: localChannel(store),

    async toRequest(ofWorkspace, key, payload) {
      const act = readAct(payload);
      const account = act && (await store.accounts()).find(({ id }) => id === act.as);
      if (!account) return null;
      const files = act.type === 'say' ? await store.files(act.as, act.files) : [];
      return toRequest(ofWorkspace, key, act, account, files);
    },

    async answer(_workspaceId, payload, answer) {
      const act = readAct(payload);
      if (!act) throw new ChannelError('rejected', 'This did not come from the local chat.');
      const { conversation, thread, as: onlyFor } = act;
      if (answer.type === 'private') {
        const key = answerKey(act);
        await answered(store.add({ conversation, thread, author: null, onlyFor, content: answer.view, key }));
      }
      if (
        answer.type === 'form' &&
        !feed.showForm(onlyFor, answer.form, { conversation, thread, message: act.message })
      ) {
        throw new ChannelError('gone', 'The page that asked for the form is closed.');
      }
    },

    hearsReplies: async () => true,

    async threadMessages(_workspaceId, { conversation, thread, before }, limit) {
      const [messages, accounts] = await answered(
        Promise.all([store.thread(conversation, thread), store.accounts()]),
      );
      const end = before === null ? -1 : messages.findIndex(({ id }) => id === before);
      const part = end < 0 ? messages : messages.slice(0, end);
      return part.flatMap((message) => writtenOf(message, accounts)).slice(-limit);
    },

    async findAccount(_workspaceId, email) {
      const wanted = email.toLowerCase();
      const account = (await answered(store.accounts())).find((each) => each.email.toLowerCase() === wanted);
      if (!account) return null;
      const { id: externalId, name, language } = account;
      return { externalId, name, email: account.email, language, kind: 'member' };
    },

    async download({ externalId }) {
      const file = await answered(store.readFile(externalId));
      if (!file) throw new ChannelError('gone', 'The file is no longer in the local chat.');
      return file.bytes;
    },

    async start() {
      feed.start();
    },

    async stop() {
      feed.stop();
    },

    async health() {
      return { ok: true, problem: null };
    },
  };

  /** An act that comes again must not be answered twice. */
  function answerKey(act: LocalAct): string {
    return `answer:${deliveryKey(workspaceId, act)}`;
  }

  return { ...edge, app: localRoutes({ ...deps, token, feed, answer: edge.answer }) };
}

/** What a person wrote; empty for what the desk posted. The desk's name in front is no part of it. */
function writtenOf(message: LocalMessage, accounts: readonly LocalAccount[]): WrittenMessage[] {
  const { author, content } = message;
  if (author === null || typeof content !== 'object' || content === null || !('text' in content)) return [];
  const name = accounts.find(({ id }) => id === author)?.name ?? author;
  return [{ author: name, text: withoutMention(String(content.text)) }];
}
