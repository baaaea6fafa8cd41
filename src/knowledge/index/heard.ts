import type { KbFeedback } from '../../app/ports.ts';
import { distinctTerms, type ShortText } from './article.ts';
import type { Asked } from './features.ts';

/** So many of the newest questions of an article are remembered, confirmed and refused apart. */
const REMEMBERED = 100;
/** Characters; what askers write says early what it is about. */
const READ = 1_000;

/** What askers said of the articles, also of those that are not in the index now. */
export interface Heard {
  /** False when this was heard before. */
  note(feedback: KbFeedback): boolean;
  of(articleId: string): Asked;
}

interface Said {
  readonly text: ShortText;
  readonly helpful: boolean;
}

const NOTHING: Asked = { confirmed: [], refused: [], counts: new Map(), length: 0 };

export function createHeard(read: (text: string) => ShortText): Heard {
  const heard = new Map<string, Map<string, Said>>();
  const summaries = new Map<string, Asked>();

  function summaryOf(said: ReadonlyMap<string, Said>): Asked {
    const all = [...said.values()];
    const confirmed = all.filter(({ helpful }) => helpful);
    const counts = new Map<number, number>();
    for (const { text } of confirmed)
      for (const term of distinctTerms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    return {
      confirmed: confirmed.map(({ text }) => text),
      refused: all.filter(({ helpful }) => !helpful).map(({ text }) => text),
      counts,
      length: confirmed.reduce((sum, { text }) => sum + text.terms.length, 0),
    };
  }

  return {
    note({ id, articleId, question, helpful }) {
      const said = heard.get(articleId) ?? new Map<string, Said>();
      heard.set(articleId, said);
      if (said.get(id)?.helpful === helpful) return false;
      said.delete(id);
      said.set(id, { text: read(question.slice(0, READ)), helpful });
      const same = [...said].filter(([, entry]) => entry.helpful === helpful);
      const oldest = same[0];
      if (same.length > REMEMBERED && oldest) said.delete(oldest[0]);
      summaries.set(articleId, summaryOf(said));
      return true;
    },
    of: (articleId) => summaries.get(articleId) ?? NOTHING,
  };
}
