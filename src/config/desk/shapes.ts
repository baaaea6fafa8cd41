import { z } from 'zod';

/** The shapes of desk.yaml's parts. What they say of a wrong value goes on from its name: `has to be a text`. */

/** `what` finishes the sentence "has to be ..."; a missing value is told the same way. */
const say = (what: string) => ({
  error: (issue: { readonly input?: unknown }) =>
    issue.input === undefined || issue.input === null
      ? `is missing: it has to be ${what}`
      : `has to be ${what}`,
});

const matching = (pattern: RegExp, what: string) => z.string(say(what)).regex(pattern, say(what));
const text = (what = 'a text') => z.string(say(what)).trim().min(1, say(what));
const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values, say(`one of ${values.join(', ')}`));
const list = <T extends z.ZodType>(item: T, what: string) => z.array(item, say(what));
const part = <T extends z.ZodRawShape>(shape: T, what: string) => z.strictObject(shape, say(what));

export const KEY = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;
const KEY_SHAPE = 'a short name of letters, digits and hyphens';
const key = matching(KEY, KEY_SHAPE);
const keys = list(key, 'a list of names, such as [ana, ben]');
const language = oneOf('en', 'zh');
const duration = matching(/^(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/, 'a duration such as 10s, 15m, 4h or 2d');
const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-12-24');
const localTime = matching(
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
  'a date and time such as 2026-01-05T09:00',
);
const timeZone = text('a time zone such as Europe/Berlin');
const priority = oneOf('P1', 'P2', 'P3', 'P4');
const kind = oneOf('incident', 'request', 'problem', 'change');

/** One text for both languages, or one for each. */
const words = z.union(
  [z.string().trim().min(1), z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })],
  say('a text, or { en: ..., zh: ... }'),
);

const channel = part(
  {
    local: matching(/^[a-z0-9][a-z0-9-]*$/, 'a name of lower-case letters, digits and hyphens').optional(),
    slack: matching(
      /^([A-Z0-9]+\/)?[CG][A-Z0-9]+$/,
      'the id of a channel, such as C0123ABCD (in its details, at the very end), not its name',
    ).optional(),
    teams: part(
      {
        team: text('the id of the team'),
        channel: matching(/^19:\S+$/, 'the id of a channel, such as 19:abc...@thread.tacv2 (in its link)'),
      },
      '{ team: ..., channel: ... }',
    ).optional(),
    language: language.optional(),
  },
  'a channel, such as { local: network-l1, slack: C0123ABCD }',
);

export const person = part(
  {
    name: text(),
    email: z.email(say('an e-mail address')),
    language: language.optional(),
    groups: keys.optional(),
    manager: key.optional(),
    lead: z.boolean(say('true or false')).optional(),
  },
  'a person, such as { name: Ana Costa, email: ana@example.com }',
);

const tier = part(
  { channel, members: keys.optional(), rota: key.optional() },
  'a tier, such as { channel: { local: network-l1 }, members: [ana] }',
);

export const team = part(
  {
    name: words,
    lead: key,
    tiers: part(
      { L1: tier, L2: tier.optional(), L3: tier.optional() },
      'the tiers L1, L2 and L3, of which L1 is a must',
    ),
  },
  'a team with name, lead and tiers',
);

const byPriority = <T extends z.ZodType>(value: T) => ({ P1: value, P2: value, P3: value, P4: value });

/** One ladder for all priorities, or one for each. */
const ladderName = z.union(
  [z.string(), z.strictObject(byPriority(z.string()))],
  say('the name of a ladder, or one for each of P1, P2, P3 and P4'),
);

export const service = part(
  {
    name: words,
    team: key,
    kind: oneOf('incident', 'request'),
    ladder: ladderName.optional(),
    keywords: list(text('a word'), 'a list of words, such as [vpn, tunnel]').optional(),
  },
  'a service with name, team and kind',
);

/** The hours themselves are looked at by the calendar, which knows more to say. */
const weeklyHours = z.union(
  [z.literal('24/7'), z.record(z.string(), z.array(z.string()))],
  say('24/7, or days with their hours, such as { mon-fri: [08:00-18:00] }'),
);

const EVERY = 'day, week, or a number of hours, days or weeks such as 12h, 3d or 2w';
const turns = {
  start: localTime,
  every: matching(/^(day|week|\d{1,3}[hdw])$/, EVERY),
  members: keys,
};

export const rotaLayer = part(
  { timeZone: timeZone.optional(), hours: weeklyHours.optional(), ...turns },
  'a layer with start, every and members',
);

export const rota = part(
  {
    timeZone: timeZone.optional(),
    start: turns.start.optional(),
    every: turns.every.optional(),
    members: turns.members.optional(),
    layers: list(z.unknown(), 'a list of layers, each with start, every and members').optional(),
    overrides: list(
      part({ from: localTime, to: localTime, person: key }, '{ from: ..., to: ..., person: ... }'),
      'a list of { from: ..., to: ..., person: ... }',
    ).optional(),
  },
  'a rota with start, every and members, or with layers',
);

const intervals = list(text('an interval such as 08:00-18:00'), 'a list such as [08:00-12:00, 13:00-18:00]');

export const calendar = part(
  {
    timeZone,
    workday: duration.optional(),
    hours: weeklyHours,
    holidays: list(
      z.union(
        [z.string(), z.strictObject({ date, name: z.string().optional() })],
        say('the name of a set such as DE-BE, or { date: 2026-12-24 }'),
      ),
      'a list such as [DE-BE, { date: 2026-12-24 }]',
    ).optional(),
    openings: list(
      part({ date, hours: intervals }, '{ date: ..., hours: [...] }'),
      'a list of { date: ..., hours: [...] }',
    ).optional(),
    closings: list(
      part({ date, from: text().optional(), to: text().optional() }, '{ date: ..., from: ..., to: ... }'),
      'a list of { date: ..., from: ..., to: ... }',
    ).optional(),
  },
  'a calendar with timeZone and hours',
);

const targets = part(
  { firstResponse: duration, nextResponse: duration.optional(), resolution: duration },
  '{ firstResponse: 15m, resolution: 4h }',
);

export const supplier = part(
  {
    name: words,
    channel: channel.optional(),
    contract: part(
      {
        calendar: key,
        targets: part(byPriority(duration), 'the times for P1, P2, P3 and P4, such as { P1: 4h, ... }'),
        pauses: z.boolean(say('true or false: whether waiting for the supplier pauses the agreements')),
      },
      'a contract with calendar, targets and pauses',
    ).optional(),
  },
  'a supplier with name and, if there is one, channel and contract',
);

export const agreement = part(
  {
    key,
    name: words,
    match: part(
      { services: keys.optional(), kinds: list(kind, 'a list of kinds').optional(), groups: keys.optional() },
      'what it covers, such as { groups: [vip] }',
    ).optional(),
    calendar: key,
    targets: part(byPriority(targets), 'the targets of P1, P2, P3 and P4'),
    acceptance: part(
      { L2: duration.optional(), L3: duration.optional() },
      'the time in which a tier has to accept a ticket, such as { L2: 15m, L3: 30m }',
    ).optional(),
    warnAt: list(z.number(say('a share such as 0.5')), 'a list of shares, such as [0.5, 0.8]').optional(),
    pauseOn: list(
      oneOf('requester', 'supplier', 'change', 'approval', 'scheduled'),
      'a list of reasons, such as [requester, supplier]',
    ),
    onPriorityChange: oneOf('recompute', 'forward', 'reset').optional(),
    onReopen: oneOf('continue', 'anew').optional(),
    agreedBy: part({ business: text(), it: text() }, 'who agreed: { business: ..., it: ... }').optional(),
    inForceFrom: date.optional(),
    reviewOn: date.optional(),
    ladder: ladderName,
  },
  'an agreement with key, name, calendar, targets, pauseOn and ladder',
);

const TELL =
  /^(L[123] channel|L[123] on call|rota [A-Za-z0-9-]+ on call|assignee|team lead|requester's manager|supplier channel)$/;

const TELLS =
  "one of: L2 channel, L2 on call (so also L1 and L3), rota NAME on call, assignee, team lead, requester's manager, supplier channel, or a channel such as { local: war-room }";

export const ladder = part(
  {
    staleAfter: duration.optional(),
    rungs: list(
      part(
        {
          at: z
            .union(
              [z.literal('warning'), z.literal('breach'), z.number()],
              say('warning, breach or a share such as 0.8'),
            )
            .optional(),
          after: duration.optional(),
          tell: list(
            z.union([matching(TELL, TELLS), channel], say(TELLS)),
            'a list such as [L2 channel, L2 on call]',
          ),
          moveTo: oneOf('L2', 'L3').optional(),
          again: duration.optional(),
        },
        'a rung, such as { after: 15m, tell: [L3 channel], again: 10m }',
      ),
      'a list of rungs',
    ),
  },
  'a ladder with rungs',
);

const byUrgency = part(
  { high: priority, medium: priority, low: priority },
  'the priorities of high, medium and low urgency',
);

const SYNONYM_GROUP = 'a list of two ways or more to say one thing, such as [Zeus, expense tool]';

/** What stands at the top of the file beside the sections of named entries. */
export const settings = {
  name: text(),
  timeZone,
  language,
  dutyChannel: channel,
  priorities: part(
    { high: byUrgency, medium: byUrgency, low: byUrgency },
    'the rows of high, medium and low impact',
  ),
  autoCloseAfter: duration,
  reopenWithin: duration,
  abandonAfter: duration,
  trustedDomains: list(
    matching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain such as example.com, in lower case'),
    'a list of domains',
  ).optional(),
  synonyms: list(
    list(matching(/^\s*\S+(\s+\S+){0,4}\s*$/, 'one to five words'), SYNONYM_GROUP).min(2, say(SYNONYM_GROUP)),
    'a list of groups, such as [[Zeus, expense tool]]',
  ).optional(),
  unknownDelivery: oneOf('again', 'drop').optional(),
  majorIncidents: part(
    { channel, ladder: key, updateEvery: duration },
    '{ channel: ..., ladder: ..., updateEvery: 30m }',
  ).optional(),
  holdOut: part(
    {
      share: z
        .number(say('a share above 0 and up to 0.5'))
        .positive(say('a share above 0 and up to 0.5'))
        .max(0.5, say('a share above 0 and up to 0.5')),
      seed: z.int(say('a whole number')),
    },
    'a share of the questions and a seed, such as { share: 0.1, seed: 7 }',
  ).optional(),
};

export const KEY_MESSAGE = `has to be ${KEY_SHAPE}`;
