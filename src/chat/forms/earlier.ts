import type { WrittenMessage } from '../edge.ts';
import { excerpt } from '../views/pieces.ts';

/** So many messages go along, the newest. */
const MOST = 20;
/** Characters of one of them. */
const LONGEST = 300;
const LEFT_OUT = '…';

/**
 * What was written before, for the description of a ticket: a line for each message with its author, oldest first,
 * under `heading`. The oldest are left out, visibly, where there are more than 20 or more than fit into `room` UTF-16
 * units. Empty when nothing was written or nothing fits.
 */
export function earlierPart(heading: string, written: readonly WrittenMessage[], room: number): string {
  const lines = written.slice(-MOST).map(lineOf);
  const part = () => [heading, ...(lines.length < written.length ? [LEFT_OUT] : []), ...lines].join('\n');
  while (lines.length > 0 && part().length > room) lines.shift();
  return lines.length === 0 ? '' : part();
}

function lineOf({ author, text }: WrittenMessage): string {
  return `- ${author}: ${excerpt(text.replace(/\s+/g, ' '), LONGEST)}`;
}
