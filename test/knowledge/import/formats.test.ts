import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolder } from '../../../src/knowledge/import/folder.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kb-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(dir, name)), { recursive: true });
  await writeFile(join(dir, name), content);
}
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const read = async () => {
  const { articles, ...rest } = await readFolder(dir, Date.parse('2026-11-01T00:00Z'));
  return { ...rest, articles, of: (slug: string) => articles.find((each) => each.slug === slug) };
};

describe('a folder of Markdown', () => {
  it('keeps links between its articles and the pictures that lie in it', async () => {
    await file(
      'net/vpn.md',
      '---\ntitle: VPN\n---\nSee [the Wi-Fi](../wifi.md#join "t") and ![x](pics/a%20b.png).\n',
    );
    await file(
      'wifi.md',
      '---\ntitle: Wi-Fi\nslug: office-wifi\n---\nBack to [VPN](<net/vpn.md>), [out](https://a.b/c).\n',
    );
    await file('net/pics/a b.png', PNG);
    const { of, pictures, notes, faults } = await read();
    const [picture] = pictures;
    expect(of('vpn')?.body).toBe(
      `See [the Wi-Fi](/kb/office-wifi#join "t") and ![x](/kb/pictures/${picture?.id}).`,
    );
    expect(of('office-wifi')?.body).toBe('Back to [VPN](</kb/vpn>), [out](https://a.b/c).');
    expect(picture).toMatchObject({ mimeType: 'image/png', bytes: PNG });
    expect([notes, faults]).toEqual([[], []]);
  });

  it('takes no picture from outside, none that is too large or none at all, and says so', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'secret-'));
    await writeFile(join(outside, 'key.png'), PNG);
    await symlink(join(outside, 'key.png'), join(dir, 'link.png'));
    await file('big.png', new Uint8Array(6 * 1024 * 1024).fill(1));
    await file('x.svg', '<svg onload="alert(1)"/>');
    const urls = ['../../etc/passwd', 'link.png', 'big.png', 'x.svg', 'https://a.b/c.png'];
    await file('a.md', `---\ntitle: A\n---\n${urls.map((url) => `![](${url})`).join('\n')}\n`);
    const { pictures, notes } = await read();
    await rm(outside, { recursive: true });
    expect(pictures).toEqual([]);
    expect(notes.map(({ reason }) => reason)).toEqual([
      'The picture ../../etc/passwd is not there.',
      'The picture link.png is not there.',
      'The picture big.png is larger than 5 MB.',
      'The picture x.svg is no PNG, JPEG, GIF or WebP.',
      'The picture https://a.b/c.png lies elsewhere, and is not fetched.',
    ]);
  });
});

describe('a CSV file', () => {
  it('gives an article a line, and the line of what is wrong', async () => {
    await file(
      'faq.csv',
      'Question,Answer,audience,tags\n"How, now?","Like <b>this</b><script>x()</script>",agents,"vpn; wifi"\n,empty title,,\nBad,text,bosses,\nShort,one\n问题,答案,,\n',
    );
    const { articles, faults } = await read();
    expect(articles).toMatchObject([
      {
        slug: 'how-now',
        title: 'How, now?',
        body: 'Like **this**',
        audience: 'agents',
        tags: ['vpn', 'wifi'],
      },
      { slug: '问题', body: '答案' },
    ]);
    expect(faults.map(({ line, reason }) => [line, reason.slice(0, 22)])).toEqual([
      [3, '"title" must be there '],
      [4, '"audience" must be eve'],
      [5, 'The line does not have'],
    ]);
  });

  it('needs a title and a body', async () => {
    await file('other.csv', 'name,mail\na,b\n');
    const { faults } = await read();
    expect(faults).toMatchObject([{ file: 'other.csv', line: 1 }]);
  });
});

describe('HTML', () => {
  it('becomes Markdown, without anything that could run', async () => {
    await file(
      'reset.html',
      '<!doctype html><html lang="en"><head><title>Reset it</title><style>p{}</style></head><body><nav>menu</nav><main><h1>Reset it</h1><p onclick="a()">Go to <a href="javascript:alert(1)">here</a> or <a href="https://x.y">there</a>.</p><ol><li>One</li><li>Two</li></ol><script>alert(1)</script><img src="p.png" onerror="a()"></main></body></html>',
    );
    await file('p.png', PNG);
    const { of, pictures } = await read();
    expect(of('reset')).toMatchObject({ title: 'Reset it' });
    expect(of('reset')?.body).toBe(
      `Go to here or [there](https://x.y).\n\n1. One\n2. Two\n\n![](/kb/pictures/${pictures[0]?.id})`,
    );
  });
});

describe('exports of other desks', () => {
  it('Confluence, a space as HTML: pages with their links and attachments, not the index', async () => {
    const page = (title: string, body: string) =>
      `<html><body><h1 id="title-heading"><span id="title-text"> IT : ${title} </span></h1><div id="content"><div class="page-metadata">by somebody</div><div id="main-content" class="wiki-content group">${body}</div></div></body></html>`;
    await file(
      'index.html',
      '<html><body><div id="main-content" class="pageSection">Space Details</div></body></html>',
    );
    await file(
      'VPN_1.html',
      page('VPN', '<p>See <a href="Wi-Fi_2.html">Wi-Fi</a></p><img src="attachments/1/5.png?api=v2">'),
    );
    await file('Wi-Fi_2.html', page('Wi-Fi', '<p>On.</p>'));
    await file('attachments/1/5.png', PNG);
    const { articles, of, pictures } = await read();
    expect(articles.map(({ title }) => title)).toEqual(['VPN', 'Wi-Fi']);
    expect(of('vpn')?.body).toBe(`See [Wi-Fi](/kb/wi-fi)\n\n![](/kb/pictures/${pictures[0]?.id})`);
  });

  it('Confluence, a space as XML: current pages, macros, links by title', async () => {
    const property = (name: string, value: string) => `<property name="${name}">${value}</property>`;
    const text = (value: string) => `<![CDATA[${value}]]>`;
    const page = (id: string, title: string, more = property('contentStatus', text('current'))) =>
      `<object class="Page" package="c"><id name="id">${id}</id>${property('title', text(title))}${more}</object>`;
    const body = (of: string, storage: string) =>
      `<object class="BodyContent" package="c"><id name="id">9${of}</id>${property('body', text(storage.replaceAll(']]>', ']]]]><![CDATA[>')))}<property name="content" class="Page" package="c"><id name="id">${of}</id></property></object>`;
    await file(
      'entities.xml',
      `<?xml version="1.0" encoding="UTF-8"?>\n<hibernate-generic datetime="2026-11-01 00:00:00">${[
        page('1', 'VPN & more'),
        body(
          '1',
          '<p>See <ac:link><ri:page ri:content-title="Wi-Fi" /><ac:plain-text-link-body><![CDATA[this]]></ac:plain-text-link-body></ac:link></p><ac:image><ri:attachment ri:filename="a b.png" /></ac:image><ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[ls < x]]></ac:plain-text-body></ac:structured-macro>',
        ),
        page('2', 'Wi-Fi'),
        body(
          '2',
          '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>Careful</p></ac:rich-text-body></ac:structured-macro>',
        ),
        page('3', 'Old', '<property name="originalVersion" class="Page"><id name="id">2</id></property>'),
        body('3', 'old'),
        `<object class="Attachment" package="c"><id name="id">7</id>${property('title', text('a b.png'))}${property('version', '2')}<property name="containerContent" class="Page"><id name="id">1</id></property></object>`,
      ].join('\n')}</hibernate-generic>`,
    );
    await file('attachments/1/7/2', PNG);
    const { articles, of, pictures, faults } = await read();
    expect(faults).toEqual([]);
    expect(articles.map(({ title }) => title)).toEqual(['VPN & more', 'Wi-Fi']);
    expect(of('vpn-more')?.body).toBe(
      `See [this](/kb/wi-fi)\n\n![a b.png](/kb/pictures/${pictures[0]?.id})\n\n\`\`\`\nls < x\n\`\`\``,
    );
    expect(of('wi-fi')?.body).toBe('> Careful');
  });

  it('Zendesk Guide: translations, drafts, segments, links; a broken one is reported', async () => {
    const article = (id: number, more: object) => ({ id, locale: 'en-us', source_locale: 'en-us', ...more });
    await file(
      'articles.json',
      JSON.stringify({
        count: 4,
        articles: [
          article(11, {
            title: 'VPN',
            body: '<p>See <a href="https://acme.zendesk.com/hc/en-us/articles/12-Wi-Fi#top">it</a></p><img src="https://acme.zendesk.com/hc/article_attachments/99/p.png">',
            label_names: ['vpn'],
          }),
          article(12, { title: 'Wi-Fi', body: '<p>On.</p>', draft: true, user_segment_id: 5 }),
          article(11, { title: '虚拟专网', body: '<p>好</p>', locale: 'zh-cn' }),
          { title: 'no id' },
        ],
      }),
    );
    await file('article_attachments/99/p.png', PNG);
    const { articles, faults, of } = await read();
    expect(articles).toMatchObject([
      { slug: 'vpn-11', tags: ['vpn'], state: 'published', audience: 'everyone' },
      { slug: 'wi-fi-12', state: 'draft', audience: 'agents' },
      { slug: '虚拟专网-11', language: 'zh', translationOf: 'vpn-11' },
    ]);
    expect(of('vpn-11')?.body).toMatch(
      /^See \[it\]\(\/kb\/wi-fi-12#top\)\n\n!\[\]\(\/kb\/pictures\/[0-9a-f]{64}\)$/,
    );
    expect(faults).toMatchObject([{ file: 'articles.json#4' }]);
  });

  it('Zammad: published, internal, draft and archived answers, with their translations', async () => {
    const answers = {
      1: { published_at: '2026-01-01', tags: ['vpn'] },
      2: { internal_at: '2026-01-01' },
      3: {},
      4: { archived_at: '2026-01-01' },
    };
    const translation = (id: number, answer: number, title: string, locale = 1) => [
      id,
      { id, title, answer_id: answer, kb_locale_id: locale, content_id: id },
    ];
    await file(
      'zammad.json',
      JSON.stringify({
        KnowledgeBase: {},
        KnowledgeBaseAnswer: answers,
        KnowledgeBaseAnswerTranslation: Object.fromEntries([
          translation(10, 1, 'VPN'),
          translation(11, 1, '虚拟专网', 2),
          translation(12, 2, 'Unlock'),
          translation(13, 3, 'Later'),
          translation(14, 4, 'Old'),
          translation(15, 9, 'Lost'),
        ]),
        KnowledgeBaseAnswerTranslationContent: Object.fromEntries(
          [10, 11, 12, 13, 14, 15].map((id) => [
            id,
            { body: '<p>See <a href="/help/en-us/1-it/2-unlock">it</a></p>' },
          ]),
        ),
        KnowledgeBaseLocale: { 1: { system_locale_id: 1, primary: true }, 2: { system_locale_id: 2 } },
        Locale: { 1: { locale: 'en-us' }, 2: { locale: 'zh-cn' } },
      }),
    );
    const { articles, faults, notes } = await read();
    expect(articles).toMatchObject([
      { slug: 'vpn-10', audience: 'everyone', body: 'See [it](/kb/unlock-12)', tags: ['vpn'] },
      { slug: '虚拟专网-11', language: 'zh', translationOf: 'vpn-10' },
      { slug: 'unlock-12', audience: 'agents', state: 'published' },
      { slug: 'later-13', state: 'draft' },
    ]);
    expect(faults).toMatchObject([{ file: 'zammad.json#15' }]);
    expect(notes).toMatchObject([{ file: 'zammad.json#14' }]);
  });

  it('says of anything else that it is not known', async () => {
    await file('x.json', '{"a":1}');
    await file('y.json', '{');
    await file('z.xml', '<a/>');
    await file('w.bin', 'x');
    const { notes, faults } = await read();
    expect(notes.map((each) => each.file)).toEqual(['w.bin', 'x.json', 'z.xml']);
    expect(faults.map((each) => each.file)).toEqual(['y.json']);
  });
});
