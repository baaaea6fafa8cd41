import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergeTickets } from '../../src/app/mergeTickets.ts';
import { workTicket } from '../../src/app/workTicket.ts';
import { handle } from '../../src/chat/handle.ts';
import type { ChatAct, ChatAnswer, ChatRequest } from '../../src/chat/request.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { deskPolicy } from '../support/builders.ts';
import { until } from '../support/slack/until.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
let workspaceId: string;
beforeEach(async () => {
  desk = await relayDesk();
  workspaceId = (await desk.workspaces.ensure('local', 'local', 'Local chat')).id;
});
afterEach(async () => desk.end());

let acts = 0;
function does(person: string, what: ChatAct, where: Partial<ChatRequest['where']> = {}): Promise<ChatAnswer> {
  acts += 1;
  return handle(desk.chat, {
    platform: 'local',
    workspaceId,
    deliveryKey: `act-${acts}`,
    who: { externalId: person, name: person, email: null, language: 'en', kind: 'member' },
    where: { kind: 'direct', conversation: `dm:${person}`, thread: null, message: null, ...where },
    what,
  });
}

const says = (text: string, mentioned = true): ChatAct => ({ type: 'message', text, mentioned, files: [] });
const told = () => until(async () => (await desk.outbox.waiting()) === null, { within: 15_000 });
const textOf = (answer: ChatAnswer) => (answer.type === 'private' ? answer.view.fallback : answer.type);
const posts = (conversation: string) =>
  desk.platform.in(conversation).map(({ view }) => view.fallback + JSON.stringify(view.blocks));

describe('the duty channel', () => {
  it('hears of a rung that stands for nobody', async () => {
    const policy = deskPolicy();
    const noRota = policy.teams.map((team) => ({
      ...team,
      tiers: Object.fromEntries(
        Object.entries(team.tiers).map(([tier, entry]) => [tier, { ...entry, rota: null, members: [] }]),
      ) as typeof team.tiers,
    }));
    await desk.policies.record({ source: '', policy: { ...policy, teams: noRota }, by: 'test', at: 0 });
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    await told();
    expect(posts('duty').join('\n')).toMatch(/reached nobody/);
  });
});

describe('in the thread of a ticket', () => {
  it('a bystander is left alone', async () => {
    const { number } = await desk.opens('k1');
    desk.startWorker();
    await told();
    const card = desk.platform.in('network').find(({ view }) => view.fallback.includes(number));
    const thread = { kind: 'channel', conversation: 'network', thread: card?.id ?? '' } as const;
    expect(await does('vic', says('same here', false), thread)).toEqual({ type: 'nothing' });
  });

  it("words of an agent in the requester's thread reach the agents' thread", async () => {
    const place = { workspaceId, kind: 'channel', conversation: 'general', thread: 'm0' } as const;
    const { number } = await desk.opens('k1', 'my vpn drops', place);
    await does('ana', says('which client?', false), { ...place, message: 'm9' });
    desk.startWorker();
    await told();
    expect(posts('network').join('\n')).toContain('which client?');
    expect(number).toMatch(/INC/);
  });
});

describe('after a merge', () => {
  it("the source's requester talks on in the source's thread, and lands in the target", async () => {
    const source = await desk.opens('k1');
    const target = await desk.opens('k2', 'the tunnel is down', undefined, 'vic');
    await mergeTickets(desk.app, { key: 'm', actor: 'ana', number: source.number, into: target.number });
    desk.startWorker();
    await told();
    const card = desk.platform.in('dm:emma').find(({ view }) => view.fallback.includes(source.number));
    const answer = await does('emma', says('it is back for a minute, then gone'), { thread: card?.id ?? '' });
    expect(textOf(answer)).toBe('nothing');
    await told();
    expect(posts('network').find((each) => each.includes('back for a minute'))).toContain(target.number);
  });

  it('says plainly that a ticket is not merged into itself', async () => {
    const { number } = await desk.opens('k1');
    const merge: ChatAct = { type: 'command', name: 'ticket', text: `merge ${number} into ${number}` };
    expect(textOf(await does('ana', merge))).toMatch(/into itself/);
  });
});

describe('what cannot be', () => {
  it('a null character or half a character anywhere is stored visibly and holds up nothing', async () => {
    const form: ChatAct = {
      type: 'form',
      verb: 'open',
      args: { question: 'a\u0000b' },
      values: { title: 'nul \u0000 and \ud83d half', description: 'd\u0000', service: 'vpn' },
    };
    const number = /INC-\d+/.exec(textOf(await does('emma', form)))?.[0] ?? '';
    const stored = await desk.app.store.reads.ticket(number);
    expect(stored?.ticket.title).toBe('nul \u2400 and \ufffd half');
    const click: ChatAct = { type: 'click', verb: 'claim', args: { ticket: 'INC-1\u0000' } };
    expect(textOf(await does('ana', click))).toMatch(/cannot find/);
    const assign: ChatAct = { type: 'command', name: 'ticket', text: `assign ${number} \u0000\ud83d` };
    expect(textOf(await does('ana', assign))).toMatch(/know nobody/);
  });

  it('a form, a reason or a link that the desk does not know is refused with a sentence', async () => {
    const { number } = await desk.opens('k1');
    const form = (verb: string, values: Record<string, string>): ChatAct => ({
      type: 'form',
      verb,
      args: { ticket: number },
      values,
    });
    expect(textOf(await does('ana', form('explode', {})))).toMatch(/expired/);
    expect(textOf(await does('ana', form('hold', { reason: 'bored' })))).toMatch(/needs a few words/);
    expect((await desk.app.store.reads.ticket(number))?.ticket.status).toBe('open');
    const link: ChatAct = { type: 'command', name: 'ticket', text: `link ${number} INC-99999` };
    expect(textOf(await does('ana', link))).toMatch(/cannot find INC-99999/);
  });

  it("a ticket does not come out of somebody else's question", async () => {
    await does('vic', says('my secret printer'));
    const [question] = await desk.app.store.reads.openQuestions('vic', 'dm:vic', 0);
    const form: ChatAct = {
      type: 'form',
      verb: 'open',
      args: { question: question?.id ?? '' },
      values: { title: 'mine now', description: '', service: 'vpn' },
    };
    expect(textOf(await does('emma', form))).toMatch(/Only the person who asked/);
  });
});

describe('the same words twice', () => {
  it('are said to a ticket once', async () => {
    const { number } = await desk.opens('k1');
    const work = {
      key: 'w',
      actor: 'emma',
      number,
      command: { type: 'reply', body: 'b1', thanks: false, inThread: false },
      body: { id: 'b1', author: 'emma', text: 'hello', files: [] },
    } as const;
    await desk.inbox.insert({ key: 'w', platform: 'local', workspaceId, payload: '{}', receivedAt: 0 });
    const [first, second] = await Promise.all([workTicket(desk.app, work), workTicket(desk.app, work)]);
    expect(second).toEqual(first);
    const stored = await desk.app.store.reads.ticket(number);
    expect(stored?.sequence).toBe(2);
  });
});
