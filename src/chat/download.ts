import type { DownloadLimits } from '../app/ports.ts';
import { ChannelError } from './channel.ts';

/** From the first question to the last byte. */
const TIMEOUT_MS = 60_000;
/** A platform hands its files on to another of its hosts once or twice. */
const MOST_REDIRECTS = 5;

export interface DownloadRules extends DownloadLimits {
  /**
   * With what an address is asked; null for one that is not the platform's own, which is not asked at all. Redirects
   * are held to it, too: that nothing within reach of this machine can be named is why there is a list of hosts and no
   * list of private addresses.
   */
  headersFor(url: URL): Promise<Readonly<Record<string, string>> | null>;
  readonly timeoutMs?: number;
}

export interface Downloaded {
  readonly bytes: Uint8Array;
  /** What the server called it; not to be relied on. */
  readonly contentType: string;
}

/**
 * Fetches a file from a platform. What its size is said to be counts for nothing: bytes are counted as they come. Rejects
 * with a ChannelError: `gone`, `forbidden` and `rejected` for good, `down` and `rate_limited` for now.
 */
export async function download(address: string, rules: DownloadRules): Promise<Downloaded | 'tooLarge'> {
  const signal = AbortSignal.any([rules.signal, AbortSignal.timeout(rules.timeoutMs ?? TIMEOUT_MS)]);
  try {
    const response = await ask(address, rules, signal);
    const bytes = await readUpTo(response, rules.limit);
    if (bytes === null) return 'tooLarge';
    return { bytes, contentType: response.headers.get('content-type') ?? '' };
  } catch (cause) {
    if (cause instanceof ChannelError) throw cause;
    throw new ChannelError('down', 'The file did not come whole', { cause });
  }
}

async function ask(address: string, rules: DownloadRules, signal: AbortSignal): Promise<Response> {
  let next = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const headers = URL.canParse(next) ? await rules.headersFor(new URL(next)) : null;
    if (headers === null) throw new ChannelError('rejected', 'The file is not on a host of its platform');
    const response = await fetch(next, { headers, redirect: 'manual', signal });
    if (response.ok) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) throw refusal(response);
    if (!URL.canParse(location, next)) throw new ChannelError('rejected', 'The file leads nowhere');
    next = new URL(location, next).href;
  }
  throw new ChannelError('rejected', 'The file leads from one address to the next');
}

function refusal({ status, headers }: Response): ChannelError {
  const text = `The file's server answered ${status}`;
  if (status === 404 || status === 410) return new ChannelError('gone', text);
  if (status === 401 || status === 403) return new ChannelError('forbidden', text);
  if (status === 408 || status >= 500) return new ChannelError('down', text);
  if (status !== 429) return new ChannelError('rejected', text);
  const seconds = Number(headers.get('retry-after'));
  return new ChannelError('rate_limited', text, seconds > 0 ? { retryAfterMs: seconds * 1000 } : {});
}

/** The whole body; null as soon as it is longer than `limit`, and no more of it is read. */
async function readUpTo({ body }: Response, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels the body.
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
