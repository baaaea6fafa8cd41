import { z } from 'zod';
import {
  channel,
  duration,
  key,
  language,
  list,
  matching,
  oneOf,
  part,
  say,
  text,
  timeZone,
} from './values.ts';

/** The shapes of what stands at the top of the file. */

const priority = oneOf('P1', 'P2', 'P3', 'P4');

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
