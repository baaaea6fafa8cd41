import type { StoredFile } from '../../app/ports.ts';
import type { Instant, PersonId, Ticket } from '../../domain/ticket.ts';
import type { Block, Button, Inline, View } from '../view.ts';
import { formatBytes } from '../words/files.ts';
import { formatDuration, formatInstant } from '../words/time.ts';
import type { ViewContext } from './context.ts';
import type { ClockFacts } from './data.ts';

/** A view of one line of text. */
export function plainView(text: string, tone?: View['tone']): View {
  return { fallback: text, blocks: [textBlock(text)], ...(tone ? { tone } : {}) };
}

export function textBlock(...content: readonly Inline[]): Block {
  return { type: 'text', content };
}

export function contextBlock(...content: readonly Inline[]): Block {
  return { type: 'context', content };
}

/** What was written, without who wrote it. */
export function quoteBlock(text: string): Block {
  return { type: 'quote', author: null, text };
}

export function buttonBlock(buttons: readonly Button[]): readonly Block[] {
  return buttons.length === 0 ? [] : [{ type: 'buttons', buttons }];
}

/** Files with their size and state: the desk's copy where there is one, else where its platform has it. */
export function filesBlock(files: readonly StoredFile[], w: ViewContext): readonly Block[] {
  if (files.length === 0) return [];
  const items = files.map((file) => ({
    name: file.name,
    url: file.state === 'copied' ? w.fileUrl(file) : file.url,
    about: aboutFile(file, w),
    unfinished: file.state === 'pending',
  }));
  return [{ type: 'files', files: items }];
}

function aboutFile({ size, state, problem, platform }: StoredFile, w: ViewContext): string {
  const { files } = w.words;
  const names = { slack: 'Slack', teams: 'Teams', local: files.localChat };
  const where = platform === null ? files.someChat : names[platform];
  const what = state === 'pending' ? files.copying : problem && files.problem[problem]({ platform: where });
  return [size === null ? null : formatBytes(size), what].filter((part) => part).join(' · ');
}

/** A line that mentions people, so that the platform notifies them; nothing for nobody. */
export function mentionBlock(people: readonly PersonId[], w: ViewContext): readonly Block[] {
  if (people.length === 0) return [];
  return [textBlock(...separated(people.map((person): Inline => ({ mention: w.mention(person) }))))];
}

export function fact(
  label: string,
  ...value: readonly Inline[]
): { label: string; value: readonly Inline[] } {
  return { label, value };
}

export function instant(at: Instant, w: ViewContext): string {
  return formatInstant(at, w.timeZone, w.language);
}

export function duration(seconds: number, w: ViewContext): string {
  return formatDuration(seconds, w.language);
}

/** The name of a person, or the word for nobody; tells nobody. */
export function personName(person: PersonId | null, w: ViewContext): string {
  return person === null ? w.words.names.nobody : w.mention(person).name;
}

/** Numbers, states and priorities of a ticket in one line. */
export function ticketFallback(ticket: Ticket, w: ViewContext): string {
  const { names, cards } = w.words;
  return cards.ticketFallback({
    number: ticket.number,
    title: ticket.title,
    status: names.status[ticket.status],
    priority: names.priority[ticket.priority],
  });
}

/** What is promised for a clock, or how it ended. Running clocks name the instant: a duration would grow old. */
export function clockText(clock: ClockFacts, w: ViewContext): string {
  const { cards } = w.words;
  if (clock.state === 'met') return cards.clockMet;
  if (clock.state === 'breached' && clock.stoppedAt !== null) {
    return cards.clockLate({ over: duration(clock.overBy, w) });
  }
  if (clock.state === 'breached' && clock.due !== null)
    return cards.clockOverdue({ due: instant(clock.due, w) });
  if (clock.state === 'paused' || clock.due === null) return cards.clockPaused;
  return cards.clockDue({ due: instant(clock.due, w) });
}

/** The beginning of a text, cut visibly; never through the middle of a character. */
export function excerpt(text: string, length: number): string {
  const characters = [...text.trim()];
  return characters.length <= length
    ? characters.join('')
    : `${characters.slice(0, length).join('').trimEnd()}…`;
}

function separated(items: readonly Inline[]): readonly Inline[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [' ', item]));
}
