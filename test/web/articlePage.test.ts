import { describe, expect, it } from 'vitest';
import { renderView } from '../../src/slack/render.ts';
import { renderMessage } from '../../src/teams/render.ts';
import { articlePage } from '../../src/web/articlePage.ts';

const HOSTILE = [
  '<script>alert(1)</script> <img src=x onerror=alert(2)>',
  '[click](javascript:alert(3)) [data](data:text/html,<script>x</script>) <javascript:alert(4)>',
  '![pic](javascript:alert(5)) [a](vbscript:x "onmouseover=alert(6)")',
  '<iframe src="https://evil.example"></iframe> <a href="x" onclick="y">z</a>',
  '<!channel> <!here> <!subteam^S1> @everyone @here <at>everyone</at> <@U123>',
  '<svg/onload=alert(7)>\u0000\u202e',
].join('\n\n');

describe('an article that tries to run something', () => {
  it('is only text on its page', () => {
    const page = articlePage({
      title: '</title><script>alert(0)</script>',
      body: HOSTILE,
      language: 'en"><script>',
      translations: [{ slug: '"><script>', title: '<b>x</b>', language: 'zh' }],
    });
    expect(page).not.toMatch(/<(?:script|iframe|svg|b)\b/i);
    expect(page).not.toMatch(/<[^>]*\s(?:on\w+)=/i);
    expect(page).not.toMatch(/(?:href|src)="\s*(?:javascript|data|vbscript):/i);
  });

  it('calls nobody and runs nothing in Slack', () => {
    const message = renderView({ fallback: 'x', blocks: [{ type: 'markdown', source: HOSTILE }] });
    const drawn = JSON.stringify(message);
    expect(drawn).not.toMatch(/"type":"(?:broadcast|usergroup|user|channel)"/);
    expect(drawn).not.toMatch(/"url":"(?!https?:)/);
    expect(drawn, 'rich text shows its text as it is').not.toMatch(/"type":"mrkdwn"/);
  });

  it('calls nobody and runs nothing in Teams', () => {
    const message = renderMessage({ fallback: 'x', blocks: [{ type: 'markdown', source: HOSTILE }] }, 'n');
    const drawn = JSON.stringify(message);
    expect(drawn).not.toContain('<at>');
    expect(drawn).not.toMatch(/"type":"mention"/);
    expect(drawn).not.toMatch(/\]\((?!https?:)/);
  });
});

describe('an article as a page', () => {
  it('shows pictures of the desk and links to its translations', () => {
    const page = articlePage({
      title: 'VPN',
      body: '![a](/kb/pictures/abc) [b](/kb/wifi)',
      language: 'en',
      translations: [{ slug: '断线', title: '断线', language: 'zh' }],
    });
    expect(page).toContain('<img src="/kb/pictures/abc" alt="a"');
    expect(page).toContain('<a href="/kb/wifi">b</a>');
    expect(page).toContain('<nav><a lang="zh-CN" href="/kb/%E6%96%AD%E7%BA%BF">断线</a></nav>');
  });
});
