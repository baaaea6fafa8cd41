import type { DeskFault } from '../../domain/noticeTypes.ts';
import type { View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { duration, textBlock } from './pieces.ts';

/** A fault of the desk itself, in one message. */
export function deskFault(fault: DeskFault, w: ViewContext): View {
  const sentence = faultSentence(fault, w);
  const { title } = w.words.duty;
  return {
    fallback: `${title}: ${sentence}`,
    tone: 'alert',
    blocks: [{ type: 'heading', text: title }, textBlock(sentence)],
  };
}

function faultSentence(fault: DeskFault, w: ViewContext): string {
  const { duty } = w.words;
  switch (fault.type) {
    case 'undeliverable':
      return duty.undeliverable(fault);
    case 'overdueDeadlines':
    case 'overdueDeliveries':
    case 'overdueRequests':
      return duty[fault.type]({ count: fault.count, oldest: duration(fault.oldest, w) });
    default:
      return fault satisfies never;
  }
}
