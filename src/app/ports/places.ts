// Where people talk: workspaces, conversations, and how to come back to them.

/** Workspaces, by what the platform calls them; made when they are first seen. */
export interface Workspaces {
  /** Makes a workspace of a platform that has none yet, so that it can be addressed before the platform has told its id. */
  expect(platform: 'slack' | 'teams'): Promise<void>;
  /** The first id that a platform tells is that of the workspace which was expected. */
  ensure(platform: 'slack' | 'teams' | 'local', externalId: string, name: string): Promise<{ id: string }>;
  /**
   * As `ensure`, for the workspace that the desk's token or registration belongs to now: from here on it goes before
   * every other of its platform, and accounts in the one before it are out of reach.
   */
  connected(platform: 'slack' | 'teams', externalId: string, name: string): Promise<{ id: string }>;
  /** `externalId` is null while the platform has not told it. */
  get(id: string): Promise<{ platform: 'slack' | 'teams' | 'local'; externalId: string | null } | null>;
}

/** Teams: how to reach a conversation later (`ConversationReference` as JSON), kept from every activity. */
export interface ConversationReferences {
  save(reference: {
    workspaceId: string;
    conversation: string;
    kind: 'direct' | 'channel';
    /** The person's account in a direct conversation. */
    account: string | null;
    reference: unknown;
    /** The team whose consent holds for the conversation; null if there is none, or only one for this very channel. */
    team: string | null;
    /** A message came from there that did not mention the desk. */
    unmentioned: boolean;
  }): Promise<void>;
  get(workspaceId: string, conversation: string): Promise<unknown | null>;
  direct(workspaceId: string, account: string): Promise<{ conversation: string; reference: unknown } | null>;
  /** Whether a message that did not mention the desk ever came from there, or from another channel of its team. */
  hearsAll(workspaceId: string, conversation: string): Promise<boolean>;
  /** Forgets a conversation; with a team's own, which is its first channel, all of its channels. */
  remove(workspaceId: string, conversation: string): Promise<void>;
}

/** Where a question was asked or a ticket came from. */
export interface Place {
  readonly workspaceId: string;
  readonly kind: 'direct' | 'channel';
  readonly conversation: string;
  readonly thread: string | null;
}
