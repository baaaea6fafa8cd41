import type { KbChanges, KbDocument, KbFeed, KbFeedback } from '../../src/app/ports.ts';
import { type Scaling, UNSCALED } from '../../src/domain/calibration.ts';
import type { SynonymGroups } from '../../src/domain/desk.ts';

/** A feed that tests write to; like the real one it repeats the newest rows on each look. */
export function createSettableFeed() {
  const rows: { document?: KbDocument; feedback?: KbFeedback }[] = [];
  const listeners = new Set<() => void>();
  let away = false;
  let synonyms: SynonymGroups = [];
  let scaling = UNSCALED;
  const feed: KbFeed = {
    async changesSince(cursor): Promise<KbChanges> {
      if (away) throw new Error('the database is away');
      const fresh = rows.slice(Math.max(0, Number(cursor ?? 0) - 2));
      return {
        documents: fresh.flatMap(({ document }) => (document ? [document] : [])),
        feedback: fresh.flatMap(({ feedback }) => (feedback ? [feedback] : [])),
        synonyms,
        scaling,
        cursor: String(rows.length),
      };
    },
    onHint(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    feed,
    listeners,
    write: (...documents: KbDocument[]) => rows.push(...documents.map((document) => ({ document }))),
    confirm: (feedback: KbFeedback) => rows.push({ feedback }),
    hint: () => {
      for (const listener of listeners) listener();
    },
    mean: (groups: SynonymGroups) => {
      synonyms = groups;
    },
    scale: (next: Scaling) => {
      scaling = next;
    },
    setAway: (now: boolean) => {
      away = now;
    },
  };
}

let last = 0;

/** An article for everyone in English, unless said otherwise. */
export function article(given: Partial<KbDocument> & { title: string; body: string }): KbDocument {
  return {
    articleId: `article-${++last}`,
    language: 'en',
    audience: 'everyone',
    tags: [],
    published: true,
    ...given,
  };
}
