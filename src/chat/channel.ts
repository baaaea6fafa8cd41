import type { Platform } from '../domain/desk.ts';
import type { View } from './view.ts';

/** Where a message goes on one platform. */
export interface Destination {
  readonly workspaceId: string;
  /** The platform's conversation id. */
  readonly conversation: string;
  /** Id of the message whose thread it goes to; null for a message of its own. */
  readonly thread: string | null;
}

/** A message that stands on a platform. */
export interface PostedMessage {
  readonly conversation: string;
  readonly message: string;
  /** Link that opens it, where the platform has one. */
  readonly permalink: string | null;
}

/**
 * The one way out to a platform; Slack, Teams and the local chat each implement all of it.
 * Every call rejects with a ChannelError and nothing else. Timeouts are the implementation's own (10 s at most).
 */
export interface Channel {
  readonly platform: Platform;
  /** Posts a new message. `key` is stored with it where the platform can hold it, so that `find` sees it. */
  post(destination: Destination, view: View, key: string): Promise<PostedMessage>;
  /** Edits a message in place; tells nobody. */
  update(workspaceId: string, message: PostedMessage, view: View): Promise<void>;
  /** Conversation in which the desk and one person talk alone; opened if needed. */
  direct(workspaceId: string, account: string): Promise<string>;
  /** Whether a post with that key went through, looking at what was posted since `since` (epoch ms, real time). */
  find(
    destination: Destination,
    key: string,
    since: number,
  ): Promise<PostedMessage | 'absent' | 'unknowable'>;
}

export type ChannelErrorCode = 'rate_limited' | 'forbidden' | 'gone' | 'down' | 'rejected';

/**
 * `rate_limited`: wait `retryAfterMs`; `forbidden`: the desk may not write there; `gone`: the place or message is no
 * longer there; `down`: the platform did not answer as it should; `rejected`: it refused this very content.
 * `maybeSent` is true when the request may have been carried out though no answer came.
 */
export class ChannelError extends Error {
  readonly code: ChannelErrorCode;
  readonly retryAfterMs: number | null;
  readonly maybeSent: boolean;

  constructor(
    code: ChannelErrorCode,
    message: string,
    options: { retryAfterMs?: number; maybeSent?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ChannelError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.maybeSent = options.maybeSent ?? false;
  }
}
