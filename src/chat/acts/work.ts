import { linkTickets } from '../../app/linkTickets.ts';
import { mergeTickets } from '../../app/mergeTickets.ts';
import type { NewBody, NewFile, StoredTicket } from '../../app/ports.ts';
import { workTicket } from '../../app/workTicket.ts';
import { maySee } from '../../domain/access.ts';
import type { TicketCommand } from '../../domain/command.ts';
import type { Priority, Tier } from '../../domain/desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { explain } from '../../domain/explain.ts';
import { isPromisedToRequester } from '../../domain/sla.ts';
import { isThanks } from '../../domain/thanks.ts';
import type { TicketLink } from '../../domain/ticket.ts';
import { cardData } from '../cardData.ts';
import type { ChatDeps } from '../deps.ts';
import { REASONS } from '../forms/ticketForms.ts';
import type { ChatAnswer } from '../request.ts';
import { sideOf } from '../sideOf.ts';
import { peopleOf } from '../viewContext.ts';
import { doneView } from '../views/answers.ts';
import { explanation } from '../views/explanation.ts';
import { ticketCard } from '../views/ticketCard.ts';
import type { DoneVerb } from '../words/words.ts';
import { type Asker, contextFor, privately } from './asker.ts';
import { holdArgs } from './holdArgs.ts';
import { knownErrorArgs } from './knownErrorArgs.ts';

/** Verbs that change a ticket; whether typed, clicked or submitted. */
export type WorkVerb = Exclude<DoneVerb, 'open'>;

export type Args = Readonly<Record<string, string>>;

/**
 * Does one thing with one ticket and says so; what was so already shows the ticket's card again. `files` come with the
 * text of it.
 */
export async function doWork(
  deps: ChatDeps,
  asker: Asker,
  verb: WorkVerb,
  number: string,
  args: Args,
  files: readonly NewFile[] = [],
): Promise<ChatAnswer> {
  const { request, person } = asker;
  const key = request.deliveryKey;
  if (verb === 'merge') {
    await mergeTickets(deps, { key, actor: person.id, number, into: args.into ?? '' });
    return privately(doneView('merge', number, await contextFor(deps, asker)));
  }
  const given = await argsFor(deps, verb, args);
  const bodyOf = (given = '', files: readonly NewFile[] = []): NewBody | null => {
    const text = given.trim();
    return text === '' ? null : { id: deps.newId(), author: person.id, text, files };
  };
  const body = bodyOf(given.text, files);
  const cause = verb === 'knownError' ? bodyOf(given.cause) : null;
  if (verb === 'link') return linked(deps, asker, number, args);
  const command = await commandFor(deps, verb, { ...given, ticket: number }, body, cause);
  const done = await workTicket(deps, { key, actor: person.id, number, command, body, cause });
  // Who is only affected by a known issue does not see its ticket.
  if (!done.changed && verb !== 'meToo') return showTicket(deps, asker, done.number);
  return privately(doneView(verb, done.number, await contextFor(deps, asker)));
}

async function argsFor(deps: ChatDeps, verb: WorkVerb, args: Args): Promise<Args> {
  if (verb === 'hold') return holdArgs(args, await deps.policies.current());
  return verb === 'knownError' ? knownErrorArgs(args) : args;
}

async function linked(deps: ChatDeps, asker: Asker, number: string, args: Args): Promise<ChatAnswer> {
  await visibleTicket(deps, asker, args.other ?? '');
  const type = (args.type as TicketLink['type'] | undefined) ?? 'relates';
  const { changed } = await linkTickets(deps, {
    key: asker.request.deliveryKey,
    actor: asker.person.id,
    number,
    link: { ticket: args.other ?? '', type },
  });
  if (!changed) return showTicket(deps, asker, number);
  return privately(doneView('link', number, await contextFor(deps, asker)));
}

/** The ticket's card, for the side that the person is on, if they may see it. */
export async function showTicket(deps: ChatDeps, asker: Asker, number: string): Promise<ChatAnswer> {
  const stored = await visibleTicket(deps, asker, number);
  const { ticket } = stored;
  const side = sideOf(asker.person.id, ticket, await deps.policies.current());
  const data = await cardData(deps, stored, { mention: [], mentionToReply: false });
  return privately(ticketCard(data, side, await contextFor(deps, asker, peopleOf(ticket))));
}

/** How a ticket's deadlines come about; its requester hears of what was promised to them. */
export async function explainTicket(deps: ChatDeps, asker: Asker, number: string): Promise<ChatAnswer> {
  const { ticket } = await visibleTicket(deps, asker, number);
  const frozen = await deps.policies.at(ticket.promise.deskVersion);
  const explained = explain(ticket, frozen, deps.now());
  const side = sideOf(asker.person.id, ticket, await deps.policies.current());
  const clocks = explained.clocks.filter(({ name }) => side === 'agents' || isPromisedToRequester(name));
  return privately(explanation({ ...explained, clocks }, frozen.suppliers, await contextFor(deps, asker)));
}

async function visibleTicket(deps: ChatDeps, { person }: Asker, number: string): Promise<StoredTicket> {
  const policy = await deps.policies.current();
  const stored = await deps.store.reads.ticket(number);
  if (stored && maySee({ person: person.id }, stored.ticket, policy)) return stored;
  throw new DomainError('ticketUnknown', { number });
}

async function commandFor(
  deps: ChatDeps,
  verb: WorkVerb,
  args: Args,
  body: NewBody | null,
  cause: NewBody | null,
): Promise<TicketCommand> {
  const written = body?.id ?? null;
  const needed = (): string => {
    if (!body) throw new DomainError('textMissing', { verb });
    return body.id;
  };
  switch (verb) {
    case 'claim':
    case 'unassign':
    case 'resume':
    case 'confirm':
    case 'close':
    case 'watch':
    case 'unwatch':
    case 'acknowledge':
    case 'takeOver':
    case 'meToo':
      return { type: verb };
    case 'major': {
      const duplicates = await deps.store.reads.requestersOfDuplicates(args.ticket ?? '');
      return { type: 'major', body: needed(), duplicates };
    }
    case 'knownError': {
      const duplicates = await deps.store.reads.requestersOfDuplicates(args.ticket ?? '');
      return { type: 'knownError', cause: cause?.id ?? null, workaround: written, duplicates };
    }
    case 'update':
    case 'standDown':
    case 'retract':
      return { type: verb, body: needed() };
    case 'snooze':
      return { type: 'snooze', seconds: Number(args.duration), body: needed() };
    case 'assign': {
      const given = args.person ?? '';
      const found = await deps.store.reads.findPerson(given.replace(/^@/, ''));
      // Nobody is told whether the desk knows somebody before their own right is decided.
      return { type: 'assign', to: found?.id ?? given, isKnown: found !== null };
    }
    case 'priority':
      return { type: 'priority', priority: args.priority as Priority };
    case 'service':
      return { type: 'service', service: args.service ?? '' };
    case 'note':
      return { type: 'note', body: needed() };
    case 'reply':
      return { type: 'reply', body: needed(), thanks: isThanks(args.text ?? ''), inThread: false };
    case 'hold': {
      const reason = REASONS.find((each) => each === args.reason);
      if (!reason) throw new DomainError('textMissing', { verb });
      return { type: 'hold', reason, body: written, ...(args.supplier ? { supplier: args.supplier } : {}) };
    }
    case 'escalate':
      return { type: 'escalate', to: (args.tier as Tier | undefined) ?? null, body: written };
    case 'resolve':
      return { type: 'resolve', resolution: needed() };
    case 'reopen':
      return { type: 'reopen', body: written };
    case 'cancel':
      return { type: 'cancel', body: written };
    case 'rate':
      return { type: 'rate', score: Number(args.score), body: written };
    case 'merge':
    case 'link':
      throw new Error('two tickets are merged by mergeTickets and linked by linkTickets');
    default:
      return verb satisfies never;
  }
}
