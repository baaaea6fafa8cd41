import type { PersonId } from '../../domain/ticket.ts';
import type { Block, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { plainView, textBlock } from './pieces.ts';

export interface TrainingEntry {
  readonly agent: PersonId;
  readonly title: string;
  /** Tickets handed on that the article would have solved. */
  readonly count: number;
  /** The newest of them. */
  readonly number: string;
}

/** Agents in sight, and articles of each. */
const AGENTS = 10;
const ARTICLES = 5;

/** For each agent the articles that would have solved what they handed on; most frequent first. */
export function trainingList(entries: readonly TrainingEntry[], w: ViewContext): View {
  const { articles } = w.words;
  if (entries.length === 0) return plainView(articles.trainingNothing, 'good');
  const agents = [...new Set(entries.map(({ agent }) => agent))];
  return {
    fallback: articles.trainingTitle,
    blocks: [
      { type: 'heading', text: articles.trainingTitle },
      ...agents.slice(0, AGENTS).flatMap((agent): readonly Block[] => [
        textBlock({ bold: articles.trainingFor({ agent: w.mention(agent).name }) }),
        {
          type: 'list',
          items: entries
            .filter((entry) => entry.agent === agent)
            .slice(0, ARTICLES)
            .map((entry) => [articles.trainingArticle(entry)]),
        },
      ]),
    ],
  };
}
