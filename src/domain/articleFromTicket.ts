import { redact, type TakenOut } from './redact.ts';

/** What was written about a ticket, in the order in which it was written. */
export interface TicketWords {
  readonly title: string;
  readonly description: string;
  readonly said: readonly { readonly by: 'requester' | 'agent' | 'note'; readonly text: string }[];
  readonly resolution: string;
  /** Names of everybody who took part. */
  readonly names: readonly string[];
  /** Names of others that may be mentioned. */
  readonly others: readonly string[];
}

/** Headings of an article in its language. */
export interface ArticleHeadings {
  readonly symptoms: string;
  readonly cause: string;
  readonly steps: string;
}

export interface ArticleSketch {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly taken: readonly TakenOut[];
}

/** Words by which a sentence says why. */
const CAUSE =
  /\b(?:because|caused? by|the cause|root cause|reason (?:is|was)|due to|turned out)\b|原因|因为|由于|导致/i;
const STEPS_AT_MOST = 20;

/**
 * Sketches an article from what was written about a ticket, in the order of KCS: what the requester saw, why it was so,
 * what helped. Causes are the sentences of notes and of the resolution that say why; steps are what agents wrote to the
 * requester, without their questions, and the resolution. Personal data and secrets are taken out before.
 */
export function articleFromTicket(words: TicketWords, headings: ArticleHeadings): ArticleSketch {
  const taken: TakenOut[] = [];
  const clean = (text: string): string => {
    const redacted = redact(text, words.names, words.others);
    for (const each of redacted.taken)
      if (!taken.some(({ kind, what }) => kind === each.kind && what === each.what)) taken.push(each);
    return redacted.text.trim();
  };
  const title = clean(words.title).replace(/\s+/g, ' ');
  const description = clean(words.description);
  const notes = words.said.filter(({ by }) => by === 'note').map(({ text }) => clean(text));
  const replies = words.said.filter(({ by }) => by === 'agent').map(({ text }) => clean(text));
  const resolution = clean(words.resolution);
  const causes = [...notes, resolution].flatMap(sentencesOf).filter((sentence) => CAUSE.test(sentence));
  const steps = [...replies, resolution]
    .flatMap(sentencesOf)
    .filter((sentence) => isStep(sentence) && !causes.includes(sentence));
  const numbered = [...new Set(steps)].slice(0, STEPS_AT_MOST).map((step, index) => `${index + 1}. ${step}`);
  const section = (heading: string, text: string) => (text === '' ? [] : [`## ${heading}\n\n${text}`]);
  const body = [
    ...section(headings.symptoms, description),
    ...section(headings.cause, [...new Set(causes)].join('\n')),
    ...section(headings.steps, numbered.join('\n')),
  ].join('\n\n');
  return { title, body, taken };
}

/** Lines and sentences, without the marks of a list. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+(?=\p{Lu})|(?<=[。！？])/u)
    .map((part) => part.replace(/^\s*(?:[-*+•]|\d{1,2}[.)、])\s*/, '').trim())
    .filter((part) => part !== '');
}

/** Neither a question nor a courtesy. */
const isStep = (sentence: string): boolean =>
  !/[?？]\s*$/.test(sentence) &&
  !/^(?:hi|hello|hey|dear|thanks?|thank you|best|regards|sorry|你好|您好|谢谢|抱歉)\b/i.test(sentence) &&
  [...sentence].length >= SHORTEST_STEP;

const SHORTEST_STEP = 4;
