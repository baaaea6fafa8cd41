import { type MajorIncident, nextUpdateAt } from '../../domain/majorIncident.ts';
import type { Instant, PersonId, Ticket } from '../../domain/ticket.ts';
import type { Block, Button, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import {
  buttonBlock,
  contextBlock,
  duration,
  fact,
  instant,
  mentionBlock,
  quoteBlock,
  textBlock,
} from './pieces.ts';

export interface MajorCardData {
  readonly ticket: Ticket;
  readonly summary: string;
  /** Null before the first. */
  readonly lastUpdate: string | null;
}

/** A major incident for everybody: what it is, how many it hits, and until when the next update comes. */
export function majorCard({ ticket, summary, lastUpdate }: MajorCardData, w: ViewContext): View {
  const { cards, labels } = w.words;
  const { major, number } = ticket;
  const title = cards.majorTitle({ number, service: w.serviceName(ticket.service) });
  return {
    fallback: `${title}: ${summary}`,
    tone: major ? 'alert' : 'normal',
    blocks: [
      { type: 'heading', text: title },
      quoteBlock(summary),
      ...(major
        ? [
            {
              type: 'facts',
              items: [
                fact(labels.declared, instant(major.declaredAt, w)),
                fact(labels.affected, String(major.affected.length)),
                fact(labels.nextUpdate, cards.clockDue({ due: instant(nextUpdateAt(major), w) })),
              ],
            } as const,
          ]
        : [contextBlock(cards.majorOver({ number }))]),
      ...(lastUpdate === null ? [] : [textBlock({ bold: cards.majorLastUpdate }), quoteBlock(lastUpdate)]),
      ...(major ? buttonBlock(cardButtons(number, w)) : []),
    ],
  };
}

export type MajorNews =
  /** It is one, or somebody hears so now; with the last update, if there was one. */
  | {
      readonly about: 'declared';
      readonly major: MajorIncident;
      readonly summary: string;
      readonly lastUpdate: string | null;
    }
  | { readonly about: 'updated'; readonly major: MajorIncident; readonly text: string }
  /** To those who work on it. */
  | { readonly about: 'updateMissed'; readonly due: Instant; readonly affected: number }
  | { readonly about: 'over'; readonly reason: string | null };

/** What somebody hears of a major incident. */
export function majorNews(
  { ticket, news, mention }: { ticket: Ticket; news: MajorNews; mention: readonly PersonId[] },
  w: ViewContext,
): View {
  const { cards } = w.words;
  const about = { number: ticket.number, service: w.serviceName(ticket.service) };
  const view = (sentence: string, tone: View['tone'], rest: readonly Block[]): View => ({
    fallback: sentence,
    tone,
    blocks: [...mentionBlock(mention, w), textBlock({ bold: sentence }), ...rest],
  });
  switch (news.about) {
    case 'declared':
      return view(cards.majorDeclared(about), 'alert', [
        quoteBlock(news.summary),
        ...(news.lastUpdate === null
          ? []
          : [textBlock({ bold: cards.majorLastUpdate }), quoteBlock(news.lastUpdate)]),
        nextUpdate(news.major, w),
      ]);
    case 'updated':
      return view(cards.majorUpdated(about), 'warning', [quoteBlock(news.text), nextUpdate(news.major, w)]);
    case 'updateMissed': {
      const facts = { number: ticket.number, due: instant(news.due, w), affected: news.affected };
      return view(cards.majorUpdateMissed(facts), 'warning', buttonBlock([updateButton(ticket.number, w)]));
    }
    case 'over':
      return view(cards.majorOver(about), 'good', news.reason === null ? [] : [quoteBlock(news.reason)]);
    default:
      return news satisfies never;
  }
}

function nextUpdate(major: MajorIncident, w: ViewContext): Block {
  const facts = { every: duration(major.updateEvery, w), next: instant(nextUpdateAt(major), w) };
  return contextBlock(w.words.cards.majorNext(facts));
}

function updateButton(number: string, w: ViewContext): Button {
  const { buttons } = w.words;
  return { label: buttons.update, verb: 'update', args: { ticket: number }, opensForm: true };
}

function cardButtons(number: string, w: ViewContext): readonly Button[] {
  const { buttons } = w.words;
  const args = { ticket: number };
  return [
    { label: buttons.meToo, verb: 'meToo', args },
    updateButton(number, w),
    { label: buttons.standDown, verb: 'standDown', args, opensForm: true },
  ];
}
