import type { StoredTicket } from '../../app/ports.ts';
import { workTicket } from '../../app/workTicket.ts';
import { isAgent } from '../../domain/access.ts';
import { DomainError } from '../../domain/errors.ts';
import { assistItems } from '../assistance.ts';
import type { ChatDeps } from '../deps.ts';
import { sendForm } from '../forms/ticketForms.ts';
import type { ChatAct, ChatAnswer } from '../request.ts';
import { doneView } from '../views/answers.ts';
import { type Asker, contextFor, privately } from './asker.ts';
import type { Args } from './work.ts';

/** The form in which an agent looks over what is sent: a passage with its article, or what resolved an earlier ticket. */
export async function assistForm(deps: ChatDeps, asker: Asker, args: Args): Promise<ChatAnswer> {
  const number = args.ticket ?? '';
  const stored = await ticketOfTeam(deps, asker, number);
  const { items, articles } = await assistItems(deps, stored);
  const item = items.find(({ rank, forAll }) => forAll && String(rank) === args.rank);
  if (!item) throw new DomainError('notAllowed', { verb: 'reply', number });
  const article = articles.find(({ id }) => item.type === 'article' && id === item.article.id);
  const url = article ? deps.articleUrl(article) : null;
  const text = [...(article ? [article.title, ''] : []), item.text, ...(url ? ['', url] : [])].join('\n');
  return { type: 'form', form: sendForm(number, String(item.rank), text, asker.words) };
}

/** Sends what the agent made of it, as a reply of theirs, and records that it was of use. */
export async function sendAssistance(
  deps: ChatDeps,
  asker: Asker,
  { args, values }: Extract<ChatAct, { type: 'form' }>,
): Promise<ChatAnswer> {
  const { request, person } = asker;
  const { ticket } = await ticketOfTeam(deps, asker, args.ticket ?? '');
  const text = values.text?.trim() ?? '';
  if (text === '') throw new DomainError('textMissing', { verb: 'reply' });
  const id = deps.newId();
  const done = await workTicket(deps, {
    key: request.deliveryKey,
    actor: person.id,
    number: ticket.number,
    command: { type: 'reply', body: id, thanks: false, inThread: false },
    body: { id, author: person.id, text, files: [] },
    assist: { ticketId: ticket.id, rank: Number(args.rank) },
  });
  return privately(doneView('reply', done.number, await contextFor(deps, asker)));
}

/** What is offered is for the team of the ticket alone. */
async function ticketOfTeam(deps: ChatDeps, { person }: Asker, number: string): Promise<StoredTicket> {
  const stored = await deps.store.reads.ticket(number);
  const policy = await deps.policies.current();
  if (!stored || !isAgent(person.id, policy, stored.ticket.team) || person.id === stored.ticket.requester)
    throw new DomainError('ticketUnknown', { number });
  return stored;
}
