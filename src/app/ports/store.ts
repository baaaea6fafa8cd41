import type { JudgedAnswer, Recalibration, Scaling } from '../../domain/calibration.ts';
import type { DeskPolicy, Platform, Tier } from '../../domain/desk.ts';
import type { Telling } from '../../domain/ledger.ts';
import type { RotaChange } from '../../domain/rota.ts';
import type { BodyId, Instant, PersonId, Ticket, TimelineEntry } from '../../domain/ticket.ts';
import type { ArticleReads, ArticleTx } from './articles.ts';
import type { AssistReads, AssistTx } from './assist.ts';
import type { DeflectionReads } from './deflection.ts';
import type { NewFile, StoredFile } from './files.ts';
import type { KbSearch } from './knowledge.ts';
import type { PageOf } from './outbox.ts';
import type { Place } from './places.ts';
import type {
  Account,
  KnownIssue,
  NewBody,
  NewNotice,
  PersonRecord,
  RecordedTimeline,
  StoredQuestion,
  StoredTicket,
  TicketCommit,
  UnsettledQuestion,
} from './records.ts';

// Transactions, reads, and all that a use case is given.

/** One transaction, READ COMMITTED. Locks are taken in this order: inbox key, tickets by id, the rest. */
export interface Tx extends ArticleTx, AssistTx {
  /** Locks the inbox row; null when there is none (work that came from no platform). */
  takeInbox(key: string): Promise<{ state: 'received' | 'done' | 'failed'; outcome: unknown } | null>;
  /** `silent`: nobody waits for an answer of their own; else the payload stays until it was given. */
  finishInbox(key: string, outcome: unknown, at: Instant, silent: boolean): Promise<void>;
  /** Takes the next number of the desk; the row stays locked until the commit. */
  nextNumber(): Promise<number>;
  lockTicket(number: string): Promise<StoredTicket | null>;
  /** All of these that exist, locked in the order of their ids. */
  lockTickets(numbers: readonly string[]): Promise<readonly StoredTicket[]>;
  /** Those of these ids that exist and that no other transaction holds, locked in the order of their ids. */
  lockTicketsUnlessBusy(ids: readonly string[]): Promise<readonly StoredTicket[]>;
  /**
   * Writes state, timeline, due instants, notices with their deliveries of each ticket, all in one statement; marks the
   * messages of the tickets to be redrawn.
   */
  commitTickets(commits: readonly TicketCommit[]): Promise<void>;
  addNotice(notice: NewNotice, at: Instant): Promise<void>;
  /**
   * Gives up a delivery, if `owner` still has its lease. Of a page it tells whether all the pages of its event have been
   * given up now, those that were told to others instead aside.
   */
  giveUpDelivery(id: bigint, owner: string, problem: string): Promise<{ readonly nobodyReached: boolean }>;
  /** Its files are to be copied from then on. */
  saveBody(body: NewBody, at: Instant): Promise<void>;
  /** The files of one body come with another one, too. */
  shareFiles(from: BodyId, to: BodyId): Promise<void>;
  /** The accounts of each of these people on connected platforms, the one seen last first; asked once a transaction. */
  accounts(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, readonly Account[]>>;
  saveAccount(
    account: Omit<Account, 'platform'> & { name: string; email: string | null },
    at: Instant,
  ): Promise<void>;
  /** Keeps the address of an account whose platform did not tell it so far; false if it told another one. */
  learnAddress(
    account: Pick<Account, 'workspaceId' | 'externalId' | 'person'>,
    email: string,
  ): Promise<boolean>;
  /** Gives an account that has become a guest's to another person; false if it is no longer that person's. */
  partAccount(
    account: Pick<Account, 'workspaceId' | 'externalId' | 'person'>,
    guest: PersonId,
  ): Promise<boolean>;
  personByEmail(email: string): Promise<PersonRecord | null>;
  /** Neither an id nor an address that is known is saved again. */
  savePerson(person: PersonRecord, at: Instant): Promise<void>;
  /** All that is the newcomer's becomes the other's, who is the same person; the newcomer is no more. */
  joinPeople(newcomer: PersonId, person: PersonId): Promise<void>;
  /** `externalId` is null while the platform has not told it. */
  workspaces(): Promise<readonly { id: string; platform: Platform; externalId: string | null }[]>;
  /** With its text and files, which need no `saveBody`. */
  saveQuestion(
    question: Omit<StoredQuestion, 'ticketNumber' | 'version'> & { readonly files: readonly NewFile[] },
  ): Promise<void>;
  lockQuestion(id: string): Promise<StoredQuestion | null>;
  /** Writes outcome, what is shown, ticket and article; marks the question's message to be redrawn. */
  updateQuestion(
    question: Pick<StoredQuestion, 'id' | 'outcome' | 'shown' | 'answering' | 'ticketId' | 'articleId'>,
    at: Instant,
  ): Promise<void>;
  addKbFeedback(
    feedback: { articleId: string; body: BodyId; person: PersonId; helpful: boolean },
    at: Instant,
  ): Promise<void>;
  /** The newest scaling of the search's confidence, and since when; null before the first. */
  calibration(): Promise<{ readonly scaling: Scaling; readonly at: Instant } | null>;
  saveCalibration(calibration: Recalibration & { judged: number }, at: Instant): Promise<void>;
  /** First answers of questions asked since then whose asker confirmed one or opened a ticket; never of the silent. */
  judgedAnswers(since: Instant): Promise<readonly JudgedAnswer[]>;
  /** A ticket's thread on its requester's side, from its very opening. */
  addTicketThread(thread: { place: Place; ticketId: string; side: 'requester' | 'agents' }): Promise<void>;
  /** Forgets the delivery keys of what was done, or set aside, before that instant. */
  forgetInbox(before: Instant): Promise<void>;
  /** Forgets files that were given to the local chat before that instant and never sent, and bytes that nothing refers to. */
  forgetFiles(before: Instant): Promise<void>;
  /** The changes of rotas that are proposed or in force, oldest first; no other transaction may change one until the end. */
  lockRotas(): Promise<readonly RotaChange[]>;
  rotaChange(id: string): Promise<RotaChange | null>;
  /** Writes a new change, or what became of one; marks its messages to be redrawn. */
  saveRotaChange(change: RotaChange): Promise<void>;
  /** What ended before that instant is no longer looked at. */
  endRotaChanges(before: Instant): Promise<void>;
  /** False if a fault of that type stands already. `at`: real time. */
  beginFault(type: string, at: number): Promise<boolean>;
  /** Since when it stood (real time); null if it did not. */
  endFault(type: string): Promise<number | null>;
  addDue(due: { key: string; kind: string; data: unknown; at: Instant }): Promise<void>;
  /** Null when it is done already or somebody else has it. */
  takeDue(key: string): Promise<{ kind: string; data: unknown; at: Instant } | null>;
  finishDue(key: string, at: Instant): Promise<void>;
}

/** What is read to answer somebody; each query obeys what the reader may see. */
export interface Reads extends ArticleReads, AssistReads, DeflectionReads {
  ticket(number: string): Promise<StoredTicket | null>;
  ticketById(id: string): Promise<StoredTicket | null>;
  timeline(ticketId: string): Promise<readonly (TimelineEntry & { readonly sequence: number })[]>;
  /** The tickets of these pages with the events that they tell, in the same order; null where one is gone. */
  pages(pages: readonly PageOf[]): Promise<readonly ({ ticket: Ticket; entry: TimelineEntry } | null)[]>;
  /** What became of a ticket's warnings and pages, in the order of their events. */
  tellings(ticketId: string): Promise<readonly Telling[]>;
  body(id: BodyId): Promise<{ text: string; author: PersonId | null; files: readonly StoredFile[] } | null>;
  question(id: string): Promise<StoredQuestion | null>;
  /** By priority, P1 first, and of equal priority the oldest first. */
  tickets(filter: TicketFilter): Promise<readonly Ticket[]>;
  /** Those whose clocks run or are on hold, by their ids, from the one after `after` on. */
  openTickets(page: { readonly after: string; readonly limit: number }): Promise<readonly Ticket[]>;
  /** Open tickets whose promise is of another version, by their ids, from the one after `after` on. */
  openUnderOtherVersion(
    version: number,
    page: { readonly after: string; readonly limit: number },
  ): Promise<readonly { readonly id: string; readonly number: string }[]>;
  /** Timelines of the tickets opened since then, oldest first, from the one behind `after` on. */
  timelinesSince(
    since: Instant,
    page: { readonly after: Pick<RecordedTimeline, 'id' | 'openedAt'> | null; readonly limit: number },
  ): Promise<readonly RecordedTimeline[]>;
  /** Those that last, the oldest first. */
  knownIssues(): Promise<readonly KnownIssue[]>;
  /**
   * What was asked and written about each of these tickets since then, by its number, the newest first, 200 at most of
   * all together: the ticket itself, those merged into it or linked as its duplicates, the questions they came from, and
   * the questions whose askers joined it.
   */
  saidAbout(numbers: readonly string[], since: Instant): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Requesters of the tickets in work that are linked as duplicates of this one. */
  requestersOfDuplicates(number: string): Promise<readonly PersonId[]>;
  /** Which ticket a conversation or thread belongs to, and which side talks there. */
  ticketOfThread(place: Place): Promise<{ number: string; side: 'requester' | 'agents' } | null>;
  /** Whether that thread belongs to no known ticket, and a card is on its way to its conversation. */
  mayBeNewCard(place: Place): Promise<boolean>;
  /** How what was asked under that delivery key ended; null if it has not, or is forgotten. */
  outcomeOf(key: string): Promise<unknown>;
  people(ids: readonly PersonId[]): Promise<readonly PersonRecord[]>;
  rotaChange(id: string): Promise<RotaChange | null>;
  /** Tickets of these tiers whose escalation runs and that nobody has acknowledged, the most urgent first. */
  unacknowledged(
    tiers: readonly { readonly team: string; readonly tier: Tier }[],
    limit: number,
  ): Promise<readonly Ticket[]>;
  /** Who an account is; null for one that was never seen. */
  personOfAccount(workspaceId: string, externalId: string): Promise<PersonRecord | null>;
  /** What a person asked in a conversation since then and nobody settled, oldest first. */
  openQuestions(asker: PersonId, conversation: string, since: Instant): Promise<readonly UnsettledQuestion[]>;
  /** What was asked in a thread, by whom, oldest first, the newest `limit`. */
  askedInThread(place: Place, limit: number): Promise<readonly { author: string; text: string }[]>;
  accountsIn(workspaceId: string, ids: readonly PersonId[]): Promise<readonly Account[]>;
  findPerson(nameOrKey: string): Promise<PersonRecord | null>;
  /** Types of the faults that the duty channel has been told of, and that are not over. */
  standingFaults(): Promise<readonly string[]>;
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
  /** The newest version, its rotas with the swaps and covers that are in force; at most a second old. */
  current(): Promise<DeskPolicy>;
  /** A version as it was applied. */
  at(version: number): Promise<DeskPolicy>;
  /** Something that `current` reads was changed by this process, which sees it at once. */
  changed(): void;
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
