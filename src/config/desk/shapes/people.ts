import { z } from 'zod';
import {
  channel,
  instead,
  key,
  keys,
  language,
  list,
  matching,
  part,
  say,
  text,
  timeZone,
  weeklyHours,
  words,
} from './values.ts';

/** The shapes of who works for the desk, and who has duty when. */

export const person = part(
  {
    name: text(),
    email: instead(z.email(say('an e-mail address')), 'unknown@example.invalid'),
    language: language.optional(),
    groups: keys.optional(),
    manager: key.optional(),
    lead: instead(z.boolean(say('true or false')), false).optional(),
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

const localTime = instead(
  matching(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'a date and time such as 2026-01-05T09:00'),
  '2000-01-01T00:00',
);
const EVERY = 'day, week, or a number of hours, days or weeks such as 12h, 3d or 2w';
const turns = {
  start: localTime,
  every: instead(matching(/^(day|week|\d{1,3}[hdw])$/, EVERY), 'week'),
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
