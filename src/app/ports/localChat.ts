// The local chat: its messages, its people and the clock that it may move.

/** A message of the local chat. */
export interface LocalMessage {
  readonly id: string;
  readonly conversation: string;
  /** Id of the message that the thread hangs on. */
  readonly thread: string | null;
  /** Account that wrote it; null: the desk. */
  readonly author: string | null;
  /** Only this account sees it; null: everybody in the conversation. */
  readonly onlyFor: string | null;
  /** A `View` of the chat, or `{ text, files }` of a person; `files` are `LocalFile`s, left out when there are none. */
  readonly content: unknown;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** Storage of the local chat. Serial numbers of changes never skip one that commits late. */
export interface LocalChatStore {
  accounts(): Promise<readonly LocalAccount[]>;
  add(message: {
    conversation: string;
    thread: string | null;
    author: string | null;
    onlyFor: string | null;
    content: unknown;
    key: string | null;
  }): Promise<LocalMessage>;
  /** Replaces the content; null if there is no such message. */
  update(id: string, content: unknown): Promise<LocalMessage | null>;
  get(id: string): Promise<LocalMessage | null>;
  findByKey(conversation: string, key: string): Promise<LocalMessage | null>;
  /** Everything of these conversations (and threads in them), oldest first, the newest `limit`. */
  list(conversations: readonly string[], limit: number): Promise<readonly LocalMessage[]>;
  /** Keeps a file that an account gave; it belongs to no message yet. */
  keepFile(file: {
    account: string;
    name: string;
    mimeType: string | null;
    bytes: Uint8Array;
  }): Promise<LocalFile>;
  /** Those of these files that the account gave, in the order of `ids`. */
  files(account: string, ids: readonly string[]): Promise<readonly LocalFile[]>;
  /** The files were sent with that message. */
  filesSent(ids: readonly string[], message: string): Promise<void>;
  readFile(id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
  /** A thread: the message that it hangs on and what stands under it for everybody, oldest first. */
  thread(conversation: string, root: string): Promise<readonly LocalMessage[]>;
  /** Calls back with each message that was added or changed, in every process (LISTEN/NOTIFY). Returns the unsubscription. */
  onChange(listener: (message: LocalMessage) => void): () => void;
}

/** A file that somebody gave the local chat; its id cannot be guessed. */
export interface LocalFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string | null;
  readonly size: number;
}

/** Somebody whom a visitor of the local chat can be: the people of desk.yaml. */
export interface LocalAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: 'en' | 'zh';
  /** What the chooser shows: `employee`, `L1 Network`, `L2 Network, on call`, `lead`. */
  readonly roles: readonly string[];
  /** Channels that this person is a member of: names of `local:` channels of desk.yaml. */
  readonly channels: readonly string[];
}

/** The desk's clock; promises use it. Only the local chat moves it, forward. */
export interface DeskClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves the desk's time on; every process follows within a second. */
  forward(milliseconds: number): Promise<void>;
}
