import { randomUUID } from 'node:crypto';
import type { LocalMessage } from '../../src/app/ports.ts';
import type { Block, Button, Form, Inline, View } from '../../src/chat/view.ts';
import type { OpenForm, Platformed, Sent, SentFile, Shown } from './chat.ts';
import { PEOPLE } from './storyPolicy.ts';
import { until } from './until.ts';

interface Place {
  readonly conversation: string;
  readonly thread: string | null;
  readonly message: string | null;
}

/** The local chat through its own HTTP: acts are POSTs, what people see comes as server-sent events. */
export async function onLocal(): Promise<Platformed> {
  const messages = new Map<string, { message: LocalMessage; shown: Shown }>();
  const forms: { account: string; form: Form; place: Place }[] = [];
  let address = '';
  let token = '';
  let streams = new AbortController();

  function keep(message: LocalMessage): void {
    const entry = messages.get(message.id);
    if (entry) entry.message = message;
    else messages.set(message.id, { message, shown: shownOf(message.id, message) });
  }

  function shownOf(id: string, { conversation, onlyFor, thread }: LocalMessage): Shown {
    const view = (): View => (messages.get(id)?.message.content ?? { blocks: [] }) as View;
    const direct = conversation.startsWith('dm:') ? conversation.slice(3) : null;
    return {
      id,
      room: onlyFor === null && direct === null ? (conversation as Shown['room']) : null,
      to: onlyFor ?? direct,
      thread,
      get text() {
        return view().blocks.map(textOfBlock).join('\n');
      },
      get buttons() {
        return buttonsIn(view()).map(({ label }) => label);
      },
      get mentions() {
        return mentionsIn(view());
      },
      passing: onlyFor !== null,
    };
  }

  function native(shown: Shown): LocalMessage {
    const found = messages.get(shown.id)?.message;
    if (!found) throw new Error('this message is not of the local chat');
    return found;
  }

  async function listen(account: string, signal: AbortSignal): Promise<void> {
    const response = await fetch(`${address}/events?as=${account}`, { signal });
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) take(account, event);
    }
  }

  function take(account: string, event: string): void {
    const name = /^event: (.*)$/m.exec(event)?.[1];
    const data = /^data: (.*)$/m.exec(event)?.[1];
    if (!name || !data) return;
    const value = JSON.parse(data);
    if (name === 'snapshot') for (const message of value.messages) keep(message);
    if (name === 'message') keep(value);
    if (name === 'form') forms.push({ account, form: value.form, place: value.place });
    if (name === 'snapshot') ready.add(account);
  }
  const ready = new Set<string>();

  async function subscribe(): Promise<void> {
    streams.abort();
    streams = new AbortController();
    ready.clear();
    for (const account of PEOPLE) listen(account, streams.signal).catch(() => undefined);
    await until(() => ready.size === PEOPLE.length, { what: 'the streams of the local chat' });
  }

  async function post(
    path: string,
    body: object,
  ): Promise<Sent & { form: Form | null; place: Place | null }> {
    const began = performance.now();
    const response = await fetch(`${address}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, 'x-firstline-token': token },
      body: JSON.stringify(body),
    });
    const answer = JSON.parse((await response.text()) || '{}');
    return {
      status: response.status,
      milliseconds: performance.now() - began,
      id: '',
      form: answer.form ?? null,
      place: answer.place ?? null,
      again: () => post(path, body),
    };
  }

  async function upload(as: string, { name, type, bytes }: SentFile): Promise<string> {
    const response = await fetch(`${address}/upload?${new URLSearchParams({ as, name, type })}`, {
      method: 'POST',
      headers: { origin: address, 'x-firstline-token': token },
      body: Buffer.from(bytes),
    });
    return ((await response.json()) as { id: string }).id;
  }

  const say = async (as: string, text: string, place: Partial<Place> = {}, files: readonly SentFile[] = []) =>
    post('say', {
      id: randomUUID(),
      as,
      conversation: `dm:${as}`,
      thread: null,
      message: null,
      text,
      files: await Promise.all(files.map((file) => upload(as, file))),
      ...place,
    });

  function click(as: string, on: Shown, label: string) {
    const { conversation, thread, id: message, content } = native(on);
    const button = buttonsIn(content as View).find((each) => each.label === label);
    if (!button) throw new Error(`no button "${label}" among ${on.buttons.join(', ') || 'none'}`);
    const { verb, args } = button;
    return post('click', { id: randomUUID(), as, conversation, thread, message, verb, args });
  }

  function opened(as: string, { form, place, status }: Awaited<ReturnType<typeof post>>): OpenForm {
    if (!form || !place) throw new Error(`no form came, but ${status}`);
    const initial = Object.fromEntries(form.fields.map((field) => [field.name, field.initial ?? '']));
    const send = (args: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>) => {
      const filled = { ...initial, ...values };
      for (const { name, required } of form.fields)
        if (required && !filled[name]) throw new Error(`the field ${name} must be filled`);
      return post('submit', { id: randomUUID(), as, ...place, verb: form.verb, args, values: filled });
    };
    return {
      values: initial,
      options: (name) => {
        const input = form.fields.find((field) => field.name === name)?.input;
        return input?.type === 'choice' ? input.options.map(({ value }) => value) : [];
      },
      submit: (values = {}) => send(form.args, values),
      forges: (args, values = {}) => send(args, values),
    };
  }

  return {
    platform: 'local',
    environment: { LOCAL_CHAT: 'on' },
    channel: (room) => ({ local: room, language: 'en' }),
    async connect(url) {
      address = url;
      const state = (await (await fetch(`${address}/state`)).json()) as { token: string };
      token = state.token;
      await subscribe();
    },
    seen: () =>
      [...messages.values()]
        .filter(({ message }) => message.author === null)
        .sort((a, b) => Number(a.message.id) - Number(b.message.id))
        .map(({ shown }) => shown),
    settle: subscribe,
    says: (person, text, files) => say(person, text, {}, files),
    mentions: (person, room, text) => say(person, `@desk ${text}`, { conversation: room }),
    repliesUnder: (person, under, text, mention = false, files = []) => {
      const { conversation, thread, id } = native(under);
      return say(person, mention ? `@desk ${text}` : text, { conversation, thread: thread ?? id }, files);
    },
    commands: (person, text) => say(person, `/ticket ${text}`),
    clicks: (person, on, label) => click(person, on, label),
    opens: async (person, on, label) => opened(person, await click(person, on, label)),
    opensByCommand: async (person, text) => opened(person, await say(person, `/ticket ${text}`)),
    mistakes: () => [],
    down: () => undefined,
    up: () => undefined,
    refuses: () => undefined,
    fills: () => () => undefined,
    renewsCredentials: () => undefined,
    losesAnswer: () => undefined,
    blocks: () => undefined,
    leaves: async () => undefined,
    uninstalls: async () => undefined,
    installs: async () => undefined,
    holds: () => () => undefined,
    stop: async () => streams.abort(),
  };
}

function buttonsIn(view: View): readonly Button[] {
  return (view.blocks ?? []).flatMap((block) => (block.type === 'buttons' ? block.buttons : []));
}

function mentionsIn(view: View): readonly string[] {
  const found = JSON.stringify(view.blocks ?? []).matchAll(/"externalId":"([^"]+)"/g);
  return [...found].map((match) => match[1] ?? '');
}

function textOfBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return block.text;
    case 'text':
    case 'context':
      return block.content.map(textOfInline).join('');
    case 'markdown':
      return block.source;
    case 'quote':
      return [block.author, block.text].filter(Boolean).join('\n');
    case 'facts':
      return block.items
        .map(({ label, value }) => `${label}: ${value.map(textOfInline).join('')}`)
        .join('\n');
    case 'list':
      return block.items.map((item) => item.map(textOfInline).join('')).join('\n');
    case 'files':
      return block.files.map(({ name, url, about }) => `${name} ${url} (${about})`).join('\n');
    case 'divider':
    case 'buttons':
      return '';
    default:
      return block satisfies never;
  }
}

function textOfInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return inline.bold;
  if ('code' in inline) return inline.code;
  if ('link' in inline) return `${inline.text} ${inline.link}`;
  return `@${inline.mention.name}`;
}
