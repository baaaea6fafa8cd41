import type { TicketCommand } from '../../src/domain/command.ts';
import { type DecideContext, decide } from '../../src/domain/decide.ts';
import type { DeskPerson, DeskPolicy, Ladder, Rota, RotaLayer, Targets } from '../../src/domain/desk.ts';
import { evolve, replay } from '../../src/domain/evolve.ts';
import { dueInstants } from '../../src/domain/sla.ts';
import type { Instant, Ticket, TicketEvent, TimelineEntry } from '../../src/domain/ticket.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Monday, 23 November 2026, 09:00 in Berlin, when the office of the sample desk opens. */
export const MONDAY_9 = Date.UTC(2026, 10, 23, 8);

/** A small desk: network with three tiers, workplace with one; the office hours are nine to five in Berlin. */
export function deskPolicy(changes: Partial<DeskPolicy> = {}): DeskPolicy {
  return {
    version: 1,
    name: 'Sample',
    timeZone: 'Europe/Berlin',
    language: 'en',
    people: [
      person('emma', { manager: 'mia' }),
      person('vic', { groups: ['vip'] }),
      person('mia'),
      person('ana'),
      person('ben'),
      person('eve'),
      person('eli'),
      person('lou'),
      person('wim'),
      person('nora'),
      person('lea', { lead: true }),
    ],
    teams: [
      {
        key: 'network',
        name: { en: 'Network', zh: '网络' },
        lead: 'nora',
        tiers: {
          L1: { channel: room('network'), members: ['ana', 'ben'], rota: null },
          L2: { channel: room('network-l2'), members: ['eve', 'eli'], rota: 'networkL2' },
          L3: { channel: room('network-l3'), members: ['lou'], rota: null },
        },
      },
      {
        key: 'workplace',
        name: { en: 'Workplace', zh: '办公' },
        lead: 'wim',
        tiers: { L1: { channel: room('workplace'), members: ['wim'], rota: null } },
      },
    ],
    dutyChannel: room('duty'),
    services: [
      { key: 'vpn', name: { en: 'VPN', zh: 'VPN' }, team: 'network', kind: 'incident', keywords: ['vpn'] },
      {
        key: 'wifi',
        name: { en: 'Wi-Fi', zh: '无线' },
        team: 'network',
        kind: 'incident',
        keywords: ['wifi'],
      },
      {
        key: 'laptop',
        name: { en: 'Laptop', zh: '笔记本' },
        team: 'workplace',
        kind: 'request',
        keywords: [],
      },
    ],
    priorities: {
      high: { high: 'P1', medium: 'P2', low: 'P3' },
      medium: { high: 'P2', medium: 'P3', low: 'P3' },
      low: { high: 'P3', medium: 'P4', low: 'P4' },
    },
    calendars: { office: OFFICE, always: { timeZone: 'Europe/Berlin', hours: '24/7' } },
    suppliers: {},
    agreements: [
      { ...agreement('vip', 'always'), match: { groups: ['vip'] } },
      { ...agreement('standard', 'office'), match: {} },
    ],
    ladders: { usual: LADDER },
    rotas: {
      networkL2: weeklyRota('networkL2', ['eve', 'eli']),
    },
    autoCloseAfter: 3 * 24 * 3600,
    reopenWithin: 5 * 24 * 3600,
    abandonAfter: 3600,
    trustedDomains: [],
    unknownDelivery: 'again',
    ...changes,
  };
}

/** By the week, around the clock, handed over on Mondays at nine in Berlin. */
export function weeklyRota(key: string, members: readonly string[], changes: Partial<RotaLayer> = {}): Rota {
  const timeZone = 'Europe/Berlin';
  const every = { count: 1, unit: 'week' } as const;
  const layer = { timeZone, start: '2026-01-05T09:00', every, members, hours: '24/7', ...changes } as const;
  return { key, timeZone, layers: [layer], overrides: [] };
}

const NINE_TO_FIVE = [['09:00', '17:00']] as const;

const OFFICE = {
  timeZone: 'Europe/Berlin',
  hours: { mon: NINE_TO_FIVE, tue: NINE_TO_FIVE, wed: NINE_TO_FIVE, thu: NINE_TO_FIVE, fri: NINE_TO_FIVE },
};

/** L2 and its engineer at the breach, L3 a quarter of an hour later, then those who lead. */
export const LADDER: Ladder = {
  key: 'usual',
  rungs: [
    {
      after: 0,
      targets: [
        { tell: 'tierChannel', tier: 'L2' },
        { tell: 'onCall', tier: 'L2' },
      ],
      moveTo: 'L2',
      again: 300,
    },
    { after: 900, targets: [{ tell: 'tierChannel', tier: 'L3' }], moveTo: 'L3', again: 300 },
    { after: 900, targets: [{ tell: 'teamLead' }, { tell: 'requesterManager' }], moveTo: null, again: 600 },
  ],
  staleAfter: 3600,
};

function agreement(key: string, calendar: string) {
  return {
    key,
    name: { en: key, zh: key },
    calendar,
    targets: {
      P1: targets(15, 4 * 60),
      P2: targets(30, 8 * 60),
      P3: targets(120, 16 * 60),
      P4: targets(240, 40 * 60),
    },
    warnAt: [0.5, 0.8],
    pauseOn: ['requester', 'supplier'],
    ladder: { P1: 'usual', P2: 'usual', P3: 'usual', P4: 'usual' },
    acceptance: {},
    onPriorityChange: 'recompute',
    onReopen: 'continue',
    agreedBy: null,
    inForceFrom: null,
    reviewOn: null,
  } as const;
}

function targets(firstResponse: number, resolution: number): Targets {
  return { firstResponse: firstResponse * 60, nextResponse: null, resolution: resolution * 60 };
}

function person(key: string, changes: Partial<DeskPerson> = {}): DeskPerson {
  const email = `${key}@example.com`;
  return { key, name: key, email, language: 'en', groups: [], manager: null, lead: false, ...changes };
}

function room(local: string) {
  return { local, language: 'en' } as const;
}

/** A P2 incident of emma with the VPN, opened on Monday at nine. */
export function openTicket(changes: Partial<Extract<Ticket, { status: 'open' }>> = {}): Ticket {
  return {
    id: 'ticket-1042',
    number: 'INC-1042',
    kind: 'incident',
    title: 'VPN drops every hour',
    description: 'body-1',
    service: 'vpn',
    team: 'network',
    tier: 'L1',
    highestTier: 'L1',
    impact: 'high',
    urgency: 'medium',
    priority: 'P2',
    requester: 'emma',
    openedBy: 'emma',
    assignee: null,
    watchers: [],
    tags: [],
    links: [],
    visibility: 'normal',
    promise: { deskVersion: 1, agreement: 'standard' },
    retargetedAt: null,
    openedAt: MONDAY_9,
    firstRespondedAt: null,
    holds: [],
    resolvedSpans: [],
    waits: [],
    handOvers: [],
    priorityChanges: [],
    fired: [],
    escalation: null,
    reopenCount: 0,
    rating: null,
    lastProgressAt: MONDAY_9,
    version: 1,
    status: 'open',
    ...changes,
  };
}

/** A ticket that lives through a story: commands of people and the sweep of the desk, with their timeline. */
export interface Story {
  readonly ticket: () => Ticket;
  readonly timeline: () => readonly TimelineEntry[];
  /** A person does something, `minutes` after the opening. */
  readonly does: (who: string, command: TicketCommand, minutes?: number) => readonly TicketEvent[];
  /** The desk enforces what is due, once, at that minute: as after a downtime. */
  readonly enforces: (minutes: number) => readonly TicketEvent[];
  /** The desk enforces everything at the very instant at which it falls due, until that minute. */
  readonly sweeps: (minutes: number) => readonly TicketEvent[];
}

export function story(ticket: Ticket = openTicket(), policy: DeskPolicy = deskPolicy()): Story {
  const entries: TimelineEntry[] = [
    { event: { type: 'TicketOpened', ticket }, at: ticket.openedAt, by: { person: ticket.openedBy } },
  ];
  let state = replay(entries);
  const act = (command: TicketCommand, actor: DecideContext['actor'], now: Instant) => {
    const events = decide(command, state, { now, actor, frozen: policy, current: policy });
    for (const event of events) {
      const entry = { event, at: now, by: actor };
      state = evolve(state, entry);
      entries.push(entry);
    }
    return events;
  };
  const at = (minutes: number) => ticket.openedAt + minutes * MINUTE;
  return {
    ticket: () => state,
    timeline: () => entries,
    does: (who, command, minutes = 0) => act(command, { person: who }, at(minutes)),
    enforces: (minutes) => act({ type: 'enforceDue', platforms: ['local'] }, 'desk', at(minutes)),
    sweeps: (minutes) => {
      const events: TicketEvent[] = [];
      for (;;) {
        const next = Math.min(...dueInstants(state, policy, policy).map((due) => due.at));
        if (!(next <= at(minutes))) return events;
        const last = entries.at(-1)?.at ?? next;
        const done = act({ type: 'enforceDue', platforms: ['local'] }, 'desk', Math.max(next, last));
        if (done.length === 0) throw new Error('something is due, and nothing is done about it');
        events.push(...done);
      }
    },
  };
}

/** given(what happened).when(who, does what).then(these events), in the state that `given` left. */
export function given(...happened: readonly TicketEvent[]) {
  const policy = deskPolicy();
  const ticket = happened.reduce<Ticket>(
    (before, event) => evolve(before, { event, at: MONDAY_9, by: { person: 'ana' } }),
    openTicket(),
  );
  return {
    when:
      (who: string, command: TicketCommand, now: Instant = MONDAY_9 + MINUTE) =>
      () =>
        decide(command, ticket, { now, actor: { person: who }, frozen: policy, current: policy }),
  };
}
