/**
 * A text as PostgreSQL can hold it: the visible symbol stands for the null character, the replacement character for
 * half of a surrogate pair.
 */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\u2400');
