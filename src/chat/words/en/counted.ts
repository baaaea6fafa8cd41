/** `1 ticket`, `2 tickets`; `many` where the plural is another. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
