import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DeskFileFault, readDesk } from '../../src/config/desk.ts';
import { compileCalendar, dueAt } from '../../src/domain/calendar.ts';
import { MONDAY_9 } from '../support/builders.ts';

const SAMPLE = readFileSync(new URL('../../desk/desk.yaml', import.meta.url), 'utf8');

const policyOf = (text: string) => {
  const read = readDesk(text, MONDAY_9);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 1));
  return read.policy;
};

/** What is wrong with the sample desk after these changes, each a line with its number. */
function faultsAfter(...changes: readonly (readonly [from: string, to: string])[]): readonly DeskFileFault[] {
  const text = changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the sample desk has no ${from}`);
    return before.replace(from, to);
  }, SAMPLE);
  const read = readDesk(text, MONDAY_9);
  const lines = text.split('\n');
  if (!('faults' in read)) return [];
  return read.faults.map(({ line, message }) => ({
    line,
    message: `${lines[line - 1]?.trim()} | ${message}`,
  }));
}

const messagesAfter = (...changes: readonly (readonly [from: string, to: string])[]) =>
  faultsAfter(...changes).map(({ message }) => message);

const WORKPLACE = 'start: 2026-01-05T09:00, every: week, members: [priya, wang] }';

const SINGLE_FAULTS: readonly [what: string, change: readonly [string, string], message: string][] = [
  [
    'managers in a circle',
    ['email: max@northwind.example', 'manager: emma, email: max@northwind.example'],
    'circle (emma -> max -> emma)',
  ],
  ['an address of two people', ['li.wei@', 'emma@'], 'is also the address of emma'],
  ['a tier of nobody', ['members: [tom], rota: experts', 'members: []'], 'has nobody'],
  [
    'a rota of a stranger',
    ['every: week, members: [priya, wang] }', 'every: week, members: [priya, bob] }'],
    'names "bob"',
  ],
  ['a rota that does not exist', ['rota: network', 'rota: net'], 'names "net", which is not in rotas'],
  [
    'a rota from a day that is none',
    ['network: { start: 2026-01-05', 'network: { start: 2026-02-30'],
    'is no date: 2026-02-30T09:00',
  ],
  [
    'a rota of somebody who left',
    [WORKPLACE, 'start: 2026-01-05T09:00, every: week, members: [alf] }'],
    'rotas.workplace.members[0] names "alf", which is not in people',
  ],
  [
    'a rota of nobody in one of its layers',
    [WORKPLACE, 'layers: [{ start: 2026-01-05T09:00, every: 12h, members: [] }] }'],
    'rotas.workplace.layers[0].members is a rota of nobody',
  ],
  [
    'a custom rotation that starts nowhere',
    [WORKPLACE, 'every: 3d, members: [wang, nils] }'],
    'rotas.workplace.start is missing: it has to be a date and time such as 2026-01-05T09:00',
  ],
  [
    'a turn of no length',
    [WORKPLACE, 'start: 2026-01-05T09:00, every: 0h, members: [wang] }'],
    'rotas.workplace.every is no time at all: 0h',
  ],
  [
    'a turn of a length that nobody knows',
    [WORKPLACE, 'start: 2026-01-05T09:00, every: month, members: [wang] }'],
    'every has to be day, week, or a number of hours, days or weeks such as 12h, 3d or 2w',
  ],
  [
    'two people who are put in at once',
    [
      WORKPLACE,
      `start: 2026-01-05T09:00, every: week, members: [wang], overrides: [
        { from: 2026-12-24T09:00, to: 2026-12-27T09:00, person: tom },
        { from: 2026-12-26T09:00, to: 2026-12-28T09:00, person: nils }] }`,
    ],
    'overrides[1] puts two people in at once, tom and nils: let it begin where [0] ends',
  ],
  [
    'hours of a layer that overlap',
    [
      WORKPLACE,
      'layers: [{ hours: { mon-fri: [08:00-12:00, 11:00-18:00] }, start: 2026-01-05T09:00, every: week, members: [wang] }] }',
    ],
    'layers[0].hours.mon-fri[1] is not right: 11:00-18:00 overlaps 08:00-12:00',
  ],
  [
    'a layer on a day that is none',
    [
      WORKPLACE,
      'layers: [{ hours: { mo: [08:00-12:00] }, start: 2026-01-05T09:00, every: week, members: [wang] }] }',
    ],
    'layers[0].hours.mo is no day',
  ],
  [
    'a layer that is never on',
    [WORKPLACE, 'layers: [{ hours: {}, start: 2026-01-05T09:00, every: week, members: [wang] }] }'],
    'layers[0].hours is never on',
  ],
  [
    'a layer in a zone that does not exist',
    [
      WORKPLACE,
      'layers: [{ timeZone: Asia/Peking, start: 2026-01-05T09:00, every: week, members: [wang] }] }',
    ],
    'layers[0].timeZone names no time zone: "Asia/Peking"',
  ],
  [
    'members beside layers',
    [WORKPLACE, 'members: [nils], layers: [{ start: 2026-01-05T09:00, every: week, members: [wang] }] }'],
    'rotas.workplace.members stands beside layers',
  ],
  [
    'a rung that moves to a tier that a team lacks',
    ['      L3: { channel: { local: experts-l3 }, members: [tom], rota: experts }\n', ''],
    'can never happen for network, which has no L3',
  ],
  [
    'an engineer on call without a rota',
    [', rota: network', ''],
    'tells nobody for network, whose L2 has no rota',
  ],
  [
    'a last rung that may reach nobody',
    ["after: 2h, tell: [team lead, requester's manager]", "after: 2h, tell: [requester's manager]"],
    'may reach nobody',
  ],
  [
    'a ladder that no agreement names',
    ['ladders:\n', 'ladders:\n  unused: { rungs: [{ after: 1m, tell: [team lead], again: 5m }] }\n'],
    'can never be reached',
  ],
  [
    'a repeat that never comes',
    ['moveTo: L2, again: 5m', 'moveTo: L2, again: 15m'],
    'never comes, since the next rung comes first',
  ],
  ['a ladder that does not exist', ['P3: usual', 'P3: normal'], 'names "normal", which is not in ladders'],
  [
    'a calendar that does not exist',
    ['calendar: berlin', 'calendar: paris'],
    'names "paris", which is not in calendars',
  ],
  [
    'a group of nobody',
    ['groups: [vip] }\n    calendar', 'groups: [boss] }\n    calendar'],
    'names a group of nobody: "boss"',
  ],
  ['a service that does not exist', ['services: [security]', 'services: [fax]'], 'names "fax"'],
  [
    'two agreements for the same tickets',
    ['match: { groups: [shanghai] }', 'match: { groups: [vip] }'],
    'never counts, since "vip" above it',
  ],
  [
    'no agreement for the rest',
    ['calendar: berlin\n    targets', 'calendar: berlin\n    match: { groups: [berlin] }\n    targets'],
    'has no last one for all the rest',
  ],
  [
    'a target of zero',
    ['P1: { firstResponse: 15m', 'P1: { firstResponse: 0m'],
    'the target must be longer than zero',
  ],
  [
    'a warning beyond the breach',
    ['warnAt: [0.5, 0.8] # assignee', 'warnAt: [0.5, 1.2] # assignee'],
    'has to hold shares between 0 and 1',
  ],
  [
    'working days without a workday',
    ['    workday: 9h\n    hours', '    hours'],
    'the calendar has no workday',
  ],
  [
    'a next response after the solution',
    ['nextResponse: 30m, resolution: 4h', 'nextResponse: 5h, resolution: 4h'],
    'targets.P1.nextResponse is longer than the time to resolve (5h, 4h)',
  ],
  [
    'a contract without all targets',
    ['{ P1: 4h, P2: 8h, P3: 1d, P4: 2d }', '{ P1: 4h, P2: 8h, P3: 1d }'],
    'suppliers.telco.contract.targets.P4 is missing: it has to be a duration',
  ],
  [
    'a contract with a target of zero',
    ['{ P1: 4h, P2: 8h, P3: 1d, P4: 2d }', '{ P1: 0h, P2: 8h, P3: 1d, P4: 2d }'],
    'suppliers.telco.contract.targets.P1 is not right: the target must be longer than zero',
  ],
  [
    'a contract in a calendar that does not exist',
    ['      calendar: always\n', '      calendar: never\n'],
    'suppliers.telco.contract.calendar names "never"',
  ],
  [
    'a supplier whose channel is none',
    ['硬件供应商 }\n', '硬件供应商 }\n    channel: {}\n'],
    'suppliers.hardware.channel names no channel',
  ],
  [
    'a review before the agreement is in force',
    ['reviewOn: 2027-12-31', 'reviewOn: 2025-12-31'],
    'reviewOn is before the agreement is in force (2025-12-31, 2026-01-01)',
  ],
  [
    'a date that is none',
    ['inForceFrom: 2026-01-01', 'inForceFrom: 2026-02-30'],
    'inForceFrom is no date: 2026-02-30',
  ],
  [
    'no agreement until the last one is in force',
    [
      '    calendar: berlin\n    targets: *standard\n',
      '    calendar: berlin\n    inForceFrom: 2099-01-01\n    targets: *standard\n',
    ],
    'is still to come (2099-01-01)',
  ],
  [
    'a tier that accepts, and that no covered team has',
    [
      'L3: { channel: { local: experts-l3 }, members: [tom], rota: experts }\n  collaboration',
      '\n  collaboration',
    ],
    'agreements[0].acceptance.L3 can never count, since no team that this agreement covers has an L3',
  ],
  [
    'a way to treat a change of the priority that is none',
    ['onPriorityChange: recompute', 'onPriorityChange: backward'],
    'onPriorityChange has to be one of recompute, forward, reset',
  ],
  ['a calendar that never opens', ['hours: { mon-fri: [09:00-18:00] }', 'hours: {}'], 'never opens'],
  ['a day that is none', ['mon-fri: [09', 'mo-fr: [09'], 'is no day: write mon'],
  [
    'a day written twice',
    ['hours: { mon-fri: [09:00-18:00] }', 'hours: { mon-fri: [09:00-18:00], fri: [09:00-16:00] }'],
    'has hours for fri again',
  ],
  ['a time that is none', ['mon-fri: [09:00-18:00]', 'mon-fri: [8-18]'], '"8" is not a time such as 09:30'],
  [
    'a bare date among the holidays',
    ['[CN]', '[CN, 2026-12-25]'],
    'is a date: write it as { date: 2026-12-25 }',
  ],
  ['a language nobody speaks here', ['language: en #', 'language: de #'], 'language has to be one of en, zh'],
  [
    'a priority that is none',
    ['high: { high: P1', 'high: { high: P0'],
    'priorities.high.high has to be one of P1, P2, P3, P4',
  ],
  [
    'the name of a Slack channel for its id',
    ['{ local: network-l2 }', '{ slack: network-l2 }'],
    'the id of a channel, such as C0123ABCD',
  ],
  ['a lead who is nobody', ['    lead: sara', '    lead: sarah'], 'teams.network.lead names "sarah"'],
  ['a key that is misspelt', ['keywords: [vpn', 'keyword: [vpn'], 'services.vpn.keyword is not known here'],
];

const EVERY_FAULT = [
  'name: Northwind Labs IT | dutyChannel is missing: it has to be a channel, such as { local: network-l1, slack: C0123ABCD }.',
  'dutyChanel: { local: duty } | dutyChanel is not known here: known are name, timeZone, language, dutyChannel, priorities, autoCloseAfter, reopenWithin, abandonAfter, trustedDomains, synonyms, unknownDelivery, majorIncidents, holdOut, people, teams, services, calendars, rotas, ladders, suppliers, agreements.',
  'abandonAfter: one day # a question that nobody answers; never counted as solved | abandonAfter has to be a duration such as 10s, 15m, 4h or 2d.',
  'emma: { name: Emma Fischer, email: emma@northwind.example, manager: maxim, groups: [berlin] } | people.emma.manager names "maxim", which is not in people: there are emma, li-wei, vera, max, ana, ben, chen, nils, olga, priya, wang, tom and more.',
  'L2: { channel: {}, members: [nils, olga], rota: network } | teams.network.tiers.L2.channel names no channel: name one of local, slack and teams, such as { slack: C0123ABCD }.',
  'network: { start: 2026-01-05T09:00, every: week, members: [] } | rotas.network.members is a rota of nobody: name who is on call in turn.',
  'team: netwrok | services.vpn.team names "netwrok", which is not in teams: there are network, workplace, identity, collaboration.',
  'low: { high: P3, medium: P4 } | priorities.low.low is missing: it has to be one of P1, P2, P3, P4.',
  'timeZone: Europe/Berlim | calendars.berlin.timeZone names no time zone: "Europe/Berlim"; use a name such as Europe/Berlin or Asia/Shanghai.',
  'hours: { mon-fri: [09:00-12:00, 11:00-18:00] } | calendars.berlin.hours.mon-fri[1] is not right: 11:00-18:00 overlaps 09:00-12:00.',
  'holidays: [XX] # make-up working days are announced each year: openings: [{ date: ..., hours: [09:00-18:00] }] | calendars.shanghai.holidays[0] is not right: there are no holidays known as "XX"; a name begins with the code of a country, such as CN or DE.',
  'warnAt: [0.8, 0.5] # assignee and tier channel hear of it at 50 % and at 80 % of the time | agreements[0].warnAt has to rise, such as [0.5, 0.8].',
  'P4: { firstResponse: 3d, resolution: 1d } | agreements[1].targets.P4.firstResponse is longer than the time to resolve (3d, 1d): a ticket is answered first.',
  '- { after: 15m, tell: [L3 channel, L3 on call], moveTo: L2, again: 10m } | ladders.urgent.rungs[1].moveTo can never happen: an earlier rung moves the ticket to L2 already.',
];

const FAULTS_BESIDE_WRONG_SHAPES = [
  'majorIncidents.updateEvery has to be a duration such as 10s, 15m, 4h or 2d.',
  'majorIncidents.ladder names "huge", which is not in ladders: there are urgent, usual, major.',
  'people.vera.email has to be an e-mail address.',
  'people.vera.manager names "maxim", which is not in people: there are emma, li-wei, vera, max, ana, ben, chen, nils, olga, priya, wang, tom and more.',
  'rotas.network.start has to be a date and time such as 2026-01-05T09:00.',
  'rotas.network.members[1] has to be a short name of letters, digits and hyphens.',
  'rotas.network.members[2] names "bob", which is not in people: there are emma, li-wei, vera, max, ana, ben, chen, nils, olga, priya, wang, tom and more.',
  'rotas.network.every is no time at all: 0d; write at least 1h.',
  'services.vpn.team names "netwrok", which is not in teams: there are network, workplace, identity, collaboration.',
  'services.vpn.kind has to be one of incident, request.',
  'calendars.shanghai.timeZone names no time zone: "Asia/Peking"; use a name such as Europe/Berlin or Asia/Shanghai.',
  'calendars.shanghai.workday has to be a duration such as 10s, 15m, 4h or 2d.',
  'suppliers.telco.contract.calendar names "often", which is not in calendars: there are berlin, shanghai, always.',
  'suppliers.telco.contract.targets.P1 has to be a duration such as 10s, 15m, 4h or 2d.',
  'suppliers.telco.contract.pauses has to be true or false: whether waiting for the supplier pauses the agreements.',
  'agreements[0].targets.P1.resolution has to be a duration such as 10s, 15m, 4h or 2d.',
  'agreements[0].targets.P1.firstResponse is not right: the target must be longer than zero.',
  'agreements[0].warnAt has to hold shares between 0 and 1, such as 0.5 for half of the time.',
  'agreements[0].warnAt has to rise, such as [0.5, 0.8].',
  'agreements[1].match.group is not known here: correct it or take it out.',
  'agreements[1].calendar names "often", which is not in calendars: there are berlin, shanghai, always.',
  'agreements[1].targets.P1.firstResponse is missing: it has to be a duration such as 10s, 15m, 4h or 2d.',
  'ladders.usual.rungs[0].after has to be a duration such as 10s, 15m, 4h or 2d.',
  "ladders.usual.rungs[0].tell[0] has to be one of: L2 channel, L2 on call (so also L1 and L3), rota NAME on call, assignee, team lead, requester's manager, supplier channel, or a channel such as { local: war-room }.",
  'ladders.usual.rungs[0].tell[1] names "nobody", which is not in rotas: there are network, workplace, identity, collaboration, experts.',
  'ladders.usual.rungs[1].tell tells nobody: name whom this rung tells.',
  'ladders.usual.rungs[1].moveTo can never happen: an earlier rung moves the ticket to L2 already.',
  'ladders.major can never be reached: no agreement, service or major incident names it; name it or take it out.',
];

describe('the sample desk', () => {
  const policy = policyOf(SAMPLE);

  it('has the teams that the sample articles belong to, each with three tiers', () => {
    expect(policy.teams.map((team) => team.key)).toEqual([
      'network',
      'workplace',
      'identity',
      'collaboration',
    ]);
    for (const team of policy.teams) expect(Object.keys(team.tiers)).toEqual(['L1', 'L2', 'L3']);
  });

  it('has every name in both languages and durations in seconds', () => {
    expect(policy.services.every(({ name }) => name.en !== '' && name.zh !== '')).toBe(true);
    expect(policy.agreements.find(({ key }) => key === 'standard')?.targets).toMatchObject({
      P1: { firstResponse: 15 * 60, resolution: 4 * 3600 },
      P4: { firstResponse: 4 * 3600, resolution: 4 * 9 * 3600 },
    });
    expect(policy.autoCloseAfter).toBe(3 * 24 * 3600);
    expect(policy.ladders.urgent?.rungs.map(({ after, again }) => [after, again])).toEqual([
      [0, 300],
      [900, 600],
      [1800, 1800],
    ]);
  });

  it('closes on the holidays of Berlin in the years around this one', () => {
    const berlin = policy.calendars.berlin;
    expect(berlin?.holidays).toEqual(expect.arrayContaining(['2025-12-25', '2026-12-24', '2029-12-25']));
    if (!berlin) throw new Error('no calendar');
    const wednesdayEvening = Date.UTC(2026, 11, 23, 16, 30);
    // 24, 25, 26 and 27 December are closed: half an hour on the 23rd, half an hour on the 28th.
    expect(dueAt(compileCalendar(berlin), wednesdayEvening, 3600, [])).toBe(Date.UTC(2026, 11, 28, 8, 30));
  });
});

describe('agreements', () => {
  const agreementsOf = (...changes: readonly (readonly [string, string])[]) =>
    policyOf(changes.reduce((text, [from, to]) => text.replace(from, to), SAMPLE)).agreements;

  it('have what is left out as a small desk wants it', () => {
    const standard = agreementsOf(['    acceptance: { L2: 30m, L3: 1h }\n    warnAt: [0.5, 0.8]\n', '']).at(
      2,
    );
    expect(standard).toMatchObject({
      acceptance: {},
      warnAt: [0.5, 0.8],
      onPriorityChange: 'recompute',
      onReopen: 'continue',
      agreedBy: null,
      inForceFrom: null,
      reviewOn: null,
      targets: { P1: { nextResponse: 3600 }, P4: { nextResponse: null } },
    });
  });

  it('may follow one another by date', () => {
    const next = `  - key: standard-2099
    name: Standard
    calendar: berlin
    inForceFrom: 2099-01-01
    targets: *standard
    pauseOn: [requester]
    ladder: usual
  - key: standard
`;
    expect(agreementsOf(['  - key: standard\n', next]).map(({ key }) => key)).toEqual([
      'security',
      'vip',
      'shanghai',
      'standard-2099',
      'standard',
    ]);
    expect(
      messagesAfter([
        '  - key: standard\n',
        next.replace('2099-01-01', '0001-01-01').replace('    inForceFrom: 0001-01-01\n', ''),
      ]).join(),
    ).toContain('never counts, since "standard-2099" above it covers all that it covers');
  });
});

describe('a desk.yaml with faults', () => {
  it('is told all of them at once, each with its line and what to do', () => {
    const faults = faultsAfter(
      ['L2: { channel: { local: network-l2 }, ', 'L2: { channel: {}, '],
      ['    timeZone: Europe/Berlin\n    workday: 9h', '    timeZone: Europe/Berlim\n    workday: 9h'],
      ['every: week, members: [nils, olga]', 'every: week, members: []'],
      ['hours: { mon-fri: [09:00-18:00] }', 'hours: { mon-fri: [09:00-12:00, 11:00-18:00] }'],
      [
        'after: 15m, tell: [L3 channel, L3 on call], moveTo: L3',
        'after: 15m, tell: [L3 channel, L3 on call], moveTo: L2',
      ],
      ['manager: max, groups', 'manager: maxim, groups'],
      ['P4: { firstResponse: 1h, resolution: 1d }', 'P4: { firstResponse: 3d, resolution: 1d }'],
      ['warnAt: [0.5, 0.8] # assignee', 'warnAt: [0.8, 0.5] # assignee'],
      ['    team: network\n    kind: incident', '    team: netwrok\n    kind: incident'],
      ['abandonAfter: 1d', 'abandonAfter: one day'],
      ['holidays: [CN]', 'holidays: [XX]'],
      ['  low: { high: P3, medium: P4, low: P4 }', '  low: { high: P3, medium: P4 }'],
      ['dutyChannel: { local: duty }', 'dutyChanel: { local: duty }'],
    );
    expect(faults.map(({ message }) => message)).toEqual(EVERY_FAULT);
    const numbers = faults.map(({ line }) => line);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it('tells what else is wrong in an entry of which a part has no right shape', () => {
    const messages = messagesAfter(
      [
        'P1: { firstResponse: 15m, nextResponse: 30m, resolution: 4h }',
        'P1: { firstResponse: 0m, nextResponse: 30m, resolution: -4h }',
      ],
      ['warnAt: [0.5, 0.8] # assignee', 'warnAt: [0.8, 0.5, 1.2] # assignee'],
      ['groups: [vip] }\n    calendar: always', 'group: [vip] }\n    calendar: often'],
      ['P1: { firstResponse: 15m, resolution: 2h }', 'P1: { resolution: 2h }'],
      [
        'shanghai:\n    timeZone: Asia/Shanghai\n    workday: 9h\n',
        'shanghai:\n    timeZone: Asia/Peking\n    workday: nine\n',
      ],
      [
        '{ after: 0s, tell: [L2 channel, L2 on call, assignee], moveTo: L2, again: 30m }',
        '{ after: soon, tell: [L2 chanel, rota nobody on call], moveTo: L2, again: 30m }',
      ],
      ['{ after: 1h, tell: [L3 channel, L3 on call], moveTo: L3', '{ after: 1h, tell: [], moveTo: L2'],
      [
        'network: { start: 2026-01-05T09:00, every: week, members: [nils, olga] }',
        'network: { start: 2026-01-05, every: 0d, members: [nils, 7, bob] }',
      ],
      ['team: network\n    kind: incident', 'team: netwrok\n    kind: trouble'],
      ['calendar: always\n      targets: { P1: 4h', 'calendar: often\n      targets: { P1: soon'],
      ['pauses: false #', 'pauses: perhaps #'],
      ['updateEvery: 30m', 'updateEvery: often'],
      ['ladder: major', 'ladder: huge'],
      ['email: vera@northwind.example, manager: max', 'email: vera, manager: maxim'],
    ).map((message) => message.slice(message.indexOf(' | ') + 3));
    expect(messages).toEqual(FAULTS_BESIDE_WRONG_SHAPES);
  });

  it('makes up no fault elsewhere of a part that has no right shape', () => {
    for (const change of [
      ['match: { services: [security] }', 'match: security'],
      ['match: { groups: [vip] }', 'match: { groups: [v!p] }'],
      ['match: { groups: [vip] }', 'match: { group: [vip] }'],
      ['match: { groups: [vip] }', 'mach: { groups: [vip] }'],
      ['    workday: 9h\n', '    workday: nine\n'],
      ['    ladder: urgent\n', '    ladder: { P1: urgent }\n'],
      ['warnAt: [0.5, 0.8] # assignee', 'warnAt: [0.5, half] # assignee'],
      ['warnAt: [0.5, 0.8] # assignee', 'warnAt: half # assignee'],
      ['after: 15m, tell', 'after: soon, tell'],
      ['after: 15m, tell', 'at: soon, tell'],
      [
        'email: vera@northwind.example, manager: max, groups: [berlin, vip]',
        'email: vera@northwind.example, manager: max, groups: vip',
      ],
      ['{ local: network-l2 }', '{ slack: network-l2 }'],
      [WORKPLACE, 'layers: 7 }'],
      ['  - key: standard\n', '  - standard\n  - key: standard\n'],
    ] as const)
      expect(messagesAfter(change), change[1]).toHaveLength(1);
  });

  it.each(SINGLE_FAULTS)('tells of %s', (_what, change, message) => {
    expect(messagesAfter(change).join('\n')).toContain(message);
  });

  it('does not call a reference wrong because the entry it names is', () => {
    const messages = messagesAfter(
      ['name: Emma Fischer', 'title: Emma Fischer'],
      ['team: network', 'team: network'],
    );
    expect(messages).toHaveLength(2);
  });

  it('reads a key that is there twice on, and tells of both it and the rest', () => {
    const messages = messagesAfter(
      ['name: Northwind Labs IT', 'name: Northwind Labs IT\nname: Other Labs'],
      ['team: network', 'team: none'],
    );
    expect(messages[0]).toContain('"name" is there twice: keep one of them.');
    expect(messages[1]).toContain('services.vpn.team names "none"');
  });

  it.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['a list', '- a\n- b'],
    ['numbers for sections', 'people: 3\nteams: [1]\nagreements: x'],
    ['an alias of nothing', 'name: *nobody'],
    ['two documents', 'name: a\n---\nname: b'],
    ['binary rubbish', '\u0000\u0001{[:'],
    ['a tab', 'people:\n\temma: 1'],
    ['a prototype', 'people: { __proto__: { name: x }, constructor: 3 }'],
  ])('takes %s for a file with faults, not for an accident', (_what, text) => {
    const read = readDesk(text, MONDAY_9);
    if (!('faults' in read)) throw new Error('no faults');
    expect(read.faults.length).toBeGreaterThan(0);
    for (const { line, message } of read.faults) {
      expect(line).toBeGreaterThan(0);
      expect(message).toMatch(/\.$/);
    }
  });
});
