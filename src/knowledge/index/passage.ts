import type { Passage } from '../../domain/knowledge.ts';
import type { IndexedArticle, IndexedBlock } from './article.ts';
import { type Question, standsFor } from './question.ts';

/** Characters of a passage; the whole article is one click away. */
const LONGEST = 1_200;

const REMEDY =
  /\b(?:steps?|solution|resolution|fix|how to|what to do|workaround|instructions?|procedure|answer)\b|步骤|解决|处理|方法|操作|怎么|如何/i;
const COMPLAINT =
  /\b(?:symptoms?|causes?|problem|background|introduction|overview|summary|applies to|related|see also|(?:that|this) does not help|still)\b|未解决|症状|现象|原因|背景|概述|适用|相关/i;
const STEP = /^[ \t]*(?:\d{1,2}[.)、]|[-*+][ \t])/m;

/**
 * How likely a section says what to do, whatever the question. What stands above all headings tells what it is about; it
 * loses against the steps even if it holds all that was asked (1 of closeness), as with an error code and nothing else.
 */
function remedy(block: IndexedBlock, text: string, hasHeadings: boolean): number {
  const heading = block.heading ?? '';
  if (COMPLAINT.test(heading) || (heading === '' && hasHeadings)) return -0.3;
  if (REMEDY.test(heading)) return 0.75;
  return STEP.test(text) ? 0.2 : 0;
}

function closeness(block: IndexedBlock, question: Question, headingShare: number): number {
  const hits = new Float32Array(question.slots.length);
  for (const term of block.terms)
    for (const [slot, factor] of standsFor(question, term)?.stands ?? [])
      hits[slot] = Math.max(hits[slot] ?? 0, factor);
  let sum = 0;
  for (const [at, { weight }] of question.slots.entries()) sum += weight * (hits[at] ?? 0);
  return (question.weight > 0 ? sum / question.weight : 0) + headingShare;
}

function cut(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= LONGEST) return trimmed;
  const end = trimmed.lastIndexOf('\n', LONGEST);
  return `${trimmed.slice(0, end > LONGEST / 2 ? end : LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * The passage that answers: the section nearest to the question that says what to do, with its heading; not the
 * first lines, and not the symptoms that the asker has just described.
 */
export function passageFor(
  article: IndexedArticle,
  question: Question,
  headingShare: (heading: string) => number,
): Passage {
  let best: IndexedBlock | undefined;
  const hasHeadings = article.blocks.some(({ heading }) => heading !== null);
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const block of article.blocks) {
    const text = article.document.body.slice(block.from, block.to);
    const value =
      closeness(block, question, block.heading ? headingShare(block.heading) : 0) +
      remedy(block, text, hasHeadings);
    if (value > bestValue) {
      best = block;
      bestValue = value;
    }
  }
  if (best === undefined) return { heading: null, text: cut(article.document.body) };
  return {
    heading: best.heading,
    text: cut(article.document.body.slice(...sectionAround(article, best))),
  };
}

/** Steps are not torn apart: the passage is the section, from its begin if the block is then still within it. */
function sectionAround(article: IndexedArticle, block: IndexedBlock): readonly [from: number, to: number] {
  if (block.heading === null) return [block.from, block.to];
  const section = article.blocks.filter((other) => other.section === block.section);
  const from = Math.min(...section.map((other) => other.from));
  const to = Math.max(...section.map((other) => other.to));
  return [block.to - from <= LONGEST ? from : block.from, to];
}
