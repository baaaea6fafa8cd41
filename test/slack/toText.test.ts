import { describe, expect, it } from 'vitest';
import { mentioned, toText } from '../../src/slack/toText.ts';

const names = new Map([['U2', 'Ana Agent']]);

describe("Slack's markup as text", () => {
  it.each([
    ['<@UDESK> my vpn drops', 'my vpn drops'],
    ['hey <@UDESK|firstline>  help', 'hey help'],
    ['ask <@U2> or <@U9|bo> or <@U8>', 'ask @Ana Agent or @bo or @U8'],
    ['see <#C1|it-help> and <#C2>', 'see #it-help and #C2'],
    ['<!channel> <!here|here> <!subteam^S1|@it> <!date^1^{date}|20 May>', '@channel @here @it 20 May'],
    ['<http://a.test/x?a=1&amp;b=2|docs>', 'docs (http://a.test/x?a=1&b=2)'],
    ['<http://a.test|a.test> <https://b.test>', 'a.test https://b.test'],
    ['<mailto:a@b.test|a@b.test> <tel:+491|+491>', 'a@b.test +491'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2, &amp;lt; stays', '1 < 2 && 3 > 2, &lt; stays'],
    ['  two  spaces\n    indented', 'two  spaces\n    indented'],
    ['a <strange|thing> token', 'a <strange|thing> token'],
  ])('%s', (source, text) => {
    expect(toText(source, 'UDESK', names)).toBe(text);
  });

  it('names each mentioned account once', () => {
    expect(mentioned('<@U1> <@W2|x> <@U1> <@evil>')).toEqual(['U1', 'W2']);
  });
});
