import { audiencesOf, isLead, maySee } from '../../domain/access.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Audience } from '../../domain/knowledge.ts';
import type { PersonId, Ticket } from '../../domain/ticket.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAnswer } from '../request.ts';
import { type TrainingEntry, trainingList } from '../views/training.ts';
import { type Asker, contextFor, privately } from './asker.ts';

const SINCE_MS = 90 * 24 * 3_600_000;
/** Tickets that are looked at, the newest first: each may need a search. */
const TICKETS = 200;
const ARTICLE = /\/kb\/([\p{L}\p{N}][\p{L}\p{N}._-]*)/u;

/**
 * For leads: for each L1 agent the articles that would have solved what they handed on. One counts if the ticket's
 * resolution links it, or if the search answers the ticket's text with it for certain.
 */
export async function showTraining(deps: ChatDeps, asker: Asker): Promise<ChatAnswer> {
  const { person } = asker;
  const policy = await deps.policies.current();
  if (!isLead(person.id, policy)) throw new DomainError('trainingForLeads');
  const audiences = audiencesOf(person.id, policy);
  const handedOn = await deps.store.reads.handedOnByL1(deps.now() - SINCE_MS);
  const entries = new Map<string, TrainingEntry>();
  const seen = handedOn.filter(({ ticket }) => maySee({ person: person.id }, ticket, policy));
  for (const { agent, ticket } of seen.slice(0, TICKETS)) {
    const title = await answerTo(deps, ticket, audiences);
    if (title === null) continue;
    const key = `${agent} ${title}`;
    const known = entries.get(key);
    entries.set(key, {
      agent,
      title,
      count: (known?.count ?? 0) + 1,
      // They come newest first.
      number: known?.number ?? ticket.number,
    });
  }
  const found = [...entries.values()].sort((a, b) => b.count - a.count);
  const agents: PersonId[] = found.map(({ agent }) => agent);
  return privately(trainingList(found, await contextFor(deps, asker, agents)));
}

async function answerTo(
  deps: ChatDeps,
  ticket: Ticket,
  audiences: readonly Audience[],
): Promise<string | null> {
  const { reads } = deps.store;
  const body = async (id: string | null) => (id === null ? '' : ((await reads.body(id))?.text ?? ''));
  const resolution = await body('resolution' in ticket ? ticket.resolution : null);
  const slug = ARTICLE.exec(resolution)?.[1];
  const linked = slug === undefined ? null : await reads.articleBySlug(slug.replace(/\.+$/, ''));
  if (linked?.state === 'published' && audiences.includes(linked.audience)) return linked.title;
  const text = `${ticket.title}\n${await body(ticket.description)}`;
  const { tier, hits } = await deps.search.search({ text, audiences, limit: 1 });
  const [best] = hits;
  if (tier !== 'answer' || !best) return null;
  const [article] = await reads.articles([best.articleId]);
  return article?.state === 'published' && audiences.includes(article.audience) ? article.title : null;
}
