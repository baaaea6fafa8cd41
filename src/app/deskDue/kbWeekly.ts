import { audiencesOf, leadsTold } from '../../domain/access.ts';
import { agreementOf, calendarOf } from '../../domain/agreement.ts';
import { workingSecondsBetween } from '../../domain/calendar.ts';
import { clocks } from '../../domain/clocks.ts';
import type { DeskPolicy } from '../../domain/desk.ts';
import { type Gap, gapsAmong, type OpenQuestion } from '../../domain/gaps.ts';
import type { Article } from '../../domain/knowledge.ts';
import { nextMondayNine } from '../../domain/rota.ts';
import type { Instant, PersonId, Ticket } from '../../domain/ticket.ts';
import { languageOf, toPerson } from '../address.ts';
import type { AppDeps, Tx, WeeklyPart } from '../ports.ts';
import type { DeskDueAct } from './deskDue.ts';

const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** An article that is asked for seldom needs longer to show that it does not help. */
const SHOWN_SINCE_MS = 4 * WEEK_MS;
const SHOWN_AT_LEAST = 3;
/** Entries of a part; each has a button, and six are the most that Teams lets a card have. */
const LISTED = 5;
/** Questions from which a form is filled: their ids stand on a button. */
const QUESTIONS_KEPT = 20;

/**
 * Mondays at nine: to each lead, what the knowledge base lacks. Gaps are groups of last week's questions that no article
 * ended, with what they cost; then articles that are shown and not confirmed, and those past their review date. A part
 * in which there is nothing is not sent.
 */
export const kbWeekly: DeskDueAct = async (deps, tx, due) => {
  const policy = await deps.policies.current();
  const { reads } = deps.store;
  const gaps = gapsAmong(await withCost(deps, await reads.questionsWithoutAnswer(due.at - WEEK_MS)));
  const unconfirmed = await reads.shownAndNotConfirmed(due.at - SHOWN_SINCE_MS, SHOWN_AT_LEAST);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: policy.timeZone }).format(due.at);
  const pastReview = await reads.pastReview(today);
  for (const lead of leadsTold(policy)) {
    const audiences: readonly string[] = audiencesOf(lead, policy);
    const readable = (article: Article) => audiences.includes(article.audience);
    const parts: WeeklyPart[] = [
      { part: 'gaps', gaps: gaps.slice(0, LISTED).map(gapIn) },
      {
        part: 'unconfirmed',
        articles: unconfirmed
          .filter(({ article }) => readable(article))
          .slice(0, LISTED)
          .map(({ article, shown }) => ({ id: article.id, shown })),
      },
      {
        part: 'pastReview',
        articles: pastReview
          .filter(readable)
          .slice(0, LISTED)
          .map(({ id }) => id),
      },
    ];
    for (const part of parts) if (!isEmpty(part)) await tell(deps, tx, { policy, lead, part, key: due.key });
  }
  await scheduleKbWeekly(tx, deps.now(), policy.timeZone);
};

/** The next Monday at nine of the desk's zone; to be called at each start, since a day has one occurrence only. */
export async function scheduleKbWeekly(tx: Tx, now: Instant, timeZone: string): Promise<void> {
  const at = nextMondayNine(timeZone, now);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
  await tx.addDue({ key: `kbWeekly/${day}`, kind: 'kbWeekly', data: {}, at });
}

async function withCost(
  deps: AppDeps,
  questions: readonly { id: string; text: string; askedAt: Instant; ticket: Ticket | null }[],
): Promise<OpenQuestion[]> {
  return Promise.all(
    questions.map(async ({ ticket, ...question }) => {
      if (!ticket) return { ...question, ticket: null };
      const frozen = await deps.policies.at(ticket.promise.deskVersion);
      const calendar = calendarOf(agreementOf(ticket, frozen).calendar, frozen);
      const now = deps.now();
      const resolution = clocks(ticket, frozen, now).find((clock) => clock.name === 'resolution');
      const until = resolution?.stoppedAt ?? now;
      const workedSeconds = workingSecondsBetween(
        calendar,
        ticket.openedAt,
        Math.max(ticket.openedAt, until),
        [],
      );
      return { ...question, ticket: { number: ticket.number, workedSeconds } };
    }),
  );
}

const gapIn = ({ questions, tickets, workedSeconds }: Gap) => ({
  questions: questions.slice(0, QUESTIONS_KEPT).map(({ id }) => id),
  asked: questions.length,
  tickets,
  workedSeconds,
});

const isEmpty = (part: WeeklyPart): boolean =>
  part.part === 'gaps' ? part.gaps.length === 0 : part.articles.length === 0;

async function tell(
  deps: AppDeps,
  tx: Tx,
  { policy, lead, part, key }: { policy: DeskPolicy; lead: PersonId; part: WeeklyPart; key: string },
): Promise<void> {
  await tx.addNotice(
    {
      key: `${key}/${part.part}/${lead}`,
      kind: 'kbWeekly',
      ticketId: null,
      questionId: null,
      event: null,
      urgent: false,
      data: { side: 'person', mention: [lead], language: await languageOf(tx, policy, lead), weekly: part },
      deliveries: [await toPerson(tx, lead, '', 'kbWeekly')],
    },
    deps.now(),
  );
}
