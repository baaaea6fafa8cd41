import type { Response } from 'express';
import type { DeskClock, LocalAccount, LocalChatStore, LocalMessage } from '../app/ports.ts';
import type { ChatPlace } from '../chat/request.ts';
import type { Form } from '../chat/view.ts';
import { conversationsOf, maySee } from './sight.ts';

/** So many messages does a page begin with. */
const snapshotSize = 600;
const clockEvery = 10_000;

interface Tab {
  readonly account: string;
  readonly response: Response;
}

/** What stands open at this moment: one stream of server-sent events for each page. */
export interface Feed {
  /** Sends everything that this account sees, then each change as it comes, until the page goes away. */
  open(account: LocalAccount, response: Response): void;
  /** Opens a form on the pages of this account; false when there is none. */
  showForm(account: string, form: Form, place: Omit<ChatPlace, 'kind'>): boolean;
  tellClock(): void;
  start(): void;
  stop(): void;
}

/**
 * Events: `snapshot` { messages, now }, `message` (one, new or changed), `stir` { accounts } (who got something new,
 * not what), `form` { form, place }, `clock` { now }. A page that was away gets a new snapshot when it is back.
 */
export function localFeed(deps: {
  readonly store: LocalChatStore;
  readonly clock: DeskClock;
  readonly log: (sentence: string, error: unknown) => void;
}): Feed {
  const { store, clock } = deps;
  const tabs = new Set<Tab>();
  let unsubscribe: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;
  // Snapshots and changes go out in one line: whatever a snapshot does not hold yet comes after it.
  let line = Promise.resolve();

  function inTurn(work: () => Promise<void>): void {
    line = line.then(work).catch((error: unknown) => {
      deps.log('The local chat could not show a message; its pages load again.', error);
      // A page that connects again gets a snapshot, so nothing stays hidden.
      for (const { response } of tabs) response.end();
    });
  }

  async function tell(message: LocalMessage): Promise<void> {
    if (tabs.size === 0) return;
    const witnesses = (await store.accounts()).filter((account) => maySee(account, message));
    const isNew = message.createdAt.getTime() === message.changedAt.getTime();
    const stirred = witnesses.map(({ id }) => id).filter((id) => id !== message.author);
    for (const tab of tabs) {
      if (witnesses.some(({ id }) => id === tab.account)) send(tab.response, 'message', message);
      if (isNew) send(tab.response, 'stir', { accounts: stirred });
    }
  }

  function tellClock(): void {
    for (const { response } of tabs) send(response, 'clock', { now: clock.now() });
  }

  return {
    open(account, response) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
      });
      response.write('retry: 1000\n\n');
      const tab: Tab = { account: account.id, response };
      let gone = false;
      response.on('close', () => {
        gone = true;
        tabs.delete(tab);
      });
      inTurn(async () => {
        if (gone) return;
        tabs.add(tab);
        const messages = await store.list(conversationsOf(account), snapshotSize);
        send(response, 'snapshot', {
          messages: messages.filter((message) => maySee(account, message)),
          now: clock.now(),
        });
      });
    },

    showForm(account, form, place) {
      const shown = [...tabs].filter((tab) => tab.account === account);
      for (const { response } of shown) send(response, 'form', { form, place });
      return shown.length > 0;
    },

    tellClock,

    start() {
      unsubscribe ??= store.onChange((message) => inTurn(() => tell(message)));
      timer ??= setInterval(tellClock, clockEvery).unref();
    },

    stop() {
      unsubscribe?.();
      unsubscribe = null;
      clearInterval(timer);
      for (const { response } of tabs) response.end();
      tabs.clear();
    },
  };
}

function send(response: Response, event: string, data: unknown): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
