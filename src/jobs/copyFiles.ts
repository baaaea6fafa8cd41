import type { FileCopies, FileSource, TakenFile } from '../app/ports.ts';
import { ChannelError } from '../chat/channel.ts';
import { LARGEST_COPY } from '../domain/files.ts';

export interface CopyDeps {
  readonly copies: FileCopies;
  /** Where the files of a workspace come from; null when this process has no way to it. */
  readonly sourceOf: (workspaceId: string) => Promise<FileSource | null>;
  readonly owner: string;
  /** The desk's time. */
  readonly deskNow: () => number;
  /** The machine's time: leases and retries. */
  readonly realNow: () => number;
  readonly log: {
    info(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

const TICK_MS = 500;
/** Each may be of the largest size, in memory. */
const AT_ONCE = 3;
/** Longer than a download may take; then another process takes up what a dead one was copying. */
const LEASE_MS = 90_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 15 * 60_000;
/** With these waits a platform may be away for more than an hour. */
const MOST_ATTEMPTS = 14;

/** Copies what people attach from its platform to the desk, in the background. `stop` leaves what is under way for later. */
export function startCopying(deps: CopyDeps): { stop(): Promise<void> } {
  const { copies, owner, log } = deps;
  const underWay = new Set<Promise<void>>();
  const ending = new AbortController();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async () => {
    const free = AT_ONCE - underWay.size;
    if (free === 0) return;
    for (const file of await copies.take(owner, deps.realNow(), LEASE_MS, free)) {
      const copying = copyFile(deps, file, ending.signal).finally(() => underWay.delete(copying));
      underWay.add(copying);
    }
  };
  const run = async () => {
    await look().catch((error) => log.error({ err: error }, 'Files to be copied could not be looked for'));
    if (!stopped) timer = setTimeout(() => (looking = run()), TICK_MS);
  };
  let looking = run();

  return {
    async stop() {
      stopped = true;
      ending.abort();
      clearTimeout(timer);
      await looking;
      await Promise.all(underWay);
    },
  };
}

/** Copies one file to its end: copied, linked, failed, or to be tried again. Never rejects. */
export async function copyFile(deps: CopyDeps, file: TakenFile, signal: AbortSignal): Promise<void> {
  const { owner, log } = deps;
  try {
    await copy(deps, file, signal);
  } catch (error) {
    if (!(error instanceof ChannelError)) log.error({ err: error, file: file.id }, 'A file was not copied');
    else log.info({ file: file.id, problem: error.message }, 'A file was not copied');
    await afterFault(deps, file, error).catch((fault) =>
      // The database may be what is away; the lease ends by itself then.
      log.error({ err: fault, file: file.id, owner }, 'That a file was not copied could not be recorded'),
    );
  }
}

async function copy(
  { copies, owner, sourceOf, deskNow }: CopyDeps,
  file: TakenFile,
  signal: AbortSignal,
): Promise<void> {
  const tooLarge = () => copies.ended(file.id, owner, 'linked', 'tooLarge');
  if (file.size !== null && file.size > LARGEST_COPY) return tooLarge();
  const source = await sourceOf(file.workspaceId);
  if (!source) throw new ChannelError('down', 'the platform is not connected');
  const bytes = await source.download(file, { limit: LARGEST_COPY, signal });
  return bytes === 'tooLarge' ? tooLarge() : copies.copied(file.id, owner, bytes, deskNow());
}

async function afterFault({ copies, owner, realNow }: CopyDeps, file: TakenFile, fault: unknown) {
  const code = fault instanceof ChannelError ? fault.code : 'down';
  if (code === 'rejected') return copies.ended(file.id, owner, 'linked', 'elsewhere');
  if (code === 'gone' || code === 'forbidden') return copies.ended(file.id, owner, 'failed', code);
  if (file.attempts + 1 >= MOST_ATTEMPTS) return copies.ended(file.id, owner, 'failed', 'unreachable');
  const asked = fault instanceof ChannelError ? fault.retryAfterMs : null;
  const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** file.attempts);
  return copies.retry(file.id, owner, realNow() + (asked ?? wait));
}
