import { isDeepStrictEqual } from 'node:util';
import type { KbAnswer, KbDocument, KbFeedback, KbQuestion } from '../../app/ports.ts';
import { type Scaling, UNSCALED } from '../../domain/calibration.ts';
import type { SynonymGroups } from '../../domain/desk.ts';
import { compileConcepts } from '../text/concepts.ts';
import { builtInSynonyms } from '../text/synonyms.ts';
import { distinctTerms, type IndexedArticle, readArticle, readShort } from './article.ts';
import { associationsOf, type Known } from './associations.ts';
import {
  type Calibration,
  type Circumstances,
  fitted,
  logit,
  nothingLogit,
  probabilities,
  tierOf,
} from './confidence.ts';
import { describe, type Features } from './features.ts';
import { createFirstLook } from './firstLook.ts';
import { createHeard } from './heard.ts';
import { isCalledSo } from './keyword.ts';
import { passageFor } from './passage.ts';
import { createPostings } from './postings.ts';
import { type Association, type Question, readQuestion } from './question.ts';
import { createSpellings } from './spellings.ts';
import { createVocabulary } from './vocabulary.ts';

/** So many articles are looked at closely. */
const CANDIDATES = 40;
/** A word that askers use says as much as so many in an article. */
const ASKED_TIMES = 3;
/** Beyond this a question is a story or a log, and its length says nothing more. */
const MOST_WORDS = 12;

export interface Candidate {
  readonly place: number;
  readonly articleId: string;
  readonly features: Features;
}

export interface Found {
  readonly read: Question;
  readonly circumstances: Circumstances;
  readonly found: readonly Candidate[];
}

export interface KbIndex {
  /** Puts an article in, in its newest form; one that is not published is taken out. */
  put(document: KbDocument): void;
  remove(articleId: string): void;
  /** A confirmed question counts for its article from now on, a refused one against. Twice is once. */
  learn(feedback: KbFeedback): void;
  /** How sure it says it is from now on. */
  scale(scaling: Scaling): void;
  /** Never throws for what a question holds. */
  search(question: KbQuestion): KbAnswer;
  /** What the calibration is fitted on. */
  candidates(question: KbQuestion): Found;
  size(): number;
}

/** An index in memory. `synonyms` are added to the built-in groups. */
export function createKbIndex(
  options: { synonyms?: SynonymGroups; calibration?: Calibration } = {},
): KbIndex {
  const calibration = options.calibration ?? fitted;
  const findConcepts = compileConcepts(builtInSynonyms, options.synonyms ?? []);
  const vocabulary = createVocabulary();
  const written = createPostings();
  const asked = createPostings();
  const articles: (IndexedArticle | undefined)[] = [];
  const places = new Map<string, number>();
  const free: number[] = [];
  const spellings = createSpellings();
  const heard = createHeard((text) => readShort(text, vocabulary, findConcepts));
  /** What each place's articles' confirmed questions count for now. */
  const askedTerms = new Map<number, ReadonlyMap<number, number>>();
  let scaling = UNSCALED;
  const firstLook = createFirstLook(written, asked);

  function forgetAsked(place: number): void {
    for (const [term, count] of askedTerms.get(place) ?? []) {
      asked.remove(term, place);
      vocabulary.countShort(term, -1);
      vocabulary.count(term, -1);
      vocabulary.countTimes(term, -ASKED_TIMES * count);
    }
    askedTerms.delete(place);
  }

  function countAsked(place: number, articleId: string): void {
    forgetAsked(place);
    const { confirmed, counts } = heard.of(articleId);
    for (const [term, count] of counts) {
      // Half a question is added, so that one lucky question does not count as much as many that agree.
      asked.add(term, place, count / (confirmed.length + 0.5));
      vocabulary.count(term, 1);
      vocabulary.countShort(term, 1);
      vocabulary.countTimes(term, ASKED_TIMES * count);
    }
    if (counts.size > 0) askedTerms.set(place, counts);
  }

  function remove(articleId: string): void {
    const place = places.get(articleId);
    const article = place === undefined ? undefined : articles[place];
    if (place === undefined || article === undefined) return;
    for (const [at, term] of article.terms.entries()) {
      written.remove(term, place);
      vocabulary.count(term, -1);
      vocabulary.countTimes(term, -(article.strengths[at] ?? 0));
    }
    for (const term of distinctTerms(article.titleText)) vocabulary.countShort(term, -1);
    spellings.count(article.titleThrees, -1);
    forgetAsked(place);
    firstLook.setLength(place, 0);
    articles[place] = undefined;
    places.delete(articleId);
    free.push(place);
    vocabulary.resize(places.size);
  }

  function put(document: KbDocument): void {
    // The feed may repeat what it told before.
    if (isDeepStrictEqual(articles[places.get(document.articleId) ?? -1]?.document, document)) return;
    remove(document.articleId);
    if (!document.published) return;
    const article = readArticle(document, vocabulary, findConcepts, spellings);
    const place = free.pop() ?? articles.length;
    articles[place] = article;
    places.set(document.articleId, place);
    for (const [at, term] of article.terms.entries()) {
      written.add(term, place, article.strengths[at] ?? 0);
      vocabulary.count(term, 1);
      vocabulary.countTimes(term, article.strengths[at] ?? 0);
    }
    for (const term of distinctTerms(article.titleText)) vocabulary.countShort(term, 1);
    spellings.count(article.titleThrees, 1);
    firstLook.setLength(place, article.length + 1);
    vocabulary.resize(places.size);
    countAsked(place, document.articleId);
  }

  function learn(feedback: KbFeedback): void {
    const place = heard.note(feedback) ? places.get(feedback.articleId) : undefined;
    if (place !== undefined) countAsked(place, feedback.articleId);
  }

  const known: Known = {
    asked,
    titleAt: (place) => articles[place]?.titleText,
    frequency: (term) => vocabulary.frequency(term) / Math.max(1, places.size),
  };
  const associations = (term: number): Association[] => associationsOf(term, known);

  function candidates(question: KbQuestion): Found {
    const read = readQuestion(question.text, vocabulary, findConcepts, spellings, associations);
    const allowed = new Set<string>(question.audiences);
    const learned = askedTerms.size / Math.max(1, places.size);
    const sightings = firstLook.look(read, CANDIDATES, (place) => {
      const article = articles[place];
      return article !== undefined && allowed.has(article.document.audience);
    });
    const found = sightings.flatMap((sighting): Candidate[] => {
      const article = articles[sighting.place];
      if (article === undefined) return [];
      const { articleId } = article.document;
      const features = describe(read, article, heard.of(articleId), sighting, {
        vocabulary,
        spellings,
        learned,
      });
      return [{ place: sighting.place, articleId, features }];
    });
    const circumstances = {
      unknown: read.unknown,
      words: Math.log1p(Math.min(read.slots.length, MOST_WORDS)),
      learned,
    };
    return { read, circumstances, found };
  }

  function search(question: KbQuestion): KbAnswer {
    const { read, circumstances, found } = candidates(question);
    if (found.length === 0) return { tier: 'none', hits: [] };
    const logits = found.map(({ features }) => logit(features, calibration));
    const confidences = probabilities(logits, nothingLogit(circumstances, calibration), scaling);
    const order = found
      .map((candidate, at) => ({ ...candidate, score: logits[at] ?? 0, confidence: confidences[at] ?? 0 }))
      .sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1));
    const headingShare = (heading: string): number => {
      const { terms, concepts } = readShort(heading, vocabulary, findConcepts);
      const slots = new Set(
        [...terms, ...concepts.flat()].flatMap((term) =>
          (read.terms.get(term)?.stands ?? []).map(([slot]) => slot),
        ),
      );
      return (
        [...slots].reduce((sum, slot) => sum + (read.slots[slot]?.weight ?? 0), 0) /
        Math.max(read.weight, 1e-6)
      );
    };
    const tier = tierOf(
      order.map(({ confidence }) => confidence),
      circumstances.unknown,
      calibration,
    );
    const called = order.filter(({ place }) => {
      const article = articles[place];
      return tier === 'none' && article !== undefined && isCalledSo(read, article);
    });
    return {
      tier: called.length > 0 ? 'clarify' : tier,
      hits: [...called, ...order.filter((each) => !called.includes(each))]
        .slice(0, question.limit)
        .flatMap(({ place, score, confidence }) => {
          const article = articles[place];
          if (article === undefined) return [];
          const passage = passageFor(article, read, headingShare);
          return [
            {
              articleId: article.document.articleId,
              title: article.document.title,
              score,
              confidence,
              passage,
            },
          ];
        }),
    };
  }

  const scale = (next: Scaling): void => {
    scaling = next;
  };

  return { put, remove, learn, scale, search, candidates, size: () => places.size };
}
