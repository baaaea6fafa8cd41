import { type Answered, type LocalPerson, localPerson } from './person.ts';
import type { ShownForm, ShownMessage } from './shown.ts';
import { followStream } from './stream.ts';

/** The local chat as browsers see it: a page open for every person of the desk. */
export interface LocalChat {
  user(id: string): LocalPerson;
  /** Messages of a channel that stand for everybody, without the threads, oldest first. */
  channel(name: string): { readonly messages: readonly ShownMessage[] };
  /** Replies in the thread of that message. */
  thread(id: string): readonly ShownMessage[];
  /** The conversation of one person with the desk, with its threads and what only they see. */
  dm(id: string): readonly ShownMessage[];
  /** What this person's page has been sent so far, anywhere. */
  seenBy(id: string): readonly ShownMessage[];
  forward(step: 'quarterHour' | 'hour' | 'nextMorning'): Promise<number>;
  close(): Promise<void>;
}

interface State {
  readonly token: string;
  readonly accounts: readonly { readonly id: string }[];
}

/** Opens a page for everybody at this address, such as `http://127.0.0.1:3000`. */
export async function openLocalChat(address: string): Promise<LocalChat> {
  let state = await load();
  const seen = new Map<string, Map<string, ShownMessage>>();
  const forms = new Map<string, ShownForm[]>();
  const streams = state.accounts.map(({ id }) => {
    const messages = new Map<string, ShownMessage>();
    const opened: ShownForm[] = [];
    seen.set(id, messages);
    forms.set(id, opened);
    return followStream(`${address}/events?as=${encodeURIComponent(id)}`, ({ name, data }) => {
      if (name === 'snapshot')
        for (const each of (data as { messages: ShownMessage[] }).messages) messages.set(each.id, each);
      if (name === 'message') messages.set((data as ShownMessage).id, data as ShownMessage);
      if (name === 'form') opened.push(data as ShownForm);
    });
  });
  await Promise.all(streams.map(({ opened }) => opened));

  async function load(): Promise<State> {
    const response = await fetch(`${address}/state`);
    if (!response.ok) throw new Error(`The local chat answered ${response.status}.`);
    return (await response.json()) as State;
  }

  async function post(path: string, body: object, isAgain = false): Promise<Answered> {
    const response = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, 'x-firstline-token': state.token },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Answered['body'] & { error?: { code?: string } };
    if (answer.error?.code === 'staleToken' && !isAgain) {
      state = await load();
      return post(path, body, true);
    }
    return { status: response.status, body: answer };
  }

  /** What stands in the chat, whoever's page has it. */
  function all(): ShownMessage[] {
    const messages = new Map<string, ShownMessage>();
    for (const page of seen.values()) {
      for (const message of page.values()) {
        const known = messages.get(message.id);
        if (!known || known.changedAt < message.changedAt) messages.set(message.id, message);
      }
    }
    return [...messages.values()].sort((left, right) => Number(left.id) - Number(right.id));
  }

  return {
    user(id) {
      const own = forms.get(id);
      if (!own) throw new Error(`nobody is called ${id}`);
      return localPerson({ post, forms: own }, id);
    },
    channel: (name) => ({
      messages: all().filter(
        (each) => each.conversation === name && each.thread === null && each.onlyFor === null,
      ),
    }),
    thread: (id) => all().filter(({ thread }) => thread === id),
    dm: (id) => all().filter(({ conversation }) => conversation === `dm:${id}`),
    seenBy: (id) => [...(seen.get(id)?.values() ?? [])],
    async forward(step) {
      const { status, body } = await post('/clock', { forward: step });
      if (status !== 200) throw new Error(body.error?.sentence ?? `the clock answered ${status}`);
      return Number(body.now);
    },
    async close() {
      await Promise.all(streams.map((stream) => stream.close()));
    },
  };
}
