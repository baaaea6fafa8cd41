import type { RotaChangeNews } from '../../domain/noticeTypes.ts';
import { answerBy, type ChangedSpan, type Gap, type RotaChange } from '../../domain/rota.ts';
import type { Instant, PersonId, Ticket } from '../../domain/ticket.ts';
import type { Block, Button, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { buttonBlock, contextBlock, duration, instant, textBlock } from './pieces.ts';

/** What became of a swap or a cover, to one of those whom it concerns. */
export function changeNews(type: RotaChangeNews, change: RotaChange, reader: PersonId, w: ViewContext): View {
  if (type === 'proposed') return proposal(change, w);
  const sentence = changeSentence(type, change, reader, w);
  const taken = change.spans[1];
  const exchange =
    type === 'accepted' && taken ? [textBlock(w.words.rota.inExchange({ span: spanText(taken, w) }))] : [];
  return {
    fallback: sentence,
    tone: type === 'accepted' ? 'good' : 'normal',
    blocks: [
      textBlock(sentence),
      ...exchange,
      ...buttonBlock(type === 'accepted' ? withdrawal(change, w) : []),
    ],
  };
}

/** To the one who is asked: with both buttons until it is decided, then with how it ended. */
function proposal(change: RotaChange, w: ViewContext): View {
  const { rota: words } = w.words;
  const [given, taken] = change.spans;
  const by = w.mention(change.proposedBy).name;
  const sentence = words.asks({ by, rota: change.rota, span: given ? spanText(given, w) : '' });
  const args = { change: change.id };
  const open = change.state === 'proposed';
  const answers: readonly Button[] = [
    { label: words.accept, verb: 'acceptSwap', args, style: 'primary' },
    { label: words.decline, verb: 'declineSwap', args },
  ];
  const ended = words.outcome[change.state]({
    by: w.mention(change.withdrawn?.by ?? change.proposedBy).name,
  });
  return {
    fallback: sentence,
    blocks: [
      textBlock(sentence),
      ...(taken ? [textBlock(words.exchange({ by, span: spanText(taken, w) }))] : []),
      contextBlock(open ? words.answerBy({ at: instant(answerBy(change), w) }) : ended),
      ...buttonBlock(open ? answers : withdrawal(change, w)),
    ],
  };
}

function withdrawal(change: RotaChange, w: ViewContext): readonly Button[] {
  if (change.state !== 'inForce') return [];
  return [{ label: w.words.rota.withdraw, verb: 'withdrawChange', args: { change: change.id } }];
}

function changeSentence(
  type: Exclude<RotaChangeNews, 'proposed'>,
  change: RotaChange,
  reader: PersonId,
  w: ViewContext,
): string {
  const { rota: words } = w.words;
  const { rota, spans } = change;
  const person = w.mention(change.counterpart).name;
  const by = w.mention(change.proposedBy).name;
  switch (type) {
    case 'accepted':
    case 'declined':
    case 'expired':
      return words[type]({ person, rota, span: spanText(whole(spans.slice(0, 1)), w) });
    case 'covered': {
      const span = spanText(whole(spans), w);
      return reader === change.counterpart
        ? words.coveredByYou({ by, rota, span })
        : words.covered({ by, person, rota, span });
    }
    case 'withdrawn': {
      const who = w.mention(change.withdrawn?.by ?? change.proposedBy).name;
      return words.withdrawn({ by: who, rota, span: spans.map((span) => spanText(span, w)).join(', ') });
    }
    default:
      return type satisfies never;
  }
}

/** From the first beginning to the last end: the pieces of a cover follow each other. */
function whole(spans: readonly ChangedSpan[]): { from: Instant; to: Instant } {
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}

export interface HandOverData {
  readonly rota: string;
  readonly from: PersonId | null;
  readonly to: PersonId | null;
  /** Until when the one who comes is on call; null when no end is known. */
  readonly until: Instant | null;
  /** Escalated and not acknowledged, in the tiers that rely on the rota; most urgent first. */
  readonly waiting: readonly Ticket[];
}

/** To the engineer who leaves or to the one who comes: who has it now, and what waits. */
export function handOverNews(data: HandOverData, reader: PersonId, w: ViewContext): View {
  const { rota: words } = w.words;
  const { rota, from, to, until, waiting } = data;
  const comes = reader === to;
  const arrival =
    until === null ? words.comes({ rota }) : words.comesUntil({ rota, until: instant(until, w) });
  const before = from === null ? words.nobodyBefore : words.before({ person: w.mention(from).name });
  const after = to === null ? words.nobodyAfter : words.after({ person: w.mention(to).name });
  const sentence = comes ? arrival : words.leaves({ rota });
  const list: readonly Block[] =
    waiting.length === 0
      ? [contextBlock(words.nothingWaits)]
      : [
          textBlock(words.waiting),
          {
            type: 'list',
            items: waiting.map(({ number, title, priority }) => [
              { bold: number },
              ` ${title} · ${priority}`,
            ]),
          },
        ];
  return {
    fallback: sentence,
    blocks: [textBlock({ bold: sentence }), textBlock(comes ? before : after), ...list],
  };
}

export interface GapData {
  readonly gaps: readonly Gap[];
  /** The first of them as `cover` takes it: local times of its rota. */
  readonly first: { readonly rota: string; readonly from: string; readonly to: string };
}

/** More are cut, and it is said by how much. */
const GAPS_SHOWN = 20;

/** To a lead: hours for which nobody is on call, and how to put somebody in. */
export function gapNews(type: 'forecast' | 'opened', { gaps, first }: GapData, w: ViewContext): View {
  const { rota: words, cards } = w.words;
  const items = gaps
    .slice(0, GAPS_SHOWN)
    .map(({ rota, from, to }) => [
      words.gap({ rota, span: spanText({ from, to }, w), hours: duration((to - from) / 1000, w) }),
    ]);
  const left = gaps.length - GAPS_SHOWN;
  return {
    fallback: words[type],
    tone: 'warning',
    blocks: [
      textBlock({ bold: words[type] }),
      { type: 'list', items },
      ...(left > 0 ? [contextBlock(cards.andMore({ count: left }))] : []),
      contextBlock(words.gapHint(first)),
    ],
  };
}

function spanText({ from, to }: { from: Instant; to: Instant }, w: ViewContext): string {
  return w.words.rota.span({ from: instant(from, w), to: instant(to, w) });
}
