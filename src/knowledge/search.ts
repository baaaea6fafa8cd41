import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { KbAnswer, KbChanges, KbDocument, KbFeed, KbQuestion, KbSearch } from '../app/ports.ts';
import type { SynonymGroups } from '../domain/desk.ts';
import { type IndexThread, startIndexThread } from './indexThread.ts';
import { portionsOf } from './portions.ts';

export interface KbSearchOptions {
  readonly feed: KbFeed;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** A search that takes longer is answered with tier `none` and no hits. */
  readonly timeoutMs: number;
}

export interface RunningKbSearch extends KbSearch {
  /** All that the feed held at the start is in the index. */
  ready(): boolean;
  /** Resolves when the thread and the feed are at rest. */
  close(): Promise<void>;
}

/** A thread and what it was told. */
interface Index {
  readonly thread: IndexThread;
  readonly synonyms: SynonymGroups;
  cursor: string | null;
  ready: boolean;
  /** How often its thread died, and all that it knew with it. */
  losses: number;
}

/** Hints only hasten: without any, a change is seen after this time, well within a second. */
const LOOK_EVERY_MS = 500;
const LOOK_AGAIN_AFTER_FAULT_MS = 1_000;

const WARM_UP_SEARCHES = 300;
const WARM_UP_MS = 5_000;

const NO_ANSWER: KbAnswer = { tier: 'none', hits: [] };

/**
 * Starts the search over what `feed` tells. The index lives in a thread of its own. Resolves after the first look at
 * the feed, also when that failed: then it is not ready, answers `none`, and tries again each second.
 */
export async function startKbSearch({ feed, log, timeoutMs }: KbSearchOptions): Promise<RunningKbSearch> {
  let current: Index | null = null;
  let closed = false;
  let faulty = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let hinted = false;

  function begin(synonyms: SynonymGroups): Index {
    const thread = startIndexThread({
      synonyms,
      log,
      onLost: () => {
        index.losses++;
        index.cursor = null;
        index.ready = false;
      },
    });
    const index: Index = { thread, synonyms, cursor: null, ready: false, losses: 0 };
    return index;
  }

  async function look(): Promise<void> {
    const losses = current?.losses ?? 0;
    const changes = await feed.changesSince(current?.cursor ?? null);
    if (closed) return;
    current ??= begin(changes.synonyms);
    if (isDeepStrictEqual(current.synonyms, changes.synonyms)) return tell(current, changes, losses);
    // Words mean something else now, so all is read anew; meanwhile the index that was answers.
    const before = current;
    const next = begin(changes.synonyms);
    try {
      await tell(next, await feed.changesSince(null), 0);
      if (next.ready) current = next;
    } finally {
      await (current === next ? before : next).thread.close();
    }
  }

  /** `losses`: how many there were when the changes were read; of another thread they tell nothing. */
  async function tell(index: Index, changes: KbChanges, losses: number): Promise<void> {
    const { thread } = index;
    if (index.losses > losses) return;
    thread.scale(changes.scaling);
    for (const { documents, feedback } of portionsOf(changes)) {
      thread.change(documents, feedback);
      await thread.caughtUp();
      if (closed || index.losses > losses) return;
    }
    if (!index.ready) {
      const articles = await thread.caughtUp();
      if (articles === undefined || closed) return;
      await warmUp(thread, changes.documents);
      if (index.losses > losses) return;
      index.ready = true;
      log.info({ articles }, 'knowledge index is ready');
    }
    index.cursor = changes.cursor;
  }

  async function lookSafely(): Promise<void> {
    hinted = false;
    clearTimeout(timer);
    try {
      await look();
      faulty = false;
    } catch (error) {
      if (!faulty) log.warn({ err: error }, 'knowledge index cannot read its changes; trying again');
      faulty = true;
    }
    looking = undefined;
    if (closed) return;
    timer = setTimeout(hint, faulty ? LOOK_AGAIN_AFTER_FAULT_MS : hinted ? 0 : LOOK_EVERY_MS);
  }

  function hint(): void {
    hinted = true;
    if (closed || looking) return;
    looking = lookSafely();
  }

  const unsubscribe = feed.onHint(hint);
  hint();
  await looking;

  return {
    ready: () => current?.ready ?? false,
    search: async (question: KbQuestion) =>
      current?.ready ? ((await current.thread.search(question, timeoutMs)) ?? NO_ANSWER) : NO_ANSWER,
    async close() {
      closed = true;
      clearTimeout(timer);
      unsubscribe();
      await current?.thread.close();
      await looking;
    },
  };
}

/** The first searches of a thread take many times as long as all later ones; they are not an asker's. */
async function warmUp(thread: IndexThread, documents: readonly KbDocument[]): Promise<void> {
  for (const { title: text, audience } of documents.slice(0, WARM_UP_SEARCHES))
    await thread.search({ text, audiences: [audience], limit: 3 }, WARM_UP_MS);
}
