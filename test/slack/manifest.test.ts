import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { at, listAt, textAt } from '../../src/slack/json.ts';
import { SHORTCUT } from '../../src/slack/payload.ts';
import { SCOPES } from '../../src/slack/scopes.ts';

const manifest: unknown = parse(readFileSync(new URL('../../manifest/slack.yaml', import.meta.url), 'utf8'));

describe('the Slack app manifest', () => {
  it('asks for exactly the scopes that the desk checks', () => {
    expect(listAt(manifest, 'oauth_config', 'scopes', 'bot').toSorted()).toEqual([...SCOPES].toSorted());
  });

  it('has the commands, the shortcut and the events that the edge listens to', () => {
    expect(listAt(manifest, 'features', 'slash_commands').map((each) => textAt(each, 'command'))).toEqual([
      '/ticket',
      '/ask',
    ]);
    expect(listAt(manifest, 'features', 'shortcuts').map((each) => textAt(each, 'callback_id'))).toEqual([
      SHORTCUT,
    ]);
    expect(listAt(manifest, 'settings', 'event_subscriptions', 'bot_events')).toEqual([
      'app_mention',
      'channel_left',
      'group_left',
      'message.channels',
      'message.groups',
      'message.im',
    ]);
    expect(at(manifest, 'features', 'app_home', 'messages_tab_enabled')).toBe(true);
  });

  it('sends everything to the one address', () => {
    const source = JSON.stringify(manifest);
    expect(new Set(source.match(/https:\/\/[^"]+/g))).toEqual(new Set(['https://YOUR-HOST/slack/events']));
    expect(source.match(/https:\/\//g)).toHaveLength(4);
  });

  it("keeps within Slack's lengths", () => {
    expect(textAt(manifest, 'display_information', 'name')?.length).toBeLessThanOrEqual(35);
    expect(textAt(manifest, 'display_information', 'description')?.length).toBeLessThanOrEqual(140);
    expect(textAt(manifest, 'display_information', 'long_description')?.length).toBeGreaterThanOrEqual(174);
    for (const command of listAt(manifest, 'features', 'slash_commands')) {
      expect(textAt(command, 'command')?.length).toBeLessThanOrEqual(32);
    }
  });
});
