import { z } from 'zod';
import {
  byPriority,
  channel,
  date,
  duration,
  instead,
  key,
  keys,
  ladderName,
  list,
  oneOf,
  part,
  say,
  text,
  timeZone,
  weeklyHours,
  words,
  workday,
} from './values.ts';

/** The shapes of what is offered and promised: services, calendars, suppliers' contracts and agreements. */

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

const intervals = list(text('an interval such as 08:00-18:00'), 'a list such as [08:00-12:00, 13:00-18:00]');

export const calendar = part(
  {
    timeZone,
    workday: workday.optional(),
    hours: weeklyHours,
    holidays: list(
      instead(
        z.union(
          [z.string(), z.strictObject({ date, name: z.string().optional() })],
          say('the name of a set such as DE-BE, or { date: 2026-12-24 }'),
        ),
        { date: '2000-01-01' },
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
        pauses: instead(
          z.boolean(say('true or false: whether waiting for the supplier pauses the agreements')),
          false,
        ),
      },
      'a contract with calendar, targets and pauses',
    ).optional(),
  },
  'a supplier with name and, if there is one, channel and contract',
);

const kind = oneOf('incident', 'request', 'problem', 'change');

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
    warnAt: list(
      instead(z.number(say('a share such as 0.5')), 0.5),
      'a list of shares, such as [0.5, 0.8]',
    ).optional(),
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
