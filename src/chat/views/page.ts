import type { ClockName, Instant, PersonId } from '../../domain/ticket.ts';
import type { Block, Button, View } from '../view.ts';
import type { AllWords } from '../words/words.ts';
import type { ViewContext } from './context.ts';
import type { ClockFacts, TicketCardData } from './data.ts';
import {
  buttonBlock,
  contextBlock,
  duration,
  excerpt,
  fact,
  instant,
  mentionBlock,
  personName,
  plainView,
  quoteBlock,
  textBlock,
} from './pieces.ts';
import { isActive } from './ticketCard.ts';

export interface PageData {
  readonly card: TicketCardData;
  /** The clock whose breach is told, or that it nears. */
  readonly clock: ClockName;
  /** When it was or will be breached. */
  readonly due: Instant;
  /** It is told since a major incident was declared, whatever the clocks say. */
  readonly major: boolean;
  /** From 0, as the domain counts. */
  readonly rung: number;
  /** From 1; more after an acknowledgement that went stale. */
  readonly run: number;
  readonly acknowledged: { readonly by: PersonId; readonly at: Instant } | null;
  readonly snoozed: { readonly by: PersonId; readonly until: Instant } | null;
  /** It is not known whether this very alert has arrived before. */
  readonly mayBeRepeat: boolean;
}

/** An escalation alert: who, what, since when or until when. Without buttons once somebody has acknowledged it. */
export function page(data: PageData, w: ViewContext): View {
  const { ticket, mention } = data.card;
  const { cards, labels, names } = w.words;
  const sentence = pageSentence(data, w);
  const ended = !isActive(ticket);
  const facts: Block = {
    type: 'facts',
    items: [
      ...timeFacts(data, w),
      fact(labels.priority, names.priority[ticket.priority]),
      fact(labels.service, w.serviceName(ticket.service)),
      fact(labels.requester, personName(ticket.requester, w)),
      fact(labels.assignee, personName(ticket.assignee, w)),
      fact(labels.step, cards.pageStep({ rung: data.rung + 1, run: data.run })),
    ],
  };
  return {
    fallback: `${sentence}: ${ticket.title}`,
    tone: ended || data.acknowledged || data.snoozed ? 'normal' : 'alert',
    blocks: [
      { type: 'heading', text: sentence },
      ...mentionBlock(mention, w),
      textBlock(ticket.title),
      facts,
      ...(data.mayBeRepeat ? [contextBlock(cards.mayBeRepeat)] : []),
      ...(data.acknowledged ? [contextBlock(acknowledgedText(data.acknowledged, w))] : []),
      ...(data.snoozed && !ended ? [contextBlock(snoozedText(data.snoozed, w))] : []),
      ...(ended ? [contextBlock(cards.ended({ status: names.status[ticket.status] }))] : []),
      ...(ended || data.acknowledged
        ? []
        : buttonBlock(pageButtons(ticket.number, data.snoozed !== null, w))),
    ],
  };
}

/** Buttons that a list of alerts has room for on every platform, beside the one for all of them. */
const BUNDLE_BUTTONS = 5;
/** Characters of a title in a list of so many lines at most: a hundred lines fit on every platform, in Chinese too. */
const TITLE_LENGTHS = [
  { lines: 20, length: 150 },
  { lines: 50, length: 40 },
  { lines: 100, length: 25 },
] as const;

/** Many alerts for the same place at once, as one message: at most a hundred, each with a line, the most urgent first. */
export function pageBundle(alerts: readonly PageData[], mention: readonly PersonId[], w: ViewContext): View {
  const { cards, buttons } = w.words;
  const pages = [...alerts].sort(byUrgency);
  const open = pages.filter((each) => !each.acknowledged && isActive(each.card.ticket));
  const numbers = open.map(({ card }) => card.ticket.number);
  const title = cards.bundle({ count: pages.length });
  const acknowledge = numbers.slice(0, BUNDLE_BUTTONS).map((number) => ({
    label: buttons.acknowledgeOne({ number }),
    verb: 'acknowledge',
    args: { ticket: number },
  }));
  const all: Button = {
    label: buttons.acknowledgeAll({ count: numbers.length }),
    verb: 'acknowledgeAll',
    args: { tickets: numbers.join(' ') },
    style: 'primary',
  };
  return {
    fallback: title,
    tone: open.length === 0 ? 'normal' : 'alert',
    blocks: [
      { type: 'heading', text: title },
      ...mentionBlock(mention, w),
      { type: 'list', items: pages.map((each) => [bundleLine(each, pages.length, w)]) },
      ...(open.length === 0 ? [] : [contextBlock(cards.bundleHint)]),
      ...buttonBlock(numbers.length > 1 ? [all, ...acknowledge] : acknowledge),
    ],
  };
}

function byUrgency(a: PageData, b: PageData): number {
  return a.card.ticket.priority.localeCompare(b.card.ticket.priority) || a.due - b.due;
}

/** To who acknowledged a whole list. */
export function acknowledgedAllView(count: number, { cards }: AllWords): View {
  return count === 0
    ? plainView(cards.acknowledgedNone)
    : plainView(cards.acknowledgedAll({ count }), 'good');
}

/** In the thread of an alert: who has it now. */
export function acknowledged(number: string, by: PersonId, w: ViewContext): View {
  const sentence = w.words.cards.acknowledged({ number, by: w.mention(by).name });
  return {
    fallback: sentence,
    tone: 'good',
    blocks: [textBlock(sentence), contextBlock(w.words.cards.acknowledgedMore)],
  };
}

/** In the thread of an alert: who put it off, until when, and why. */
export function snoozed(
  given: { readonly number: string; readonly by: PersonId; readonly until: Instant; readonly reason: string },
  w: ViewContext,
): View {
  const { number, by, until, reason } = given;
  const sentence = w.words.cards.snoozed({ number, by: w.mention(by).name, until: instant(until, w) });
  return { fallback: sentence, blocks: [textBlock(sentence), quoteBlock(reason)] };
}

/** A rung that comes before the breach tells how much time is left. */
function pageSentence(data: PageData, w: ViewContext): string {
  const { cards, names } = w.words;
  const about = { number: data.card.ticket.number, clock: names.clock[data.clock] };
  if (data.major) return cards.majorPage(about);
  const clock = clockOf(data);
  if (clock && clock.state !== 'breached')
    return cards.slaWarning({ ...about, left: duration(clock.remaining, w) });
  return cards.page({ ...about, over: duration(clock?.overBy ?? 0, w) });
}

function timeFacts(data: PageData, w: ViewContext) {
  const { labels } = w.words;
  const clock = clockOf(data);
  if (clock && clock.state !== 'breached') return [fact(labels.due, instant(data.due, w))];
  return [
    fact(labels.overdueSince, instant(data.due, w)),
    fact(labels.overBy, duration(clock?.overBy ?? 0, w)),
  ];
}

function clockOf({ card, clock }: PageData): ClockFacts | undefined {
  return card.clocks.find((each) => each.name === clock);
}

function acknowledgedText(given: { by: PersonId; at: Instant }, w: ViewContext): string {
  return w.words.cards.acknowledgedBy({ by: w.mention(given.by).name, at: instant(given.at, w) });
}

function snoozedText(given: { by: PersonId; until: Instant }, w: ViewContext): string {
  return w.words.cards.snoozedBy({ by: w.mention(given.by).name, until: instant(given.until, w) });
}

/** A line of a list: what is overdue, and its title until somebody has it. Short enough for a hundred of them. */
function bundleLine(data: PageData, count: number, w: ViewContext): string {
  const { acknowledged: has, snoozed: off } = data;
  const { length } = TITLE_LENGTHS.find(({ lines }) => count <= lines) ?? TITLE_LENGTHS[2];
  const ending = has
    ? acknowledgedText(has, w)
    : off
      ? snoozedText(off, w)
      : excerpt(data.card.ticket.title, length);
  return `${pageSentence(data, w)} · ${ending}`;
}

function pageButtons(number: string, sleeps: boolean, w: ViewContext): readonly Button[] {
  const { buttons } = w.words;
  const args = { ticket: number };
  return [
    { label: buttons.acknowledge, verb: 'acknowledge', args, style: 'primary' },
    { label: buttons.takeOver, verb: 'takeOver', args },
    ...(sleeps ? [] : [{ label: buttons.snooze, verb: 'snooze', args, opensForm: true }]),
  ];
}
