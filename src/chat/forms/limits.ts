/** Characters that a field takes; 3,000 is the most that an input of Slack takes. */
export const TITLE_LENGTH = 200;
export const TEXT_LENGTH = 3000;
export const COMMENT_LENGTH = 1000;

/** Platforms count UTF-16 units; a cut that would halve a character leaves it out, and is marked. */
export function firstCharacters(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
