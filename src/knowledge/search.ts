import type { Logger } from 'pino';
import type { KbAnswer, KbDocument, KbFeed, KbQuestion, KbSearch } from '../app/ports.ts';
import { startIndexThread } from './indexThread.ts';
import type { SynonymGroups } from './text/synonyms.ts';

export interface KbSearchOptions {
  readonly feed: KbFeed;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** A search that takes longer is answered with tier `none` and no hits. */
  readonly timeoutMs: number;
  /** Added to the built-in groups: each lists ways to say one thing. */
  readonly synonyms?: SynonymGroups;
}

export interface RunningKbSearch extends KbSearch {
  /** All that the feed held at the start is in the index. */
  ready(): boolean;
  /** Resolves when the thread and the feed are at rest. */
  close(): Promise<void>;
}

/** Hints only hasten: without any, a change is seen after this time, well within a second. */
const LOOK_EVERY_MS = 500;
const LOOK_AGAIN_AFTER_FAULT_MS = 1_000;
/** Articles and feedback go to the index in portions, between which it answers questions. */
const PORTION = 50;

const WARM_UP_SEARCHES = 30;
const WARM_UP_MS = 5_000;

const NO_ANSWER: KbAnswer = { tier: 'none', hits: [] };

/**
 * Starts the search over what `feed` tells. The index lives in a thread of its own. Resolves after the first look at
 * the feed, also when that failed: then it is not ready, answers `none`, and tries again each second.
 */
export async function startKbSearch(options: KbSearchOptions): Promise<RunningKbSearch> {
  const { feed, log, timeoutMs } = options;
  let cursor: string | null = null;
  let losses = 0;
  let ready = false;
  let closed = false;
  let faulty = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let hinted = false;

  const thread = startIndexThread({
    synonyms: options.synonyms ?? [],
    log,
    onLost: () => {
      losses++;
      cursor = null;
      ready = false;
    },
  });

  async function look(): Promise<void> {
    const lossesBefore = losses;
    const changes = await feed.changesSince(cursor);
    const { documents, feedback } = changes;
    if (closed || losses > lossesBefore) return;
    for (let at = 0; at < Math.max(documents.length, feedback.length); at += PORTION)
      thread.change(documents.slice(at, at + PORTION), feedback.slice(at, at + PORTION));
    if (!ready) {
      const articles = await thread.caughtUp();
      if (articles === undefined || closed) return;
      await warmUp(documents);
      ready = true;
      log.info({ articles }, 'knowledge index is ready');
    }
    cursor = changes.cursor;
  }

  /** The first searches of a thread take many times as long as all later ones; they are not an asker's. */
  async function warmUp(documents: readonly KbDocument[]): Promise<void> {
    for (const { title: text, audience } of documents.slice(0, WARM_UP_SEARCHES)) {
      await thread.search({ text, audiences: [audience], limit: 3 }, WARM_UP_MS);
    }
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
    ready: () => ready,
    search: async (question: KbQuestion) =>
      ready ? ((await thread.search(question, timeoutMs)) ?? NO_ANSWER) : NO_ANSWER,
    async close() {
      closed = true;
      clearTimeout(timer);
      unsubscribe();
      await thread.close();
      await looking;
    },
  };
}
