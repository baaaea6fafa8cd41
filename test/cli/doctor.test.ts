import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import {
  askDatabase,
  type DatabaseState,
  databaseChecks,
  migrationsIn,
} from '../../src/cli/doctor/database.ts';
import { deskCheck } from '../../src/cli/doctor/desk.ts';
import type { Check } from '../../src/cli/doctor/finding.ts';
import { linksCheck } from '../../src/cli/doctor/links.ts';
import { queueCheck } from '../../src/cli/doctor/queue.ts';
import { type SlackProbe, slackCheck } from '../../src/cli/doctor/slack.ts';
import { type TeamsProbe, teamsCheck } from '../../src/cli/doctor/teams.ts';
import { doctor } from '../../src/cli/doctor.ts';
import type { DeskPolicy, Platform } from '../../src/domain/desk.ts';
import { SCOPES } from '../../src/slack/scopes.ts';
import { deskPolicy, MONDAY_9 } from '../support/builders.ts';
import { createTestDatabase } from '../support/database.ts';

async function examine(...checks: readonly Check[]) {
  const lines: string[] = [];
  const code = await doctor({ checks, out: (line) => lines.push(line) });
  return { code, lines };
}

const policy = deskPolicy({ dutyChannel: { slack: 'C0DUTY', local: 'duty', language: 'en' } });
const inForce = async () => policy;

const database = (state: Partial<DatabaseState> = {}) =>
  databaseChecks(
    async () => ({ version: 180_004, connections: 97, migrations: ['1_first'], now: MONDAY_9, ...state }),
    { pools: 12, migrations: ['1_first'], realNow: () => MONDAY_9 },
  );

const slack = (changes: Partial<SlackProbe> = {}): SlackProbe => ({
  identity: async () => ({ teamName: 'Northwind', scopes: SCOPES }),
  channel: async () => ({ name: 'duty', isMember: true }),
  ...changes,
});

const teams = (changes: Partial<TeamsProbe> = {}): TeamsProbe => ({
  signIn: async () => undefined,
  channel: async () => ({ hearsAll: true }),
  unauthenticated: false,
  ...changes,
});

const linked = (publicUrl: string, platforms: readonly Platform[]) => linksCheck({ publicUrl, platforms });

/** What a file says has no version. */
const { version: _, ...written } = policy;

const desk = (next: Omit<DeskPolicy, 'version'> = written, platforms: ('slack' | 'local')[] = ['local']) =>
  deskCheck({
    applied: inForce,
    file: async () => ({ name: 'desk.yaml', read: { policy: next } }),
    now: () => MONDAY_9,
    platforms,
  });

describe('firstline doctor', () => {
  it('says what to do when links in Slack or Teams lead to the machine of whoever clicks', async () => {
    for (const platform of ['slack', 'teams'] as const) {
      for (const address of ['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:3000']) {
        const { code, lines } = await examine(linked(address, [platform, 'local']));
        expect(code).toBe(1);
        expect(lines[0]).toMatch(`PROBLEM Links: in messages they lead to ${address}`);
        expect(lines[1]).toMatch(/Set PUBLIC_URL in \.env .*https:\/\/desk\.example\.com.* and start again/);
      }
      const { lines } = await examine(linked('https://desk.example.com', [platform]));
      expect(lines[0]).toBe('ok      Links: they lead to https://desk.example.com');
    }
    const { lines } = await examine(linked('http://localhost:3000', ['local']));
    expect(lines[0]).toBe('ok      Links: they lead to http://localhost:3000');
  });

  it('does not hold a desk that was applied from a file of its own against the sample', async () => {
    const check = deskCheck({
      applied: inForce,
      file: async () => null,
      now: () => MONDAY_9,
      platforms: ['local'],
    });
    const { code, lines } = await examine(check);
    expect(code).toBe(0);
    expect(lines[0]).toBe('ok      Desk: version 1 is in force; DESK_FILE names no file to compare it with');
  });

  it('finds nothing wrong with a desk that runs on this machine alone', async () => {
    const { code, lines } = await examine(
      database(),
      queueCheck(null),
      desk(),
      slackCheck(null, inForce),
      teamsCheck(null, inForce),
    );
    expect(lines).toEqual([
      'ok      Database: PostgreSQL 18.4',
      'ok      Connections: 97 for all, at most 15 for each process: room for 6 of them',
      'ok      Migrations: all 1 applied',
      "ok      Clock: 0.0 s behind the database's",
      'ok      Job queue: BullMQ on PostgreSQL',
      'ok      Desk: version 1 is in force, as desk.yaml says',
      'ok      Holidays: known for the coming months',
      'ok      Channels: each is on a platform that is set up',
      'off     Slack: SLACK_BOT_TOKEN is not set',
      'off     Teams: MICROSOFT_APP_ID is not set',
      'All is well.',
    ]);
    expect(code).toBe(0);
  });

  it.each<[string, Check, string, string]>([
    ['an old PostgreSQL', database({ version: 130_011 }), 'PostgreSQL 13.11 is too old', '14 or newer'],
    ['too few connections', database({ connections: 20 }), 'room for 1 of them', 'max_connections'],
    ['a migration that is missing', database({ migrations: [] }), 'not applied: 1_first', 'Start Firstline'],
    [
      'a newer schema',
      database({ migrations: ['1_first', '2_next'] }),
      'unknown to this version: 2_next',
      'newer',
    ],
    ['a clock that is late', database({ now: MONDAY_9 + 6_000 }), "6.0 s behind the database's", 'NTP'],
    [
      'a Redis that drops jobs',
      queueCheck(async () => ({ version: '7.0.15', maxmemoryPolicy: 'allkeys-lru' })),
      'allkeys-lru',
      'noeviction',
    ],
    [
      'an old Redis',
      queueCheck(async () => ({ version: '6.0.16', maxmemoryPolicy: null })),
      'Redis 6.0.16 is too old',
      '6.2',
    ],
    [
      'a Redis that is away',
      queueCheck(async () => Promise.reject(new Error('ECONNREFUSED'))),
      'ECONNREFUSED',
      'REDIS_URL',
    ],
    [
      'a desk.yaml that was changed and not applied',
      desk({ ...written, name: 'New' }),
      'but desk.yaml says something else by now',
      'firstline apply desk.yaml',
    ],
    [
      'channels that nobody hears',
      desk(written, ['slack']),
      'network L1, network L2, network L3, workplace L1',
      'desk.yaml',
    ],
    [
      'a scope that is missing',
      slackCheck(slack({ identity: async () => ({ teamName: 'N', scopes: SCOPES.slice(1) }) }), inForce),
      `missing: ${SCOPES[0]}`,
      'install the app again',
    ],
    [
      'a channel without the bot',
      slackCheck(slack({ channel: async () => ({ name: 'duty', isMember: false }) }), inForce),
      'not a member of #duty',
      '/invite',
    ],
    [
      'a channel that is not there',
      slackCheck(slack({ channel: async () => null }), inForce),
      'C0DUTY is not to be seen',
      'Check the id',
    ],
    [
      'a token that Slack refuses',
      slackCheck(slack({ identity: async () => Promise.reject(new Error('invalid_auth')) }), inForce),
      'invalid_auth',
      'SLACK_BOT_TOKEN',
    ],
    [
      'a secret that Microsoft refuses',
      teamsCheck(teams({ signIn: async () => Promise.reject(new Error('401')) }), inForce),
      'not accepted (401)',
      'MICROSOFT_APP_PASSWORD',
    ],
  ])('says how to mend %s', async (_what, check, found, mend) => {
    const { code, lines } = await examine(check);
    const at = lines.findIndex((line) => line.startsWith('PROBLEM '));
    expect(lines[at]).toContain(found);
    expect(lines[at + 1]).toContain(mend);
    expect(lines.at(-1)).toBe('1 problem to mend.');
    expect(code).toBe(1);
  });

  it('names the Teams channels that it cannot write to yet, and those where replies are heard without a mention', async () => {
    const channel = { teams: { team: 'it', channel: '19:duty@thread.tacv2' }, language: 'en' } as const;
    const check = (found: TeamsProbe['channel']) =>
      teamsCheck(teams({ channel: found }), async () => ({ ...policy, dutyChannel: channel }));
    expect((await examine(check(async () => null))).lines).toContain(
      'PROBLEM Teams channel of duty: 19:duty@thread.tacv2 has no conversation reference yet',
    );
    const heard = await examine(check(async () => ({ hearsAll: true })));
    expect(heard.lines).toContain(
      'ok      Teams channel of duty: 19:duty@thread.tacv2, replies without a mention are heard (ChannelMessage.Read.Group)',
    );
    const unheard = await examine(check(async () => ({ hearsAll: false })));
    expect(unheard.code).toBe(0);
    expect(unheard.lines.join('\n')).toContain('only mentions have been heard so far');
  });

  it('looks at the channels of suppliers, of major incidents and of ladders too', async () => {
    const in_ = (slack: string) => ({ slack: `T0NORTH/${slack}`, language: 'en' }) as const;
    const [usual] = Object.values(policy.ladders);
    if (!usual) throw new Error('no ladder');
    const warRoom = {
      after: 0,
      targets: [{ tell: 'channel', channel: in_('C0WAR') }],
      moveTo: null,
      again: null,
    } as const;
    const wide = {
      ...policy,
      suppliers: {
        acme: { key: 'acme', name: { en: 'Acme', zh: '艾克米' }, channel: in_('C0ACME'), contract: null },
      },
      majorIncidents: { channel: in_('C0MAJOR'), ladder: usual.key, updateEvery: 3600 },
      ladders: { [usual.key]: { ...usual, rungs: [warRoom, warRoom] } },
    };
    const outside = slack({ channel: async (id) => ({ name: id, isMember: id === 'C0DUTY' }) });
    const { lines } = await examine(slackCheck(outside, async () => wide));
    for (const of of ['supplier acme', 'major incidents', `ladder ${usual.key}`])
      expect(lines.filter((line) => line.startsWith(`PROBLEM Slack channel of ${of}:`))).toHaveLength(1);
  });

  it('tells of holidays that end', async () => {
    const calendars = {
      office: { timeZone: 'Europe/Berlin', hours: '24/7', holidays: ['2026-12-25'] },
    } as const;
    const old = { ...policy, calendars };
    const check = deskCheck({
      applied: async () => old,
      file: async () => ({ name: 'desk.yaml', read: { policy: { ...written, calendars } } }),
      now: () => MONDAY_9,
      platforms: ['local'],
    });
    expect((await examine(check)).lines.join('\n')).toContain('office on 2026-12-25');
  });

  it('goes on when a check cannot be made', async () => {
    const broken: Check = { part: 'Slack', run: () => Promise.reject(new Error('no route')) };
    const { lines, code } = await examine(broken, queueCheck(null));
    expect(lines[0]).toBe('PROBLEM Slack: could not be checked: no route');
    expect(lines).toContain('ok      Job queue: BullMQ on PostgreSQL');
    expect(code).toBe(1);
  });

  it('asks a real PostgreSQL for what it needs to know', async () => {
    const { url, drop } = await createTestDatabase();
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    try {
      const migrations = migrationsIn(fileURLToPath(new URL('../../prisma/migrations', import.meta.url)));
      expect(migrations.length).toBeGreaterThan(0);
      const check = databaseChecks(() => askDatabase(pool), { pools: 12, migrations, realNow: Date.now });
      const { code, lines } = await examine(check);
      expect([code, lines[2]]).toEqual([0, `ok      Migrations: all ${migrations.length} applied`]);
    } finally {
      await pool.end();
      await drop();
    }
  });

  it('says so when no PostgreSQL answers', async () => {
    const pool = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
    const check = databaseChecks(() => askDatabase(pool), { pools: 12, migrations: [], realNow: Date.now });
    const { lines } = await examine(check);
    expect(lines[0]).toContain('does not answer (connect ECONNREFUSED 127.0.0.1:1)');
    expect(lines[1]).toContain('DATABASE_URL');
    await pool.end();
  });
});
