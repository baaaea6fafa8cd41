import { answeredError, unansweredError } from './errors.ts';

/** Time for one call of the Bot Connector. */
const TIMEOUT_MS = 10_000;

interface Headers {
  headersArray(): { name: string; value: string }[];
  set(name: string, value: string | number): void;
  remove(name: string): boolean;
  clone(): Headers;
}

interface Request {
  readonly url: string;
  readonly method: string;
  readonly body?: unknown;
  readonly headers: Headers;
}

/**
 * Carries the connector's requests, one try each: the library's own would send a message again after a 502, though the
 * first may have been posted. Rejects with a ChannelError.
 */
export async function sendOnce<R extends Request>(request: R, onRefused: () => void) {
  let status: number;
  let bodyAsText: string;
  let retryAfter: string | null;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.headersArray().map(({ name, value }): [string, string] => [name, value]),
      body: typeof request.body === 'string' ? request.body : null,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    bodyAsText = await response.text();
  } catch (fault) {
    throw unansweredError(fault);
  }
  if (status === 401) onRefused();
  if (status < 200 || status > 299) throw answeredError(status, retryAfter);
  const headers: R['headers'] = request.headers.clone();
  for (const { name } of headers.headersArray()) headers.remove(name);
  headers.set('content-type', 'application/json');
  return { request, status, headers, bodyAsText };
}
