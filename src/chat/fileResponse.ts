/** Pictures that a browser may show in place, by how their bytes begin, in hex: what they are called counts for nothing. */
const PICTURES: readonly (readonly [type: string, begins: RegExp])[] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^47494638(37|39)61/],
  ['image/webp', /^52494646.{8}57454250/],
];

/**
 * Headers under which a file that somebody sent may be given to a browser: saved, unless it is a picture of a harmless
 * kind; never run, framed, guessed at, or kept by a proxy. `name` is one that `fileName` has made (RFC 6266, RFC 8187).
 */
export function fileHeaders(name: string, bytes: Uint8Array): Readonly<Record<string, string>> {
  const beginning = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const picture = PICTURES.find(([, begins]) => begins.test(beginning))?.[0];
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${hex(letter)}`);
  return {
    'content-type': picture ?? 'application/octet-stream',
    'content-disposition': `${picture ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  };
}

const hex = (letter: string): string => letter.charCodeAt(0).toString(16).toUpperCase();
