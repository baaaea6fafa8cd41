import { SCOPES } from '../../../src/slack/scopes.ts';
import type { SlackSettings } from '../../../src/slack/settings.ts';
import { type ApiCall, type ApiServer, apiServer } from './apiServer.ts';
import { type Sender, sender } from './delivery.ts';
import { type Faults, faults, pace } from './faults.ts';
import { methods, newMessage } from './methods.ts';
import { eventBody, person, type SlackPerson } from './person.ts';
import { asMessage } from './reading.ts';
import { Refusal } from './refusal.ts';
import {
  type SlackChannel,
  type SlackFile,
  type SlackMessage,
  type SlackUser,
  type Workspace,
  workspace,
} from './workspace.ts';

/** One conversation, read as a member reads it. */
export interface SlackRoom {
  readonly id: string;
  /** Everything that all see, in order, threads too. */
  readonly messages: readonly SlackMessage[];
  /** Messages that stand by themselves. */
  readonly tops: readonly SlackMessage[];
  /** Replies in a thread, without the message it hangs on. */
  thread(ts: string): readonly SlackMessage[];
  /** What only that account sees. */
  onlyFor(user: string): readonly SlackMessage[];
}

export interface SlackStandIn {
  readonly settings: SlackSettings;
  /** The bot token that counts now. */
  token(): string;
  /** Gives out another, as a new installation does. */
  rotateToken(): void;
  readonly space: Workspace;
  readonly faults: Faults;
  /** Calls that were carried out or refused, in order. */
  readonly calls: readonly ApiCall[];
  readonly send: Sender;
  /** Where the desk listens, such as `http://127.0.0.1:3000`. */
  connect(deskUrl: string): void;
  user(id: string): SlackPerson;
  /** Somebody takes the desk out of a channel. */
  kick(channel: string): Promise<void>;
  /** Uploads a file; gives it as events name it. */
  upload(file: SlackFile): object;
  channel(id: string): SlackRoom;
  dm(user: string): SlackRoom;
  /** Everything the desk was refused for a reason that is its own fault: bad blocks, unknown methods, missing arguments. */
  mistakes(): readonly ApiCall[];
  stop(): Promise<void>;
}

export interface SlackOptions {
  readonly users: readonly SlackUser[];
  readonly channels: readonly SlackChannel[];
  /** Scopes of the token; all that the desk asks for when left out. */
  readonly scopes?: readonly string[];
  /** Keeps Slack's real pace: one post a second and channel, the tiers of the methods. */
  readonly rateLimits?: boolean;
  /** Slack tells the desk of its own posts too; false spares that. */
  readonly echo?: boolean;
}

const RESPONSES = 5;
const MISTAKES = /^(unknown_method|invalid_|msg_|no_text)/;

/** A Slack workspace with its API server, over HTTP on a free port of 127.0.0.1. */
export async function startSlack(options: SlackOptions): Promise<SlackStandIn> {
  const space = workspace(options.users, options.channels);
  const fault = faults();
  const botToken = 'xoxb-stand-in';
  let token = botToken;
  const signingSecret = 'the signing secret of the stand-in';
  const responses = new Map<string, { channel: string; user: string; left: number }>();
  const echoes = new Set<Promise<unknown>>();
  let target: string | null = null;

  const send = sender({
    secret: signingSecret,
    target: () => {
      if (target === null) throw new Error('connect() says where the desk listens');
      return new URL('/slack/events', target).href;
    },
  });

  function echo(message: SlackMessage): void {
    if (options.echo === false || target === null) return;
    const event = {
      ...asMessage(message, false),
      channel: message.channel,
      channel_type: message.channel.startsWith('D') ? 'im' : 'channel',
    };
    const sent = send
      .event(eventBody(space, event))
      .catch(() => null)
      .finally(() => echoes.delete(sent));
    echoes.add(sent);
  }

  function respond(id: string, body: unknown): number {
    const place = responses.get(id);
    if (place === undefined || place.left === 0) return 404;
    place.left -= 1;
    try {
      const args = Object(body);
      space.messages.push(
        newMessage(space, place.channel, args, args.response_type === 'in_channel' ? null : place.user),
      );
      return 200;
    } catch (error) {
      return error instanceof Refusal ? 400 : 500;
    }
  }

  const server: ApiServer = await apiServer({
    token: () => token,
    scopes: options.scopes ?? SCOPES,
    methods: methods(space, echo),
    files: space.files,
    faults: fault,
    pace: options.rateLimits === true ? pace() : () => null,
    respond,
  });
  const newResponseUrl = (channel: string, user: string) => {
    const id = space.nextId('R');
    responses.set(id, { channel, user, left: RESPONSES });
    return `${server.responseUrl}${id}`;
  };

  return {
    settings: {
      botToken,
      signingSecret,
      appToken: null,
      apiUrl: server.apiUrl,
      commandNames: { ticket: '/ticket', ask: '/ask' },
    },
    token: () => token,
    rotateToken: () => {
      token = `${token}-again`;
    },
    space,
    faults: fault,
    calls: server.calls,
    send,
    connect: (deskUrl) => {
      target = deskUrl;
    },
    user(id) {
      if (!space.users.has(id)) throw new Error(`nobody has the account ${id}`);
      return person({ space, send, newResponseUrl }, id);
    },
    async kick(id) {
      const found = space.channels.get(id);
      if (!found) throw new Error(`there is no channel ${id}`);
      space.channels.set(id, { ...found, withoutDesk: true });
      const left = { type: 'channel_left', channel: id, actor_id: 'U0ADMIN', event_ts: space.nextTs() };
      await send.event(eventBody(space, left));
    },
    upload(file) {
      const id = space.nextId('F');
      space.files.set(id, file);
      return {
        id,
        name: file.name,
        mimetype: file.type,
        size: file.bytes.length,
        permalink: `https://acme.slack.com/files/U1/${id}/file`,
        url_private_download: `${server.filesUrl}${id}/download/file`,
      };
    },
    channel: (id) => room(space, id),
    dm: (user) => room(space, space.direct(user)),
    mistakes: () => server.calls.filter((call) => call.refused !== null && MISTAKES.test(call.refused)),
    async stop() {
      target = null;
      await Promise.all(echoes);
      await server.stop();
    },
  };
}

function room(space: Workspace, id: string): SlackRoom {
  const seen = () => space.messages.filter((message) => message.channel === id && message.onlyFor === null);
  return {
    id,
    get messages() {
      return seen();
    },
    get tops() {
      return seen().filter((message) => message.thread === null);
    },
    thread: (ts) => seen().filter((message) => message.thread === ts),
    onlyFor: (user) => space.messages.filter((message) => message.channel === id && message.onlyFor === user),
  };
}
