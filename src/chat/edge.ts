import type { FileSource } from '../app/ports.ts';
import type { Platform } from '../domain/desk.ts';
import type { Channel } from './channel.ts';
import type { ChatAnswer, ChatPerson, ChatRequest } from './request.ts';

/** What one platform brings to the desk. Slack, Teams and the local chat each build one. */
export interface Edge extends FileSource {
  readonly platform: Platform;
  readonly channel: Channel;
  /** Translates a stored payload; null when it asks nothing of the desk. Called again after a crash. */
  toRequest(workspaceId: string, deliveryKey: string, payload: unknown): Promise<ChatRequest | null>;
  /** Gives the person, and nobody else, an answer to what the payload asked. Rejects with a ChannelError. */
  answer(workspaceId: string, payload: unknown, answer: ChatAnswer): Promise<void>;
  /** Whether a reply in a thread of that conversation reaches the desk without mentioning it, as far as is known. */
  hearsReplies(workspaceId: string, conversation: string): Promise<boolean>;
  /**
   * What people wrote in a thread, oldest first, the newest `limit` of it, without what the desk wrote; a platform that
   * cannot be read gives what the desk itself has recorded. Rejects with a ChannelError.
   */
  threadMessages(workspaceId: string, part: ThreadPart, limit: number): Promise<readonly WrittenMessage[]>;
  /** The account with that e-mail address, where the platform has a directory; null if none or not to be known. */
  findAccount(workspaceId: string, email: string): Promise<ChatPerson | null>;
  /** Begins to listen. Never rejects because the platform is away. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What works now and what not, for /healthz and `doctor`. `problem` says what is wrong and how to mend it. */
  health(): Promise<{ readonly ok: boolean; readonly problem: string | null }>;
}

/** A thread up to one of its messages, which is not part of it; all of it without one. */
export interface ThreadPart {
  readonly conversation: string;
  readonly thread: string;
  readonly before: string | null;
}

export interface WrittenMessage {
  readonly author: string;
  readonly text: string;
}

export interface IncomingDelivery {
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly key: string;
  /** The raw payload, as JSON; `toRequest` gets it back. */
  readonly payload: unknown;
}

/** What the edges hand their deliveries to. */
export interface Intake {
  /**
   * Commits the payload to the inbox; only then may the platform be told that it arrived. Rejects when it could not be
   * stored. A key that is known already is stored once; its `process` gives the answer that was given then.
   */
  receive(delivery: IncomingDelivery): Promise<Received>;
}

export interface Received {
  readonly known: boolean;
  /**
   * Does what was asked, once. Never rejects: faults are worded in the answer. The edge gives the answer to the person.
   * A second call of a key that is still being worked on gives `nothing`.
   */
  process(): Promise<ChatAnswer>;
  /** The person has the answer; until then another process would give it, should this one die. Never needed for `nothing`. */
  answered(): Promise<void>;
}
