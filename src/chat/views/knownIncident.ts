import type { OpenMajorIncident } from '../../app/ports.ts';
import type { Button, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { buttonBlock, contextBlock, fact, instant, textBlock } from './pieces.ts';

/** The major incident that a question is probably about, before anything else; `ways`: how it goes on otherwise. */
export function knownIncident(
  incident: OpenMajorIncident,
  question: string,
  ways: readonly Button[],
  w: ViewContext,
): View {
  const { conversation, labels } = w.words;
  const { number, service, summary, affected, nextUpdateAt } = incident;
  const title = conversation.known({ number, service: w.serviceName(service) });
  return {
    fallback: `${title}: ${summary}`,
    tone: 'warning',
    blocks: [
      textBlock({ bold: title }),
      { type: 'quote', author: null, text: summary },
      {
        type: 'facts',
        items: [
          fact(labels.affected, String(affected)),
          // Nobody is told to wait until an instant that has passed.
          ...(nextUpdateAt > w.now ? [fact(labels.nextUpdate, instant(nextUpdateAt, w))] : []),
        ],
      },
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

/** It was over before the asker said anything. */
export function knownIncidentOver(number: string, ways: readonly Button[], w: ViewContext): View {
  const over = w.words.cards.majorOver({ number });
  return { fallback: over, blocks: [contextBlock(over), ...buttonBlock(ways)] };
}
