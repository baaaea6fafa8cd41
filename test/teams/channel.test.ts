import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChannelError } from '../../src/chat/channel.ts';
import type { View } from '../../src/chat/view.ts';
import { type EdgeAlone, startEdgeAlone } from '../support/teams/edgeAlone.ts';
import type { PersonActs } from '../support/teams/person.ts';
import { startTeams, type TeamsStandIn } from '../support/teams/standIn.ts';
import { chatOf, textOf } from '../support/teams/world.ts';

const GENERAL = '19:general@thread.tacv2';
const CHANNEL = '19:network@thread.tacv2';

let teams: TeamsStandIn;
let desk: EdgeAlone;
let ana: PersonActs;
let workspaceId: string;

const view = (text: string): View => ({ fallback: text, blocks: [{ type: 'text', content: [text] }] });

beforeEach(async () => {
  teams = await startTeams();
  desk = await startEdgeAlone(teams.settings);
  teams.connect(desk.url);
  ana = teams.user('29:ana', { email: 'ana@example.com', name: 'Ana' });
  workspaceId = `ws-${teams.tenant}`;
});

afterEach(async () => {
  await desk.stop();
  await teams.stop();
});

async function fault(work: Promise<unknown>): Promise<ChannelError> {
  const caught = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(caught instanceof ChannelError)) throw new Error(`not a ChannelError: ${caught}`);
  return caught;
}

describe('posting', () => {
  const team = () => teams.team(GENERAL, [CHANNEL], [ana]);

  it('posts in a channel, replies in its thread, and edits both in place', async () => {
    await teams.installsInto(team(), ana);
    const { channel } = desk.edge;
    const card = await channel.post(
      { workspaceId, conversation: CHANNEL, thread: null },
      view('INC-1'),
      'k1',
    );
    expect(card.conversation).toBe(CHANNEL);
    expect(card.permalink).toContain(`parentMessageId=${card.message}`);
    const reply = await channel.post(
      { workspaceId, conversation: CHANNEL, thread: card.message },
      view('reply'),
      'k2',
    );
    const alert = await channel.post(
      { workspaceId, conversation: CHANNEL, thread: reply.message },
      view('alert'),
      'k3',
    );
    await channel.update(workspaceId, card, view('INC-1, claimed'));
    await channel.update(workspaceId, reply, view('reply, corrected'));
    expect(teams.channel(CHANNEL).messages.map(textOf)).toEqual(['INC-1, claimed']);
    expect(teams.thread(card.message).map(textOf)).toEqual(['reply, corrected', 'alert']);
    expect(alert.message).not.toBe(reply.message);
    expect(teams.problems).toEqual([]);
    expect(await channel.find({ workspaceId, conversation: CHANNEL, thread: null }, 'k1', 0)).toBe(
      'unknowable',
    );
  });

  it('finds the own chat of somebody it knows, opens that of a team member, and reaches nobody else', async () => {
    const { channel } = desk.edge;
    expect((await fault(channel.direct(workspaceId, ana.id))).code).toBe('forbidden');
    expect((await fault(channel.direct(workspaceId, '29:unknown'))).code).toBe('forbidden');
    await teams.installsInto(team(), ana);
    expect(await channel.direct(workspaceId, ana.id)).toBe(chatOf(ana));
    const conversation = await channel.direct(workspaceId, ana.id);
    await channel.post({ workspaceId, conversation, thread: null }, view('a page'), 'k');
    expect(teams.personal(ana).map(textOf)).toEqual(['a page']);
  });

  it('tells why it could not', async () => {
    await teams.installsInto(team(), ana);
    const post = () =>
      desk.edge.channel.post({ workspaceId, conversation: CHANNEL, thread: null }, view('x'), 'k');
    const answers = [
      { status: 429, code: 'rate_limited', retryAfterMs: 7_000, maybeSent: false },
      { status: 412, code: 'rate_limited', retryAfterMs: 7_000, maybeSent: false },
      { status: 403, code: 'forbidden', retryAfterMs: null, maybeSent: false },
      { status: 404, code: 'gone', retryAfterMs: null, maybeSent: false },
      { status: 413, code: 'rejected', retryAfterMs: null, maybeSent: false },
      { status: 401, code: 'down', retryAfterMs: null, maybeSent: false },
      { status: 502, code: 'down', retryAfterMs: 7_000, maybeSent: true },
      { status: 503, code: 'down', retryAfterMs: 7_000, maybeSent: false },
      { status: 504, code: 'down', retryAfterMs: 7_000, maybeSent: true },
    ];
    for (const { status, ...expected } of answers) {
      teams.fail.answerWith(status, 1, expected.retryAfterMs === null ? undefined : 7);
      const { code, retryAfterMs, maybeSent } = await fault(post());
      expect({ code, retryAfterMs, maybeSent }, String(status)).toEqual(expected);
    }
    expect(teams.posted).toHaveLength(0);
    await post();
    expect(teams.posted).toHaveLength(1);
  });

  it('sends once when the answer is lost, and says that it may have been posted', async () => {
    await teams.installsInto(team(), ana);
    const post = () =>
      desk.edge.channel.post({ workspaceId, conversation: CHANNEL, thread: null }, view('x'), 'k');
    teams.fail.loseAnswers(1);
    expect(await fault(post())).toMatchObject({ code: 'down', maybeSent: true });
    expect(teams.posted).toHaveLength(1);
    await teams.stop();
    // The first may still go into a connection that was open.
    await fault(post());
    expect(await fault(post())).toMatchObject({ code: 'down', maybeSent: false });
    teams = await startTeams();
  });

  it('keeps within what Teams allows only when it is told to wait', async () => {
    await teams.installsInto(team(), ana);
    teams.fail.limitRates();
    const post = () =>
      desk.edge.channel.post({ workspaceId, conversation: chatOf(ana), thread: null }, view('x'), 'k');
    await ana.installs();
    for (let count = 0; count < 7; count += 1) await post();
    expect(await fault(post())).toMatchObject({ code: 'rate_limited', retryAfterMs: 1_000 });
  });
});

describe('conversation references', () => {
  it('are kept from the installation, from events of a team and from every activity', async () => {
    await ana.installs();
    expect(desk.references.get(chatOf(ana))).toMatchObject({ kind: 'direct', account: '29:ana' });
    await teams.installsInto(teams.team(GENERAL, [CHANNEL], [ana]), ana);
    expect(desk.references.get(GENERAL)).toMatchObject({ kind: 'channel', account: null });
    const asked = await ana.mentions(CHANNEL, 'help');
    expect(desk.references.get(CHANNEL)).toMatchObject({
      kind: 'channel',
      reference: { serviceUrl: teams.settings.endpoints.service, tenant: teams.tenant, groupId: 'group' },
    });
    const created = '19:printers@thread.tacv2';
    const data = {
      ...Object(asked.activity.channelData),
      eventType: 'channelCreated',
      channel: { id: created },
    };
    const event = { ...asked.activity, type: 'conversationUpdate', channelData: data };
    await teams.sendRaw(event);
    expect(desk.references.has(created)).toBe(true);
    await teams.sendRaw({ ...event, channelData: { ...data, eventType: 'channelDeleted' } });
    expect(desk.references.has(created)).toBe(false);
  });

  it('tell whether a message came without a mention; a click of an older client proves nothing', async () => {
    await teams.installsInto(teams.team(GENERAL, [CHANNEL], [ana]), ana);
    const claim = { label: 'Claim', verb: 'claim', args: { ticket: 'INC-1' } };
    const card: View = { fallback: 'INC-1', blocks: [{ type: 'buttons', buttons: [claim] }] };
    await desk.edge.channel.post({ workspaceId, conversation: CHANNEL, thread: null }, card, 'k1');
    const [message] = teams.channel(CHANNEL).messages;
    if (!message) throw new Error('no card');
    await ana.clicks(message, 'Claim', { legacy: true });
    await ana.replies(CHANNEL, message.id, 'with a mention', { mention: true });
    expect(desk.references.get(CHANNEL)).toMatchObject({ team: GENERAL, unmentioned: false });
    const heard = await ana.replies(CHANNEL, message.id, 'without one');
    expect(desk.references.get(CHANNEL)).toMatchObject({ team: GENERAL, unmentioned: true });

    const channel = { id: CHANNEL, type: 'private' };
    const channelData = { ...Object(heard.activity.channelData), channel };
    await teams.sendRaw({ ...heard.activity, channelData });
    expect(desk.references.get(CHANNEL)).toMatchObject({ team: null, unmentioned: true });
  });

  it('are forgotten when the desk is taken out, and then the person cannot be reached', async () => {
    const team = teams.team(GENERAL, [], [ana]);
    await ana.installs();
    await teams.installsInto(team, ana);
    await ana.uninstalls();
    await teams.removesFrom(team, ana);
    expect(desk.references.size).toBe(0);
    const post = desk.edge.channel.post(
      { workspaceId, conversation: chatOf(ana), thread: null },
      view('x'),
      'k',
    );
    expect((await fault(post)).code).toBe('forbidden');
  });

  it('keep an activity from being acknowledged until they are saved', async () => {
    desk.behaviour.beforeSavingReference = () => Promise.reject(new Error('the database is away'));
    expect((await ana.installs()).status).toBe(503);
    const said = await ana.says('hello');
    expect(said.status).toBe(503);
    desk.behaviour.beforeSavingReference = async () => {};
    expect((await said.again()).status).toBe(200);
    expect(desk.inbox).toHaveLength(1);
  });
});

it('says how it is', async () => {
  expect(await desk.edge.health()).toEqual({ ok: true, problem: null });
  const wrong = await startEdgeAlone({ ...teams.settings, appPassword: 'wrong' });
  const health = await wrong.edge.health();
  expect(health.ok).toBe(false);
  expect(health.problem).toContain('MICROSOFT_APP_PASSWORD');
  await wrong.stop();
});
