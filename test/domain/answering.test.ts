import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answering,
  afterClarifying,
  afterKnown,
  afterNotQuite,
  type Findings,
  pageBegin,
  shownAfterMore,
  shownAtFirst,
} from '../../src/domain/answering.ts';
import { candidateOf } from '../../src/domain/candidate.ts';
import { type Candidate, clarification, FACETS } from '../../src/domain/clarify.ts';
import type { Article } from '../../src/domain/knowledge.ts';
import { deskPolicy } from '../support/builders.ts';

const values = fc.array(fc.constantFrom('vpn', 'wifi', 'mail', 'phone', 'mac', 'windows'), { maxLength: 3 });
const candidates = fc
  .array(fc.record({ service: values, platform: values, tag: values, heading: values }), { maxLength: 10 })
  .map((all) => all.map((facets, place): Candidate => ({ article: `a${place}`, facets })));
const about = (article: string, facets: Candidate['facets']): Candidate => ({ article, facets });

describe('the one question back', () => {
  it('offers two to four options, none empty, no article in two of them', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const asked = clarification(all);
        if (!asked) return;
        const { facet, options } = asked;
        expect(FACETS).toContain(facet);
        expect(options.length).toBeGreaterThanOrEqual(2);
        expect(options.length).toBeLessThanOrEqual(4);
        expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
        const offered = options.flatMap(({ articles }) => articles);
        expect(new Set(offered).size).toBe(offered.length);
        for (const { value, articles } of options) {
          expect(articles.length).toBeGreaterThan(0);
          for (const article of articles)
            expect(all.find((each) => each.article === article)?.facets[facet]).toContain(value);
        }
      }),
    );
  });

  it('asks for what splits the candidates best', () => {
    const asked = clarification([
      about('a', { service: ['vpn'], platform: ['Windows'] }),
      about('b', { service: ['vpn'], platform: ['macOS'] }),
      about('c', { service: ['vpn'], platform: ['Windows'] }),
      about('d', { service: ['wifi'], platform: ['macOS'] }),
    ]);
    expect(asked).toEqual({
      facet: 'platform',
      options: [
        { value: 'Windows', articles: ['a', 'c'] },
        { value: 'macOS', articles: ['b', 'd'] },
      ],
    });
  });

  it('asks nothing where they do not differ', () => {
    expect(clarification([])).toBeNull();
    expect(clarification([about('a', { tag: ['vpn'] })])).toBeNull();
    expect(clarification([about('a', { tag: ['vpn'] }), about('b', { tag: ['vpn'] })])).toBeNull();
  });

  it('reads what an article is about from its title, tags and passage', () => {
    const article: Article = {
      id: 'a',
      slug: 'a',
      title: 'The VPN on a MacBook',
      body: '',
      language: 'en',
      audience: 'everyone',
      state: 'published',
      tags: ['client', ' '],
      owner: null,
      reviewBy: null,
      translationOf: null,
    };
    const passage = { heading: 'On macOS', text: '' };
    expect(candidateOf(article, passage, deskPolicy().services).facets).toEqual({
      service: ['vpn'],
      platform: ['macOS'],
      tag: ['client'],
      heading: ['On macOS'],
    });
  });
});

describe('the way of a question', () => {
  const clicks = fc.array(
    fc.constantFrom<'notQuite' | 'somethingElse' | 'none' | number>(
      'notQuite',
      'somethingElse',
      'none',
      0,
      1,
      2,
      3,
      7,
    ),
    {
      maxLength: 12,
    },
  );
  const STAGES: readonly Answering['stage'][] = ['known', 'answers', 'clarifying', 'others', 'ticketOffer'];

  it('leads on with every answer, asks back once, and ends with the ticket', () => {
    fc.assert(
      fc.property(candidates, clicks, (all, pressed) => {
        const left = all.map(({ article }) => article);
        const after = (click: (typeof pressed)[number], from: Answering): Answering => {
          if (click === 'notQuite') return afterNotQuite(from, all);
          if (click === 'somethingElse') return afterKnown(from);
          return afterClarifying(from, click === 'none' ? null : click, left);
        };
        let at: Answering = { stage: 'known', incident: 'INC-1001' };
        for (const click of pressed) {
          const next = after(click, at);
          expect(STAGES.indexOf(next.stage)).toBeGreaterThanOrEqual(STAGES.indexOf(at.stage));
          if (next.stage === at.stage) expect(next).toEqual(at);
          if (next.stage === 'others') {
            expect(next.articles.length).toBeGreaterThan(0);
            expect(next.articles.length).toBeLessThanOrEqual(3);
            for (const article of next.articles) expect(left).toContain(article);
          }
          at = next;
        }
      }),
    );
  });

  it('goes straight to the ticket where nothing is left, or at the second refusal', () => {
    expect(afterNotQuite({ stage: 'answers' }, [])).toEqual({ stage: 'ticketOffer' });
    expect(afterNotQuite({ stage: 'others', articles: ['a'] }, [about('b', {})])).toEqual({
      stage: 'ticketOffer',
    });
  });

  it('shows after "none of these" what is in none of them', () => {
    const all = ['mac', 'windows', undefined].map((tag, place) =>
      about(`a${place}`, { tag: tag ? [tag] : [] }),
    );
    const asked = afterNotQuite({ stage: 'answers' }, all);
    const ids = all.map(({ article }) => article);
    expect(afterClarifying(asked, null, ids)).toEqual({ stage: 'others', articles: ['a2'] });
    expect(afterClarifying(asked, 1, ids)).toEqual({ stage: 'others', articles: ['a1'] });
  });
});

describe('what is shown of what was found', () => {
  const found = (tier: Findings['tier'], ...confidences: number[]): Findings => ({
    tier,
    heldOut: false,
    suggestions: confidences.map((confidence) => ({ confidence })),
  });

  it('is the answer, with no place filled by what is far from it', () => {
    expect(shownAtFirst(found('answer', 0.98, 0.01, 0.001))).toBe(1);
    expect(shownAtFirst(found('answer', 0.8, 0.1, 0.05, 0.03))).toBe(3);
    expect(shownAtFirst(found('answer'))).toBe(0);
  });

  it('is a choice of three where nothing is the answer, and nothing of what is held out', () => {
    expect(shownAtFirst(found('clarify', 0.5, 0.001, 0.0001, 0))).toBe(3);
    expect(shownAtFirst({ ...found('answer', 0.9, 0.8), heldOut: true })).toBe(0);
    expect(shownAfterMore({ ...found('answer', 0.9, 0.8), heldOut: true }, 0)).toBe(0);
  });

  it('is every suggestion once, page after page', () => {
    const confidence = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom('answer', 'clarify'),
        fc.array(confidence, { minLength: 1, maxLength: 12 }),
        (tier, confidences) => {
          const best = found(tier, ...confidences.sort((a, b) => b - a));
          let shown = shownAtFirst(best);
          const pages = [[pageBegin(best, shown), shown]];
          while (shownAfterMore(best, shown) > shown) {
            shown = shownAfterMore(best, shown);
            pages.push([pageBegin(best, shown), shown]);
          }
          expect(pages.map(([from]) => from)).toEqual([0, ...pages.slice(0, -1).map(([, to]) => to)]);
          expect(shown).toBe(confidences.length);
          for (const [from = 0, to = 0] of pages) expect(to - from).toBeLessThanOrEqual(3);
        },
      ),
    );
  });
});
