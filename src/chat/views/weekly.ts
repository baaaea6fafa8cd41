import type { WeeklyPart } from '../../app/ports.ts';
import type { Article } from '../../domain/knowledge.ts';
import type { Block, Button, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { buttonBlock, duration, excerpt, textBlock } from './pieces.ts';

type GapEntry = Extract<WeeklyPart, { part: 'gaps' }>['gaps'][number] & { readonly text: string };

const TEXT_LENGTH = 200;

/** Questions that no article ended, each with the button that drafts one. */
export function gapList(gaps: readonly GapEntry[], w: ViewContext): View {
  const { articles } = w.words;
  return list(
    articles.gapsTitle,
    gaps.map(({ text, asked, tickets, workedSeconds, questions }) => ({
      title: excerpt(text, TEXT_LENGTH),
      why: articles.gap({ asked, tickets, worked: duration(workedSeconds, w) }),
      button: {
        label: articles.draftOne,
        verb: 'makeArticle',
        args: { questions: questions.join(',') },
        opensForm: true,
      },
    })),
  );
}

/** Articles that are shown and help nobody, each with the button that edits it. */
export function unconfirmedList(
  articles: readonly Article[],
  shown: ReadonlyMap<string, number>,
  w: ViewContext,
): View {
  const words = w.words.articles;
  return list(
    words.unconfirmedTitle,
    articles.map(({ id, title }) => ({
      title,
      why: words.unconfirmed({ shown: shown.get(id) ?? 0 }),
      button: { label: words.edit, verb: 'editArticle', args: { article: id }, opensForm: true },
    })),
  );
}

/** Articles past their review date, each with the button that says that it is still right. */
export function pastReviewList(articles: readonly Article[], w: ViewContext): View {
  const words = w.words.articles;
  return list(
    words.pastReviewTitle,
    articles.map(({ id, title, reviewBy }) => ({
      title,
      why: words.pastReview({ due: reviewBy ?? '' }),
      button: { label: words.stillRight, verb: 'confirmArticle', args: { article: id } },
    })),
  );
}

interface Entry {
  readonly title: string;
  readonly why: string;
  readonly button: Button;
}

function list(heading: string, entries: readonly Entry[]): View {
  return {
    fallback: `${heading}: ${entries.map(({ title }) => title).join(' / ')}`,
    blocks: [
      { type: 'heading', text: heading },
      ...entries.flatMap(({ title, why, button }): readonly Block[] => [
        textBlock({ bold: title }, ` (${why})`),
        ...buttonBlock([button]),
      ]),
    ],
  };
}
