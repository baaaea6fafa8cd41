import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDesk } from '../../src/config/desk.ts';
import { MONDAY_9 } from '../support/builders.ts';

const SAMPLE = readFileSync(new URL('../../desk/desk.yaml', import.meta.url), 'utf8');
const URGENT = '      - { after: 0s, tell: [L2 channel, L2 on call, assignee], moveTo: L2, again: 5m }\n';
const LAST = "after: 30m, tell: [team lead, requester's manager], again: 30m";

/** The sample desk with these changes. */
function read(...changes: readonly (readonly [from: string, to: string])[]) {
  const text = changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the sample desk has no ${from}`);
    return before.replace(from, to);
  }, SAMPLE);
  const lines = text.split('\n');
  const result = readDesk(text, MONDAY_9);
  return 'faults' in result
    ? {
        faults: result.faults.map(({ line, message }) => `${lines[line - 1]?.trim()} | ${message}`),
        policy: null,
      }
    : { faults: [], policy: result.policy };
}
const TELCO_CHANNEL = [
  'name: { en: Metro Telecom, zh: 城域电信 }',
  'name: { en: Metro Telecom, zh: 城域电信 }\n    channel: { local: telco }',
] as const;
const above = (...rungs: readonly string[]) =>
  [URGENT, rungs.map((rung) => `      - { ${rung} }\n`).join('') + URGENT] as const;
const below = (...rungs: readonly string[]) =>
  [URGENT, URGENT + rungs.map((rung) => `      - { ${rung} }\n`).join('')] as const;

describe('a ladder in desk.yaml', () => {
  it('may begin before the breach, and tell rotas and channels', () => {
    const { policy, faults } = read(
      above(
        'at: warning, tell: [assignee]',
        'at: 0.9, tell: [rota experts on call, { local: war-room, language: zh }], again: 5m',
      ),
      [URGENT.trim(), URGENT.trim().replace('after: 0s', 'at: breach')],
      [LAST, LAST.replace('[team lead', '[supplier channel, team lead')],
      TELCO_CHANNEL,
    );
    expect(faults).toEqual([]);
    const rungs = policy?.ladders.urgent?.rungs ?? [];
    expect(rungs.map(({ at, after: wait }) => [at, wait])).toEqual([
      ['warning', 0],
      [0.9, 0],
      [undefined, 0],
      [undefined, 900],
      [undefined, 1800],
    ]);
    expect(rungs[1]?.targets).toEqual([
      { tell: 'rota', rota: 'experts' },
      { tell: 'channel', channel: { local: 'war-room', language: 'zh' } },
    ]);
    expect(rungs[4]?.targets[0]).toEqual({ tell: 'supplierChannel' });
  });

  it('may belong to a service, for all priorities or for each', () => {
    const own = 'ladders:\n  own: { rungs: [{ after: 1m, tell: [team lead], again: 5m }] }\n';
    const { policy, faults } = read(
      ['ladders:\n', own],
      ['    keywords: [vpn', '    ladder: own\n    keywords: [vpn'],
      ['    keywords: [wifi', '    ladder: { P1: own, P2: own, P3: usual, P4: usual }\n    keywords: [wifi'],
    );
    expect(faults).toEqual([]);
    const ladders = policy?.services.slice(0, 3).map(({ ladder }) => ladder);
    const all = { P1: 'own', P2: 'own', P3: 'own', P4: 'own' };
    expect(ladders).toEqual([all, { ...all, P3: 'usual', P4: 'usual' }, undefined]);
  });

  it.each<[what: string, change: readonly [string, string], message: string]>([
    [
      'a last rung that is said once, and then nobody hears of it any more',
      [LAST, LAST.replace(', again: 30m', '')],
      'ladders.urgent.rungs[2].again is missing: the last rung is said until somebody acknowledges',
    ],
    [
      'a warning after the breach',
      below('at: 0.8, tell: [team lead]'),
      'a rung above it comes after the breach',
    ],
    ['two rungs at the breach', below('at: breach, tell: [team lead]'), 'comes at the breach or later'],
    [
      'shares that fall',
      above('at: 0.8, tell: [team lead]', 'at: 0.5, tell: [team lead]'),
      'has to be larger than that of the rung above it',
    ],
    [
      'a first warning after a share',
      above('at: 0.8, tell: [team lead]', 'at: warning, tell: [team lead]'),
      'the first warning is before the rung above it',
    ],
    ['a share beyond the breach', above('at: 1.5, tell: [team lead]'), 'has to be a share between 0 and 1'],
    ['a rung without a time', above('tell: [team lead]'), 'does not say when it comes'],
    ['a rung with two times', above('at: 0.5, after: 5m, tell: [team lead]'), 'keep one of them'],
    [
      'a rota that is none',
      above('at: 0.5, tell: [rota nobody on call]'),
      'names "nobody", which is not in rotas',
    ],
    ['somebody who is nobody', above('at: 0.5, tell: [the boss]'), 'has to be one of: L2 channel'],
    [
      'a last rung of a supplier',
      [LAST, LAST.replace("team lead, requester's manager", 'supplier channel')],
      'may reach nobody',
    ],
    [
      'a ladder for warnings alone',
      ['ladders:\n', 'ladders:\n  own: { rungs: [{ at: 0.5, tell: [team lead] }] }\n'],
      'no rung is left for the breach itself',
    ],
    ['a stale acknowledgement within moments', ['staleAfter: 1h', 'staleAfter: 30s'], 'give at least 1m'],
    [
      "a service's ladder that does not exist",
      ['    keywords: [vpn', '    ladder: fast\n    keywords: [vpn'],
      'services.vpn.ladder names "fast", which is not in ladders',
    ],
  ])('tells of %s, with its line', (_what, change, message) => {
    expect(read(change).faults.join('\n')).toContain(message);
  });

  it('tells of a warning that no agreement gives', () => {
    const { faults } = read(above('at: warning, tell: [team lead]'), ['warnAt: [0.5, 0.8]', 'warnAt: []']);
    expect(faults.join('\n')).toMatch(/at: warning.*never comes under an agreement whose "warnAt" is empty/);
  });
});

describe('major incidents in desk.yaml', () => {
  it('have a channel, a ladder and an interval, and may be left out', () => {
    expect(read().policy?.majorIncidents).toEqual({
      channel: { local: 'major-incidents', language: 'en' },
      ladder: 'major',
      updateEvery: 1800,
    });
    const { faults, policy } = read(
      ['majorIncidents: {', '# majorIncidents: {'],
      ['ladder: urgent\n', 'ladder: { P1: major, P2: urgent, P3: urgent, P4: urgent }\n'],
    );
    expect(faults).toEqual([]);
    expect(policy?.majorIncidents).toBeUndefined();
  });

  it.each<[what: string, change: readonly [string, string], message: string]>([
    [
      'a ladder that does not exist',
      ['ladder: major,', 'ladder: huge,'],
      'names "huge", which is not in ladders',
    ],
    [
      'a ladder that warns',
      ['- { after: 0s, tell: [L2 channel, L2 on call, L3', '- { at: 0.5, tell: [L2 channel, L2 on call, L3'],
      'a major incident has no warning',
    ],
    ['an interval within moments', ['updateEvery: 30m', 'updateEvery: 1m'], 'give at least 5m'],
    ['no channel', ['{ local: major-incidents }', '{}'], 'names no channel'],
    ['no interval', [', updateEvery: 30m', ''], 'majorIncidents.updateEvery is missing'],
  ])('tell of %s', (_what, change, message) => {
    expect(read(change).faults.join('\n')).toContain(message);
  });

  it('tells the channel of a supplier only if one has a channel', () => {
    const { faults } = read([LAST, LAST.replace('[team lead', '[supplier channel, team lead')]);
    expect(faults).toEqual([
      expect.stringMatching(/supplier channel.* \| .*tell\[0\] tells nobody: no supplier has a channel/),
    ]);
  });
});
