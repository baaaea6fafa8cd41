import { scheduleReviews } from '../app/deskDue/agreementReview.ts';
import type { AppDeps } from '../app/ports.ts';
import { promisedElse } from '../app/promisedElse.ts';
import { retargetTickets } from '../app/retargetTickets.ts';
import type { OpenTickets } from './apply.ts';

/** The open tickets of the desk, as `firstline apply` deals with them; `by` stands on each that it changes. */
export function openTicketsOf(app: AppDeps, by: string): OpenTickets {
  return {
    promisedElse: (next) => promisedElse(app, next),
    retarget: (version) => retargetTickets(app, version, by),
    async plan(version) {
      const policy = await app.policies.at(version);
      await app.store.transaction((tx) => scheduleReviews(tx, policy));
    },
  };
}
