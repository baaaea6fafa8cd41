import { webApi } from '@slack/bolt';
import { ChannelError, type ChannelErrorCode } from '../chat/channel.ts';

const FORBIDDEN = new Set(
  `not_in_channel user_not_in_channel missing_scope restricted_action restricted_action_read_only_channel
   restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked
   not_allowed_token_type no_permission
   access_denied team_access_not_granted ekm_access_denied org_login_required user_disabled user_not_visible
   cannot_dm_bot messages_tab_disabled cant_update_message cant_broadcast_message edit_window_closed is_bot
   method_not_supported_for_channel_type two_factor_setup_required team_not_found enterprise_is_restricted`.split(
    /\s+/,
  ),
);
/** The desk's token no longer counts: what is to be said waits until it has the new one. */
const TOKEN_REFUSED = new Set(
  'invalid_auth not_authed token_revoked token_expired account_inactive'.split(' '),
);
const GONE = new Set(
  `channel_not_found is_archived message_not_found thread_not_found user_not_found users_not_found
   channel_is_archived`.split(/\s+/),
);
/** Slack itself failed; something may have been done before. */
const DOWN = new Set('internal_error fatal_error service_unavailable request_timeout'.split(' '));
/** Nothing has reached Slack when one of these ends the connection. */
const NEVER_SENT = new Set(
  'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH UND_ERR_CONNECT_TIMEOUT CERT_HAS_EXPIRED'.split(
    ' ',
  ),
);
/** When Slack says "too fast" without saying until when. */
const UNSAID_WAIT_MS = 30_000;

/**
 * The one translation of what a Slack call rejects with. `maybeSent` is true unless it is certain that nothing was done.
 * Codes: Slack's Web API reference of chat.postMessage, chat.update and conversations.open.
 */
export function channelError(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new ChannelError('rate_limited', 'Slack asks to wait', {
      retryAfterMs: error.retryAfter * 1000,
      cause: error,
    });
  }
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error);
  if (error instanceof webApi.WebAPIHTTPError) {
    const maybeSent = error.statusCode >= 500 || error.statusCode === 408;
    return new ChannelError('down', `Slack answered HTTP ${error.statusCode}`, { maybeSent, cause: error });
  }
  if (error instanceof Error && error.message.startsWith('Retry header')) {
    return new ChannelError('rate_limited', 'Slack asks to wait', {
      retryAfterMs: UNSAID_WAIT_MS,
      cause: error,
    });
  }
  const code = systemCode(error);
  return new ChannelError('down', `Slack did not answer (${code ?? 'no code'})`, {
    maybeSent: code === null || !NEVER_SENT.has(code),
    cause: error,
  });
}

/** Slack's own name of the refusal, such as `expired_trigger_id`; null for every other failure. */
export function refusalName(error: unknown): string | null {
  const cause = error instanceof ChannelError ? error.cause : error;
  return cause instanceof webApi.WebAPIPlatformError ? cause.data.error : null;
}

/** Whether Slack refused the desk's token, which a new installation or a rotation mends. */
export function isTokenRefused(error: unknown): boolean {
  return TOKEN_REFUSED.has(refusalName(error) ?? '');
}

function refusal(error: webApi.WebAPIPlatformError): ChannelError {
  const name = error.data.error;
  if (name === 'ratelimited' || name === 'rate_limited' || name === 'message_limit_exceeded') {
    const seconds = error.data.response_metadata?.retryAfter;
    const retryAfterMs = seconds === undefined ? UNSAID_WAIT_MS : seconds * 1000;
    return new ChannelError('rate_limited', `Slack: ${name}`, { retryAfterMs, cause: error });
  }
  // An answer that is no JSON (a proxy's page) ends up here as its own text.
  if (!/^[a-z0-9_]+$/.test(name)) {
    return new ChannelError('down', 'Slack answered unreadably', { maybeSent: true, cause: error });
  }
  if (TOKEN_REFUSED.has(name)) return new ChannelError('down', `Slack: ${name}`, { cause: error });
  const code = codeOf(name);
  return new ChannelError(code, `Slack: ${name}`, { maybeSent: code === 'down', cause: error });
}

function codeOf(name: string): ChannelErrorCode {
  if (FORBIDDEN.has(name)) return 'forbidden';
  if (GONE.has(name)) return 'gone';
  return DOWN.has(name) ? 'down' : 'rejected';
}

/** The system's or undici's code, wherever in the chain of causes it stands. */
function systemCode(error: unknown): string | null {
  let here: unknown = error;
  let code: string | null = null;
  for (let depth = 0; here instanceof Error && depth < 6; depth += 1) {
    if ('code' in here && typeof here.code === 'string' && !here.code.startsWith('slack_')) code = here.code;
    here = here instanceof webApi.WebAPIRequestError ? here.original : here.cause;
  }
  return code;
}
