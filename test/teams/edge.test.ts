import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form, View } from '../../src/chat/view.ts';
import { type EdgeAlone, soon, startEdgeAlone, WORDS } from '../support/teams/edgeAlone.ts';
import type { PersonActs } from '../support/teams/person.ts';
import { startTeams, type TeamsStandIn } from '../support/teams/standIn.ts';
import { chatOf, textOf } from '../support/teams/world.ts';
import { until } from '../support/until.ts';

const CHANNEL = '19:network@thread.tacv2';
const CARD: View = {
  fallback: 'INC-1042: my vpn drops',
  blocks: [
    { type: 'heading', text: 'INC-1042: my vpn drops' },
    {
      type: 'buttons',
      buttons: [
        { label: 'Claim', verb: 'claim', args: { ticket: 'INC-1042' }, style: 'primary' },
        { label: 'Hold', verb: 'hold', args: { ticket: 'INC-1042' }, opensForm: true },
      ],
    },
  ],
};
const FORM: Form = {
  verb: 'hold',
  args: { ticket: 'INC-1042' },
  title: 'Put INC-1042 on hold',
  submit: 'Hold',
  cancel: 'Cancel',
  intro: [],
  fields: [{ name: 'note', label: 'Why', required: true, input: { type: 'text', maxLength: 3000 } }],
};

let teams: TeamsStandIn;
let desk: EdgeAlone;
let ana: PersonActs;
let ben: PersonActs;
let team: ReturnType<TeamsStandIn['team']>;

function saying(text: string): View {
  return { fallback: text, blocks: [{ type: 'text', content: [text] }] };
}

beforeEach(async () => {
  teams = await startTeams();
  desk = await startEdgeAlone(teams.settings);
  teams.connect(desk.url);
  ana = teams.user('29:ana', { aad: 'aad-ana', email: 'ana@example.com', name: 'Ana' });
  ben = teams.user('29:ben', { aad: 'aad-ben', email: 'ben@partner.example', name: 'Ben', role: 'guest' });
  team = teams.team('19:general@thread.tacv2', [CHANNEL], [ana, ben]);
  await teams.installsInto(team, ana);
});

afterEach(async () => {
  await desk.stop();
  await teams.stop();
});

const workspace = () => `ws-${teams.tenant}`;

describe('what comes in', () => {
  it('reads a message of the own chat, with who wrote it', async () => {
    await ana.installs();
    expect((await ana.says('my vpn drops &amp; comes back<br>every hour')).status).toBe(200);
    const request = await until(() => desk.requests[0]);
    expect(request.who).toEqual({
      externalId: '29:ana',
      name: 'Ana',
      email: 'ana@example.com',
      language: 'en',
      kind: 'member',
    });
    expect(request.where).toMatchObject({ kind: 'direct', conversation: chatOf(ana), thread: null });
    expect(request.what).toEqual({
      type: 'message',
      text: 'my vpn drops & comes back\nevery hour',
      mentioned: true,
      files: [],
    });
  });

  it('takes its own mention out of a message in a channel, and tells the thread of a reply without one', async () => {
    const asked = await ana.mentions(CHANNEL, 'claim INC-1042');
    const root = String(asked.activity.id);
    await ben.replies(CHANNEL, root, 'I have it too, <user> says so');
    await until(() => desk.requests.length === 2);
    const [first, second] = desk.requests.toSorted((a, b) => a.deliveryKey.localeCompare(b.deliveryKey));
    expect(first?.what).toMatchObject({ text: 'claim INC-1042', mentioned: true });
    expect(first?.where).toEqual({ kind: 'channel', conversation: CHANNEL, thread: null, message: root });
    expect(second?.what).toMatchObject({ text: 'I have it too, <user> says so', mentioned: false });
    expect(second?.where).toMatchObject({ conversation: CHANNEL, thread: root });
    expect(second?.who.kind).toBe('guest');
  });

  it('goes on without an e-mail address when the roster cannot be read', async () => {
    teams.fail.down();
    await ana.says('hello');
    const request = await until(() => desk.requests[0]);
    expect(request.who).toMatchObject({ name: 'Ana', email: null });
  });

  it('opens a form from a message that somebody wrote', async () => {
    await ana.installs();
    desk.behaviour.answer = () => ({ type: 'form', form: FORM });
    const dialog = await ana.opensTicketFrom('<p>printer on floor 3 is <b>dead</b></p>', 'Ben');
    expect(desk.requests[0]?.what).toEqual({
      type: 'shortcut',
      verb: 'openFromMessage',
      text: 'printer on floor 3 is dead',
      author: 'Ben',
    });
    desk.behaviour.answer = () => ({ type: 'nothing' });
    await ana.submits(dialog, { note: 'waits for toner' });
    expect(desk.requests[1]?.what).toEqual({
      type: 'form',
      verb: 'hold',
      args: { ticket: 'INC-1042' },
      values: { note: 'waits for toner' },
    });
  });
});

describe('cards and dialogs', () => {
  async function card() {
    const post = { workspaceId: workspace(), conversation: CHANNEL, thread: null };
    await desk.edge.channel.post(post, CARD, 'key');
    const [message] = teams.channel(CHANNEL).messages;
    if (!message) throw new Error('no card');
    return message;
  }

  it('answers a click with a sentence that only this person sees', async () => {
    desk.behaviour.answer = () => ({ type: 'private', view: saying('Ben has it already') });
    const message = await card();
    expect((await ana.clicks(message, 'Claim')).told).toBe('Ben has it already');
    expect(desk.requests[0]?.what).toMatchObject({ verb: 'claim', args: { ticket: 'INC-1042' } });
    expect(desk.requests[0]?.where).toMatchObject({
      conversation: CHANNEL,
      thread: null,
      message: message.id,
    });
    expect(teams.posted).toHaveLength(1);
  });

  it('answers a client that knows only Action.Submit in the own chat, never in the channel', async () => {
    desk.behaviour.answer = () => ({ type: 'private', view: saying('Ben has it already') });
    await ana.clicks(await card(), 'Claim', { legacy: true });
    await until(() => teams.personal(ana).length === 1);
    expect(textOf(teams.personal(ana)[0] ?? { activity: {} })).toBe('Ben has it already');
    expect(teams.channel(CHANNEL).messages).toHaveLength(1);
  });

  it('asks in the thread to open a chat when there is no other way, and gives nothing away', async () => {
    const message = await card();
    desk.behaviour.answer = () => ({ type: 'private', view: saying('a secret') });
    const stranger = teams.user('29:eve', { name: 'Eve' });
    await stranger.clicks(message, 'Claim', { legacy: true });
    const [hint] = await until(() => (teams.thread(message.id).length > 0 ? teams.thread(message.id) : null));
    expect(textOf(hint ?? { activity: {} })).toBe(WORDS.openChat('en'));
    expect(JSON.stringify(teams.posted)).not.toContain('a secret');
  });

  it('opens the dialog each time somebody asks for it', async () => {
    desk.behaviour.answer = () => ({ type: 'form', form: FORM });
    const message = await card();
    const first = await ana.opensForm(message, 'Hold');
    expect((await ana.opensForm(message, 'Hold')).fields).toEqual(first.fields);
    expect(desk.requests).toHaveLength(2);
  });

  it('asks by a card with the form where nothing can open a dialog', async () => {
    await ana.installs();
    desk.behaviour.answer = ({ what }) =>
      what.type === 'message' ? { type: 'form', form: FORM } : { type: 'nothing' };
    await ana.says('hold INC-1042');
    const asked = await until(() => teams.personal(ana)[0]);
    await ana.clicks(asked, 'Hold', { values: { note: 'waits for toner' } });
    expect(desk.requests[1]?.what).toMatchObject({
      type: 'form',
      verb: 'hold',
      values: { note: 'waits for toner' },
    });
  });

  it('answers a dialog in under 5 s though the desk takes longer, and gives the answer later', async () => {
    desk.behaviour.answer = () => ({ type: 'form', form: FORM });
    const dialog = await ana.opensForm(await card(), 'Hold');
    desk.behaviour.answer = () => ({ type: 'private', view: saying('INC-1042 is on hold') });
    desk.behaviour.beforeAnswering = () => soon(5_500);
    const sent = await ana.submits(dialog, { note: 'waits' });
    expect(sent.took).toBeLessThan(4_900);
    expect(sent.told).toBe(WORDS.received('en'));
    await until(() => teams.personal(ana).length === 1);
    expect(textOf(teams.personal(ana)[0] ?? { activity: {} })).toBe('INC-1042 is on hold');
  });

  it('keeps for another attempt what fails after the dialog was answered', async () => {
    desk.behaviour.answer = () => ({ type: 'form', form: FORM });
    const dialog = await ana.opensForm(await card(), 'Hold');
    const [opening] = desk.inbox;
    // What fails is answered with nothing, and taken up again from the inbox.
    desk.behaviour.answer = () => ({ type: 'nothing' });
    desk.behaviour.beforeAnswering = () => soon(4_500);
    await ana.submits(dialog, { note: 'waits' });
    await desk.edge.stop();
    expect(desk.answered).toEqual([opening?.key]);
  });

  it('says within 3 s that a click came in when storing it takes 10 s, and does it once', async () => {
    const message = await card();
    desk.behaviour.beforeStoring = () => soon(4_000);
    const click = await ana.clicks(message, 'Claim');
    expect(click.took).toBeLessThan(3_000);
    expect(click.told).toBe(WORDS.received('en'));
    await until(() => desk.requests.length === 1);
  });

  it('tells who clicked that the desk cannot take it when it cannot be stored', async () => {
    const message = await card();
    desk.behaviour.beforeStoring = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432'));
    expect((await ana.clicks(message, 'Claim')).told).toBe(WORDS.unavailable('en'));
    await ana.clicks(message, 'Claim', { legacy: true });
    await until(() => teams.personal(ana).length === 1);
    expect(textOf(teams.personal(ana)[0] ?? { activity: {} })).toBe(WORDS.unavailable('en'));
    expect(desk.inbox).toEqual([]);
  });
});

describe('the same thing twice', () => {
  it('is one delivery, for a message and for a card action replayed after 5 s and after 15 s', async () => {
    await ana.installs();
    desk.behaviour.answer = () => ({ type: 'private', view: saying('done') });
    const said = await ana.says('hello');
    const post = { workspaceId: workspace(), conversation: chatOf(ana), thread: null };
    await until(() => teams.personal(ana).length === 1);
    await desk.edge.channel.post(post, CARD, 'key');
    const message = teams.personal(ana)[1];
    if (!message) throw new Error('no card');
    const clicked = await ana.clicks(message, 'Claim');
    await soon(5_000);
    await said.again();
    expect((await clicked.again()).told).toBe('done');
    await soon(10_000);
    await said.again();
    expect((await clicked.again()).told).toBe('done');
    expect(desk.inbox.map(({ key }) => key.split(':')[0])).toEqual(['message', 'action']);
    expect(desk.requests).toHaveLength(2);
    expect(teams.personal(ana)).toHaveLength(2);
  });

  it('is two, when a card was drawn anew or another button was clicked', async () => {
    const post = { workspaceId: workspace(), conversation: CHANNEL, thread: null };
    const posted = await desk.edge.channel.post(post, CARD, 'key');
    const [message] = teams.channel(CHANNEL).messages;
    if (!message) throw new Error('no card');
    await ana.clicks(message, 'Claim');
    await ana.clicks(message, 'Claim', { legacy: true });
    expect(desk.inbox).toHaveLength(1);
    await ben.clicks(message, 'Claim');
    await desk.edge.channel.update(workspace(), posted, CARD);
    await ana.clicks(message, 'Claim');
    expect(desk.inbox).toHaveLength(3);
  });
});
