import type { ChannelRef, Platform } from '../../src/domain/desk.ts';

export type Room = 'network' | 'network-l2' | 'network-l3' | 'workplace' | 'duty' | 'general';

/** A message of the desk as people see it; it changes when the desk edits it. */
export interface Shown {
  readonly id: string;
  /** The room that it stands in; null for a direct conversation or an answer to one person alone. */
  readonly room: Room | null;
  /** Who alone sees it; null in a room. */
  readonly to: string | null;
  /** Id of the message under which it stands. */
  readonly thread: string | null;
  /** Everything that is read in it, now. */
  readonly text: string;
  /** Labels of its buttons, now. */
  readonly buttons: readonly string[];
  /** People whom it notifies. */
  readonly mentions: readonly string[];
  /** It was an answer to one act, and stands nowhere. */
  readonly passing: boolean;
}

/** A file that somebody attaches. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A form that stands open for somebody. */
export interface OpenForm {
  /** What is filled in, by the name of the field. */
  readonly values: Readonly<Record<string, string>>;
  /** Choices of a field. */
  options(field: string): readonly string[];
  /** Fields left out keep what they hold. */
  submit(values?: Readonly<Record<string, string>>): Promise<Sent>;
  /** As a client sends it that makes up what the form carries unseen; Slack keeps that to itself. */
  forges(args: Readonly<Record<string, string>>, values?: Readonly<Record<string, string>>): Promise<Sent>;
}

/** How the desk took what somebody did. */
export interface Sent {
  readonly status: number;
  readonly milliseconds: number;
  /** The message that the person wrote; empty for everything else. */
  readonly id: string;
  /** The very same once more, as the platform does after a failure. */
  again(): Promise<Sent>;
}

/** One platform as its people use it. Each act is one signed request to the desk, or what the platform makes of it. */
export interface Platformed {
  readonly platform: Platform;
  /** Environment of the desk, as .env would have it. */
  readonly environment: Readonly<Record<string, string>>;
  channel(room: Room): ChannelRef;
  /** From now on the desk is there; every person has been seen by it when this resolves. */
  connect(deskUrl: string): Promise<void>;
  /** Everything that the desk has shown so far. */
  seen(): readonly Shown[];
  /** Brings `seen` up to date for certain. */
  settle(): Promise<void>;
  says(person: string, text: string, files?: readonly SentFile[]): Promise<Sent>;
  mentions(person: string, room: Room, text: string): Promise<Sent>;
  /** In the thread of that message; `mention`: the desk is mentioned. */
  repliesUnder(
    person: string,
    under: Shown,
    text: string,
    mention?: boolean,
    files?: readonly SentFile[],
  ): Promise<Sent>;
  /** A command of an agent or employee, as typed on the platform. */
  commands(person: string, text: string): Promise<Sent>;
  clicks(person: string, on: Shown, label: string): Promise<Sent>;
  opens(person: string, on: Shown, label: string): Promise<OpenForm>;
  /** The form that a command opened. */
  opensByCommand(person: string, text: string): Promise<OpenForm>;
  /** What the platform would have refused: must stay empty. */
  mistakes(): readonly string[];
  /** The platform does not answer, until `up`. */
  down(): void;
  up(): void;
  /** The platform asks to wait with that room for a second or two (429); Teams with the next two posts, wherever. */
  refuses(room: Room): void;
  /** Slack takes nothing in that room (429) until the function that this gives is called. */
  fills(room: Room): () => void;
  /** The desk's credentials are given out anew; the old ones no longer count. */
  renewsCredentials(): void;
  /** The next message is posted, and its answer lost so. */
  losesAnswer(how: LostAnswer): void;
  /** From now on that person cannot be written to: their account is closed, or they blocked the desk. */
  blocks(person: string): void;
  /** The desk is taken out of a room; in Teams the room is deleted. */
  leaves(room: Room): Promise<void>;
  /** The desk is taken out of all rooms at once, and added again; it stays with those who added it for themselves. */
  uninstalls(): Promise<void>;
  installs(): Promise<void>;
  /**
   * What the desk posts is seen, and it hears so only when the function that this gives is called. Posts of the local
   * chat are rows, which cannot be held back.
   */
  holds(): () => void;
  stop(): Promise<void>;
}

/** A reset connection, a 502 of what stands in between, or no answer at all. */
export type LostAnswer = 'reset' | 'badGateway' | 'silence';

/** Somebody in a story. */
export interface Actor {
  readonly name: string;
  /** In the direct conversation with the desk. */
  says(text: string, files?: readonly SentFile[]): Promise<Sent>;
  mentions(room: Room, text: string): Promise<Sent>;
  /** `/ticket text` where there are slash commands, the text itself in Teams. */
  commands(text: string): Promise<Sent>;
  clicks(label: string, on: Shown): Promise<Sent>;
  opens(label: string, on: Shown): Promise<OpenForm>;
  opensByCommand(text: string): Promise<OpenForm>;
  repliesUnder(
    message: Shown,
    text: string,
    options?: { mention?: boolean; files?: readonly SentFile[] },
  ): Promise<Sent>;
  /** The next unread message that this person alone sees and that says so. */
  reads(what: RegExp | string): Promise<Shown>;
}

export interface StoryDesk {
  readonly platform: Platform;
  readonly chat: Platformed;
  readonly database: string;
  readonly sql: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;
  who(name: string): Actor;
  /** The next unread message in a room that says so. */
  posts(room: Room, what: RegExp | string): Promise<Shown>;
  /** Moves the desk's time on. */
  forward(milliseconds: number): Promise<void>;
  now(): number;
  /** The address where the desk listens, of this process or of the replica. */
  readonly url: () => string;
  /** Everything recorded so far has been worked on and told. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** A second process of the same desk, beside the first. */
  replica(): Promise<{ url: string; stop(): Promise<void> }>;
  /** Faults of this kind in the log belong to the story. */
  expectsFault(what: RegExp): void;
  /** Messages to that person alone cannot be delivered in the story. */
  expectsUndeliverable(person: string): void;
  /** Unread messages that say so are no matter of the story. */
  ignores(what: RegExp): void;
  /** Fails on anything that nobody expected, and takes everything down. */
  end(): Promise<void>;
  discard(): Promise<void>;
}
