import type { Language } from '../domain/desk.ts';
import type { Article } from '../domain/knowledge.ts';
import type { PersonId, Ticket, TimelineEntry } from '../domain/ticket.ts';
import type { ChatDeps } from './deps.ts';
import type { ViewContext } from './views/context.ts';
import { wordsFor } from './words/words.ts';

export interface Reader {
  readonly workspaceId: string;
  readonly language: Language;
  /** Ids that may stand in what is shown. */
  readonly people: readonly PersonId[];
  readonly articles?: readonly Article[];
}

/** Reads once what stands behind the ids and keys that a view shows. */
export async function viewContext(deps: ChatDeps, reader: Reader): Promise<ViewContext> {
  const { language, workspaceId } = reader;
  const ids = [...new Set(reader.people)];
  const [policy, platform, people, accounts] = await Promise.all([
    deps.policies.current(),
    deps.platformOf(workspaceId),
    deps.store.reads.people(ids),
    deps.store.reads.accountsIn(workspaceId, ids),
  ]);
  const names = new Map(people.map((person) => [person.id, person.name]));
  const external = new Map(accounts.map((account) => [account.person, account.externalId]));
  const articles = new Map((reader.articles ?? []).map((article) => [article.id, article]));
  return {
    language,
    timeZone: policy.timeZone,
    now: deps.now(),
    words: wordsFor(language),
    mention: (person) => ({ name: names.get(person) ?? person, externalId: external.get(person) ?? null }),
    articleUrl(id) {
      const article = articles.get(id);
      return article ? deps.articleUrl(article) : null;
    },
    fileUrl: (file) => deps.fileUrl(file, platform),
    serviceName: (key) => policy.services.find((service) => service.key === key)?.name[language] ?? key,
    teamName: (key) => policy.teams.find((team) => team.key === key)?.name[language] ?? key,
  };
}

/** Everybody who may stand on a ticket's cards and lines. */
export function peopleOf(ticket: Ticket, entry?: TimelineEntry): PersonId[] {
  const people = [ticket.requester, ticket.openedBy, ...ticket.watchers];
  if (ticket.assignee) people.push(ticket.assignee);
  if (ticket.escalation?.acknowledged) people.push(ticket.escalation.acknowledged.by);
  if (ticket.escalation?.snoozed) people.push(ticket.escalation.snoozed.by);
  if (ticket.status === 'resolved') people.push(ticket.resolvedBy);
  if (!entry) return people;
  if (entry.by !== 'desk') people.push(entry.by.person);
  const { event } = entry;
  if ('assignee' in event) people.push(event.assignee);
  if ('before' in event && event.before) people.push(event.before);
  if ('person' in event) people.push(event.person);
  if ('by' in event) people.push(event.by);
  if (event.type === 'Escalated') {
    people.push(
      ...event.told.flatMap((target) =>
        target.to === 'person' ? [target.person] : target.to === 'channel' ? target.mention : [],
      ),
    );
  }
  return people;
}
