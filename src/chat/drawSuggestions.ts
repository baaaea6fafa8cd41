import type { KnownIssue, StoredQuestion } from '../app/ports.ts';
import { audiencesAt } from '../domain/access.ts';
import { type Answering, pageBegin } from '../domain/answering.ts';
import type { Article, Passage } from '../domain/knowledge.ts';
import { withAddresses } from './articleAddresses.ts';
import type { ChatDeps } from './deps.ts';
import type { Drawn, Said } from './drawn.ts';
import { viewContext } from './viewContext.ts';
import { suggestions } from './views/suggestions.ts';

/** The answer to a question, as far as the conversation has come. */
export async function drawSuggestions(deps: ChatDeps, said: Said): Promise<Drawn> {
  const question = said.questionId ? await deps.store.reads.question(said.questionId) : null;
  if (!question) return { superseded: 'its question is gone' };
  const found = await deps.store.reads.articles(question.suggestions.map((each) => each.articleId));
  const { asker, place } = question;
  const audiences: readonly string[] = audiencesAt(place.kind, asker, await deps.policies.current());
  // An article that was withdrawn since is not shown again, nor counted among those that *Show more* brings.
  const articles = found.filter((each) => each.state === 'published' && audiences.includes(each.audience));
  const { language } = said.data;
  const w = await viewContext(deps, {
    workspaceId: said.workspaceId,
    language,
    people: [asker],
    articles,
  });
  const titles = new Map(articles.map((article) => [article.id, article.title]));
  const answers = await Promise.all(
    shownNow(question).flatMap(({ articleId, passage }) => {
      const article = articles.find(({ id }) => id === articleId);
      return article ? [answerOf(deps, article, passage)] : [];
    }),
  );
  const view = suggestions(
    {
      question: question.id,
      tier: question.tier,
      answering: readableOf(question.answering, titles),
      heldOut: question.heldOut,
      incident: await incidentOf(deps, question),
      answers,
      more: question.suggestions.slice(question.shown).some(({ articleId }) => titles.has(articleId)),
      outcome: question.outcome,
      ticket: question.ticketNumber,
    },
    w,
  );
  return { view, version: question.version, unfinished: false, opensThread: null };
}

async function answerOf(deps: ChatDeps, { id, title, audience }: Article, passage: Passage) {
  const text = await withAddresses(deps, passage.text, audience);
  return { articleId: id, title, passage: { ...passage, text } };
}

/** Without the options behind which nothing may be read any more: their names are of those articles. */
function readableOf(answering: Answering, titles: ReadonlyMap<string, string>): Answering {
  if (answering.stage !== 'clarifying') return answering;
  const { facet, options } = answering.asked;
  const readable = options.map(({ value, articles }) => ({
    value,
    articles: articles.filter((id) => titles.has(id)),
  }));
  return { stage: 'clarifying', asked: { facet, options: readable } };
}

async function incidentOf(deps: ChatDeps, { answering }: StoredQuestion): Promise<KnownIssue | null> {
  if (answering.stage !== 'known') return null;
  const lasting = await deps.store.reads.knownIssues();
  return (
    lasting.find(({ number, visibility }) => number === answering.incident && visibility === 'normal') ?? null
  );
}

/** At this stage; of an answer that was confirmed, the article that solved it. */
function shownNow(question: StoredQuestion): StoredQuestion['suggestions'] {
  const { answering, shown, suggestions: found, outcome } = question;
  if (outcome === 'confirmed') return found.filter(({ articleId }) => articleId === question.articleId);
  switch (answering.stage) {
    case 'answers':
      return found.slice(pageBegin(question, shown), shown);
    case 'others':
      return found.filter(({ articleId }) => answering.articles.includes(articleId));
    case 'known':
    case 'clarifying':
    case 'ticketOffer':
      return [];
  }
}
