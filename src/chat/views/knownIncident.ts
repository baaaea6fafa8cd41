import type { KnownIssue } from '../../app/ports.ts';
import type { Block, Button, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { workaroundBlocks } from './knownError.ts';
import { buttonBlock, contextBlock, fact, instant, quoteBlock, textBlock } from './pieces.ts';

/**
 * The known issue that a question is probably about, before anything else; `ways`: how it goes on otherwise. Shown of it
 * is what its team wrote for everybody, never what the requester of its ticket wrote.
 */
export function knownIncident(
  issue: KnownIssue,
  question: string,
  ways: readonly Button[],
  w: ViewContext,
): View {
  const { conversation, labels } = w.words;
  const { number, service, major, workaround, affected } = issue;
  const heading = conversation.known({ number, service: w.serviceName(service) });
  const what = major?.summary ?? workaround;
  // Nobody is told to wait until an instant that has passed.
  const next = major && major.nextUpdateAt > w.now ? major.nextUpdateAt : null;
  return {
    fallback: what === null ? heading : `${heading}: ${what}`,
    tone: 'warning',
    blocks: [
      textBlock({ bold: heading }),
      ...(major ? [quoteBlock(major.summary)] : []),
      {
        type: 'facts',
        items: [
          fact(labels.affected, String(affected)),
          ...(next === null ? [] : [fact(labels.nextUpdate, instant(next, w))]),
        ],
      },
      ...wayAround(issue, w),
      ...buttonBlock([
        {
          label: conversation.tellWhenOver,
          verb: 'joinIncident',
          args: { question, incident: number },
          style: 'primary',
        },
        ...ways,
      ]),
    ],
  };
}

/** Of a major incident it goes without saying that there is none. */
function wayAround({ major, workaround }: KnownIssue, w: ViewContext): readonly Block[] {
  return major && workaround === null ? [] : workaroundBlocks(workaround, w);
}

/** It was over before the asker said anything. */
export function knownIncidentOver(number: string, ways: readonly Button[], w: ViewContext): View {
  const over = w.words.conversation.knownOver({ number });
  return { fallback: over, blocks: [contextBlock(over), ...buttonBlock(ways)] };
}
