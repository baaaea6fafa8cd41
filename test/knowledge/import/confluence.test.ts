import { describe, expect, it } from 'vitest';
import { PNG, readFiles } from '../../support/readFiles.ts';

/** As the exports themselves have it: nested CDATA ends in `]] >`, since the body is in another CDATA section. */
const text = (value: string) => `<![CDATA[${value.replaceAll(']]>', ']] >')}]]>`;
const property = (name: string, value: string) => `<property name="${name}">${value}</property>`;
const refers = (name: string, kind: string, id: string) =>
  `<property name="${name}" class="${kind}" package="c"><id name="id">${id}</id>\n</property>`;
const object = (kind: string, id: string, ...properties: string[]) =>
  `<object class="${kind}" package="c">\n<id name="id">${id}</id>\n${properties.join('\n')}\n</object>`;
const body = (page: string, storage: string, type = '2') =>
  object(
    'BodyContent',
    `9${page}`,
    property('body', text(storage)),
    refers('content', 'Page', page),
    property('bodyType', type),
  );
const CURRENT = `<property name="originalVersion"/><property name="originalVersionId"/>${property('contentStatus', text('current'))}`;
const page = (id: string, title: string, ...more: string[]) =>
  object('Page', id, property('title', text(title)), CURRENT, ...more);
const entities = (...objects: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<hibernate-generic datetime="2026-11-01 00:00:00.000">\n${objects.join('\n')}\n</hibernate-generic>`;
const read = (...objects: string[]) => readFiles({ 'entities.xml': entities(...objects) });

/**
 * The forms are those of the exports of Confluence 3.4 to 8.5 and of the cloud that stand as test data in
 * github.com/xwiki-contrib/confluence (confluence-xml/src/test/resources/confluencexml) and
 * github.com/hallowelt/migrate-confluence (tests/phpunit/data).
 */
describe('Confluence, a space as XML', () => {
  it('keeps code, tasks, panels, emoticons and what closes itself', async () => {
    const { of, notes } = await read(
      page('1', 'Mail'),
      body(
        '1',
        [
          '<p><span style="x" />On<strong>&nbsp;call&nbsp;</strong>now</p>',
          '<ac:structured-macro ac:name="code" ac:schema-version="1" ac:macro-id="8"><ac:parameter ac:name="language">bash</ac:parameter><ac:plain-text-body><![CDATA[if [[ a ]] > b; then <x/>]]></ac:plain-text-body></ac:structured-macro>',
          '<ac:task-list>\n<ac:task>\n<ac:task-id>59</ac:task-id>\n<ac:task-status>incomplete</ac:task-status>\n<ac:task-body>Restart it</ac:task-body>\n</ac:task>\n</ac:task-list>',
          '<ac:structured-macro ac:name="tip"><ac:parameter ac:name="title">Mind</ac:parameter><ac:rich-text-body><p>the gap <ac:emoticon ac:name="tick"/><ac:emoticon ac:name="smile" ac:emoji-fallback="🙂" /></p></ac:rich-text-body></ac:structured-macro>',
          '<p><ac:placeholder>Write here</ac:placeholder><ac:link ac:anchor="a"><ac:plain-text-link-body><![CDATA[that link]]></ac:plain-text-link-body></ac:link></p>',
          '<ac:structured-macro ac:name="jira"><ac:parameter ac:name="key">IT-1</ac:parameter></ac:structured-macro>',
        ].join(''),
      ),
    );
    expect(of('mail')?.body).toBe(
      [
        'On **call** now',
        '```bash\nif [[ a ]] > b; then <x/>\n```',
        '- Restart it',
        '> **Mind**\n>\n> the gap ✅🙂',
        'that link',
      ].join('\n\n'),
    );
    expect(notes).toMatchObject([{ file: 'entities.xml#1', reason: expect.stringContaining('jira') }]);
  });

  it('reads pages that no older version is named for, and leaves out older ones, drafts and blog posts', async () => {
    const draft = property('contentStatus', text('draft'));
    const { articles, notes, faults } = await read(
      page('1', 'VPN'),
      body('1', '<p>New</p>'),
      object('Page', '2', property('title', text('VPN')), refers('originalVersion', 'Page', '1')),
      body('2', '<p>Old</p>'),
      object('Page', '3', property('title', text('VPN')), property('originalVersionId', '1')),
      body('3', '<p>Old in the cloud</p>'),
      object('Page', '4', property('title', text('Later')), draft),
      object('BlogPost', '5', property('title', text('News')), CURRENT),
      page('6', 'Home'),
      body('6', '<ac:structured-macro ac:name="children" ac:schema-version="2" />'),
      page('7', 'Very old'),
      body('7', 'h1. Markup', '0'),
      page('8', 'Very empty'),
      body('8', '', '0'),
    );
    expect(articles.map(({ slug, body: kept }) => [slug, kept])).toEqual([['vpn', 'New']]);
    expect(notes.map(({ reason }) => reason)).toEqual([
      'Left out: 1 drafts, 1 blog posts.',
      'Left out, since Confluence makes it on the spot: children.',
      'The page has no text of its own, and is left out.',
      'The page has no text of its own, and is left out.',
    ]);
    expect(faults).toMatchObject([
      { file: 'entities.xml#7', reason: expect.stringContaining('wiki markup') },
    ]);
  });

  it('gives to agents alone what a page, or one above it, lets only some view', async () => {
    const set = (id: string, type: string, owner: string) =>
      object(
        'ContentPermissionSet',
        id,
        property('type', text(type)),
        refers('owningContent', 'Page', owner),
      );
    const { of } = await read(
      page('1', 'Open'),
      body('1', '<p>a</p>'),
      page('2', 'Closed'),
      body('2', '<p>b</p>'),
      page('3', 'Below', refers('parent', 'Page', '2')),
      body('3', '<p>c</p>'),
      set('7', 'Edit', '1'),
      set('8', 'View', '2'),
    );
    expect([of('open'), of('closed'), of('below')].map((each) => each?.audience)).toEqual([
      'everyone',
      'agents',
      'agents',
    ]);
  });

  it('takes labels as tags, but for favourites, and survives signs that XML forbids', async () => {
    const label = (id: string, name: string, namespace: string) =>
      object('Label', id, property('name', text(name)), property('namespace', text(namespace)));
    const { of, faults } = await read(
      page('1', 'V\u0008PN'),
      body('1', '<p>a\u001cb</p>'),
      label('60', 'network', 'global'),
      label('61', 'favourite', 'my'),
      object('Labelling', '62', refers('label', 'Label', '60'), refers('content', 'Page', '1')),
      object('Labelling', '63', refers('label', 'Label', '61'), property('labelableId', '1')),
    );
    expect(faults).toEqual([]);
    expect(of('vpn')).toMatchObject({ title: 'VPN', body: 'ab', tags: ['network'] });
  });

  it('finds pages of the same title in the space that a link means, and attachments of every age', async () => {
    const space = (id: string, key: string) => object('Space', id, property('key', text(key)));
    const link = (title: string, key = '') =>
      `<ac:link><ri:page${key} ri:content-title="${title}" /><ac:link-body><em>here</em></ac:link-body></ac:link>`;
    const { of, pictures } = await readFiles({
      'entities.xml': entities(
        space('100', 'IT'),
        space('200', 'HR'),
        page('1', 'Overview', refers('space', 'Space', '100')),
        body('1', '<p>IT</p>'),
        page('2', 'Overview', refers('space', 'Space', '200')),
        body('2', '<p>HR</p>'),
        page('3', 'Links', refers('space', 'Space', '200')),
        body(
          '3',
          `<p>${link('Overview')} ${link('Overview', ' ri:space-key="IT"')} <ac:image><ri:attachment ri:filename="a b.png" /></ac:image></p>`,
        ),
        // Confluence 3 and 4; the newer form is in the test of all exports.
        object(
          'Attachment',
          '77',
          property('fileName', text('a b.png')),
          property('attachmentVersion', '2'),
          refers('content', 'Page', '3'),
        ),
      ),
      'attachments/3/77/2': PNG,
    });
    expect(of('links')?.body).toBe(
      `[*here*](/kb/overview-2) [*here*](/kb/overview-1) ![a b.png](/kb/pictures/${pictures[0]?.id})`,
    );
  });
});

/**
 * The form is that of exported pages of Confluence 5 to 8 and of the cloud that people have put into repositories on
 * GitHub (search for `wiki-content group`, `syntaxhighlighter-pre`, `confluence-information-macro`).
 */
describe('Confluence, a space as HTML', () => {
  const html = (space: string, heading: string, content: string) => `<!DOCTYPE html>
<html>
    <head>
        <title>${heading}</title>
        <META http-equiv="Content-Type" content="text/html; charset=UTF-8">
    </head>
    <body class="theme-default aui-theme-default">
        <div id="page"><div id="main" class="aui-page-panel">
                <div id="main-header">
                    <div id="breadcrumb-section"><ol id="breadcrumbs">
                            <li class="first"><span><a href="index.html">${space}</a></span></li>
                            <li><span><a href="2057266878.html">How To&#39;s</a></span></li>
                        </ol></div>
                    <h1 id="title-heading" class="pagetitle"><span id="title-text">
                             ${heading}
                        </span></h1>
                </div>
                <div id="content" class="view">
                    <div class="page-metadata">Created by <span class='author'> A B</span>, last modified on Dec 24, 2021</div>
                    <div id="main-content" class="wiki-content group">${content}</div>
                    <div class="pageSection group"><div class="pageSectionHeader"><h2 id="attachments" class="pageSectionTitle">Attachments:</h2></div></div>
                </div></div></div>
    </body>
</html>`;

  it('knows the title in a space with a colon in its name, and in one without a name', async () => {
    const { articles } = await readFiles({
      '1.html': html('IT : Ops', 'IT : Ops : Mail', '<p>a</p>'),
      '2.html': html('', 'Error 5 : what now', '<p>b</p>'),
    });
    expect(articles.map(({ title }) => title)).toEqual(['Mail', 'Error 5 : what now']);
  });

  it('keeps code with its language, panels and emoticons, and leaves out tables of contents', async () => {
    const { of, notes } = await readFiles({
      'Mail_1.html': html(
        'IT',
        'IT : Mail',
        `<div class="toc-macro rbtoc1"><ul class="toc-indentation"><li><a href="#x">Set up</a></li></ul></div><h1 id="x">Set up</h1><div class="code panel pdl"><div class="codeContent panelContent pdl"><pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: java; gutter: false; theme: Confluence" data-theme="Confluence">&lt;a&gt;</pre></div></div><div class="confluence-information-macro confluence-information-macro-information"><p class="title">Owner</p><span class="aui-icon aui-icon-small aui-iconfont-info confluence-information-macro-icon"> </span><div class="confluence-information-macro-body"><p>Ask <img class="emoticon emoticon-tick" data-emoji-fallback="✅" src="images/icons/emoticons/check.svg" alt="(tick)"/></p></div></div>`,
      ),
      'Empty_2.html': html('IT', 'IT : Empty', ''),
    });
    expect(of('mail')?.body).toBe('# Set up\n\n```java\n<a>\n```\n\n> Owner\n>\n> Ask ✅');
    expect(notes).toMatchObject([{ file: 'Empty_2.html', reason: expect.stringContaining('no text') }]);
  });

  it('takes the picture itself, whose address has a query of several parts', async () => {
    const { of, pictures } = await readFiles({
      'Mail_1.html': html(
        'IT',
        'IT : Mail',
        '<p><img class="confluence-embedded-image confluence-thumbnail" src="attachments/thumbnails/1/2" data-image-src="attachments/1/2.png?version=1&amp;modificationDate=1547719873539&amp;api=v2"></p>',
      ),
      'attachments/1/2.png': PNG,
    });
    expect(of('mail')?.body).toBe(`![](/kb/pictures/${pictures[0]?.id})`);
  });
});
