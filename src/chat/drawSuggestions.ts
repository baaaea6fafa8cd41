import type { KnownIssue, StoredQuestion } from '../app/ports.ts';
import { audiencesOf } from '../domain/access.ts';
import { pageBegin } from '../domain/answering.ts';
import type { ChatDeps } from './deps.ts';
import type { Drawn, Said } from './drawn.ts';
import { viewContext } from './viewContext.ts';
import { suggestions } from './views/suggestions.ts';

/** The answer to a question, as far as the conversation has come. */
export async function drawSuggestions(deps: ChatDeps, said: Said): Promise<Drawn> {
  const question = said.questionId ? await deps.store.reads.question(said.questionId) : null;
  if (!question) return { superseded: 'its question is gone' };
  const found = await deps.store.reads.articles(question.suggestions.map((each) => each.articleId));
  const audiences: readonly string[] = audiencesOf(question.asker, await deps.policies.current());
  // An article that was withdrawn since is not shown again.
  const articles = found.filter((each) => each.state === 'published' && audiences.includes(each.audience));
  const { language } = said.data;
  const w = await viewContext(deps, {
    workspaceId: said.workspaceId,
    language,
    people: [question.asker],
    articles,
  });
  const titles = new Map(articles.map((article) => [article.id, article.title]));
  const shown = shownNow(question).filter(({ articleId }) => titles.has(articleId));
  const view = suggestions(
    {
      question: question.id,
      asked: null,
      tier: question.tier,
      answering: question.answering,
      heldOut: question.heldOut,
      incident: await incidentOf(deps, question),
      answers: shown.map(({ articleId, passage }) => ({
        articleId,
        passage,
        title: titles.get(articleId) ?? '',
      })),
      more: question.suggestions.length > question.shown,
      outcome: question.outcome,
      ticket: question.ticketNumber,
    },
    w,
  );
  return { view, version: question.version, unfinished: false, opensThread: null };
}

async function incidentOf(deps: ChatDeps, { answering }: StoredQuestion): Promise<KnownIssue | null> {
  if (answering.stage !== 'known') return null;
  const lasting = await deps.store.reads.knownIssues();
  return (
    lasting.find(({ number, visibility }) => number === answering.incident && visibility === 'normal') ?? null
  );
}

function shownNow(question: StoredQuestion): StoredQuestion['suggestions'] {
  const { answering, shown, suggestions: found } = question;
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
