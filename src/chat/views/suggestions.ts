import type { Passage, SuggestionOutcome, SuggestionTier } from '../../domain/knowledge.ts';
import type { Block, Button, Inline, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { buttonBlock, contextBlock, excerpt, textBlock } from './pieces.ts';

/** How many answers are shown at once. */
export const ANSWERS_SHOWN = 3;

export interface SuggestionsData {
  /** Id of the question; every button carries it. */
  readonly question: string;
  /** What was asked, to be quoted where the question itself does not stand above; null otherwise. */
  readonly asked: string | null;
  readonly tier: SuggestionTier;
  /** Best first. */
  readonly answers: readonly {
    readonly articleId: string;
    readonly title: string;
    readonly passage: Passage;
  }[];
  /** There is more than what is shown. */
  readonly more: boolean;
  readonly outcome: SuggestionOutcome;
  /** The ticket that came of it, when the outcome is `ticket`. */
  readonly ticket: string | null;
}

type Answer = SuggestionsData['answers'][number];

/** The answer to a question, at most three articles; with an outcome it says how it ended and has no buttons. */
export function suggestions(data: SuggestionsData, w: ViewContext): View {
  const { cards } = w.words;
  const asked: readonly Block[] =
    data.asked === null ? [] : [{ type: 'quote', author: null, text: excerpt(data.asked, 300) }];
  const answers = data.tier === 'none' ? [] : data.answers.slice(0, ANSWERS_SHOWN);
  if (data.outcome !== 'open') {
    const ended = outcomeText(data, w);
    const links = answers.map((answer) => [titleOf(answer, w)]);
    return {
      fallback: ended,
      tone: data.outcome === 'confirmed' ? 'good' : 'normal',
      blocks: [
        ...asked,
        textBlock(ended),
        ...(links.length === 0 ? [] : [{ type: 'list', items: links } as const]),
      ],
    };
  }
  if (answers.length === 0) {
    return {
      fallback: cards.nothingFits,
      blocks: [...asked, textBlock(cards.nothingFits), ...buttonBlock([openTicket(data, w, 'primary')])],
    };
  }
  const intro = data.tier === 'answer' ? cards.answerIntro : cards.clarifyIntro;
  return {
    fallback: `${intro} ${answers.map((answer) => answer.title).join(' / ')}`,
    blocks: [
      ...asked,
      textBlock(intro),
      ...answers.flatMap((answer, index) => answerBlocks(answer, index, answers.length, data, w)),
    ],
  };
}

/** Several answers each have their own *That solved it*, so that the record says which one did. */
function answerBlocks(
  answer: Answer,
  index: number,
  count: number,
  data: SuggestionsData,
  w: ViewContext,
): readonly Block[] {
  const url = w.articleUrl(answer.articleId);
  const last = index === count - 1;
  const ways = last ? [openTicket(data, w), ...showMore(data, w)] : [];
  return [
    textBlock(titleOf(answer, w)),
    { type: 'markdown', source: answer.passage.text },
    ...(url === null ? [] : [contextBlock({ link: url, text: w.words.cards.readWhole })]),
    ...(count === 1
      ? buttonBlock([solved(answer, data, w), ...ways])
      : [
          ...buttonBlock([solved(answer, data, w)]),
          ...(last ? [{ type: 'divider' } as const] : []),
          ...buttonBlock(ways),
        ]),
  ];
}

function titleOf(answer: Answer, w: ViewContext): Inline {
  const url = w.articleUrl(answer.articleId);
  return url === null ? { bold: answer.title } : { link: url, text: answer.title };
}

function solved(answer: Answer, data: SuggestionsData, w: ViewContext): Button {
  const args = { question: data.question, article: answer.articleId };
  return { label: w.words.buttons.solved, verb: 'solved', args, style: 'primary' };
}

function openTicket(data: SuggestionsData, w: ViewContext, style?: Button['style']): Button {
  const args = { question: data.question };
  return {
    label: w.words.buttons.openTicket,
    verb: 'openTicket',
    args,
    opensForm: true,
    ...(style ? { style } : {}),
  };
}

function showMore(data: SuggestionsData, w: ViewContext): readonly Button[] {
  if (!data.more) return [];
  return [{ label: w.words.buttons.showMore, verb: 'showMore', args: { question: data.question } }];
}

function outcomeText(data: SuggestionsData, w: ViewContext): string {
  const { cards } = w.words;
  if (data.outcome === 'confirmed') return cards.solvedOutcome;
  if (data.outcome === 'abandoned') return cards.abandonedOutcome;
  return data.ticket === null ? cards.escalatedOutcome : cards.ticketOutcome({ number: data.ticket });
}
