import { describe, expect, it } from 'vitest';
import { PNG, readFiles } from '../../support/readFiles.ts';

/**
 * The forms are those of the Help Center API as developer.zendesk.com describes it ("Articles", "Translations"), with
 * `translations` sideloaded, and with `user_segment_ids` as plans with several segments give them.
 */
describe('Zendesk Guide, pages of the Help Center API', () => {
  const article = (id: number, title: string, more: object = {}) => ({
    id,
    url: `https://acme.zendesk.com/api/v2/help_center/en-us/articles/${id}.json`,
    html_url: `https://acme.zendesk.com/hc/en-us/articles/${id}-${title}`,
    author_id: 3465,
    comments_disabled: false,
    draft: false,
    promoted: false,
    position: 0,
    section_id: 98838,
    created_at: '2026-01-01T00:00:00Z',
    name: title,
    title,
    source_locale: 'en-us',
    locale: 'en-us',
    outdated: false,
    outdated_locales: [],
    user_segment_id: null,
    permission_group_id: 123,
    content_tag_ids: [],
    label_names: [],
    body: '<p>On.</p>',
    ...more,
  });
  const translation = (id: number, locale: string, title: string, more: object = {}) => ({
    id: id * 10,
    source_id: id,
    source_type: 'Article',
    locale,
    title,
    body: '<p>好</p>',
    outdated: false,
    draft: false,
    hidden: false,
    ...more,
  });
  const page = (...articles: object[]) =>
    JSON.stringify({ count: 3, next_page: null, page: 1, page_count: 2, per_page: 100, articles });

  it('shows nobody but agents what is for segments, however the plan names these', async () => {
    const { user_segment_id: _, ...several } = article(2, 'Several');
    const { of } = await readFiles({
      'articles.json': page(
        article(1, 'One', { user_segment_id: 5 }),
        { ...several, user_segment_ids: [11003606966930] },
        { ...several, id: 3, title: 'All', user_segment_ids: [] },
      ),
    });
    expect(['one-1', 'several-2', 'all-3'].map((slug) => of(slug)?.audience)).toEqual([
      'agents',
      'agents',
      'everyone',
    ]);
  });

  it('joins translations with their articles, beside them, in them and on other pages', async () => {
    const { articles, faults, notes } = await readFiles({
      // Read before the page with the article.
      '0-zh-cn.json': page(article(1, 'VPN', { locale: 'zh-cn', title: '虚拟专网' })),
      '1.json': page(
        article(1, 'VPN', {
          translations: [
            translation(1, 'en-us', 'VPN'),
            translation(1, 'zh-tw', '虚拟专网', { draft: true }),
            translation(1, 'fr', 'RPV'),
          ],
        }),
        article(2, 'Wi-Fi', { user_segment_id: 5, label_names: ['wifi'] }),
      ),
      // Pages overlap when somebody publishes while they are fetched.
      '2.json': page(article(2, 'Wi-Fi')),
      'translations-2.json': JSON.stringify({
        translations: [translation(2, 'zh-cn', '无线网络'), translation(9, 'zh-cn', '没有')],
      }),
    });
    expect(
      articles.map(({ slug, translationOf, audience, state }) => [slug, translationOf, audience, state]),
    ).toEqual([
      ['vpn-1', null, 'everyone', 'published'],
      ['wi-fi-2', null, 'agents', 'published'],
      ['虚拟专网-1', 'vpn-1', 'everyone', 'published'],
      ['虚拟专网-1-zh-tw', 'vpn-1', 'everyone', 'draft'],
      ['无线网络-2', 'wi-fi-2', 'agents', 'published'],
    ]);
    expect(notes).toMatchObject([{ reason: expect.stringContaining('fr') }]);
    expect(faults).toMatchObject([{ file: 'translations-2.json#translation 2' }]);
  });
});

/**
 * The forms are those that github.com/zammad/zammad writes (app/controllers/knowledge_bases_controller.rb,
 * app/models/knowledge_base, app/models/concerns/can_be_published.rb and has_rich_text.rb).
 */
describe('Zammad, the assets of the knowledge base', () => {
  const init = {
    KnowledgeBase: { 1: { id: 1, active: true } },
    KnowledgeBaseLocale: {
      1: { id: 1, knowledge_base_id: 1, system_locale_id: 14, primary: true },
      2: { id: 2, knowledge_base_id: 1, system_locale_id: 50, primary: false },
    },
    KnowledgeBaseAnswer: {
      1: { id: 1, published_at: '2026-01-01T00:00:00.000Z', tags: ['vpn'] },
      2: {
        id: 2,
        published_at: '2027-01-01T00:00:00.000Z',
        internal_at: '2026-01-01T00:00:00.000Z',
        tags: [],
      },
      3: {
        id: 3,
        published_at: '2026-01-01T00:00:00.000Z',
        archived_at: '2027-01-01T00:00:00.000Z',
        tags: [],
      },
    },
    KnowledgeBaseAnswerTranslation: {
      10: { id: 10, title: 'VPN', answer_id: 1, kb_locale_id: 1, content_id: 20 },
      11: { id: 11, title: '虚拟专网', answer_id: 1, kb_locale_id: 2, content_id: 21 },
      12: { id: 12, title: 'Later', answer_id: 2, kb_locale_id: 1, content_id: 22 },
      13: { id: 13, title: 'Still', answer_id: 3, kb_locale_id: 1, content_id: 23 },
    },
  };
  const contents = (body: string) => ({
    KnowledgeBaseAnswerTranslationContent: Object.fromEntries(
      [20, 21, 22, 23].map((id) => [id, { id, body, attachments: [] }]),
    ),
  });
  const now = Date.parse('2026-11-01T00:00:00Z');

  it('needs the texts, which only a second question gives, and says how', async () => {
    const { articles, faults } = await readFiles({ 'init.json': JSON.stringify(init) }, now);
    expect(articles).toEqual([]);
    expect(faults).toHaveLength(4);
    expect(faults[0]).toMatchObject({ slug: 'vpn-10', reason: expect.stringContaining('docs/articles.md') });
  });

  it('reads several files as one, shows what is scheduled to nobody before its time, and knows Chinese by its script', async () => {
    const body =
      '<div>See <a href="/desktop/knowledge-base/locale/en-us/answer/3" data-target-type="knowledge-base-answer" data-target-id="13">it</a><img src="/api/v1/attachments/7" cid="1.2@zammad"></div>';
    const { articles, of, faults, pictures } = await readFiles(
      {
        'a.json': JSON.stringify(init),
        'b.json': JSON.stringify({ ...init, ...contents(body) }),
        'attachments/7': PNG,
      },
      now,
    );
    expect(faults).toEqual([]);
    expect(articles).toMatchObject([
      { slug: 'vpn-10', audience: 'everyone', language: 'en', translationOf: null, tags: ['vpn'] },
      { slug: '虚拟专网-11', audience: 'everyone', language: 'zh', translationOf: 'vpn-10' },
      { slug: 'later-12', audience: 'agents', state: 'published' },
      { slug: 'still-13', audience: 'everyone', state: 'published' },
    ]);
    expect(of('vpn-10')?.body).toBe(`See [it](/kb/still-13)![](/kb/pictures/${pictures[0]?.id})`);
  });

  it('reads a single answer, whose assets are inside it', async () => {
    const { of } = await readFiles(
      {
        'answer.json': JSON.stringify({ id: 1, assets: { ...init, ...contents('<p>On.</p>') } }),
      },
      now,
    );
    expect(of('vpn-10')?.body).toBe('On.');
  });
});
