import type { Platformed, Room, Sent, Shown } from './chat.ts';
import type { Delivery } from './slack/delivery.ts';
import { buttonsOf, fieldsOf, mentionsIn, shownText } from './slack/shown.ts';
import { startSlack } from './slack/slack.ts';
import { BOT_USER, type OpenView, type SlackMessage } from './slack/workspace.ts';
import { GUEST, PEOPLE } from './storyPolicy.ts';
import { until } from './until.ts';

const ROOMS: readonly Room[] = ['network', 'network-l2', 'network-l3', 'workplace', 'duty', 'general'];
const account = (person: string) => `U${person.toUpperCase()}`;
const personOf = (id: string) => id.slice(1).toLowerCase();
const channelId = (room: Room) => `C${room.toUpperCase().replace('-', '')}`;

/** Slack, with Bolt on the desk's side and a stand-in for Slack's servers. */
export async function onSlack(): Promise<Platformed> {
  const slack = await startSlack({
    users: [
      ...PEOPLE.map((name) => ({ id: account(name), name, email: `${name}@example.com` })),
      { id: account(GUEST.name), ...GUEST, guest: true },
    ],
    channels: ROOMS.map((room) => ({ id: channelId(room), name: room, members: PEOPLE.map(account) })),
  });
  const roomOf = new Map(ROOMS.map((room) => [channelId(room), room]));
  const views = new WeakMap<Shown, SlackMessage>();
  const known = new Map<SlackMessage, Shown>();

  function shown(message: SlackMessage): Shown {
    const before = known.get(message);
    if (before) return before;
    const room = roomOf.get(message.channel) ?? null;
    const made: Shown = {
      id: message.ts,
      room: message.onlyFor === null ? room : null,
      to:
        message.onlyFor === null
          ? room === null
            ? personOf(message.channel)
            : null
          : personOf(message.onlyFor),
      thread: message.thread,
      get text() {
        return shownText(message).replace(/\*([A-Z][A-Za-z ]+)\* /g, '$1: ');
      },
      get buttons() {
        return buttonsOf(message).map(({ label }) => label);
      },
      get mentions() {
        return mentionsIn(message).map(personOf);
      },
      passing: message.onlyFor !== null,
    };
    known.set(message, made);
    views.set(made, message);
    return made;
  }

  function native(message: Shown): SlackMessage {
    const found = views.get(message);
    if (!found) throw new Error('this message is not of Slack');
    return found;
  }

  const sent = ({ status, milliseconds, ts, again }: Delivery): Sent => ({
    status,
    milliseconds,
    id: ts,
    again: async () => sent(await again()),
  });

  async function opened(person: string, act: () => Promise<Delivery>) {
    const user = slack.user(account(person));
    const before = user.view();
    await act();
    const view: OpenView = await until(() => (user.view() === before ? null : user.view()), {
      what: `a form for ${person}`,
    });
    const fields = fieldsOf(view);
    return {
      values: Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? ''])),
      options: (field: string) => fields.find(({ name }) => name === field)?.choices ?? [],
      submit: async (values = {}) => sent(await user.submit(values, view)),
      forges: async () => {
        throw new Error('what a form of Slack carries never leaves Slack');
      },
    };
  }

  return {
    platform: 'slack',
    get environment() {
      return {
        SLACK_BOT_TOKEN: slack.token(),
        SLACK_SIGNING_SECRET: slack.settings.signingSecret ?? '',
        SLACK_API_URL: slack.settings.apiUrl ?? '',
      };
    },
    channel: (room) => ({ slack: channelId(room), language: 'en' }),
    connect: async (url) => slack.connect(url),
    seen: () => slack.space.messages.filter((message) => message.user === BOT_USER).map(shown),
    settle: async () => undefined,
    says: async (person, text, files = []) =>
      sent(await slack.user(account(person)).directMessage(text, { files: files.map(slack.upload) })),
    mentions: async (person, room, text) =>
      sent(await slack.user(account(person)).mention(channelId(room), text)),
    repliesUnder: async (person, under, text, mention = false, files = []) => {
      const { channel, thread, ts } = native(under);
      const user = slack.user(account(person));
      const root = thread ?? ts;
      return sent(
        mention
          ? await user.mention(channel, text, { thread: root })
          : await user.threadReply(channel, root, text, { files: files.map(slack.upload) }),
      );
    },
    commands: async (person, text) => sent(await slack.user(account(person)).command('/ticket', text)),
    clicks: async (person, on, label) => sent(await slack.user(account(person)).click(native(on), label)),
    opens: (person, on, label) => opened(person, () => slack.user(account(person)).click(native(on), label)),
    opensByCommand: (person, text) =>
      opened(person, () => slack.user(account(person)).command('/ticket', text)),
    mistakes: () => [
      ...slack.mistakes().map(({ method, refused }) => `${method}: ${refused}`),
      ...slack.space.messages.filter(wakesEverybody).map(({ text }) => `everybody is mentioned: ${text}`),
    ],
    down: () => slack.faults.down(),
    up: () => slack.faults.up(),
    fills: (room) => slack.faults.full('chat.postMessage', ({ channel }) => channel === channelId(room)),
    refuses: (room) =>
      slack.faults.rateLimit(1_500, 'chat.postMessage', ({ channel }) => channel === channelId(room)),
    renewsCredentials: () => slack.rotateToken(),
    losesAnswer: (how) => {
      const answers = {
        reset: { type: 'reset' },
        badGateway: { type: 'status', status: 502 },
        silence: { type: 'hang' },
      } as const;
      slack.faults.add({ method: 'chat.postMessage', carriedOut: true, answer: answers[how] });
    },
    blocks: (person) => {
      const found = slack.space.users.get(account(person));
      if (found) slack.space.users.set(found.id, { ...found, deactivated: true });
    },
    leaves: (room) => slack.kick(channelId(room)),
    uninstalls: async () => {
      for (const room of ROOMS) await slack.kick(channelId(room));
    },
    installs: async () => {
      for (const [id, room] of slack.space.channels)
        slack.space.channels.set(id, { ...room, withoutDesk: false });
    },
    holds: () => slack.faults.hold('chat.postMessage'),
    stop: () => slack.stop(),
  };
}

/** Markup that Slack would read as a mention of everybody; in rich text it is only text. */
function wakesEverybody({ user, text, blocks }: SlackMessage): boolean {
  const everybody = /<!(channel|here|everyone)/;
  const markup = JSON.stringify(blocks).matchAll(/"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g);
  return (
    user === BOT_USER && (everybody.test(text) || [...markup].some((match) => everybody.test(match[1] ?? '')))
  );
}
