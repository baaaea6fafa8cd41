import { z } from 'zod';
import type { CalendarSpec } from '../domain/calendar.ts';
import { durationSeconds } from './durations.ts';

/** The shape of desk.yaml; what the parts say of each other is checked in deskChecks.ts. */

const key = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'has to be small letters, digits and dashes');
const language = z.enum(['en', 'zh']);
const words = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const tier = z.enum(['L1', 'L2', 'L3']);
const duration = z
  .string()
  .refine((text) => durationSeconds(text) !== null, 'is no duration such as 10s, 15m, 4h or 2d');
const wall = duration.transform((text) => durationSeconds(text) ?? 0);

const channel = z
  .strictObject({
    local: z.string().min(1).optional(),
    slack: z
      .string()
      .regex(/^(T[A-Z0-9]+\/)?[CG][A-Z0-9]+$/, 'has to be the id of a channel, such as C0123456789')
      .optional(),
    teams: z.strictObject({ team: z.string().min(1), channel: z.string().min(1) }).optional(),
    language: language.default('en'),
  })
  .refine(
    (each) => each.local ?? each.slack ?? each.teams,
    'names no channel: give it local, slack or teams',
  );

const person = z.strictObject({
  name: z.string().min(1),
  email: z.email(),
  language: language.optional(),
  manager: key.optional(),
  groups: z.array(key).default([]),
  lead: z.boolean().default(false),
});

const teamTier = z.strictObject({ channel, members: z.array(key).default([]), rota: key.optional() });

const team = z.strictObject({
  name: words,
  lead: key,
  L1: teamTier,
  L2: teamTier.optional(),
  L3: teamTier.optional(),
});

const service = z.strictObject({
  name: words,
  team: key,
  kind: z.enum(['incident', 'request']),
  keywords: z.array(z.string().min(1)).default([]),
});

const priority = z.enum(['P1', 'P2', 'P3', 'P4']);
const byUrgency = z.strictObject({ high: priority, medium: priority, low: priority });

// Hours, openings and closings are checked by the calendar itself, whose faults name the very interval.
const calendar = z.strictObject({
  timeZone: z.string(),
  hours: z.custom<CalendarSpec['hours']>(),
  openings: z.custom<CalendarSpec['openings']>().optional(),
  closings: z.custom<CalendarSpec['closings']>().optional(),
  workday: duration.optional(),
  holidays: z.array(z.string()).default([]),
});

const target = z.strictObject({ firstResponse: duration, resolution: duration });
const perPriority = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ P1: value, P2: value, P3: value, P4: value });

const agreement = z.strictObject({
  key,
  name: words,
  match: z
    .strictObject({
      services: z.array(key).optional(),
      kinds: z.array(z.enum(['incident', 'request', 'problem', 'change'])).optional(),
      groups: z.array(key).optional(),
    })
    .default({}),
  calendar: key,
  targets: perPriority(target),
  warnAt: z.array(z.number().gt(0).lt(1)).default([0.5, 0.8]),
  pauseOn: z
    .array(z.enum(['requester', 'supplier', 'change', 'approval', 'scheduled']))
    .default(['requester']),
  ladder: perPriority(key),
});

/** How a rung's target is written. */
export const TELL = /^(?:(L[123]) (channel|on call)|assignee|team lead|requester's manager)$/;

const rung = z.strictObject({
  after: wall,
  tell: z
    .array(
      z
        .string()
        .regex(TELL, "is not one of: L2 channel, L2 on call, assignee, team lead, requester's manager"),
    )
    .min(1, 'tells nobody'),
  moveTo: tier.optional(),
  again: wall.optional(),
});

const ladder = z.strictObject({
  staleAfter: wall.optional(),
  rungs: z.array(rung).min(1, 'has no rungs'),
});

const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'has to be a local date and time such as 2026-01-05T09:00');

const rota = z.strictObject({
  timeZone: z.string(),
  start: localTime,
  every: z.enum(['day', 'week']),
  members: z.array(key).min(1, 'is a rota of nobody: name at least one member'),
  overrides: z.array(z.strictObject({ from: localTime, to: localTime, person: key })).default([]),
});

export const deskSchema = z.strictObject({
  desk: z.strictObject({
    name: z.string().min(1),
    timeZone: z.string(),
    language,
    dutyChannel: channel,
    trustedDomains: z.array(z.string()).default([]),
    autoCloseAfter: wall,
    reopenWithin: wall,
    abandonAfter: wall,
    unknownDelivery: z.enum(['again', 'drop']).default('again'),
  }),
  people: z.record(key, person),
  teams: z.record(key, team),
  services: z.record(key, service),
  priorities: z.strictObject({ high: byUrgency, medium: byUrgency, low: byUrgency }),
  calendars: z.record(key, calendar),
  agreements: z.array(agreement).min(1, 'needs at least the default agreement'),
  ladders: z.record(key, ladder),
  rotas: z.record(key, rota).default({}),
});

/** desk.yaml as it is written, with its defaults. */
export type DeskFile = z.infer<typeof deskSchema>;
