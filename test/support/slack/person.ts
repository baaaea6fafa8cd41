import { at, listAt, textAt } from '../../../src/slack/json.ts';
import type { Delivery, Sender } from './delivery.ts';
import { asMessage } from './reading.ts';
import { buttonsOf, fieldsOf } from './shown.ts';
import { APP_ID, BOT_USER, type OpenView, type SlackMessage, TEAM, type Workspace } from './workspace.ts';

/** A person in Slack. Every act is recorded in the workspace and delivered to the desk, signed. */
export interface SlackPerson {
  readonly id: string;
  directMessage(text: string, options?: { thread?: string; files?: readonly object[] }): Promise<Delivery>;
  /** "@Firstline text" in a channel: arrives as `app_mention` and as `message`, as in Slack; gives the first. */
  mention(channel: string, text: string, options?: { thread?: string }): Promise<Delivery>;
  /** Says something in a channel without mentioning the desk. */
  say(channel: string, text: string): Promise<Delivery>;
  threadReply(
    channel: string,
    thread: string,
    text: string,
    options?: { files?: readonly object[] },
  ): Promise<Delivery>;
  /** `command('/ticket', 'claim INC-1')`, in the direct conversation unless a channel is named. */
  command(name: string, text: string, options?: { channel?: string }): Promise<Delivery>;
  /** Presses the button with that label (or the first whose label begins so). */
  click(message: SlackMessage, label: string): Promise<Delivery>;
  /** Sends off the window that was opened last for this person, or the given one; fields left out keep what they began with. */
  submit(values: Readonly<Record<string, string>>, view?: OpenView): Promise<Delivery>;
  shortcut(message: SlackMessage): Promise<Delivery>;
  /** The window that was opened last for this person. */
  view(): OpenView | null;
}

interface Deps {
  readonly space: Workspace;
  readonly send: Sender;
  readonly newResponseUrl: (channel: string, user: string) => string;
}

export function person({ space, send, newResponseUrl }: Deps, id: string): SlackPerson {
  const direct = space.direct(id);
  const user = () => ({
    id,
    team_id: TEAM,
    username: name().toLowerCase().replaceAll(' ', '.'),
    name: name(),
  });
  const name = () => space.users.get(id)?.name ?? id;
  const acted = () => ({
    team: { id: TEAM, domain: 'acme' },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: APP_ID,
    token: 'legacy',
    user: user(),
    trigger_id: space.issueTrigger(id),
  });
  const lastView = () => space.views.findLast((open) => open.user === id) ?? null;

  function write(channel: string, text: string, thread: string | undefined): SlackMessage {
    const message = {
      ts: space.nextTs(),
      channel,
      user: id,
      text: typed(text),
      blocks: [],
      thread: thread ?? null,
      metadata: undefined,
      edits: 0,
      onlyFor: null,
      sent: {},
    };
    space.messages.push(message);
    return message;
  }

  const shared = (files: readonly object[] = []) =>
    files.length === 0 ? {} : { subtype: 'file_share', files };

  const deliver = (message: SlackMessage, extra: object) =>
    send.event(
      eventBody(space, { ...asMessage(message, false), channel: message.channel, ...extra }),
      message.ts,
    );

  return {
    id,
    view: lastView,
    directMessage: (text, options = {}) => {
      return deliver(write(direct, text, options.thread), { channel_type: 'im', ...shared(options.files) });
    },
    async mention(channel, text, options = {}) {
      const message = write(channel, `<@${BOT_USER}> ${text}`, options.thread);
      const [mention] = await Promise.all([
        deliver(message, { type: 'app_mention' }),
        deliver(message, { channel_type: 'channel' }),
      ]);
      return mention;
    },
    say: (channel, text) => deliver(write(channel, text, undefined), { channel_type: 'channel' }),
    threadReply: (channel, thread, text, options = {}) =>
      deliver(write(channel, text, thread), {
        channel_type: space.channels.has(channel) ? 'channel' : 'im',
        ...shared(options.files),
      }),
    command(command, text, options = {}) {
      const channel = options.channel ?? direct;
      return send.command({
        token: 'legacy',
        team_id: TEAM,
        team_domain: 'acme',
        channel_id: channel,
        channel_name: space.channels.get(channel)?.name ?? 'directmessage',
        user_id: id,
        user_name: name().toLowerCase().replaceAll(' ', '.'),
        command,
        text: typed(text),
        api_app_id: APP_ID,
        is_enterprise_install: 'false',
        response_url: newResponseUrl(channel, id),
        trigger_id: space.issueTrigger(id),
      });
    },
    click(message, label) {
      const buttons = buttonsOf(message);
      const button =
        buttons.find((each) => each.label === label) ?? buttons.find((each) => each.label.startsWith(label));
      if (button === undefined) {
        throw new Error(
          `no button "${label}" among ${buttons.map((each) => `"${each.label}"`).join(', ') || 'none'}`,
        );
      }
      return send.interaction({
        type: 'block_actions',
        ...acted(),
        container: {
          type: 'message',
          message_ts: message.ts,
          channel_id: message.channel,
          is_ephemeral: message.onlyFor !== null,
          ...(message.thread === null ? {} : { thread_ts: message.thread }),
        },
        channel: { id: message.channel },
        message: asMessage(message, false),
        response_url: newResponseUrl(message.channel, id),
        actions: [
          { type: 'button', action_id: button.actionId, value: button.value, action_ts: space.nextTs() },
        ],
      });
    },
    submit(values, view) {
      const open = view ?? lastView();
      if (open === null) throw new Error(`no window is open for ${id}`);
      return send.interaction({
        type: 'view_submission',
        ...acted(),
        view: { ...open.view, id: open.id, team_id: TEAM, state: { values: stateOf(open, values) } },
        response_urls: [],
      });
    },
    shortcut: (message) =>
      send.interaction({
        type: 'message_action',
        callback_id: 'open_from_message',
        ...acted(),
        action_ts: space.nextTs(),
        message_ts: message.ts,
        channel: { id: message.channel },
        message: asMessage(message, false),
        response_url: newResponseUrl(message.channel, id),
      }),
  };
}

/** An event in the envelope of the Events API. */
export function eventBody(space: Workspace, event: object): object {
  return {
    token: 'legacy',
    team_id: TEAM,
    api_app_id: APP_ID,
    type: 'event_callback',
    event_id: space.nextId('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
    event,
  };
}

/** What the window would send; fails where Slack's client would not let it go. */
function stateOf(open: OpenView, values: Readonly<Record<string, string>>): Record<string, unknown> {
  const fields = fieldsOf(open);
  const unknown = Object.keys(values).filter((name) => !fields.some((field) => field.name === name));
  if (unknown.length > 0)
    throw new Error(`no field ${unknown.join(', ')} among ${fields.map((field) => field.name).join(', ')}`);
  return Object.fromEntries(
    listAt(open.view, 'blocks').flatMap((block) => {
      const field = fields.find((each) => each.name === textAt(block, 'block_id'));
      if (field === undefined) return [];
      const value = values[field.name] ?? field.initial;
      if (field.required && (value === null || value === ''))
        throw new Error(`the field ${field.name} must be filled`);
      if (field.choices !== null && value !== null && !field.choices.includes(value)) {
        throw new Error(`${field.name} offers ${field.choices.join(', ')}, not ${value}`);
      }
      const longest = Number(at(block, 'element', 'max_length') ?? Number.POSITIVE_INFINITY);
      if (field.choices === null && value !== null && value.length > longest)
        throw new Error(`${field.name} takes ${longest} characters`);
      const state =
        field.choices === null
          ? { type: 'plain_text_input', value: value === '' ? null : value }
          : { type: 'static_select', selected_option: value === null ? null : { value } };
      return [[field.name, { value: state }]];
    }),
  );
}

/** What a person types, as Slack stores it: entities escaped, mentions and links of the composer kept. */
function typed(text: string): string {
  return text
    .split(/(<@[UW][A-Z0-9]+(?:\|[^>]*)?>|<#C[A-Z0-9]+\|[^>]*>|<https?:[^>]*>)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    )
    .join('');
}
