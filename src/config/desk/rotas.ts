import type { z } from 'zod';
import { checkCalendar } from '../../domain/calendar.ts';
import type { Rota } from '../../domain/desk.ts';
import { checkReference, type Entries } from './entries.ts';
import type { People } from './people.ts';
import type { rota } from './shapes.ts';
import type { Path, Report } from './source.ts';

export type Rotas = Entries<z.infer<typeof rota>>;

/** `zone`: where a rota is that does not say so. */
export function compileRotas(
  rotas: Rotas,
  people: People,
  zone: string,
  report: Report,
): Readonly<Record<string, Rota>> {
  const compiled = [...rotas.all].map(([key, entry]): [string, Rota] => {
    const path = ['rotas', key];
    const { start, every, members, overrides = [], timeZone = zone } = entry;
    if (entry.timeZone) checkTimeZone(entry.timeZone, [...path, 'timeZone'], report);
    checkLocalTime(start, [...path, 'start'], report);
    if (members.length === 0)
      report([...path, 'members'], 'is a rota of nobody: name who is on call in turn');
    for (const [index, member] of members.entries()) {
      checkReference(member, [...path, 'members', index], people, report);
    }
    for (const [index, { from, to, person }] of overrides.entries()) {
      const at = [...path, 'overrides', index];
      checkReference(person, [...at, 'person'], people, report);
      checkLocalTime(from, [...at, 'from'], report);
      checkLocalTime(to, [...at, 'to'], report);
      if (from >= to) report(at, 'ends before it begins: "from" has to be earlier than "to"');
    }
    return [key, { key, timeZone, start, every, members, overrides }];
  });
  return Object.fromEntries(compiled);
}

export function checkTimeZone(timeZone: string, path: Path, report: Report): void {
  const known = !checkCalendar({ timeZone, hours: '24/7' }).some(({ code }) => code === 'unknown_time_zone');
  if (!known)
    report(path, `names no time zone: "${timeZone}"; use a name such as Europe/Berlin or Asia/Shanghai`);
}

function checkLocalTime(text: string, path: Path, report: Report): void {
  const date = new Date(`${text}Z`);
  // 30 February is read as a day in March, or not at all.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) {
    report(path, `is no date: ${text}`);
  }
}
