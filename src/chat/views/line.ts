import type { StoredFile } from '../../app/ports.ts';
import type { PersonId, TimelineEntry } from '../../domain/ticket.ts';
import type { View } from '../view.ts';
import type { Side, ViewContext } from './context.ts';
import { filesBlock, instant, mentionBlock, quoteBlock, textBlock } from './pieces.ts';

export interface LineData {
  readonly number: string;
  readonly entry: TimelineEntry;
  /** What was written with it (a reason, a resolution), if anything. */
  readonly text: string | null;
  /** What came with that. */
  readonly files: readonly StoredFile[];
  readonly mention: readonly PersonId[];
}

/** One event of the timeline, worded for a side; null when it is none of the requester's business. */
export function line(data: LineData, side: Side, w: ViewContext): View | null {
  const { by, event } = data.entry;
  const sentence = w.words.lines[side](event, {
    number: data.number,
    by: by === 'desk' ? w.words.names.desk : w.mention(by.person).name,
    person: (id) => w.mention(id).name,
    service: (key) => w.serviceName(key),
    team: (key) => w.teamName(key),
    instant: (at) => instant(at, w),
  });
  if (sentence === null) return null;
  return {
    fallback: sentence,
    blocks: [
      ...mentionBlock(data.mention, w),
      textBlock(sentence),
      ...(data.text === null || data.text === '' ? [] : [quoteBlock(data.text)]),
      ...filesBlock(data.files, w),
    ],
  };
}
