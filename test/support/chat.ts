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

/** A form that stands open for somebody. */
export interface OpenForm {
  /** What is filled in, by the name of the field. */
  readonly values: Readonly<Record<string, string>>;
  /** Choices of a field. */
  options(field: string): readonly string[];
  /** Fields left out keep what they hold. */
  submit(values?: Readonly<Record<string, string>>): Promise<Sent>;
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
  says(person: string, text: string): Promise<Sent>;
  mentions(person: string, room: Room, text: string): Promise<Sent>;
  /** In the thread of that message; `mention`: the desk is mentioned. */
  repliesUnder(person: string, under: Shown, text: string, mention?: boolean): Promise<Sent>;
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
  stop(): Promise<void>;
}
