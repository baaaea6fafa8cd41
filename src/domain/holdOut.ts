/** A share of the questions that gets no suggestion, so that what suggestions bring can be told from what they accompany. */
export interface HoldOut {
  /** Above 0, at most 0.5. */
  readonly share: number;
  /** Another seed draws other questions. */
  readonly seed: number;
}

/** Whether a question belongs to it; the same answer for the same seed and question, whoever asks and whenever. */
export function isHeldOut({ share, seed }: HoldOut, question: string): boolean {
  return hash(`${seed}/${question}`) / 2 ** 32 < share;
}

/** FNV-1a over UTF-16 units, with the last mixing of MurmurHash3, so that every bit counts; 32 bits, unsigned. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) {
    bits = Math.imul(bits ^ text.charCodeAt(place), 0x01000193);
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
