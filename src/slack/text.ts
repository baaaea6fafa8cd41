/** Stands where something was left out for Slack's limits. */
export const CUT = '… (cut)';

// Control characters (but tab and line feed), directional overrides and isolates, halves of surrogate pairs.
const UNSHOWABLE = /(?![\t\n])\p{Cc}|[\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu;

/** What Slack can show of a text: without null characters, overrides of direction and broken characters. */
export function showable(text: string): string {
  return text.replace(UNSHOWABLE, '');
}

/** The text, or as much of its beginning as fits into `max` UTF-16 units with a visible sign of the cut. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = Math.max(0, max - CUT.length);
  const head = text.slice(0, end);
  // A high surrogate at the end has lost its other half.
  return (/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head) + CUT;
}

/** A single line, as labels and titles need it. */
export function oneLine(text: string): string {
  return showable(text).replace(/\s+/g, ' ').trim();
}

/** Text that mrkdwn shows as it is: nothing in it is a mention or a link. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `cut`, then `escaped`, so that the escaped text fits into `max` and no entity is torn. */
export function cutEscaped(text: string, max: number): string {
  const whole = escaped(text);
  if (whole.length <= max) return whole;
  let room = max;
  let result = escaped(cut(text, room));
  while (result.length > max) {
    room -= Math.max(1, Math.ceil((result.length - max) / 5));
    result = escaped(cut(text, room));
  }
  return result;
}

/** The address if it may be linked (http and https only), else null. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address.trim());
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
