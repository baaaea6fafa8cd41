import { ChannelError } from '../chat/channel.ts';

/** When Teams limits the rate without saying for how long. */
const RETRY_AFTER_MS = 2_000;

/** These never left this machine, so nothing can have been posted. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function retryAfter(header: string | null): number {
  const seconds = Number(header);
  if (header !== null && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const until = Date.parse(header ?? '');
  return Number.isNaN(until) ? RETRY_AFTER_MS : Math.max(0, until - Date.now());
}

/**
 * What an answer of the Bot Connector other than 2xx means.
 * Source: "Rate limiting" (429, 412, 502 and 504 are to be tried again) and "Status code responses" of the Teams bot
 * documentation. `header` is Retry-After, in seconds or as a date.
 */
export function answeredError(status: number, header: string | null): ChannelError {
  const text = `Teams answered ${status}`;
  if (status === 429 || status === 412)
    return new ChannelError('rate_limited', text, { retryAfterMs: retryAfter(header) });
  if (status === 401 || status === 408) return new ChannelError('down', text, {});
  if (status === 403) return new ChannelError('forbidden', text);
  if (status === 404 || status === 410) return new ChannelError('gone', text);
  if (status < 500) return new ChannelError('rejected', text);
  return new ChannelError('down', text, {
    maybeSent: status !== 503,
    ...(header === null ? {} : { retryAfterMs: retryAfter(header) }),
  });
}

/** What it means that no answer came: refused connections were never sent, all else may have been carried out. */
export function unansweredError(fault: unknown): ChannelError {
  const cause = fault instanceof Error ? fault.cause : null;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return new ChannelError('down', 'Teams did not answer', { maybeSent: !NOT_SENT.has(code), cause: fault });
}

/** Any fault as a ChannelError. */
export function channelError(fault: unknown): ChannelError {
  return fault instanceof ChannelError
    ? fault
    : new ChannelError('down', 'Teams could not be used', { maybeSent: true, cause: fault });
}
