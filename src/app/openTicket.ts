import { decide } from '../domain/decide.ts';
import type { Impact, TicketKind, Urgency } from '../domain/desk.ts';
import { DomainError } from '../domain/errors.ts';
import { settled } from '../domain/knowledge.ts';
import { termsOf } from '../domain/likeness.ts';
import type { BodyId, PersonId } from '../domain/ticket.ts';
import { findAssistance, offerAssistance } from './assist.ts';
import { commit } from './commit.ts';
import { once } from './once.ts';
import type { AppDeps, Place, StoredQuestion, Tx } from './ports.ts';

export interface OpenTicket {
  readonly key: string;
  readonly openedBy: PersonId;
  readonly requester: PersonId;
  readonly title: string;
  readonly description: string;
  readonly service: string;
  readonly impact: Impact;
  readonly urgency: Urgency;
  readonly visibility: 'normal' | 'team';
  /** The question that knowledge did not answer. */
  readonly question: string | null;
  /** What was written before it, whose files go with the ticket, too. */
  readonly earlier: readonly BodyId[];
  readonly place: Place;
}

const PREFIX: Record<TicketKind, string> = { incident: 'INC', request: 'REQ', problem: 'PRB', change: 'CHG' };

/** Opens a ticket; a question that has one already keeps it, so that pressing twice opens one. */
export async function openTicket(deps: AppDeps, input: OpenTicket): Promise<{ number: string }> {
  const current = await deps.policies.current();
  const service = current.services.find((each) => each.key === input.service);
  if (!service) {
    throw new DomainError('serviceUnknown', {
      service: input.service,
      known: current.services.map((each) => each.key).join(', '),
    });
  }
  const { title, description: told } = input;
  const assistance = await findAssistance(deps, { title, description: told, team: service.team });
  return once(deps, input.key, async (tx) => {
    const at = deps.now();
    const question = input.question ? await tx.lockQuestion(input.question) : null;
    if (question && question.asker !== input.requester) throw new DomainError('notAllowed', { verb: 'open' });
    if (question?.ticketNumber) return { number: question.ticketNumber };
    const description = deps.newId();
    const place = question?.place ?? input.place;
    const number = `${PREFIX[service.kind]}-${await tx.nextNumber()}`;
    const id = deps.newId();
    const events = decide(
      {
        type: 'open',
        id,
        number,
        kind: service.kind,
        title: input.title,
        description,
        service: service.key,
        impact: input.impact,
        urgency: input.urgency,
        requester: input.requester,
        requesterGroups: current.people.find((each) => each.key === input.requester)?.groups ?? [],
        visibility: input.visibility,
      },
      null,
      { now: at, actor: { person: input.openedBy }, frozen: current, current },
    );
    await tx.saveBody({ id: description, author: input.openedBy, text: input.description, files: [] }, at);
    const written = question ? [question.body, ...input.earlier] : [];
    for (const body of written) await tx.shareFiles(body, description);
    const by = { person: input.openedBy };
    await commit(tx, { before: null, origin: place, sequence: 0, events, by, at, frozen: current, current });
    await followUp(tx, id, place, question, at);
    await tx.saveTerms(id, termsOf(`${title}\n${told}`));
    await offerAssistance(tx, current, { id, team: service.team }, assistance, question, at);
    return { number };
  });
}

async function followUp(
  tx: Tx,
  ticketId: string,
  place: Place,
  question: StoredQuestion | null,
  at: number,
): Promise<void> {
  if (place.kind === 'channel' && place.thread)
    await tx.addTicketThread({ place, ticketId, side: 'requester' });
  if (question)
    await tx.updateQuestion({ ...question, outcome: settled(question.outcome, 'ticket'), ticketId }, at);
}
