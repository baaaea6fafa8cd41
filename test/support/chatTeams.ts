import type { OpenForm, Platformed, Room, Sent, Shown } from './chat.ts';
import { GUEST, PEOPLE } from './storyPolicy.ts';
import { cardButtons } from './teams/card.ts';
import type { PersonActs } from './teams/person.ts';
import { startTeams } from './teams/standIn.ts';
import { cardOf, chatOf, type DeskMessage, textOf } from './teams/world.ts';
import { until } from './until.ts';

type Delivery = Awaited<ReturnType<PersonActs['says']>>;
type Dialog = Awaited<ReturnType<PersonActs['opensForm']>>;

const ROOMS: readonly Room[] = ['network', 'network-l2', 'network-l3', 'workplace', 'duty', 'general'];
const TEAM = '19:desk@thread.tacv2';
const channelId = (room: Room) => (room === 'general' ? TEAM : `19:${room}@thread.tacv2`);

/** Teams, with botbuilder on the desk's side and a stand-in for Microsoft's servers. */
export async function onTeams(): Promise<Platformed> {
  const teams = await startTeams();
  const people = new Map(
    PEOPLE.map((name) => [name, teams.user(`29:${name}`, { name, email: `${name}@example.com` })]),
  );
  people.set(GUEST.name, teams.user(`29:${GUEST.name}`, { ...GUEST, role: 'guest' }));
  let team = teams.team(TEAM, ROOMS.map(channelId), [...people.values()]);
  const roomOf = new Map(ROOMS.map((room) => [channelId(room), room]));
  const ownerOf = new Map([...people].map(([name, person]) => [chatOf(person), name]));
  const known = new Map<DeskMessage, Shown>();
  const natives = new WeakMap<Shown, DeskMessage>();
  const told: Shown[] = [];
  let met = false;
  let ignored = 0;

  function person(name: string): PersonActs {
    const found = people.get(name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  }

  function shown(message: DeskMessage): Shown {
    const before = known.get(message);
    if (before) return before;
    const made: Shown = {
      id: message.id,
      room: roomOf.get(message.conversation) ?? null,
      to: ownerOf.get(message.conversation) ?? null,
      thread: message.root,
      get text() {
        const links = JSON.stringify(cardOf(message)).matchAll(/"url":"([^"]+)"/g);
        return [textOf(message), ...[...links].map((match) => match[1])].join('\n');
      },
      get buttons() {
        return cardButtons(cardOf(message)).map(({ title }) => String(title));
      },
      get mentions() {
        const found = JSON.stringify(message.activity).matchAll(/"mentioned":\{[^}]*"id":"29:([a-z]+)"/g);
        return [...found].map((match) => match[1] ?? '');
      },
      passing: false,
    };
    known.set(message, made);
    natives.set(made, message);
    return made;
  }

  function native(message: Shown): DeskMessage {
    const found = natives.get(message);
    if (!found) throw new Error('this was only told in passing, and has no buttons');
    return found;
  }

  /** What Teams shows to the person alone because of the answer. */
  function hear(name: string, delivery: Delivery): Sent {
    const text =
      delivery.told ?? (delivery.dialog ? `${delivery.dialog.title}\n${delivery.dialog.text}` : null);
    if (text !== null) {
      told.push({
        id: `told-${told.length}`,
        room: null,
        to: name,
        thread: null,
        text,
        buttons: [],
        mentions: [],
        passing: true,
      });
    }
    return {
      status: delivery.status,
      milliseconds: delivery.took,
      id: String(delivery.activity.id ?? ''),
      again: async () => hear(name, await delivery.again()),
    };
  }

  function form(name: string, dialog: Dialog): OpenForm {
    return {
      values: Object.fromEntries(Object.entries(dialog.fields).map(([field, { value }]) => [field, value])),
      options: (field) => dialog.fields[field]?.options ?? [],
      submit: async (values = {}) => hear(name, await person(name).submits(dialog, { ...values })),
      forges: async (args, values = {}) =>
        hear(name, await person(name).submits(forged(dialog, args), { ...values })),
    };
  }

  const { appId, appType, endpoints } = teams.settings;
  return {
    platform: 'teams',
    environment: {
      MICROSOFT_APP_ID: appId,
      get MICROSOFT_APP_PASSWORD() {
        return teams.secret();
      },
      MICROSOFT_APP_TYPE: appType,
      TEAMS_OPENID_METADATA_URL: endpoints.openIdMetadata,
      TEAMS_TOKEN_ISSUER: endpoints.issuer,
      TEAMS_LOGIN_URL: endpoints.login,
      TEAMS_TOKEN_AUDIENCE: endpoints.audience,
      TEAMS_SERVICE_URL: endpoints.service,
    },
    channel: (room) => ({ teams: { team: TEAM, channel: channelId(room) }, language: 'en' }),
    async connect(url) {
      teams.connect(url);
      if (met) return;
      met = true;
      await teams.installsInto(team, person('nora'));
      // Teams has no directory for bots: the desk knows whom it has seen.
      await Promise.all([...people.values()].map((each) => each.says('help')));
      await until(() => teams.posted.length >= people.size);
      ignored = teams.posted.length;
    },
    seen: () => [...teams.posted.slice(ignored).map(shown), ...told],
    settle: async () => undefined,
    says: async (name, text, files = []) =>
      hear(name, await person(name).says(text, {}, files.map(teams.attach))),
    mentions: async (name, room, text) => hear(name, await person(name).mentions(channelId(room), text)),
    repliesUnder: async (name, under, text, mention = false, files = []) => {
      const attachments = files.map(teams.attach);
      const { conversation, root, id } = native(under);
      const acts = person(name);
      if (ownerOf.has(conversation)) return hear(name, await acts.says(text, {}, attachments));
      return hear(name, await acts.replies(conversation, root ?? id, text, { mention, attachments }));
    },
    commands: async (name, text) => hear(name, await person(name).says(text)),
    clicks: async (name, on, label) => hear(name, await person(name).clicks(native(on), label)),
    opens: async (name, on, label) => form(name, await person(name).opensForm(native(on), label)),
    opensByCommand: async () => {
      throw new Error('a typed command opens no form in Teams');
    },
    mistakes: () => teams.problems,
    down: () => teams.fail.down(),
    up: () => teams.fail.up(),
    fills: () => () => undefined,
    refuses: () => teams.fail.answerWith(429, 2, 1),
    renewsCredentials: () => teams.renewSecret(),
    losesAnswer: (how) => teams.fail.loseAnswers(1, how),
    blocks: (name) => teams.fail.forbid(chatOf({ id: `29:${name}` })),
    leaves: async (room) => {
      team = await teams.deletesChannel(team, channelId(room), person('nora'));
    },
    uninstalls: async () => {
      for (const each of people.values()) await each.installs();
      await teams.removesFrom(team, person('nora'));
    },
    installs: async () => void (await teams.installsInto(team, person('nora'))),
    holds: () => teams.fail.hold(),
    stop: () => teams.stop(),
  };
}

/** The dialog with other args in the data of its button. */
function forged(dialog: Dialog, args: Readonly<Record<string, string>>): Dialog {
  const card = JSON.parse(JSON.stringify(dialog.card), (key, value: unknown) =>
    key === 'args' ? args : value,
  );
  return { ...dialog, card };
}
