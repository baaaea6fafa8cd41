import { isAgent, maySee } from '../domain/access.ts';
import { type ArticleHeadings, articleFromTicket, type TicketWords } from '../domain/articleFromTicket.ts';
import { DomainError } from '../domain/errors.ts';
import { type ArticleContent, isChinese } from '../domain/knowledge.ts';
import { redact, type TakenOut } from '../domain/redact.ts';
import type { PersonId, Ticket, TimelineEntry } from '../domain/ticket.ts';
import type { ChatDeps } from './deps.ts';
import { peopleOf } from './viewContext.ts';
import { wordsFor } from './words/words.ts';

export interface Sketch {
  readonly content: ArticleContent;
  readonly taken: readonly TakenOut[];
}

/** An article sketched from a ticket that the agent may see and that has been solved. Throws what the desk refuses. */
export async function sketchOfTicket(deps: ChatDeps, agent: PersonId, number: string): Promise<Sketch> {
  const { reads } = deps.store;
  const policy = await deps.policies.current();
  const stored = await reads.ticket(number);
  if (!stored || !isAgent(agent, policy) || !maySee({ person: agent }, stored.ticket, policy))
    throw new DomainError('ticketUnknown', { number });
  const { ticket } = stored;
  if (!('resolution' in ticket) || ticket.resolution === null)
    throw new DomainError('notResolved', { number, status: ticket.status });
  const text = async (id: string) => (await reads.body(id))?.text ?? '';
  const timeline = await reads.timeline(ticket.id);
  const description = await text(ticket.description);
  const words: TicketWords = {
    title: ticket.title,
    description,
    said: await saidIn(timeline, text),
    resolution: await text(ticket.resolution),
    names: await namesIn(deps, ticket, timeline),
    others: policy.people.map(({ name }) => name),
  };
  const language = isChinese(`${ticket.title} ${description}`) ? 'zh' : 'en';
  const { title, body, taken } = articleFromTicket(words, headings(language));
  return {
    content: {
      title,
      body,
      language,
      // What only the team may see stays with the team until somebody decides otherwise.
      audience: ticket.visibility === 'team' ? `team:${ticket.team}` : 'everyone',
      tags: [...ticket.tags],
      owner: ticket.team,
      reviewBy: null,
      translationOf: null,
    },
    taken,
  };
}

/** An article sketched from questions that found no answer; their askers' names are taken out. */
export async function sketchOfQuestions(deps: ChatDeps, ids: readonly string[]): Promise<Sketch> {
  const { reads } = deps.store;
  const questions = (await Promise.all(ids.map((id) => reads.question(id)))).filter((each) => each !== null);
  const [first] = questions;
  if (!first) throw new DomainError('textMissing', { verb: 'open' });
  const people = await reads.people(questions.map(({ asker }) => asker));
  const names = people.map(({ name }) => name);
  const others = (await deps.policies.current()).people.map(({ name }) => name);
  const redacted = questions.map(({ text }) => redact(text, names, others));
  const texts = [...new Set(redacted.map(({ text }) => text.replace(/\s+/g, ' ').trim()))];
  const language = isChinese(first.text) ? 'zh' : 'en';
  const { symptoms, steps } = headings(language);
  return {
    content: {
      title: texts[0] ?? '',
      body: `## ${symptoms}\n\n${texts.map((each) => `- ${each}`).join('\n')}\n\n## ${steps}\n\n1. `,
      language,
      audience: 'everyone',
      tags: [],
      owner: null,
      reviewBy: null,
      translationOf: null,
    },
    taken: redacted.flatMap(({ taken }) => taken),
  };
}

function headings(language: 'en' | 'zh'): ArticleHeadings {
  const { symptoms, cause, steps } = wordsFor(language).articles;
  return { symptoms, cause, steps };
}

async function saidIn(
  timeline: readonly TimelineEntry[],
  text: (id: string) => Promise<string>,
): Promise<TicketWords['said']> {
  const said: TicketWords['said'][number][] = [];
  for (const { event } of timeline) {
    if (event.type === 'RequesterReplied') said.push({ by: 'requester', text: await text(event.body) });
    else if (event.type === 'NoteAdded') said.push({ by: 'note', text: await text(event.body) });
    else if (event.type === 'AgentReplied')
      // What agents wrote among themselves may say why, but is no step for the requester.
      said.push({ by: event.inThread ? 'note' : 'agent', text: await text(event.body) });
    else if (event.type === 'HandedOver' && event.body)
      said.push({ by: 'note', text: await text(event.body) });
  }
  return said;
}

async function namesIn(
  deps: ChatDeps,
  ticket: Ticket,
  timeline: readonly TimelineEntry[],
): Promise<string[]> {
  const ids = new Set(timeline.flatMap((entry) => peopleOf(ticket, entry)));
  const people = await deps.store.reads.people([...ids]);
  return people.map(({ name }) => name);
}
