import type { Supplier } from '../../domain/desk.ts';
import type { ExplainedClock, ExplainedSegment, Explanation } from '../../domain/explain.ts';
import type { Block, Inline, View } from '../view.ts';
import { formatExactDuration, formatExactInstant } from '../words/time.ts';
import type { ViewContext } from './context.ts';
import { clockText, contextBlock, fact, textBlock } from './pieces.ts';

/** Longer lists are cut, and say by how much. */
const SEGMENTS = 20;

/** How each deadline comes about: its target, where that stands written, and all the time until it, line by line. */
export function explanation(
  { number, agreementName, deskVersion, clocks }: Explanation,
  suppliers: Readonly<Record<string, Supplier>>,
  w: ViewContext,
): View {
  const { explain } = w.words;
  const title = explain.title({ number });
  const source = explain.source({ agreement: agreementName[w.language], version: deskVersion });
  const [policy] = clocks.map((clock) => explain.priorityChange[clock.onPriorityChange]);
  return {
    fallback: title,
    blocks: [
      { type: 'heading', text: title },
      textBlock(policy ? `${source} ${policy}` : source),
      ...clocks.flatMap((clock) => clockBlocks(clock, suppliers, w)),
    ],
  };
}

function clockBlocks(
  clock: ExplainedClock,
  suppliers: Readonly<Record<string, Supplier>>,
  w: ViewContext,
): readonly Block[] {
  const { explain, labels } = w.words;
  const exactly = (at: number) => formatExactInstant(at, clock.timeZone, w.language);
  const running = clock.segments.filter(({ kind }) => kind === 'running');
  const total = running.reduce((sum, segment) => sum + secondsOf(segment), 0);
  const more = clock.segments.length - SEGMENTS;
  return [
    { type: 'divider' },
    textBlock({ bold: clockTitle(clock, suppliers, w) }),
    contextBlock(explain.meaning[clock.name]),
    {
      type: 'facts',
      items: [
        fact(explain.target, targetText(clock, w)),
        fact(explain.started, exactly(clock.startedAt)),
        ...(clock.stoppedAt === null ? [] : [fact(explain.stopped, exactly(clock.stoppedAt))]),
        fact(labels.due, clock.due === null ? explain.noDeadline : exactly(clock.due)),
        fact(labels.status, clockText(clock, w)),
      ],
    },
    {
      type: 'list',
      items: clock.segments.slice(0, SEGMENTS).map((segment) => segmentLine(segment, clock, w)),
    },
    contextBlock(
      ...(more > 0 ? [`${w.words.cards.andMore({ count: more })}. `] : []),
      explain.sum({ total: formatExactDuration(total, w.language) }),
    ),
  ];
}

function clockTitle(
  { name, instance, promisedBy }: ExplainedClock,
  suppliers: Readonly<Record<string, Supplier>>,
  w: ViewContext,
): string {
  const { explain, names } = w.words;
  const clock = names.clock[name];
  const by = promisedBy === null ? null : (suppliers[promisedBy]?.name[w.language] ?? promisedBy);
  const promised = by === null ? clock : explain.promisedBy({ clock, by });
  return instance === 1 ? promised : explain.instance({ clock: promised, instance });
}

function targetText({ pieces, target, calendar, timeZone }: ExplainedClock, w: ViewContext): string {
  const { explain } = w.words;
  const priority = pieces.at(-1)?.priority ?? '';
  const length = (seconds: number) => formatExactDuration(seconds, w.language);
  const whole = explain.targetOf({ target: length(target), priority, calendar, timeZone });
  if (pieces.length < 2) return whole;
  const parts = pieces.map((piece) =>
    explain.piece({
      seconds: length(piece.seconds),
      priority: piece.priority,
      target: piece.target === null ? explain.unpromised : length(piece.target),
    }),
  );
  return `${whole}: ${parts.join(', ')}`;
}

function segmentLine(
  segment: ExplainedSegment,
  { timeZone }: ExplainedClock,
  w: ViewContext,
): readonly Inline[] {
  const { explain, names } = w.words;
  const { from, to, kind, why, clockChange } = segment;
  const exactly = (at: number) => formatExactInstant(at, timeZone, w.language);
  const word =
    kind !== 'hold'
      ? explain[kind]
      : why === null || why === 'resolved'
        ? explain.resolved
        : names.holdReason[why];
  const length = formatExactDuration(secondsOf(segment), w.language);
  const change = clockChange ? ` (${explain.clockChange({ hours: signed(clockChange) })})` : '';
  const text = `${exactly(from)} – ${exactly(to)}: ${length} ${word}${change}`;
  return [kind === 'running' ? { bold: text } : text];
}

const secondsOf = ({ from, to }: ExplainedSegment): number => (to - from) / 1_000;

function signed({ before, after }: { before: number; after: number }): string {
  const hours = (after - before) / 3_600;
  return hours > 0 ? `+${hours}` : String(hours);
}
