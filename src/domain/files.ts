/** So many bytes of a file are copied at most; what is larger stays on its platform. */
export const LARGEST_COPY = 10 * 1024 * 1024;

/** So long may a file's name be, with its ending, in UTF-16 units. */
const LONGEST = 120;
const LONGEST_ENDING = 16;

/**
 * A file's name that is safe to show and to save under: its last part alone where it is a path, without control
 * characters, what turns the direction of writing (which makes `gpj.exe` of `exe.jpg`) and what file systems refuse; a
 * long one is cut before its ending. Never empty.
 */
export function fileName(given: string): string {
  const last = given.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const name = last
    .toWellFormed()
    .replace(/[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^\.+/, '');
  if (name.length <= LONGEST) return name || 'file';
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= LONGEST_ENDING ? name.slice(dot) : '';
  return `${name.slice(0, LONGEST - ending.length).toWellFormed()}${ending}`;
}
