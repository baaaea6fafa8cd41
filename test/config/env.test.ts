import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SettingsFault, settingsFrom } from '../../src/config/env.ts';

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const TEAMS = { MICROSOFT_APP_ID: 'app', MICROSOFT_APP_PASSWORD: 'word', MICROSOFT_APP_TENANT_ID: 'tenant' };

function faultsOf(env: Record<string, string>): string[] {
  try {
    settingsFrom(env);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsFault)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

describe('settings from the environment', () => {
  it('run everything on this machine when nothing is set', () => {
    const settings = settingsFrom({});
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: null,
      redisUrl: null,
      publicUrl: 'http://localhost:3000',
      desk: { isSample: true },
      local: { on: true, port: 3000 },
      slack: null,
      teams: null,
    });
  });

  it('take an empty line for a name that is not set, never for an empty value', () => {
    const names = Object.fromEntries(
      [...readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(
        ([, name = '']) => [name, ' '],
      ),
    );
    expect(Object.keys(names).length).toBeGreaterThan(20);
    expect(settingsFrom(names)).toEqual(settingsFrom({}));
  });

  it('put the local chat on a port of its own beside a platform, and only when it is asked for', () => {
    expect(settingsFrom(SLACK).local.on).toBe(false);
    expect(settingsFrom({ ...TEAMS, LOCAL_CHAT: 'on', PORT: '8080' }).local).toEqual({
      on: true,
      port: 8081,
    });
    expect(settingsFrom({ LOCAL_CHAT: 'off' }).local.on).toBe(false);
  });

  it('connect Slack by HTTP or by Socket Mode', () => {
    expect(settingsFrom(SLACK).slack).toMatchObject({ signingSecret: 'secret', appToken: null });
    const socket = settingsFrom({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_COMMAND_ASK: '/frag',
    });
    expect(socket.slack).toMatchObject({
      appToken: 'xapp-1',
      commandNames: { ticket: '/ticket', ask: '/frag' },
    });
  });

  it('let Teams go without a token on loopback alone', () => {
    const open = { TEAMS_UNAUTHENTICATED: 'on' };
    expect(settingsFrom(open).teams).toMatchObject({ unauthenticated: true, appId: '' });
    for (const HOST of ['0.0.0.0', '::', '192.168.0.4', 'desk.example.com']) {
      expect(faultsOf({ ...open, ...TEAMS, HOST })).toEqual([
        expect.stringContaining('TEAMS_UNAUTHENTICATED'),
      ]);
    }
  });

  it('are refused with all faults at once, and without a word of the secrets', () => {
    const faults = faultsOf({
      PORT: '65535',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://root:hunter2@db/firstline',
      REDIS_URL: 'hunter2',
      PUBLIC_URL: 'desk',
      LOCAL_CHAT: 'yes',
      SLACK_SIGNING_SECRET: 'hunter2',
      SLACK_COMMAND_TICKET: 'ticket',
      MICROSOFT_APP_PASSWORD: 'hunter2',
      MICROSOFT_APP_TYPE: 'Multi',
    });
    expect(faults).toEqual([
      'PORT: has to be a whole number from 1 to 65534.',
      'PUBLIC_URL: has to be an address such as https://desk.example.com.',
      'DATABASE_URL: has to be an address such as postgresql://user:password@host:5432/firstline.',
      'REDIS_URL: has to be an address such as redis://host:6379.',
      'LOG_LEVEL: has to be one of fatal, error, warn, info, debug, trace, silent.',
      'LOCAL_CHAT: has to be one of on, off.',
      'SLACK_COMMAND_TICKET: has to look like /ticket.',
      'MICROSOFT_APP_TYPE: has to be one of MultiTenant, SingleTenant, UserAssignedMSI.',
      'SLACK_BOT_TOKEN: Slack needs it beside the other SLACK_ settings.',
      'MICROSOFT_APP_ID: Teams needs it beside MICROSOFT_APP_PASSWORD.',
    ]);
    expect(faults.join()).not.toContain('hunter2');
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    [{ ...SLACK, SLACK_COMMAND_ASK: '/ticket' }, 'SLACK_COMMAND_ASK'],
    [{ MICROSOFT_APP_ID: 'app', MICROSOFT_APP_TENANT_ID: 't' }, 'MICROSOFT_APP_PASSWORD'],
    [{ MICROSOFT_APP_ID: 'app', MICROSOFT_APP_PASSWORD: 'p' }, 'MICROSOFT_APP_TENANT_ID'],
  ])('tell which half of %o is missing', (env, name) => {
    expect(faultsOf(env)).toEqual([expect.stringMatching(`^${name}: `)]);
  });
});
