import { z } from 'zod';

/** For a wrong value: one that is right, and of which nothing else complains. `mend.ts` puts it in the place. */
export const STAND_INS = z.registry<{ readonly value: unknown }>();

export function instead<T extends z.ZodType>(schema: T, value: z.input<T>): T {
  STAND_INS.add(schema, { value });
  return schema;
}

/** What the parts of desk.yaml are made of. What they say of a wrong value goes on from its name: `has to be a text`. */

/** `what` finishes the sentence "has to be ..."; a missing value is told the same way. */
export const say = (what: string) => ({
  error: (issue: { readonly input?: unknown }) =>
    issue.input === undefined || issue.input === null
      ? `is missing: it has to be ${what}`
      : `has to be ${what}`,
});

export const matching = (pattern: RegExp, what: string) => z.string(say(what)).regex(pattern, say(what));
export const text = (what = 'a text') => instead(z.string(say(what)).trim().min(1, say(what)), '-');
export const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values, say(`one of ${values.join(', ')}`));
export const list = <T extends z.ZodType>(item: T, what: string) => z.array(item, say(what));
export const part = <T extends z.ZodRawShape>(shape: T, what: string) => z.strictObject(shape, say(what));

export const KEY = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;
const KEY_SHAPE = 'a short name of letters, digits and hyphens';
export const KEY_MESSAGE = `has to be ${KEY_SHAPE}`;
export const key = instead(matching(KEY, KEY_SHAPE), 'unknown');
export const keys = list(key, 'a list of names, such as [ana, ben]');
export const language = oneOf('en', 'zh');
const durationOr = (value: string) =>
  instead(matching(/^(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/, 'a duration such as 10s, 15m, 4h or 2d'), value);
export const duration = durationOr('999d');
export const workday = durationOr('24h');
export const date = instead(matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-12-24'), '2000-01-01');
export const timeZone = instead(text('a time zone such as Europe/Berlin'), 'UTC');

/** One text for both languages, or one for each. */
export const words = instead(
  z.union(
    [z.string().trim().min(1), z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })],
    say('a text, or { en: ..., zh: ... }'),
  ),
  '-',
);

export const channel = part(
  {
    local: instead(
      matching(/^[a-z0-9][a-z0-9-]*$/, 'a name of lower-case letters, digits and hyphens'),
      'unknown',
    ).optional(),
    slack: instead(
      matching(
        /^([A-Z0-9]+\/)?[CG][A-Z0-9]+$/,
        'the id of a channel, such as C0123ABCD (in its details, at the very end), not its name',
      ),
      'C0',
    ).optional(),
    teams: part(
      {
        team: text('the id of the team'),
        channel: instead(
          matching(/^19:\S+$/, 'the id of a channel, such as 19:abc...@thread.tacv2 (in its link)'),
          '19:-',
        ),
      },
      '{ team: ..., channel: ... }',
    ).optional(),
    language: language.optional(),
  },
  'a channel, such as { local: network-l1, slack: C0123ABCD }',
);

export const byPriority = <T extends z.ZodType>(value: T) => ({ P1: value, P2: value, P3: value, P4: value });

/** One ladder for all priorities, or one for each. */
export const ladderName = instead(
  z.union(
    [z.string(), z.strictObject(byPriority(z.string()))],
    say('the name of a ladder, or one for each of P1, P2, P3 and P4'),
  ),
  'unknown',
);

/** The hours themselves are looked at by the calendar, which knows more to say. */
export const weeklyHours = instead(
  z.union(
    [z.literal('24/7'), z.record(z.string(), z.array(z.string()))],
    say('24/7, or days with their hours, such as { mon-fri: [08:00-18:00] }'),
  ),
  '24/7',
);
