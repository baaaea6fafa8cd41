import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enforceDeskDue } from '../../src/app/enforceDeskDue.ts';
import { enforceDue } from '../../src/app/enforceDue.ts';
import type { AppDeps } from '../../src/app/ports.ts';
import { retargetTickets } from '../../src/app/retargetTickets.ts';
import { workTicket } from '../../src/app/workTicket.ts';
import { openTicketsOf } from '../../src/cli/openTickets.ts';
import type { TicketCommand } from '../../src/domain/command.ts';
import type { Agreement, DeskPolicy } from '../../src/domain/desk.ts';
import { clocks } from '../../src/domain/sla.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { deskPolicy, MINUTE } from '../support/builders.ts';

// Tickets of vic, whose agreement counts round the clock: P1, first response in 15 minutes, solved in four hours.
let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(() => desk.end());

const opens = (key: string) => desk.opens(key, 'my vpn drops', undefined, 'vic');
const read = async (number: string) => {
  const stored = await desk.app.store.reads.ticket(number);
  if (!stored) throw new Error(`no ${number}`);
  const entries = await desk.app.store.reads.timeline(stored.ticket.id);
  return { ticket: stored.ticket, events: entries.map(({ event, by }) => ({ ...event, by })) };
};
const dues = async (id: string) =>
  (
    await desk.queuePool.query('select key, at from public.ticket_due where "ticketId" = $1 order by key', [
      id,
    ])
  ).rows;
const enforced = async (number: string) => {
  const before = await read(number);
  await enforceDue(desk.app, [before.ticket.id]);
  const after = await read(number);
  return after.events
    .slice(before.events.length)
    .flatMap((event) => ('fingerprint' in event ? event.fingerprint : []));
};
let acts = 0;
const does = (actor: string, number: string, command: TicketCommand) => {
  acts += 1;
  const id = `body-${acts}`;
  const body =
    'resolution' in command || 'body' in command ? { id, author: actor, text: 'b', files: [] } : null;
  const said = 'resolution' in command ? { ...command, resolution: id } : command;
  return workTicket(desk.app, { key: `act-${acts}`, actor, number, command: said, body });
};

/** A version in which a P1 of a VIP is answered within ten minutes and solved within two hours. */
function recordTighter(changes: Partial<Agreement> = {}): Promise<number> {
  const base: DeskPolicy = deskPolicy();
  const agreements = base.agreements.map((agreement) => ({
    ...agreement,
    targets: { ...agreement.targets, P1: { firstResponse: 600, nextResponse: null, resolution: 7200 } },
    ...changes,
  }));
  return desk.policies.record({ source: '', policy: { ...base, agreements }, by: 'ops', at: desk.app.now() });
}

describe('a new version', () => {
  it('changes no open ticket by itself', async () => {
    const { number } = await opens('a');
    const before = await read(number);
    const due = await dues(before.ticket.id);
    await recordTighter();
    await enforceDue(desk.app, [before.ticket.id]);
    expect(await read(number)).toEqual(before);
    expect(await dues(before.ticket.id)).toEqual(due);
  });

  it('applied to the open tickets is a step of their timelines, and leaves the results of the others', async () => {
    const [open, solved] = [await opens('a'), await opens('b')];
    await desk.clock.forward(20 * MINUTE);
    await does('ana', solved.number, { type: 'resolve', resolution: 'r' });
    await does('vic', solved.number, { type: 'confirm' });
    const before = await read(solved.number);
    const old = await desk.policies.at(1);
    const results = clocks(before.ticket, old, desk.app.now());
    expect(results.map(({ state }) => state)).toEqual(['breached', 'met']);

    const version = await recordTighter();
    expect(await retargetTickets(desk.app, version, 'ops')).toBe(1);
    const { ticket, events } = await read(open.number);
    expect(ticket.promise).toEqual({ deskVersion: version, agreement: 'vip' });
    expect(events.at(-1)).toEqual({
      type: 'Retargeted',
      from: 1,
      to: version,
      agreement: 'vip',
      by: { person: 'ops' },
    });
    const due = new Map((await dues(ticket.id)).map(({ key, at }) => [key, at.getTime()]));
    expect(due.get('resolution/breach/7200')).toBe(ticket.openedAt + 120 * MINUTE);
    expect(due.has('resolution/breach/14400')).toBe(false);

    expect(await read(solved.number)).toEqual(before);
    expect(clocks((await read(solved.number)).ticket, old, desk.app.now())).toEqual(results);
    expect(await retargetTickets(desk.app, version, 'ops'), 'done before').toBe(0);
  });

  it('arms warnings again once where the target is tighter', async () => {
    const { number } = await opens('a');
    await desk.clock.forward(8 * MINUTE);
    expect(await enforced(number)).toEqual(['firstResponse/0.5/900']);
    await retargetTickets(desk.app, await recordTighter(), 'ops');
    expect(await enforced(number)).toEqual(['firstResponse/0.8/600']);
    expect(await enforced(number)).toEqual([]);
    const [vip] = deskPolicy().agreements;
    const looser = await recordTighter({ ...(vip && { targets: vip.targets }) });
    await retargetTickets(desk.app, looser, 'ops');
    expect(await enforced(number)).toEqual([]);
  });

  it('of which half was applied when the process ended is finished by running it again', async () => {
    const numbers = [await opens('a'), await opens('b'), await opens('c')].map(({ number }) => number);
    const version = await recordTighter();
    await expect(retargetTickets(endingAfter(2), version, 'ops')).rejects.toThrow('killed');
    expect(await retargetTickets(desk.app, version, 'ops')).toBe(1);
    for (const number of numbers) {
      const { events } = await read(number);
      expect(events.filter(({ type }) => type === 'Retargeted')).toHaveLength(1);
    }
  });
});

/** The use cases of a process that takes one ticket at a time and ends before the one after these. */
function endingAfter(transactions: number): AppDeps {
  const { store } = desk.app;
  let left = transactions;
  return {
    ...desk.app,
    store: {
      reads: {
        ...store.reads,
        openUnderOtherVersion: (version, { after }) =>
          store.reads.openUnderOtherVersion(version, { after, limit: 1 }),
      },
      transaction(work) {
        if (left-- === 0) throw new Error('killed');
        return store.transaction(work);
      },
    },
  };
}

describe('a deadline', () => {
  it('moved a hundred times is told once, at its last value', async () => {
    const { number } = await opens('a');
    await does('ana', number, { type: 'reply', body: 'b', thanks: false, inThread: true });
    for (let move = 0; move < 100; move++) {
      await does('ana', number, { type: 'priority', priority: move % 2 === 0 ? 'P2' : 'P3' });
    }
    await does('ana', number, { type: 'priority', priority: 'P2' });
    const { ticket } = await read(number);
    await desk.clock.forward(ticket.openedAt + 8 * 60 * MINUTE - desk.app.now() - MINUTE);
    expect(await enforced(number)).toEqual(['resolution/0.8/28800']);
    await desk.clock.forward(MINUTE);
    expect(await enforced(number)).toEqual(['resolution/breach/28800']);
    await desk.clock.forward(8 * 60 * MINUTE);
    expect(await enforced(number)).toEqual([]);
  });
});

describe('the count of open tickets that a version would promise something else', () => {
  const counted = async (change: (desk: DeskPolicy) => Partial<DeskPolicy>) => {
    const base = deskPolicy();
    const next = { ...base, ...change(base), version: 2 };
    return Object.fromEntries(await openTicketsOf(desk.app, 'ops').promisedElse(next));
  };

  it('follows all that a promise is made of, ticket by ticket, and leaves out what was solved', async () => {
    const solved = await opens('a');
    await does('ana', solved.number, { type: 'resolve', resolution: 'r' });
    await opens('b');
    await desk.opens('c', 'my vpn drops', undefined, 'emma');
    const { ladders, services, people, agreements } = deskPolicy();
    const { usual } = ladders;
    if (!usual) throw new Error('no ladder');

    expect(await counted(() => ({ autoCloseAfter: 60 }))).toEqual({});
    expect(await counted(() => ({ ladders: { usual: { ...usual, staleAfter: 60 } } }))).toEqual({
      vip: 1,
      standard: 1,
    });
    // A ladder of the service's own.
    const own = { P1: 'own', P2: 'own', P3: 'own', P4: 'own' };
    const rungs = usual.rungs.slice(0, 1);
    expect(
      await counted(() => ({
        ladders: { usual, own: { ...usual, key: 'own', rungs } },
        services: services.map((each) => (each.key === 'vpn' ? { ...each, ladder: own } : each)),
      })),
    ).toEqual({ vip: 1, standard: 1 });
    // Groups choose the agreement.
    expect(await counted(() => ({ people: people.map((each) => ({ ...each, groups: [] })) }))).toEqual({
      vip: 1,
    });
    // Targets of a priority that no open ticket has.
    const P4 = { firstResponse: 1, nextResponse: null, resolution: 2 };
    const withP4 = agreements.map((each) => ({ ...each, targets: { ...each.targets, P4 } }));
    expect(await counted(() => ({ agreements: withP4 }))).toEqual({});
    const P1 = { firstResponse: 1, nextResponse: null, resolution: 2 };
    const withP1 = agreements.map((each) => ({ ...each, targets: { ...each.targets, P1 } }));
    expect(await counted(() => ({ agreements: withP1 }))).toEqual({ vip: 1, standard: 1 });
  });
});

describe('the review date of an agreement', () => {
  const reviewed = async (reviewOn: string) => {
    const version = await recordTighter({ reviewOn, agreedBy: { business: 'Mia Holm', it: 'Lea Brandt' } });
    const tickets = openTicketsOf(desk.app, 'ops');
    await tickets.plan(version);
    await tickets.plan(version);
  };
  const due = async () =>
    (await desk.queuePool.query(`select key, at from public.due where kind = 'agreementReview' order by key`))
      .rows;

  it('that has passed is told to the leads, once', async () => {
    await reviewed('2026-12-01');
    // The first instant after that day in Berlin.
    expect((await due()).map(({ at }) => at.toISOString())).toEqual([
      '2026-12-01T23:00:00.000Z',
      '2026-12-01T23:00:00.000Z',
    ]);
    const [first] = await due();
    await enforceDeskDue(desk.app, first?.key);
    await enforceDeskDue(desk.app, first?.key);
    desk.startWorker();
    const told = () => desk.platform.in('dm:lea').map(({ view }) => view);
    await expect.poll(() => told().length, { timeout: 15_000 }).toBe(1);
    expect(told()[0]?.fallback).toContain('The agreement "standard" was to be reviewed by 2026-12-01');
    expect(JSON.stringify(told()[0]?.blocks)).toContain('Agreed by Mia Holm for the business');
  });

  it('is forgotten when the agreement has got another one since', async () => {
    await reviewed('2026-12-01');
    const [first] = await due();
    await reviewed('2027-12-01');
    await enforceDeskDue(desk.app, first?.key);
    const said = await desk.queuePool.query(`select 1 from public.notice where kind = 'agreementReview'`);
    expect(said.rows).toEqual([]);
  });
});
