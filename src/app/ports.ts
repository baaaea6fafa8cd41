import type { DeskPolicy, Language, Platform } from '../domain/desk.ts';
import type { Article, Audience, Passage, SuggestionOutcome, SuggestionTier } from '../domain/knowledge.ts';
import type { DeskFault, NoticeKind } from '../domain/noticeTypes.ts';
import type { BodyId, Instant, PersonId, Ticket, TimelineEntry } from '../domain/ticket.ts';

export interface KbQuestion {
  /** As the asker wrote it, any length, any language. */
  readonly text: string;
  /** Audiences whose articles this asker may read. */
  readonly audiences: readonly Audience[];
  /** At most so many hits; 1 to 50. */
  readonly limit: number;
}

export interface KbHit {
  readonly articleId: string;
  readonly title: string;
  readonly score: number;
  /** Calibrated probability, 0 to 1, that this article answers the question. */
  readonly confidence: number;
  readonly passage: Passage;
}

export interface KbAnswer {
  readonly tier: SuggestionTier;
  /** Best first. Also filled in tier `none`, for those who look at what was refused. */
  readonly hits: readonly KbHit[];
}

/** Search over the published articles; never rejects for what the question holds. */
export interface KbSearch {
  search(question: KbQuestion): Promise<KbAnswer>;
}

/** What the index needs of an article. A row with `published: false` takes the article out of the index. */
export interface KbDocument {
  readonly articleId: string;
  readonly title: string;
  readonly body: string;
  readonly language: 'en' | 'zh';
  readonly audience: Audience;
  readonly tags: readonly string[];
  readonly published: boolean;
}

/** An asker confirmed (`helpful`) or refused an article for a question. */
export interface KbFeedback {
  readonly id: string;
  readonly articleId: string;
  readonly question: string;
  readonly helpful: boolean;
}

export interface KbChanges {
  readonly documents: readonly KbDocument[];
  readonly feedback: readonly KbFeedback[];
  /** Hand this back with the next call. */
  readonly cursor: string;
}

/**
 * Changes of articles and feedback, read from PostgreSQL. May repeat rows across calls, never leaves one out,
 * also when transactions commit out of order.
 */
export interface KbFeed {
  changesSince(cursor: string | null): Promise<KbChanges>;
  /** Calls back soon after something changed (LISTEN/NOTIFY); only hastens. Returns the unsubscription. */
  onHint(hint: () => void): () => void;
}

/** Workspaces, by what the platform calls them; made when they are first seen. */
export interface Workspaces {
  ensure(platform: 'slack' | 'teams' | 'local', externalId: string, name: string): Promise<{ id: string }>;
  get(id: string): Promise<{ platform: 'slack' | 'teams' | 'local'; externalId: string } | null>;
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
  }): Promise<void>;
  get(workspaceId: string, conversation: string): Promise<unknown | null>;
  direct(workspaceId: string, account: string): Promise<{ conversation: string; reference: unknown } | null>;
  remove(workspaceId: string, conversation: string): Promise<void>;
}

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
  /** A `View` of the chat, or `{ text }` of a person. */
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
  /** Calls back with each message that was added or changed, in every process (LISTEN/NOTIFY). Returns the unsubscription. */
  onChange(listener: (message: LocalMessage) => void): () => void;
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

/** Where a question was asked or a ticket came from. */
export interface Place {
  readonly workspaceId: string;
  readonly kind: 'direct' | 'channel';
  readonly conversation: string;
  readonly thread: string | null;
}

export interface StoredTicket {
  readonly ticket: Ticket;
  readonly origin: Place;
  /** Sequence of the last event of its timeline. */
  readonly sequence: number;
}

export interface NewBody {
  readonly id: BodyId;
  readonly author: PersonId | null;
  readonly text: string;
  readonly files: readonly NewFile[];
}

export interface NewFile {
  readonly externalId: string;
  readonly name: string;
  readonly mimeType: string | null;
  readonly size: number | null;
  readonly url: string | null;
}

/** A notice for one destination, as it is recorded with what caused it. */
export interface NewDelivery {
  /** Null while no account of the person is known; the relay looks for one. */
  readonly workspaceId: string | null;
  /** Null for a direct message. */
  readonly conversation: string | null;
  readonly thread: string | null;
  readonly anchor: 'requester' | 'agents' | null;
  readonly person: PersonId | null;
  readonly account: string | null;
  readonly lane: string;
}

/** What is said: a notice about a ticket, the answer to a question, or a fault of the desk itself. */
export type SaidKind = NoticeKind | 'suggestions' | 'deskFault';

export interface NewNotice {
  readonly key: string;
  readonly kind: SaidKind;
  readonly ticketId: string | null;
  readonly questionId: string | null;
  /** Sequence of the event it tells. */
  readonly event: number | null;
  readonly urgent: boolean;
  readonly data: NoticeData;
  readonly deliveries: readonly NewDelivery[];
}

export interface NoticeData {
  readonly side: 'requester' | 'agents' | 'person' | 'duty';
  readonly mention: readonly PersonId[];
  readonly language: Language;
  /** A fault of the desk itself, for the duty channel. */
  readonly fault?: DeskFault;
}

export interface TicketCommit {
  readonly ticket: Ticket;
  readonly isNew: boolean;
  readonly origin: Place;
  /** With their sequence numbers, ascending. */
  readonly entries: readonly (TimelineEntry & { readonly sequence: number })[];
  readonly dues: readonly { readonly key: string; readonly kind: string; readonly at: Instant }[];
  readonly notices: readonly NewNotice[];
}

export interface StoredQuestion {
  readonly id: string;
  readonly asker: PersonId;
  readonly body: BodyId;
  readonly text: string;
  readonly place: Place;
  readonly tier: SuggestionTier;
  readonly outcome: SuggestionOutcome;
  readonly askedAt: Instant;
  readonly ticketId: string | null;
  readonly ticketNumber: string | null;
  readonly articleId: string | null;
  readonly shown: number;
  readonly version: number;
  readonly suggestions: readonly StoredSuggestion[];
  readonly files: readonly NewFile[];
}

export interface StoredSuggestion {
  readonly articleId: string;
  readonly confidence: number;
  readonly passage: Passage;
}

export interface Account {
  readonly workspaceId: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly person: PersonId;
  readonly kind: string;
  /** As its platform told it. */
  readonly language: Language | null;
}

export interface PersonRecord {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly language: Language | null;
  readonly inPolicy: boolean;
}

/** One transaction, READ COMMITTED. Locks are taken in this order: inbox key, tickets by id, the rest. */
export interface Tx {
  /** Locks the inbox row; null when there is none (work that came from no platform). */
  takeInbox(key: string): Promise<{ state: 'received' | 'done' | 'failed'; outcome: unknown } | null>;
  finishInbox(key: string, outcome: unknown, at: Instant): Promise<void>;
  /** Takes the next number of the desk; the row stays locked until the commit. */
  nextNumber(): Promise<number>;
  lockTicket(number: string): Promise<StoredTicket | null>;
  /** All of these that exist, locked in the order of their ids. */
  lockTickets(numbers: readonly string[]): Promise<readonly StoredTicket[]>;
  /** Null when another transaction holds it. */
  lockTicketUnlessBusy(id: string): Promise<StoredTicket | null>;
  /** Writes state, timeline, due instants, notices with their deliveries; marks the ticket's messages to be redrawn. */
  commitTicket(commit: TicketCommit, at: Instant): Promise<void>;
  addNotice(notice: NewNotice, at: Instant): Promise<void>;
  saveBody(body: NewBody, at: Instant): Promise<void>;
  accounts(person: PersonId): Promise<readonly Account[]>;
  saveAccount(
    account: Omit<Account, 'platform'> & { name: string; email: string | null },
    at: Instant,
  ): Promise<void>;
  /** Keeps the address of an account whose platform did not tell it so far; false if it told another one. */
  learnAddress(
    account: Pick<Account, 'workspaceId' | 'externalId' | 'person'>,
    email: string,
  ): Promise<boolean>;
  personByEmail(email: string): Promise<PersonRecord | null>;
  /** Neither an id nor an address that is known is saved again. */
  savePerson(person: PersonRecord, at: Instant): Promise<void>;
  /** All that is the newcomer's becomes the other's, who is the same person; the newcomer is no more. */
  joinPeople(newcomer: PersonId, person: PersonId): Promise<void>;
  workspaces(): Promise<readonly { id: string; platform: Platform; externalId: string }[]>;
  saveQuestion(question: Omit<StoredQuestion, 'text' | 'ticketNumber' | 'files' | 'version'>): Promise<void>;
  lockQuestion(id: string): Promise<StoredQuestion | null>;
  /** Writes outcome, shown, ticket and article; marks the question's message to be redrawn. */
  updateQuestion(
    question: Pick<StoredQuestion, 'id' | 'outcome' | 'shown' | 'ticketId' | 'articleId'>,
    at: Instant,
  ): Promise<void>;
  addKbFeedback(
    feedback: { articleId: string; body: BodyId; person: PersonId; helpful: boolean },
    at: Instant,
  ): Promise<void>;
  /** A ticket's thread on its requester's side, from its very opening. */
  addTicketThread(thread: { place: Place; ticketId: string; side: 'requester' | 'agents' }): Promise<void>;
  addDue(due: { key: string; kind: string; data: unknown; at: Instant }): Promise<void>;
  /** Null when it is done already or somebody else has it. */
  takeDue(key: string): Promise<{ kind: string; data: unknown; at: Instant } | null>;
  finishDue(key: string, at: Instant): Promise<void>;
}

/** What is read to answer somebody; each query obeys what the reader may see. */
export interface Reads {
  ticket(number: string): Promise<StoredTicket | null>;
  ticketById(id: string): Promise<StoredTicket | null>;
  timeline(ticketId: string): Promise<readonly (TimelineEntry & { readonly sequence: number })[]>;
  body(id: BodyId): Promise<{ text: string; author: PersonId | null; files: readonly NewFile[] } | null>;
  question(id: string): Promise<StoredQuestion | null>;
  /** Newest first. */
  tickets(filter: TicketFilter): Promise<readonly Ticket[]>;
  /** Which ticket a conversation or thread belongs to, and which side talks there. */
  ticketOfThread(place: Place): Promise<{ number: string; side: 'requester' | 'agents' } | null>;
  people(ids: readonly PersonId[]): Promise<readonly PersonRecord[]>;
  /** Who an account is; null for one that was never seen. */
  personOfAccount(workspaceId: string, externalId: string): Promise<PersonRecord | null>;
  /** What a person asked in a conversation since then and nobody settled, oldest first. */
  openQuestions(
    asker: PersonId,
    conversation: string,
    since: Instant,
  ): Promise<readonly { id: string; text: string }[]>;
  accountsIn(workspaceId: string, ids: readonly PersonId[]): Promise<readonly Account[]>;
  findPerson(nameOrKey: string): Promise<PersonRecord | null>;
  articleBySlug(slug: string): Promise<Article | null>;
  articles(ids: readonly string[]): Promise<readonly Article[]>;
  inbox(key: string): Promise<{ state: 'received' | 'done' | 'failed'; outcome: unknown } | null>;
}

export interface TicketFilter {
  readonly requester?: PersonId;
  readonly assignee?: PersonId;
  readonly teams?: readonly string[];
  readonly open: boolean;
  readonly limit: number;
}

export interface Store {
  readonly reads: Reads;
  /**
   * Runs the work in one transaction; deadlocks and serialization failures run all of it again, three times at most.
   * No network call inside.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Versions of the desk. */
export interface Policies {
  current(): Promise<DeskPolicy>;
  at(version: number): Promise<DeskPolicy>;
}

/** What every use case is given. Built once, in compose.ts. */
export interface AppDeps {
  readonly store: Store;
  readonly policies: Policies;
  readonly search: KbSearch;
  /** The desk's time; promises use it. */
  now(): Instant;
  newId(): string;
}

/** A delivery that the relay has taken, with the notice it belongs to. */
export interface TakenDelivery {
  readonly id: bigint;
  readonly noticeId: string;
  readonly kind: SaidKind;
  readonly data: NoticeData;
  readonly ticketId: string | null;
  readonly questionId: string | null;
  readonly event: number | null;
  readonly workspaceId: string | null;
  readonly conversation: string | null;
  readonly thread: string | null;
  readonly anchor: 'requester' | 'agents' | null;
  readonly person: PersonId | null;
  readonly account: string | null;
  readonly urgent: boolean;
  /** How often it was tried before. */
  readonly attempts: number;
  /** It was being told in the list of this name, when that is uncertain. */
  readonly listedAs: bigint | null;
  /** Found in `sending` past its lease, or tried with an answer that was lost: it may stand on the platform already. */
  readonly uncertain: boolean;
  readonly firstTriedAt: number | null;
  readonly createdAt: number;
}

/** A message on a platform that shows an older state than the ticket or question has. */
export interface StaleMessage {
  readonly id: string;
  readonly workspaceId: string;
  readonly conversation: string;
  readonly message: string;
  readonly permalink: string | null;
  readonly kind: SaidKind;
  readonly data: NoticeData;
  readonly ticketId: string | null;
  readonly questionId: string | null;
  readonly event: number | null;
  readonly attempts: number;
  /** The pages that a message lists, when it tells several. */
  readonly together: readonly PageOf[] | null;
}

/** A page by its ticket and the event that it tells. */
export interface PageOf {
  readonly ticketId: string;
  readonly event: number;
}

export interface SentMessage {
  readonly workspaceId: string;
  readonly conversation: string;
  readonly message: string;
  readonly permalink: string | null;
  /** Version of the ticket or question that is drawn. */
  readonly drawnVersion: number;
  /** What is said in the thread of this message belongs to the ticket, on this side. */
  readonly opensThread: 'requester' | 'agents' | null;
}

/** What the relay works through. Leases, retries and rate limits use real time (milliseconds since 1970). */
export interface Outbox {
  /**
   * Takes deliveries that may go now, at most one of each lane, pages first; leased to `owner` for `leaseMs`.
   * `except`: workspaces, and conversations as `workspaceId/conversation` (`workspaceId/@account` for somebody whose
   * conversation is not known yet), that are left alone now.
   */
  take(
    owner: string,
    now: number,
    leaseMs: number,
    limit: number,
    except: { readonly conversations: readonly string[]; readonly workspaces: readonly string[] },
  ): Promise<readonly TakenDelivery[]>;
  /**
   * Takes the pages of a storm: where at least `crowd` pages wait for one destination, up to `limit` of them, the most
   * urgent first, whatever else waits in their lanes; empty when there is no such place.
   */
  takeStorm(
    owner: string,
    now: number,
    leaseMs: number,
    size: { readonly crowd: number; readonly limit: number },
    except: { readonly conversations: readonly string[]; readonly workspaces: readonly string[] },
  ): Promise<readonly TakenDelivery[]>;
  /** Leases again, for `leaseMs` from now, what `owner` is sending. */
  keep(owner: string, now: number, leaseMs: number): Promise<void>;
  /** Whether `owner` still has the lease; asked directly before the platform is. */
  holds(id: bigint, owner: string, now: number): Promise<boolean>;
  /** Where the destination was unknown so far. */
  addressed(
    id: bigint,
    to: { workspaceId: string; account: string | null; conversation: string },
  ): Promise<void>;
  sent(id: bigint, message: SentMessage, now: number, maybeRepeat: boolean): Promise<void>;
  /** It does not stand on the platform in any list. */
  unlisted(id: bigint): Promise<void>;
  /** One message that tells several deliveries. */
  sentTogether(ids: readonly bigint[], message: SentMessage, now: number): Promise<void>;
  retry(
    id: bigint,
    owner: string,
    options: { notBefore: number; problem: string; maybeSent: boolean },
  ): Promise<void>;
  superseded(id: bigint, owner: string, why: string): Promise<void>;
  undeliverable(id: bigint, owner: string, problem: string): Promise<void>;
  /** The message under which a ticket's thread hangs in that conversation. */
  anchor(
    ticketId: string,
    workspaceId: string,
    conversation: string,
    side: 'requester' | 'agents',
  ): Promise<string | null>;
  /** `except`: workspaces that are left alone now. */
  takeStale(
    now: number,
    leaseMs: number,
    limit: number,
    except: readonly string[],
  ): Promise<readonly StaleMessage[]>;
  redrawn(id: string, drawnVersion: number): Promise<void>;
  /** Messages whose redrawing a dead process began are stale again. */
  redrawForgotten(now: number): Promise<void>;
  redrawLater(id: string, notBefore: number): Promise<void>;
  /** The message is no longer there, or may not be edited: it is left alone from now on. */
  redrawNever(id: string): Promise<void>;
  /** How many deliveries wait, and since when the oldest does (real time); null when none does. */
  waiting(): Promise<{ readonly count: number; readonly since: number } | null>;
}

/** What the sweep looks for. */
export interface DueWork {
  /**
   * Takes what is due, tickets first come first served, and leases it; null when another process sweeps right now.
   * `deskNow` is the desk's time, `realNow` the machine's, for the leases.
   */
  take(deskNow: Instant, realNow: number, leaseMs: number, limit: number): Promise<DueTaken | null>;
  /** How much is due and not done, and since when the oldest is (the desk's time); null when nothing is. */
  overdue(deskNow: Instant): Promise<{ readonly count: number; readonly since: Instant } | null>;
  /** The database's clock minus this machine's, milliseconds. */
  clockSkew(): Promise<number>;
}

export interface DueTaken {
  readonly tickets: readonly string[];
  readonly desk: readonly string[];
}

/** The inbox outside of a use case's transaction. */
export interface InboxStore {
  /** Stores a delivery; false when its key is known. */
  insert(row: {
    key: string;
    platform: Platform;
    workspaceId: string;
    payload: string;
    receivedAt: number;
  }): Promise<boolean>;
  /** Rows that nobody finished: older than `before`, leased to nobody. */
  takeForgotten(now: number, before: number, leaseMs: number, limit: number): Promise<readonly InboxRow[]>;
  /** Ends a row that no use case has to do with. */
  finish(key: string, outcome: unknown, now: number): Promise<void>;
  fail(key: string, problem: string, now: number): Promise<void>;
}

export interface InboxRow {
  readonly key: string;
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly payload: string;
  readonly attempts: number;
}

/** An article as an import or an editor hands it in. */
export interface ArticleDraft {
  readonly slug: string;
  readonly title: string;
  readonly body: string;
  readonly language: 'en' | 'zh';
  readonly audience: Audience;
  readonly tags: readonly string[];
  readonly owner: string | null;
  /** Local date, yyyy-mm-dd. */
  readonly reviewBy: string | null;
  readonly translationOf: string | null;
}

export interface Articles {
  /** Publishes an article under its slug; `unchanged` when it stands there just so. */
  publish(draft: ArticleDraft, now: number): Promise<'new' | 'changed' | 'unchanged'>;
}
