import { calendarOf } from '../../domain/agreement.ts';
import { endOfDate } from '../../domain/calendar.ts';
import type { DeskPolicy } from '../../domain/desk.ts';
import { languageOf, toPerson } from '../address.ts';
import type { Tx } from '../ports.ts';
import type { DeskDueAct } from './deskDue.ts';

interface Review {
  readonly agreement: string;
  /** The local date that has passed. */
  readonly on: string;
}

/** The leads hear of an agreement that was to be reviewed, unless it has another date by now or is gone. */
export const agreementReview: DeskDueAct = async (deps, tx, due) => {
  const review = due.data as Review;
  const policy = await deps.policies.current();
  const stands = policy.agreements.some(
    ({ key, reviewOn }) => key === review.agreement && reviewOn === review.on,
  );
  if (!stands) return;
  for (const { key: lead } of policy.people.filter((person) => person.lead)) {
    const key = `${due.key}/${lead}`;
    const language = await languageOf(tx, policy, lead);
    await tx.addNotice(
      {
        key,
        kind: 'agreementReview',
        ticketId: null,
        questionId: null,
        event: null,
        urgent: false,
        data: { side: 'person', mention: [], language, review },
        deliveries: [await toPerson(tx, lead, '', key)],
      },
      deps.now(),
    );
  }
};

/** A review date has passed at the end of its day; each date of an agreement is planned once, however often this is called. */
export async function scheduleReviews(tx: Tx, policy: DeskPolicy): Promise<void> {
  for (const { key: agreement, calendar, reviewOn: on } of policy.agreements) {
    if (on === null) continue;
    const data: Review = { agreement, on };
    const at = endOfDate(calendarOf(calendar, policy), on);
    await tx.addDue({ key: `agreementReview/${agreement}/${on}`, kind: 'agreementReview', data, at });
  }
}
