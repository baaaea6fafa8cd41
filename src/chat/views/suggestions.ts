import type { KnownIssue } from '../../app/ports.ts';
import type { Answering } from '../../domain/answering.ts';
import type { Clarification } from '../../domain/clarify.ts';
import type { Passage, SuggestionOutcome, SuggestionTier } from '../../domain/knowledge.ts';
import type { Block, Button, Inline, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { knownIncident, knownIncidentOver } from './knownIncident.ts';
import { buttonBlock, contextBlock, textBlock } from './pieces.ts';

export interface SuggestionsData {
  /** Id of the question; every button carries it. */
  readonly question: string;
  readonly tier: SuggestionTier;
  readonly answering: Answering;
  /** The one that comes first, as it stands now; null once it is over, and for every other stage. */
  readonly incident: KnownIssue | null;
  /** Nothing is suggested, to see what suggestions bring: nothing is said of the knowledge base. */
  readonly heldOut: boolean;
  /** What is shown at this stage, at most three, best first. */
  readonly answers: readonly {
    readonly articleId: string;
    readonly title: string;
    readonly passage: Passage;
  }[];
  /** There is more than what was shown at first. */
  readonly more: boolean;
  readonly outcome: SuggestionOutcome;
  /** The ticket that came of it, when the outcome is `ticket`. */
  readonly ticket: string | null;
}

type Answer = SuggestionsData['answers'][number];

/** The answer to a question, at most three articles; with an outcome it says how it ended and has no buttons. */
export function suggestions(data: SuggestionsData, w: ViewContext): View {
  const { answering } = data;
  const answers = data.tier === 'none' ? [] : data.answers;
  if (data.outcome !== 'open') {
    const ended = outcomeText(data, w);
    const links = answers.map((answer) => [titleOf(answer, w)]);
    return {
      fallback: ended,
      tone: data.outcome === 'confirmed' ? 'good' : 'normal',
      blocks: [textBlock(ended), ...(links.length === 0 ? [] : [{ type: 'list', items: links } as const])],
    };
  }
  if (answering.stage === 'known') {
    const ways = [somethingElse(data, w), openTicket(data, w)];
    return data.incident
      ? knownIncident(data.incident, data.question, ways, w)
      : knownIncidentOver(answering.incident, ways, w);
  }
  if (answering.stage === 'clarifying') return clarifyingView(answering.asked, data, w);
  if (answers.length === 0) {
    const offer = offerOf(data, w);
    return {
      fallback: offer,
      blocks: [textBlock(offer), ...buttonBlock([openTicket(data, w, 'primary')])],
    };
  }
  const intro = introOf(data, w);
  return {
    fallback: `${intro} ${answers.map((answer) => answer.title).join(' / ')}`,
    blocks: [
      textBlock(intro),
      ...answers.flatMap((answer, index) => answerBlocks(answer, index, answers.length, data, w)),
    ],
  };
}

function offerOf({ answering, heldOut }: SuggestionsData, { words }: ViewContext): string {
  if (heldOut) return words.conversation.heldOut;
  return answering.stage === 'answers' ? words.cards.nothingFits : words.conversation.ticketOffer;
}

function introOf({ answering, tier }: SuggestionsData, { words }: ViewContext): string {
  if (answering.stage === 'others') return words.conversation.othersIntro;
  return tier === 'answer' ? words.cards.answerIntro : words.cards.clarifyIntro;
}

/** With every option there are six buttons, which is what Teams shows on a card. */
function clarifyingView({ facet, options }: Clarification, data: SuggestionsData, w: ViewContext): View {
  const { conversation } = w.words;
  const choose = (label: string, option: string): Button => ({
    label,
    verb: 'clarify',
    args: { question: data.question, option },
  });
  return {
    fallback: conversation.clarify[facet],
    blocks: [
      textBlock(conversation.clarify[facet]),
      ...buttonBlock([
        ...options.flatMap(({ value, articles }, place) =>
          articles.length === 0
            ? []
            : [choose(facet === 'service' ? w.serviceName(value) : value, String(place))],
        ),
        choose(conversation.noneOfThese, ''),
        openTicket(data, w),
      ]),
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
  const ways = last ? [notQuite(data, w), ...showMore(data, w), openTicket(data, w)] : [];
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

/** It carries what it says no to, since the card may have been drawn anew while it was pressed. */
function notQuite({ question, answering }: SuggestionsData, w: ViewContext): Button {
  const args = { question, stage: answering.stage };
  return { label: w.words.conversation.notQuite, verb: 'notQuite', args };
}

function somethingElse({ question }: SuggestionsData, w: ViewContext): Button {
  return { label: w.words.conversation.somethingElse, verb: 'somethingElse', args: { question } };
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
  if (!data.more || data.answering.stage !== 'answers') return [];
  return [{ label: w.words.buttons.showMore, verb: 'showMore', args: { question: data.question } }];
}

function outcomeText(data: SuggestionsData, w: ViewContext): string {
  const { cards, conversation } = w.words;
  const { answering } = data;
  if (data.outcome === 'confirmed') return cards.solvedOutcome;
  if (data.outcome === 'abandoned') return cards.abandonedOutcome;
  if (data.ticket !== null) return cards.ticketOutcome({ number: data.ticket });
  return answering.stage === 'known'
    ? conversation.joined({ number: answering.incident })
    : cards.escalatedOutcome;
}
