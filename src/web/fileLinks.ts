import { createHmac, timingSafeEqual } from 'node:crypto';

const DAY_MS = 24 * 3_600_000;
/** A link is good for so long at least; a card that is drawn again has a new one. */
const GOOD_FOR_DAYS = 7;

/**
 * Links to files that need no sign-in, since agents and requesters have none here: whoever has one may open that one
 * file until it ends. `now` is the machine's time, milliseconds since 1970.
 */
export interface FileLinks {
  /** Path of a file, with when it ends and the signature; the same all day, so that a card need not change for it. */
  path(file: { readonly id: string; readonly name: string }, now: number): string;
  check(link: { readonly id: string; readonly until: string; readonly key: string }, now: number): LinkState;
}

export type LinkState = 'good' | 'ended' | 'wrong';

/** Links signed with HMAC-SHA-256 under `secret`. */
export function fileLinks(secret: Uint8Array): FileLinks {
  const sign = (id: string, until: string): Buffer =>
    createHmac('sha256', secret).update(`${id}/${until}`).digest();
  return {
    path({ id, name }, now) {
      const until = String((Math.floor(now / DAY_MS) + 1 + GOOD_FOR_DAYS) * DAY_MS);
      const query = new URLSearchParams({ until, key: sign(id, until).toString('base64url') });
      // What ends an address in somebody's Markdown is encoded, too.
      const named = encodeURIComponent(name).replace(
        /[!'()*]/g,
        (mark) => `%${mark.charCodeAt(0).toString(16)}`,
      );
      return `/files/${id}/${named}?${query}`;
    },
    check({ id, until, key }, now) {
      const [given, right] = [Buffer.from(key, 'base64url'), sign(id, until)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return 'wrong';
      return Number(until) > now ? 'good' : 'ended';
    },
  };
}
