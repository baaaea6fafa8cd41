import type { DeskFault } from '../../domain/noticeTypes.ts';
import type { View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { duration, textBlock } from './pieces.ts';

/** A fault of the desk itself, in one message. */
export function deskFault(fault: DeskFault, w: ViewContext): View {
  const sentence = faultSentence(fault, w);
  const isOver = fault.type === 'over';
  const title = isOver ? w.words.duty.titleOver : w.words.duty.title;
  return {
    fallback: `${title}: ${sentence}`,
    tone: isOver ? 'good' : 'alert',
    blocks: [{ type: 'heading', text: title }, textBlock(sentence)],
  };
}

function faultSentence(fault: DeskFault, w: ViewContext): string {
  const { duty } = w.words;
  switch (fault.type) {
    case 'undeliverable':
      return duty.undeliverable(fault);
    case 'removed':
      return duty.removed({ channels: fault.channels, platform: w.words.ledger.platform[fault.platform] });
    case 'setAside':
      return duty.setAside(fault);
    case 'dutyUnreachable':
      return duty.dutyUnreachable(fault);
    case 'overdueDeadlines':
    case 'overdueDeliveries':
    case 'overdueRequests':
    case 'sweepSilent':
      return duty[fault.type]({ count: fault.count, oldest: duration(fault.oldest, w) });
    case 'over':
      return duty.over({ what: duty.watched[fault.what], lasted: duration(fault.lasted, w) });
    default:
      return fault satisfies never;
  }
}
