import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyCommand, type OpenTickets } from '../../src/cli/apply.ts';
import type { DeskPolicy } from '../../src/domain/desk.ts';
import type { PutIn } from '../../src/domain/rota.ts';
import type { NewVersion } from '../../src/store/policies.ts';
import { MONDAY_9 } from '../support/builders.ts';

const SAMPLE = await readFile(new URL('../../desk/desk.yaml', import.meta.url), 'utf8');

/** Versions in memory, kept as the database keeps them: as JSON. */
function versionsInMemory() {
  const recorded: (NewVersion & { json: string })[] = [];
  return {
    recorded,
    putIn: async (): Promise<readonly PutIn[]> => [],
    async latestSource() {
      const last = recorded.at(-1);
      return last ? { version: recorded.length, source: last.source } : null;
    },
    async record(version: NewVersion) {
      return recorded.push({ ...version, json: JSON.stringify(version.policy) });
    },
    async at(version: number): Promise<DeskPolicy> {
      return { ...JSON.parse(recorded[version - 1]?.json ?? ''), version };
    },
  };
}

const noTickets: OpenTickets = {
  promisedElse: async () => new Map(),
  retarget: async () => 0,
  plan: async () => undefined,
};

describe('firstline apply', () => {
  let dir: string;
  let versions: ReturnType<typeof versionsInMemory>;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'firstline-apply-'));
    versions = versionsInMemory();
  });
  afterEach(() => rm(dir, { recursive: true }));

  async function apply(
    text: string,
    confirm: (() => Promise<boolean>) | null = null,
    { tickets = noTickets, retarget = false }: { tickets?: OpenTickets; retarget?: boolean } = {},
  ) {
    const file = join(dir, 'desk.yaml');
    await writeFile(file, text);
    const lines: string[] = [];
    const out = (line: string) => lines.push(line.replace(file, 'desk.yaml'));
    const code = await applyCommand({
      file,
      by: 'ana',
      versions,
      now: MONDAY_9,
      confirm,
      tickets,
      retarget,
      out,
    });
    return { code, lines };
  }

  it('records the first version and who applied it', async () => {
    const { code, lines } = await apply(SAMPLE);
    expect(code).toBe(0);
    expect(lines.join('\n')).toContain('  teams: network, workplace, identity, collaboration');
    expect(lines.at(-2)).toBe('Version 1 of the desk is in force, applied by ana.');
    expect(versions.recorded).toMatchObject([{ by: 'ana', source: SAMPLE, at: MONDAY_9 }]);
  });

  it('makes no new version of a desk that says the same in other words', async () => {
    await apply(SAMPLE);
    const { code, lines } = await apply(
      SAMPLE.replace('autoCloseAfter: 3d', '# longer?\nautoCloseAfter: 72h'),
    );
    expect(code).toBe(0);
    expect(lines).toEqual(['desk.yaml says what version 1 says.', 'Nothing was changed.']);
    expect(versions.recorded).toHaveLength(1);
  });

  it('shows what changes, value by value', async () => {
    await apply(SAMPLE);
    const { lines } = await apply(
      SAMPLE.replace('members: [tom], rota: experts', 'members: [tom, olga], rota: experts').replace(
        'staleAfter: 1h',
        'staleAfter: 30m',
      ),
    );
    expect(lines).toEqual([
      'Changes to version 1:',
      '  ~ teams.network',
      '      tiers.L3.members: +olga',
      '  ~ ladders.urgent',
      '      staleAfter: 3600 s -> 1800 s',
      'No open tickets are promised anything else.',
      'Version 2 of the desk is in force, applied by ana.',
      'Open tickets keep what they were promised.',
    ]);
  });

  it('shows the rungs that come, go, or become others, and leaves the rest alone', async () => {
    await apply(SAMPLE);
    const rung = '      - { after: 15m, tell: [L3 channel, L3 on call], moveTo: L3, again: 10m }\n';
    const last = "after: 2h, tell: [team lead, requester's manager], again: 4h";
    const first = '      - { at: 0.9, tell: [assignee, { local: war-room }], again: 5m }\n';
    const begin = '    staleAfter: 1h\n    rungs:\n';
    const more = SAMPLE.replace(rung, `${rung}      - { after: 20m, tell: [L3 channel], again: 5m }\n`)
      .replace(last, last.replace('again: 4h', 'again: 5h').replace('[team lead', '[L3 channel, team lead'))
      .replace(begin, begin + first);
    const changes = ({ lines }: { lines: string[] }) =>
      lines.slice(
        1,
        lines.findIndex((line) => line.startsWith('No open tickets')),
      );
    expect(changes(await apply(more))).toEqual([
      '  ~ ladders.urgent',
      '      + rungs.1: { at: 0.9, after: 0 s, targets: [{ tell: assignee }, { tell: channel, channel: { local: war-room, language: en } }], again: 300 s }',
      '      + rungs.4: { after: 1200 s, targets: [{ tell: tierChannel, tier: L3 }], again: 300 s }',
      '  ~ ladders.usual',
      '      + rungs.3.targets.1: { tell: tierChannel, tier: L3 }',
      '      rungs.3.again: 14400 s -> 18000 s',
    ]);
    expect(changes(await apply(SAMPLE))).toEqual([
      '  ~ ladders.urgent',
      '      - rungs.1: { at: 0.9, after: 0 s, targets: [{ tell: assignee }, { tell: channel, channel: { local: war-room, language: en } }], again: 300 s }',
      '      - rungs.4: { after: 1200 s, targets: [{ tell: tierChannel, tier: L3 }], again: 300 s }',
      '  ~ ladders.usual',
      '      - rungs.3.targets.1: { tell: tierChannel, tier: L3 }',
      '      rungs.3.again: 18000 s -> 14400 s',
    ]);
    const hours = SAMPLE.replace(
      'hours: { mon-fri: [09:00-18:00] }',
      'hours: { mon-thu: [09:00-18:00], fri: [09:00-12:00, 13:00-16:00] }',
    )
      .replace('- key: security', '- key: secure')
      .replace('email: max@northwind.example', 'email: max@northwind.example, manager: sara')
      .replace('manager: max, lead: true', 'lead: true');
    expect(changes(await apply(hours))).toEqual([
      '  ~ people.max',
      '      manager: none -> sara',
      '  ~ people.sara',
      '      manager: max -> none',
      '  ~ calendars.berlin',
      '      hours.fri: -["09:00","18:00"] +["09:00","12:00"] +["13:00","16:00"]',
      '  + agreements.secure',
      '  - agreements.security',
      '  ~ order of agreements: ["security","vip","shanghai","standard"] -> ["secure","vip","shanghai","standard"]',
    ]);
  });

  it('says how many open tickets it would promise something else, and how many means none', async () => {
    await apply(SAMPLE);
    const promisedElse = async () =>
      new Map([
        ['vip', 2],
        ['standard', 3],
      ]);
    const { lines } = await apply(SAMPLE.replace('staleAfter: 4h', 'staleAfter: 2h'), null, {
      tickets: { ...noTickets, promisedElse },
    });
    expect(lines.slice(1, -2)).toEqual([
      '  ~ ladders.usual',
      '      staleAfter: 14400 s -> 7200 s',
      'Open tickets that are promised something else, by the agreement that they are under:',
      '  standard: 3',
      '  vip: 2',
    ]);
    const none = await apply(SAMPLE.replace('staleAfter: 4h', 'staleAfter: 3h'));
    expect(none.lines.at(-3)).toBe('No open tickets are promised anything else.');
  });

  it('puts the open tickets under the new version only when asked to, and goes on with them when run again', async () => {
    const done: number[] = [];
    const tickets = { ...noTickets, retarget: async (version: number) => done.push(version) };
    await apply(SAMPLE, null, { tickets });
    expect(done).toEqual([]);
    const changed = SAMPLE.replace('autoCloseAfter: 3d', 'autoCloseAfter: 4d');
    const { lines } = await apply(changed, null, { tickets, retarget: true });
    expect(lines.at(-1)).toBe('1 open ticket put under version 2.');
    const again = await apply(changed, null, { tickets, retarget: true });
    expect(again.lines).toEqual([
      'desk.yaml says what version 2 says.',
      '2 open tickets put under version 2.',
    ]);
    expect(done).toEqual([2, 2]);
    expect(versions.recorded).toHaveLength(2);
  });

  it('notes the hours for which nobody is on call, but for those that a cover fills', async () => {
    await apply(SAMPLE);
    const gaps = SAMPLE.replace(
      'network: { start: 2026-01-05T09:00, every: week, members: [nils, olga] }',
      'network: { layers: [{ hours: { mon-fri: [08:00-18:00] }, start: 2026-01-05T08:00, every: week, members: [nils] }] }',
    );
    const note = 'Note: in the next 7 days nobody is on call at these times:';
    const { lines } = await apply(gaps);
    const noted = lines.slice(lines.indexOf(note) + 1).filter((line) => line.startsWith('  network: '));
    expect(noted).toHaveLength(5);
    expect(noted[0]).toBe('  network: Mon 23 Nov 18:00 to Tue 24 Nov 08:00 (14 h)');

    const [from, to] = ['2026-11-23T17:00:00.000Z', '2026-11-30T08:00:00.000Z'];
    versions.putIn = async () => [{ rota: 'network', from, to, person: 'olga' }];
    const covered = await apply(gaps.replace('autoCloseAfter: 3d', 'autoCloseAfter: 2d'));
    expect(covered.lines.join('\n')).not.toContain('nobody is on call');
  });

  it('notes the agreements that count for no new ticket', async () => {
    const { code, lines } = await apply(SAMPLE.replace('    match: { services: [security] }\n', ''));
    expect(code).toBe(0);
    const note = lines.findIndex((line) => line.startsWith('Note: these agreements count for no new ticket'));
    expect(lines.slice(note + 1, note + 4)).toEqual(
      ['vip', 'shanghai', 'standard'].map((key) => `  ${key}: "security" above it covers all that it covers`),
    );
    expect((await apply(SAMPLE)).lines.join('\n')).not.toContain('count for no new ticket');
    const next = SAMPLE.replace('    match: { services: [security] }\n', '').replace(
      'inForceFrom: 2026-01-01',
      'inForceFrom: 2027-01-01',
    );
    expect((await apply(next)).lines.join('\n')).not.toContain('count for no new ticket');
  });

  it('changes nothing when the answer is no', async () => {
    const { code, lines } = await apply(SAMPLE, async () => false);
    expect([code, lines.at(-1)]).toEqual([0, 'Nothing was changed.']);
    expect(versions.recorded).toEqual([]);
  });

  it('changes nothing when there are faults, and lists each with its line', async () => {
    const { code, lines } = await apply(
      SAMPLE.replace('lead: sara', 'lead: sarah').replace('team: network', 'team: net'),
    );
    expect(code).toBe(1);
    expect(lines).toHaveLength(3);
    for (const line of lines.slice(0, 2))
      expect(line).toMatch(/^desk\.yaml:\d+: (teams\.network\.lead|services\.vpn\.team) names /);
    expect(lines.at(-1)).toBe('2 faults. Nothing was changed.');
    expect(versions.recorded).toEqual([]);
  });

  it('says so when there is no such file', async () => {
    const lines: string[] = [];
    const file = join(dir, 'none.yaml');
    const out = (line: string) => lines.push(line);
    expect(
      await applyCommand({
        file,
        by: 'ana',
        versions,
        now: MONDAY_9,
        confirm: null,
        tickets: noTickets,
        retarget: false,
        out,
      }),
    ).toBe(1);
    expect(lines).toEqual([`${file} cannot be read (ENOENT).`]);
  });
});
