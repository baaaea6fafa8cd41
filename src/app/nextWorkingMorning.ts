import { compileCalendar, nextOpening } from '../domain/calendar.ts';
import type { Instant } from '../domain/ticket.ts';
import type { AppDeps } from './ports.ts';

/** The first opening, on a later day, of the calendar that covers everything not agreed otherwise. */
export async function nextWorkingMorning(deps: AppDeps): Promise<Instant> {
  const policy = await deps.policies.current();
  const spec = policy.calendars[policy.agreements.at(-1)?.calendar ?? ''];
  const now = deps.now();
  if (!spec) return now;
  const calendar = compileCalendar(spec);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: spec.timeZone });
  const today = day.format(now);
  let opening = nextOpening(calendar, now);
  while (opening !== null && day.format(opening) === today) opening = nextOpening(calendar, opening);
  return opening ?? now;
}
