import { keepRequestPlace } from '../../app/requestPlace.ts';
import { isAgent, maySee } from '../../domain/access.ts';
import { likelyService } from '../../domain/catalogue.ts';
import { DomainError } from '../../domain/errors.ts';
import { isHigher, TIERS } from '../../domain/priority.ts';
import type { ChatDeps } from '../deps.ts';
import { earlierPart } from '../forms/earlier.ts';
import { TEXT_LENGTH } from '../forms/limits.ts';
import { openTicketForm } from '../forms/openTicketForm.ts';
import {
  assignForm,
  cancelForm,
  escalateForm,
  holdForm,
  knownErrorForm,
  majorForm,
  noteForm,
  ratingCommentForm,
  reopenForm,
  replyForm,
  resolveForm,
  retractForm,
  snoozeForm,
  standDownForm,
  updateForm,
} from '../forms/ticketForms.ts';
import type { ChatAnswer } from '../request.ts';
import type { Form } from '../view.ts';
import type { Asker } from './asker.ts';
import { earlierMessages } from './earlier.ts';
import type { Args } from './work.ts';

/** The form that a verb needs before it can be done; null for a verb that needs none. */
export async function formFor(
  deps: ChatDeps,
  asker: Asker,
  verb: string,
  args: Args,
): Promise<ChatAnswer | null> {
  const number = args.ticket ?? '';
  const { words } = asker;
  const simple: Readonly<Record<string, (ticket: string) => Form>> = {
    reply: (ticket) => replyForm(ticket, words),
    note: (ticket) => noteForm(ticket, words),
    resolve: (ticket) => resolveForm(ticket, words),
    reopen: (ticket) => reopenForm(ticket, words),
    cancel: (ticket) => cancelForm(ticket, words),
    major: (ticket) => majorForm(ticket, words),
    update: (ticket) => updateForm(ticket, words),
    standDown: (ticket) => standDownForm(ticket, words),
    knownError: (ticket) => knownErrorForm(ticket, words),
    retract: (ticket) => retractForm(ticket, words),
    snooze: (ticket) => snoozeForm(ticket, words, asker.language),
    rate: (ticket) => ratingCommentForm(ticket, args.score ?? '', words),
  };
  const make = simple[verb];
  if (make) return { type: 'form', form: make(number) };
  if (verb !== 'hold' && verb !== 'escalate' && verb !== 'assign') return null;

  const policy = await deps.policies.current();
  if (verb === 'hold') {
    const suppliers = Object.values(policy.suppliers).map(({ key, name }) => ({
      key,
      name: name[asker.language],
    }));
    return { type: 'form', form: holdForm(number, suppliers, words) };
  }
  const stored = await deps.store.reads.ticket(number);
  if (!stored || !maySee({ person: asker.person.id }, stored.ticket, policy)) {
    throw new DomainError('ticketUnknown', { number });
  }
  const team = policy.teams.find((each) => each.key === stored.ticket.team);
  if (verb === 'escalate') {
    const tiers = TIERS.filter((tier) => isHigher(tier, stored.ticket.tier) && team?.tiers[tier]);
    if (tiers.length === 0) throw new DomainError('tierNotHigher', { number, tier: stored.ticket.tier });
    return { type: 'form', form: escalateForm(number, tiers, words) };
  }
  const agents = policy.people.filter((person) => isAgent(person.key, policy, team?.key));
  return { type: 'form', form: assignForm(number, agents, words) };
}

/** The form for a new ticket, filled in from the question or from what was written. */
export async function openForm(
  deps: ChatDeps,
  asker: Asker,
  from: { readonly question: string | null; readonly text: string },
): Promise<ChatAnswer> {
  const policy = await deps.policies.current();
  const question = from.question ? await deps.store.reads.question(from.question) : null;
  if (question && question.asker !== asker.person.id) throw new DomainError('notAllowed', { verb: 'open' });
  const text = question?.text ?? from.text;
  const written = await earlierMessages(deps, asker, question);
  const earlier = earlierPart(asker.words.forms.earlier, written, TEXT_LENGTH - text.length - 2);
  const { place, person, request } = asker;
  const inThread = !question && place.kind === 'channel' && place.thread !== null;
  if (inThread) await keepRequestPlace(deps, request.deliveryKey, { person: person.id, place });
  const form = openTicketForm(
    {
      title: text.split('\n', 1)[0] ?? '',
      description: earlier === '' ? text : `${text}\n\n${earlier}`,
      services: policy.services.map(({ key, name }) => ({ key, name: name[asker.language] })),
      service: likelyService(policy.services, text),
      impact: 'low',
      urgency: 'medium',
      args: question ? { question: question.id } : inThread ? { request: request.deliveryKey } : {},
    },
    asker.words,
  );
  return { type: 'form', form };
}
