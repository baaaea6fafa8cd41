import type { Platform } from '../../domain/desk.ts';
import type { Instant } from '../../domain/ticket.ts';

// Files that people send: what is recorded of them, and how their bytes come to the desk.

/** A file as it came in, with a name that `fileName` has made safe. */
export interface NewFile {
  /** Whose platform has it. */
  readonly workspaceId: string;
  readonly externalId: string;
  readonly name: string;
  readonly mimeType: string | null;
  /** Bytes, as the platform told it; not to be relied on. */
  readonly size: number | null;
  /** Where people open it on its platform. */
  readonly url: string | null;
  /** Where the desk fetches it; people are never shown it, since it may be a key of its own. */
  readonly downloadUrl: string | null;
}

/** `linked`: it is not to be copied and stays on its platform; `failed`: it could not be. */
export type FileState = 'pending' | 'copied' | 'linked' | 'failed';

/** Why a file was not copied: the first two leave it linked, the others are failures. */
export type FileProblem = 'tooLarge' | 'elsewhere' | 'gone' | 'forbidden' | 'unreachable';

/** A file as it is shown. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly size: number | null;
  readonly state: FileState;
  /** Null unless it is linked or failed; also for what was linked before there were copies. */
  readonly problem: FileProblem | null;
  readonly url: string | null;
  /** Null for what was recorded before there were copies. */
  readonly platform: Platform | null;
}

/** What a platform needs to give a file out. */
export interface PlatformFile {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly mimeType: string | null;
  readonly downloadUrl: string | null;
}

export interface DownloadLimits {
  /** Bytes. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** The files of one platform; every edge implements it. */
export interface FileSource {
  /**
   * All bytes of a file, or `tooLarge` once there are more than `limit`. Only the platform's own hosts are asked; an
   * abort ends it as `down`.
   * Rejects with a ChannelError: `gone`, `forbidden`, or `rejected` for what is not the platform's own, for good;
   * `down` and `rate_limited` for now.
   */
  download(file: PlatformFile, how: DownloadLimits): Promise<Uint8Array | 'tooLarge'>;
}

/** A file that is to be copied, leased to who took it. */
export interface TakenFile extends PlatformFile {
  readonly id: string;
  readonly size: number | null;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** The files that are to be copied. Leases and retries use real time (milliseconds since 1970). */
export interface FileCopies {
  /** Takes files that may be tried now, the oldest first; leased to `owner` for `leaseMs`. */
  take(owner: string, now: number, leaseMs: number, limit: number): Promise<readonly TakenFile[]>;
  /** Keeps the bytes; `at` is the desk's time. Without the lease nothing is done; so it is with the next two. */
  copied(id: string, owner: string, bytes: Uint8Array, at: Instant): Promise<void>;
  /** It will not be copied. */
  ended(id: string, owner: string, state: 'linked' | 'failed', problem: FileProblem): Promise<void>;
  retry(id: string, owner: string, notBefore: number): Promise<void>;
  /** A copied file; null for every other. */
  read(id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
}
