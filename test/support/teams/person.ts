import { randomUUID } from 'node:crypto';
import { button, cardInputs, cardText, type Json, object } from './card.ts';
import { cardOf, chatOf, type DeskMessage, type TeamsPerson, teamOf, type World } from './world.ts';

/** An activity that went to the desk, and what the desk answered over HTTP. */
interface Delivery {
  readonly activity: Json;
  readonly status: number;
  readonly body: Json;
  /** Milliseconds until the answer. */
  readonly took: number;
  /** What Teams shows to this person alone because of the answer: the sentence after a click, or of a dialog. */
  readonly told: string | null;
  /** The dialog that the answer opens or changes. */
  readonly dialog: Dialog | null;
  /** The same activity again, as Teams redelivers it. */
  again(): Promise<Delivery>;
}

interface Dialog {
  readonly title: string;
  readonly card: Json;
  /** Everything that is read in it. */
  readonly text: string;
  /** Its inputs by name: label, what is filled in, and the values to choose from. */
  readonly fields: Readonly<Record<string, { label: string; value: string; options: readonly string[] }>>;
  /** The invoke that sends it in. */
  readonly submits: string;
}

export type Deliver = (activity: Json) => Promise<{ status: number; body: Json; took: number }>;

export interface PersonActs extends TeamsPerson {
  says(text: string, extra?: Json, attachments?: readonly Json[]): Promise<Delivery>;
  mentions(channel: string, text: string): Promise<Delivery>;
  replies(
    channel: string,
    thread: string,
    text: string,
    options?: { mention?: boolean; attachments?: readonly Json[] },
  ): Promise<Delivery>;
  /** Clicks a button of a card; `legacy` as a client does that knows no Action.Execute. */
  clicks(
    message: DeskMessage,
    label: string,
    options?: { legacy?: boolean; values?: Record<string, string> },
  ): Promise<Delivery>;
  /** Clicks a button that opens a dialog. */
  opensForm(message: DeskMessage, label: string): Promise<Dialog>;
  /** Sends a dialog in by its button (its only one if no label is given). */
  submits(dialog: Dialog, values: Record<string, string>, label?: string): Promise<Delivery>;
  /** "Open a ticket" in the menu of a message. */
  opensTicketFrom(text: string, author: string, channel?: string): Promise<Dialog>;
  /** Adds the desk to the own chat. */
  installs(): Promise<Delivery>;
  uninstalls(): Promise<Delivery>;
}

function readDialog(activity: Json, body: Json): Dialog | null {
  const task = object(body.task);
  if (task.type !== 'continue') return null;
  const value = object(task.value);
  const card = object(object(value.card).content);
  const fields = cardInputs(card).map((input): [string, Dialog['fields'][string]] => [
    String(input.id).replace(/^field:/, ''),
    {
      label: String(input.label),
      value: String(input.value ?? ''),
      options: Array.isArray(input.choices)
        ? input.choices.map((choice) => String(object(choice).value))
        : [],
    },
  ]);
  const compose = String(activity.name).startsWith('composeExtension');
  return {
    title: String(value.title),
    card,
    text: cardText(card),
    fields: Object.fromEntries(fields),
    submits: compose ? 'composeExtension/submitAction' : 'task/submit',
  };
}

function readTold(body: Json): string | null {
  const task = object(body.task);
  if (task.type === 'message') return String(task.value);
  return body.type === 'application/vnd.microsoft.activity.message' ? String(body.value) : null;
}

function inputs(card: unknown, values: Record<string, string>): Json {
  const filled = Object.fromEntries(cardInputs(card).map(({ id, value }) => [String(id), value ?? '']));
  for (const [name, value] of Object.entries(values)) {
    if (!(`field:${name}` in filled))
      throw new Error(`There is no field "${name}", only ${Object.keys(filled).join(', ')}`);
    filled[`field:${name}`] = value;
  }
  return filled;
}

/** What a person does in Teams; each act is one signed activity sent to the desk. */
export function personActs(
  all: World,
  person: TeamsPerson,
  serviceUrl: () => string,
  deliver: Deliver,
): PersonActs {
  const bot = { id: `28:${all.appId}`, name: 'Firstline' };

  function envelope(conversation: string, root: string | null): Json {
    const team = teamOf(all, conversation);
    const place = root === null ? conversation : `${conversation};messageid=${root}`;
    return {
      channelId: 'msteams',
      serviceUrl: serviceUrl(),
      timestamp: '2026-11-23T10:00:00.000Z',
      locale: 'en-GB',
      from: { id: person.id, name: person.name, aadObjectId: person.aad },
      recipient: bot,
      conversation: {
        id: place,
        tenantId: all.tenant,
        conversationType: team ? 'channel' : 'personal',
        isGroup: team !== null,
      },
      channelData: {
        tenant: { id: all.tenant },
        ...(team ? { team: { id: team.id, aadGroupId: 'group' }, channel: { id: conversation } } : {}),
      },
    };
  }

  async function send(activity: Json): Promise<Delivery> {
    const { status, body, took } = await deliver(activity);
    return {
      activity,
      status,
      body,
      took,
      told: readTold(body),
      dialog: readDialog(activity, body),
      again: () => send(activity),
    };
  }

  const invoke = (place: Json, name: string, value: Json) =>
    send({ ...place, type: 'invoke', id: `f:${randomUUID()}`, name, value });

  const message = (
    place: Json,
    text: string,
    mention: boolean,
    attachments: readonly Json[] = [],
    id = all.nextId(),
  ) => {
    const entity = { type: 'mention', text: '<at>Firstline</at>', mentioned: bot };
    const words = mention ? `<at>Firstline</at> ${text}` : text;
    const entities = mention ? [entity] : [];
    return send({
      ...place,
      type: 'message',
      id,
      text: words,
      textFormat: 'plain',
      entities,
      attachments,
    });
  };

  const placeOf = ({ conversation, root, id }: DeskMessage) => ({
    ...envelope(conversation, teamOf(all, conversation) ? (root ?? id) : null),
    replyToId: id,
  });

  const installation = (action: 'add' | 'remove') => {
    if (action === 'add') all.installed.add(person.id);
    else all.installed.delete(person.id);
    return send({
      ...envelope(chatOf(person), null),
      type: 'installationUpdate',
      id: `f:${randomUUID()}`,
      action,
    });
  };

  function opened({ dialog, status, told }: Delivery): Dialog {
    if (dialog === null) throw new Error(`No dialog came, but ${status} ${told}`);
    return dialog;
  }

  return {
    ...person,
    says: async (text, extra = {}, attachments = []) =>
      message({ ...envelope(chatOf(person), null), ...extra }, text, false, attachments),
    mentions: (channel, text) => {
      const id = all.nextId();
      return message(envelope(channel, id), text, true, [], id);
    },
    replies: (channel, thread, text, options = {}) =>
      message(envelope(channel, thread), text, options.mention === true, options.attachments),
    clicks: (to, label, options = {}) => {
      const action = button(cardOf(to), label);
      const data = { ...object(action.data), ...inputs(cardOf(to), options.values ?? {}) };
      if (action.type === 'Action.Execute' && !options.legacy) {
        const value = { action: { type: 'Action.Execute', verb: action.verb, data }, trigger: 'manual' };
        return invoke(placeOf(to), 'adaptiveCard/action', value);
      }
      return send({ ...placeOf(to), type: 'message', id: all.nextId(), value: data });
    },
    opensForm: async (to, label) => {
      const data = object(button(cardOf(to), label).data);
      if (object(data.msteams).type !== 'task/fetch') throw new Error(`"${label}" opens no dialog`);
      return opened(await invoke(placeOf(to), 'task/fetch', { data, context: { theme: 'default' } }));
    },
    submits: (dialog, values, label) => {
      const named =
        label ?? String(object(Array.isArray(dialog.card.actions) ? dialog.card.actions[0] : null).title);
      const data = { ...object(button(dialog.card, named).data), ...inputs(dialog.card, values) };
      return invoke(envelope(chatOf(person), null), dialog.submits, { data, commandId: 'openTicket' });
    },
    opensTicketFrom: async (text, author, channel) => {
      const messagePayload = {
        id: all.nextId(),
        body: { contentType: 'html', content: text },
        from: { user: { displayName: author } },
      };
      const value = { commandId: 'openTicket', commandContext: 'message', messagePayload };
      return opened(
        await invoke(envelope(channel ?? chatOf(person), null), 'composeExtension/fetchTask', value),
      );
    },
    installs: () => installation('add'),
    uninstalls: () => installation('remove'),
  };
}
