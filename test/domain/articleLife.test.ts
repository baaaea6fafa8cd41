import { describe, expect, it } from 'vitest';
import {
  type ArticleCommand,
  type ArticleEvent,
  decideArticle,
  evolveArticle,
  LONGEST_BODY,
  newArticle,
  translating,
} from '../../src/domain/articleLife.ts';
import {
  type ArticleContent,
  type LivingArticle,
  slugOf,
  stateOf,
  tidyContent,
} from '../../src/domain/knowledge.ts';
import { deskPolicy } from '../support/builders.ts';

const policy = deskPolicy();
const content = (changes: Partial<ArticleContent> = {}): ArticleContent => ({
  title: 'VPN drops',
  body: 'Restart it.',
  language: 'en',
  audience: 'everyone',
  tags: [],
  owner: 'network',
  reviewBy: null,
  translationOf: null,
  ...changes,
});

/** An article that lives through what people do with it. */
function life(article: LivingArticle = newArticle('a', 'vpn-drops')) {
  let state = article;
  const does = (person: string, command: ArticleCommand): readonly ArticleEvent[] => {
    const events = decideArticle(command, state, { actor: { person }, policy });
    for (const event of events) state = evolveArticle(state, event, { person });
    return events;
  };
  return { now: () => state, does };
}

const drafted = () => {
  const it = life();
  it.does('ana', { type: 'draft', content: content() });
  it.does('ana', { type: 'submit' });
  return it;
};

const published = () => {
  const it = drafted();
  it.does('nora', { type: 'publish', version: 1 });
  return it;
};

describe('the life of an article', () => {
  it('goes from draft over review to published and retired', () => {
    const article = life();
    article.does('ana', { type: 'draft', content: content() });
    expect(stateOf(article.now())).toBe('draft');
    article.does('ana', { type: 'submit' });
    expect(stateOf(article.now())).toBe('review');
    article.does('nora', { type: 'publish', version: 1 });
    expect(stateOf(article.now())).toBe('published');
    article.does('lea', { type: 'retire' });
    expect(stateOf(article.now())).toBe('retired');
    expect(article.does('lea', { type: 'retire' }), 'twice is no error').toEqual([]);
  });

  it('is drafted by any agent, published by its owner or a lead, retired by a lead alone', () => {
    expect(() => life().does('emma', { type: 'draft', content: content() })).toThrow('articleNotAllowed');
    expect(() => drafted().does('ben', { type: 'publish', version: 1 })).toThrow('articleNotAllowed');
    const owned = life();
    owned.does('ana', { type: 'draft', content: content({ owner: 'ben' }) });
    expect(owned.does('ben', { type: 'publish', version: 1 })).toHaveLength(1);
    expect(() => owned.does('ben', { type: 'retire' })).toThrow('articleNotAllowed');
    expect(owned.does('nora', { type: 'retire' })).toHaveLength(1);
  });

  it('is reviewed by whom its published version names, and never by who wrote it, for naming themselves', () => {
    const own = life();
    own.does('ana', { type: 'draft', content: content({ owner: 'ana' }) });
    own.does('ana', { type: 'submit' });
    expect(() => own.does('ana', { type: 'publish', version: 1 })).toThrow('articleNotAllowed');
    own.does('nora', { type: 'publish', version: 1 });
    own.does('ana', { type: 'draft', content: content({ owner: 'ana', body: 'Better.' }) });
    expect(own.does('ana', { type: 'publish', version: 2 }), 'their own by now').toHaveLength(1);

    own.does('ben', { type: 'draft', content: content({ owner: 'ben', body: 'Mine.' }) });
    expect(() => own.does('ben', { type: 'publish', version: 3 })).toThrow('articleNotAllowed');
    expect(own.does('ana', { type: 'publish', version: 3 })).toHaveLength(1);
    own.does('ana', { type: 'draft', content: content({ body: 'Another.' }) });
    expect(() => own.does('ana', { type: 'publish', version: 4 })).toThrow('articleNotAllowed');
  });

  it('translates an article in another language, and of a translation its original', () => {
    const english = published().now();
    const chinese = content({ language: 'zh' });
    expect(translating(english, chinese, null)).toBe('vpn-drops');
    const translation = life(newArticle('b', 'vpn-zh'));
    translation.does('ana', {
      type: 'draft',
      content: content({ language: 'zh', translationOf: 'vpn-drops' }),
    });
    expect(translating(translation.now(), content(), 'vpn-new')).toBe('vpn-drops');
    expect(() => translating(english, content(), null), 'the same language').toThrow('notATranslation');
    expect(() => translating(english, chinese, 'vpn-drops'), 'itself').toThrow('notATranslation');
    expect(() => translating(translation.now(), content(), 'vpn-drops'), 'its own').toThrow(
      'notATranslation',
    );
  });

  it('keeps the published version for readers while a new one is written beside it', () => {
    const article = published();
    article.does('ana', { type: 'draft', content: content({ body: 'Replace it.' }) });
    expect(article.now().published?.content.body).toBe('Restart it.');
    expect(article.now().working).toMatchObject({ version: 2, state: 'draft' });
    expect(stateOf(article.now())).toBe('published');
    article.does('nora', { type: 'publish', version: 2 });
    expect(article.now()).toMatchObject({ published: { version: 2 }, working: null });
  });

  it('does not publish another version than the one that was looked at', () => {
    const article = drafted();
    article.does('ben', { type: 'draft', content: content({ body: 'Something else.' }) });
    expect(() => article.does('nora', { type: 'publish', version: 1 })).toThrow('articleMoved');
  });

  it('goes back to its author when it is rejected', () => {
    const article = drafted();
    expect(article.does('nora', { type: 'reject', version: 1, reason: 'b1' })).toEqual([
      { type: 'ArticleRejected', version: 1, reason: 'b1' },
    ]);
    expect(article.does('nora', { type: 'reject', version: 1, reason: 'b2' }), 'twice').toEqual([]);
    expect(article.now().working).toMatchObject({ state: 'draft', by: 'ana' });
    article.does('ana', { type: 'submit' });
    expect(stateOf(article.now())).toBe('review');
  });

  it('is confirmed with a new review date, and only when it is published', () => {
    const article = published();
    article.does('nora', { type: 'confirmReview', reviewBy: '2027-06-01' });
    expect(article.now().published).toMatchObject({ version: 1, content: { reviewBy: '2027-06-01' } });
    expect(() => drafted().does('nora', { type: 'confirmReview', reviewBy: '2027-06-01' })).toThrow(
      'articleNotPublished',
    );
  });

  it('is unknown to agents whom neither its readers nor its draft are for', () => {
    const article = published();
    article.does('ana', { type: 'draft', content: content({ audience: 'team:network' }) });
    expect(() => article.does('wim', { type: 'submit' })).toThrow('articleUnknown');
    expect(article.does('eve', { type: 'submit' })).toHaveLength(1);
  });

  it('refuses an empty and an endless text', () => {
    const draft = (body: string) => () => life().does('ana', { type: 'draft', content: content({ body }) });
    expect(draft('  ')).toThrow('articleEmpty');
    expect(draft('x'.repeat(LONGEST_BODY + 1))).toThrow('articleTooLong');
    expect(draft('x'.repeat(LONGEST_BODY))()).toHaveLength(1);
  });
});

describe('what is kept of a text', () => {
  it('is one kind of line end and nothing invisible', () => {
    const { title, body, tags } = tidyContent(
      content({ title: ' a\n b\u202e ', body: '\ufeff1\r\n2\u0000\u0007\t3\n', tags: ['', ' x '] }),
    );
    expect({ title, body, tags }).toEqual({ title: 'a b', body: '1\n2\t3', tags: ['x'] });
  });

  it('has a name that any address takes', () => {
    expect(slugOf('VPN: drops every hour!')).toBe('vpn-drops-every-hour');
    expect(slugOf('VPN 每小时断线')).toBe('vpn-每小时断线');
    expect(slugOf('???')).toBe('article');
  });
});
