import type { z } from 'zod';
import type { DeskPerson, Language } from '../../domain/desk.ts';
import { checkReference, type Entries } from './entries.ts';
import type { person } from './shapes/people.ts';
import type { Report } from './source.ts';

export type People = Entries<z.infer<typeof person>>;

export function compilePeople(people: People, language: Language, report: Report): readonly DeskPerson[] {
  const owners = new Map<string, string>();
  for (const [key, { email, manager }] of people.all) {
    const path = ['people', key];
    const other = owners.get(email.toLowerCase());
    if (other) report([...path, 'email'], `is also the address of ${other}: each person needs their own`);
    else owners.set(email.toLowerCase(), key);
    if (!manager) continue;
    checkReference(manager, [...path, 'manager'], people, report);
    const circle = circleFrom(key, people);
    // Each circle is told once, at the first of its people by name.
    if (circle && [...circle].sort()[0] === key) {
      const round = [...circle, key].join(' -> ');
      report([...path, 'manager'], `goes round in a circle (${round}): somebody has to be nobody's report`);
    }
  }
  return [...people.all].map(([key, entry]) => ({
    key,
    name: entry.name,
    email: entry.email.toLowerCase(),
    language: entry.language ?? language,
    groups: entry.groups ?? [],
    manager: entry.manager ?? null,
    lead: entry.lead ?? false,
  }));
}

/** The people from `start` up to `start` again; null when the managers end somewhere or go round without it. */
function circleFrom(start: string, people: People): readonly string[] | null {
  const way: string[] = [];
  let at: string | undefined = start;
  while (at !== undefined && !way.includes(at)) {
    way.push(at);
    at = people.all.get(at)?.manager;
  }
  return at === start ? way : null;
}
