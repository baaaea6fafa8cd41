/**
 * How people write a code (in lower case) in part: without what stands before the last colon, without 0x, or only its
 * family. `net::err_cert_date_invalid` is meant by `err_cert_date_invalid`, `err_cert_date` and `err_cert`, and
 * `0x80070005` by `80070005`. What is no such code ("12:30") has no parts.
 */
export function partsOf(code: string): string[] {
  const name = code.slice(code.lastIndexOf(':') + 1);
  if (/^0x[\da-f]{4,}$/.test(name)) return [name, name.slice(2)].filter((part) => part !== code);
  // A first word alone ("err", "user") is no family.
  const [first, ...further] = name.matchAll(/_/g);
  if (first === undefined) return [];
  return [name, ...further.map(({ index }) => name.slice(0, index))].filter((part) => part !== code);
}
