import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify } from '../../src/app/identify.ts';
import { mergeTickets } from '../../src/app/mergeTickets.ts';
import type { NewBody } from '../../src/app/ports.ts';
import { workTicket } from '../../src/app/workTicket.ts';
import type { Edge } from '../../src/chat/edge.ts';
import { handle } from '../../src/chat/handle.ts';
import { createIntake, MOST_ATTEMPTS } from '../../src/chat/intake.ts';
import type { ChatAct, ChatAnswer, ChatRequest } from '../../src/chat/request.ts';
import type { TicketCommand } from '../../src/domain/command.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { deskPolicy, HOUR } from '../support/builders.ts';
import { until } from '../support/until.ts';

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
    const nobody = policy.teams.map((team) => {
      const { L1, L2, L3 } = team.tiers;
      const empty = (tier: typeof L1) => ({ ...tier, members: [], rota: null });
      return {
        ...team,
        tiers: { L1: empty(L1), ...(L2 ? { L2: empty(L2) } : {}), ...(L3 ? { L3: empty(L3) } : {}) },
      };
    });
    await desk.policies.record({ source: '', policy: { ...policy, teams: nobody }, by: 'test', at: 0 });
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

describe('in a message to one person', () => {
  it('an agent reads what happened as agents do, the requester as a requester', async () => {
    const { number } = await desk.opens('k1');
    const works = (actor: string, command: TicketCommand, body: NewBody | null = null) =>
      workTicket(desk.app, { key: `${actor}-${command.type}`, actor, number, command, body });
    await works('ana', { type: 'claim' });
    await works('nora', { type: 'assign', to: 'ben', isKnown: true });
    await works('eve', { type: 'watch' });
    const resolution = { id: 'b1', author: 'ben', text: 'a new client', files: [] };
    await works('ben', { type: 'resolve', resolution: 'b1' }, resolution);
    desk.startWorker();
    await told();
    expect(posts('dm:ana').join('\n')).toContain(`moved ${number} from`);
    expect(posts('dm:eve').join('\n')).toMatch(/resolved INC[\s\S]*a new client/);
    expect(posts('dm:emma').join('\n')).toContain(`${number} is now with`);
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

  it('who may not assign a ticket is told so, and not whom the desk knows', async () => {
    const { number } = await desk.opens('k1');
    const assign = (to: string): ChatAct => ({
      type: 'command',
      name: 'ticket',
      text: `assign ${number} ${to}`,
    });
    expect(textOf(await does('emma', assign('nobody-here')))).toMatch(/is not yours to do/);
    expect(textOf(await does('vic', assign('nobody-here')))).toMatch(/cannot find/);
    expect(textOf(await does('ana', assign('nobody-here')))).toMatch(/know nobody called "nobody-here"/);
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

describe('a question longer than a form', () => {
  it('goes along with its ticket whole', async () => {
    const text = `It began so. ${'And then it went on. '.repeat(1_900)}`.trim();
    await does('emma', says(text));
    const [asked] = await desk.app.store.reads.openQuestions('emma', 'dm:emma', 0);
    const args = { question: asked?.id ?? '' };
    const opened = await does('emma', { type: 'click', verb: 'openTicket', args });
    const fields = opened.type === 'form' ? opened.form.fields : [];
    const filled = fields.map(({ name, initial }): [string, string] => [name, initial ?? '']);
    const values = { ...Object.fromEntries(filled), service: 'vpn' };
    const done = textOf(await does('emma', { type: 'form', verb: 'open', args, values }));
    const stored = await desk.app.store.reads.ticket(/INC-\d+/.exec(done)?.[0] ?? '');
    expect((await desk.app.store.reads.body(stored?.ticket.description ?? ''))?.text).toBe(text);
  });
});

describe('in a channel', () => {
  it('nobody is shown what only agents may read, and a command is answered to its giver alone', async () => {
    const seen: string[][] = [];
    const { search } = desk.app.search;
    desk.app.search.search = async (question) => {
      seen.push([...question.audiences]);
      return search(question);
    };
    const channel = { kind: 'channel', conversation: 'general', message: 'm1' } as const;
    await does('ana', says('how do I reset the gateway'), channel);
    await does('ana', { type: 'command', name: 'ask', text: 'how do I reset the gateway' }, channel);
    expect(seen).toEqual([['everyone'], ['everyone', 'agents', 'team:network']]);
    desk.startWorker();
    await told();
    expect(desk.platform.in('general')).toHaveLength(1);
    expect(desk.platform.in('dm:ana')).toHaveLength(1);
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
    await desk.inbox.insert({
      key: 'w',
      platform: 'local',
      workspaceId,
      payload: '{}',
      leaseUntil: 0,
      receivedAt: 0,
    });
    const [first, second] = await Promise.all([workTicket(desk.app, work), workTicket(desk.app, work)]);
    expect(second).toEqual(first);
    const stored = await desk.app.store.reads.ticket(number);
    expect(stored?.sequence).toBe(2);
  });
});

describe('what fails again and again', () => {
  it('is set aside, and who asked is told so', async () => {
    const answers: string[] = [];
    const edge = {
      platform: 'local',
      toRequest: async () => {
        throw new Error('unreadable');
      },
      answer: async (_workspace: string, _payload: unknown, answer: ChatAnswer) => {
        answers.push(textOf(answer));
      },
    } as const;
    const { finish } = createIntake({
      inbox: desk.inbox,
      realNow: Date.now,
      edge: () => ({ ...desk.edges[0], ...edge }) as Edge,
      tooEarly: async () => false,
      handle: async () => ({ type: 'nothing' }),
      log: desk.log,
    });
    const row = { key: 'k', platform: 'local', workspaceId, payload: '{}' } as const;
    await expect(finish({ ...row, attempts: 1 })).rejects.toThrow('unreadable');
    expect(answers).toEqual([]);
    await expect(finish({ ...row, attempts: MOST_ATTEMPTS })).rejects.toThrow('unreadable');
    expect(answers).toEqual([expect.stringMatching(/Something went wrong on our side/)]);
  });
});

describe('the earlier messages of a thread', () => {
  const shortcut: ChatAct = { type: 'shortcut', verb: 'openFromMessage', text: 'it is dead', author: 'vic' };
  const inThread = { kind: 'channel', conversation: 'network', thread: 'm1', message: 'm3' } as const;
  const descriptionOf = (answer: ChatAnswer) =>
    answer.type === 'form' && answer.form.fields.find(({ name }) => name === 'description')?.initial;

  it('stand in the form of a ticket that is opened from a message of it, up to that message', async () => {
    const asked: unknown[] = [];
    desk.edges.splice(0, 1, {
      ...(desk.edges[0] as Edge),
      threadMessages: async (_workspace, part) => {
        asked.push(part);
        return [{ author: 'vic', text: 'my printer' }];
      },
    });
    const answer = await does('emma', shortcut, inThread);
    expect(descriptionOf(answer)).toBe('it is dead\n\nEarlier in this conversation:\n- vic: my printer');
    expect(asked).toEqual([{ conversation: 'network', thread: 'm1', before: 'm3' }]);
  });

  it('never keep a ticket from being opened', async () => {
    const away = () => Promise.reject(new Error('not now'));
    desk.edges.splice(0, 1, { ...(desk.edges[0] as Edge), threadMessages: away });
    expect(descriptionOf(await does('emma', shortcut, inThread))).toBe('it is dead');
  });
});

describe('the earlier questions of a direct conversation', () => {
  const asked = () => desk.app.store.reads.openQuestions('emma', 'dm:emma', 0);
  const formOf = async (text: string) => {
    const question = (await asked()).find((each) => each.text === text)?.id ?? '';
    const form = await does('emma', { type: 'click', verb: 'openTicket', args: { question } });
    return form.type === 'form' && form.form.fields.find(({ name }) => name === 'description')?.initial;
  };
  const asks = async (...texts: string[]) => {
    for (const text of texts) await does('emma', says(text));
  };

  it('go along with a ticket only if they are about the same', async () => {
    await asks('the coffee machine leaks', 'zebra paint has dried up', 'my vpn drops');
    await asks('zebra paint dried up in the cellar', 'error 619 of the vpn', 'a lamp is dark');
    expect(await formOf('zebra paint dried up in the cellar')).toBe(
      'zebra paint dried up in the cellar\n\nEarlier in this conversation:\n- emma: zebra paint has dried up',
    );
    expect(await formOf('error 619 of the vpn')).toBe(
      'error 619 of the vpn\n\nEarlier in this conversation:\n- emma: my vpn drops',
    );
    expect(await formOf('a lamp is dark')).toBe('a lamp is dark');
  });

  it('are of the hour before the question, and not what was asked after it', async () => {
    await asks('zebra paint has dried up');
    await desk.clock.forward(2 * HOUR);
    await asks('zebra paint dried up in the cellar');
    await desk.clock.forward(60_000);
    await asks('zebra paint dried up in the attic');
    expect(await formOf('zebra paint dried up in the cellar')).toBe('zebra paint dried up in the cellar');
  });
});

describe('what comes too early', () => {
  it('is looked at again for about 15 s, and then done as it is', async () => {
    let done = 0;
    const request: ChatRequest = {
      platform: 'local',
      workspaceId,
      deliveryKey: 'k',
      who: { externalId: 'emma', name: 'emma', email: null, language: 'en', kind: 'member' },
      where: { kind: 'channel', conversation: 'network', thread: 'm1', message: 'm2' },
      what: says('which client is it?'),
    };
    const { receive, finish } = createIntake({
      inbox: desk.inbox,
      realNow: Date.now,
      edge: () => ({ ...desk.edges[0], toRequest: async () => request }) as Edge,
      tooEarly: async () => true,
      handle: async () => {
        done += 1;
        return { type: 'nothing' };
      },
      log: desk.log,
    });
    const delivery = { key: 'k', platform: 'local', workspaceId, payload: {} } as const;
    await (await receive(delivery)).process();
    let at = Date.now();
    const began = at;
    while (done === 0) {
      const [row] = await desk.inbox.takeForgotten(at, 1, 10);
      if (row) await finish(row);
      at += 100;
    }
    expect(at - began).toBeGreaterThan(8_000);
    expect(at - began).toBeLessThan(17_000);
    expect(await desk.inbox.takeForgotten(at + 60_000, 1, 10)).toEqual([]);
  });
});

describe('somebody whose platform did not tell the address at first', () => {
  const seen = { externalId: 'U1', name: 'Ana', language: 'zh', kind: 'member' } as const;
  it('is the person of desk.yaml from the moment it does, with all that was theirs', async () => {
    await desk.policies.record({
      source: '',
      policy: { ...deskPolicy(), trustedDomains: ['example.com'] },
      by: 'test',
      at: 0,
    });
    const stranger = await identify(desk.app, { ...seen, workspaceId, email: null });
    const { number } = await desk.opens('k1', 'mine', undefined, stranger.id);
    const ana = await identify(desk.app, { ...seen, workspaceId, email: 'ana@example.com' });
    expect(ana.id).toBe('ana');
    expect((await desk.app.store.reads.ticket(number))?.ticket.requester).toBe('ana');
  });

  it('but not with an address that is another than before', async () => {
    const policy = { ...deskPolicy(), trustedDomains: ['example.com'] };
    await desk.policies.record({ source: '', policy, by: 'test', at: 0 });
    const first = await identify(desk.app, { ...seen, workspaceId, email: 'ana@elsewhere.org' });
    const later = await identify(desk.app, { ...seen, workspaceId, email: 'ana@example.com' });
    expect(later.id).toBe(first.id);
  });
});

describe('a Chinese speaker who is not in desk.yaml', () => {
  it('is told in Chinese what happens to the ticket', async () => {
    const who = {
      workspaceId,
      externalId: 'U9',
      name: 'Li',
      email: null,
      language: 'zh',
      kind: 'member',
    } as const;
    const li = await identify(desk.app, who);
    await desk.opens('k1', '打印机坏了', undefined, li.id);
    desk.startWorker();
    await told();
    expect(posts('dm:U9').join()).toMatch(/状态/);
  });
});
