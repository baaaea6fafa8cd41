import type { Block, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { contextBlock, quoteBlock, textBlock } from './pieces.ts';

export type KnownErrorNews =
  /** It is one, more is known of it, or somebody hears so now. */
  | { readonly about: 'recorded'; readonly workaround: string | null }
  /** `reason`: why it is a known error no longer; null when its ticket has ended. */
  | { readonly about: 'over'; readonly reason: string | null };

/** What somebody affected hears of a known error; its cause is for agents alone. */
export function knownErrorNews(
  { number, service, news }: { number: string; service: string; news: KnownErrorNews },
  w: ViewContext,
): View {
  const { cards } = w.words;
  if (news.about === 'recorded') {
    const sentence = cards.knownError({ number, service: w.serviceName(service) });
    return {
      fallback: sentence,
      tone: 'warning',
      blocks: [textBlock({ bold: sentence }), ...workaroundBlocks(news.workaround, w)],
    };
  }
  const sentence =
    news.reason === null ? cards.knownErrorOver({ number }) : cards.knownErrorWithdrawn({ number });
  return {
    fallback: sentence,
    tone: 'good',
    blocks: [textBlock({ bold: sentence }), ...(news.reason === null ? [] : [quoteBlock(news.reason)])],
  };
}

/** The way around it, or that there is none yet. */
export function workaroundBlocks(workaround: string | null, w: ViewContext): readonly Block[] {
  const { cards } = w.words;
  return workaround === null
    ? [contextBlock(cards.noWorkaround)]
    : [textBlock({ bold: cards.workaround }), quoteBlock(workaround)];
}
