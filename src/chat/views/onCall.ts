import type { Tier } from '../../domain/desk.ts';
import type { Shift } from '../../domain/rota.ts';
import type { Instant, PersonId } from '../../domain/ticket.ts';
import type { Block, Inline, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { contextBlock, instant, plainView } from './pieces.ts';

export interface OnCallItem {
  readonly rota: string;
  /** The tiers that rely on it. */
  readonly tiers: readonly { readonly team: string; readonly tier: Tier }[];
  readonly person: PersonId | null;
  /** The next hand-over; null when none is known. */
  readonly next: { readonly at: Instant; readonly to: PersonId | null } | null;
  /** Hours of the next 7 days for which nobody is on call. */
  readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[];
}

/** Gaps that follow the sun come every day: the first ones stand for them. */
const GAPS_SHOWN = 3;

/** Who is on call now and next, rota by rota, and where nobody is. */
export function onCallList(items: readonly OnCallItem[], w: ViewContext): View {
  const { rota: words } = w.words;
  if (items.length === 0) return plainView(words.none);
  return {
    fallback: words.title,
    blocks: [
      { type: 'heading', text: words.title },
      { type: 'list', items: items.map((item) => onCallLine(item, w)) },
      ...items.flatMap((item) => gapBlocks(item, w)),
    ],
  };
}

function onCallLine({ rota, tiers, person, next }: OnCallItem, w: ViewContext): readonly Inline[] {
  const { rota: words } = w.words;
  const used = tiers.map(({ team, tier }) => `${w.teamName(team)} ${tier}`).join(', ');
  const until = next ? ` (${words.until({ until: instant(next.at, w) })})` : '';
  const then = next ? `, ${words.next({ person: nameOf(next.to, w) })}` : '';
  const place = used === '' ? '' : ` ${used}`;
  return [{ bold: rota }, `${place}: ${nameOf(person, w)}${until}${then}`];
}

function gapBlocks({ rota, gaps }: OnCallItem, w: ViewContext): readonly Block[] {
  const { rota: words, cards } = w.words;
  if (gaps.length === 0) return [];
  const lines = gaps
    .slice(0, GAPS_SHOWN)
    .map(({ from, to }) => words.uncovered({ from: instant(from, w), to: instant(to, w) }));
  const left = gaps.length - GAPS_SHOWN;
  const more = left > 0 ? [cards.andMore({ count: left })] : [];
  return [contextBlock({ bold: rota }, ` ${[...lines, ...more].join('; ')}`)];
}

/** A rota day by day; neighbouring shifts of one person are one line. */
export function onCallWeek(rota: string, shifts: readonly Shift[], w: ViewContext): View {
  const { rota: words } = w.words;
  const lines: Shift[] = [];
  for (const shift of shifts) {
    const last = lines.at(-1);
    if (last?.person === shift.person) lines[lines.length - 1] = { ...last, to: shift.to };
    else lines.push(shift);
  }
  const title = words.weekTitle({ rota });
  const items = lines.map(({ from, to, person }): readonly Inline[] => [
    `${words.span({ from: instant(from, w), to: instant(to, w) })}: `,
    { bold: nameOf(person, w) },
  ]);
  return {
    fallback: title,
    blocks: [
      { type: 'heading', text: title },
      { type: 'list', items },
    ],
  };
}

function nameOf(person: PersonId | null, w: ViewContext): string {
  return person === null ? w.words.rota.nobody : w.mention(person).name;
}
