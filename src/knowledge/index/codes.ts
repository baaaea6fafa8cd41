/**
 * How people write a code (in lower case) in part: without what stands before the last colon, without 0x, or only its
 * family. `net::err_cert_date_invalid` is meant by `err_cert_date_invalid`, `err_cert_date` and `err_cert`, and
 * `0x80070005` by `80070005`.
 */
export function partsOf(code: string): string[] {
  const name = code.slice(code.lastIndexOf(':') + 1);
  const bare = /^0x[\da-f]{4,}$/.test(name) ? name.slice(2) : name;
  // A first word alone ("err", "user") is no family.
  const families = [...bare.matchAll(/_/g)].slice(1).map(({ index }) => bare.slice(0, index));
  return [...new Set([name, bare, ...families])].filter((part) => part !== code);
}
