import type { WeeklyPart } from '../app/ports.ts';
import { redact } from '../domain/redact.ts';
import { articleCardData } from './articleData.ts';
import type { ChatDeps } from './deps.ts';
import type { Drawn, Said } from './drawn.ts';
import type { View } from './view.ts';
import { viewContext } from './viewContext.ts';
import { articleReview } from './views/article.ts';
import type { ViewContext } from './views/context.ts';
import { gapList, pastReviewList, unconfirmedList } from './views/weekly.ts';

/** An article for whoever is to review it. */
export async function drawArticleReview(deps: ChatDeps, said: Said): Promise<Drawn> {
  const stored = await deps.store.reads.livingArticle(said.data.article ?? '');
  const [reviewer] = said.data.mention;
  if (!stored || !reviewer) return { superseded: 'its article is gone' };
  const data = await articleCardData(deps, stored, reviewer);
  const author = stored.article.working?.by ?? null;
  const w = await viewContext(deps, {
    workspaceId: said.workspaceId,
    language: said.data.language,
    people: [reviewer, data.owner, author, data.sentBack?.by ?? null].filter((each) => each !== null),
  });
  return {
    view: articleReview(data, reviewer, w),
    version: stored.article.lastVersion,
    unfinished: false,
    opensThread: null,
  };
}

/** A part of the weekly list for those who lead. */
export async function drawWeekly(deps: ChatDeps, said: Said): Promise<Drawn> {
  const { weekly, language } = said.data;
  if (!weekly) return { superseded: 'nothing to say' };
  const w = await viewContext(deps, { workspaceId: said.workspaceId, language, people: [] });
  return { view: await partView(deps, weekly, w), version: 0, unfinished: false, opensThread: null };
}

async function partView(deps: ChatDeps, weekly: WeeklyPart, w: ViewContext): Promise<View> {
  switch (weekly.part) {
    case 'gaps':
      return gapList(
        await Promise.all(
          weekly.gaps.map(async (gap) => ({ ...gap, text: await textOf(deps, gap.questions[0] ?? '') })),
        ),
        w,
      );
    case 'unconfirmed': {
      const articles = await deps.store.reads.articles(weekly.articles.map(({ id }) => id));
      const shown = new Map(weekly.articles.map((each) => [each.id, each.shown]));
      return unconfirmedList(
        weekly.articles.flatMap(({ id }) => articles.find((each) => each.id === id) ?? []),
        shown,
        w,
      );
    }
    case 'pastReview': {
      const articles = await deps.store.reads.articles(weekly.articles);
      return pastReviewList(
        weekly.articles.flatMap((id) => articles.find((each) => each.id === id) ?? []),
        w,
      );
    }
    default:
      return weekly satisfies never;
  }
}

/** What was asked, without who asked and what is secret: leads need the question, not the person. */
async function textOf(deps: ChatDeps, id: string): Promise<string> {
  const question = await deps.store.reads.question(id);
  if (!question) return '';
  const [people, policy] = await Promise.all([
    deps.store.reads.people([question.asker]),
    deps.policies.current(),
  ]);
  const namesOf = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
  return redact(question.text.replace(/\s+/g, ' '), namesOf(people), namesOf(policy.people)).text;
}
