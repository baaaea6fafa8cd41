import { describe, expect, it } from 'vitest';
import { onCallWeek } from '../../src/chat/views/onCall.ts';
import { changeNews, gapNews, handOverNews } from '../../src/chat/views/rotaNews.ts';
import type { RotaChange } from '../../src/domain/rota.ts';
import { context, NOW, openTicket, textOf, verbsOf } from './viewSamples.ts';

const DAY = 24 * 3_600_000;
const en = context('en');
const zh = context('zh');

/** Ana asks Ben to take over Tuesday, for his Wednesday. */
function swap(changes: Partial<RotaChange> = {}): RotaChange {
  return {
    id: 'c1',
    rota: 'network',
    kind: 'swap',
    state: 'proposed',
    spans: [
      { from: NOW + DAY, to: NOW + 2 * DAY, person: 'ben', instead: 'ana' },
      { from: NOW + 2 * DAY, to: NOW + 3 * DAY, person: 'ana', instead: 'ben' },
    ],
    proposedBy: 'ana',
    proposedAt: NOW,
    counterpart: 'ben',
    decidedAt: null,
    withdrawn: null,
    version: 1,
    ...changes,
  };
}

describe('a proposed swap', () => {
  it('says which shift for which, until when to answer, and offers both answers', () => {
    const view = changeNews('proposed', swap(), 'ben', en);
    expect(textOf(view)).toContain(
      'Ana Silva asks you to take over a shift of network: Tue 13 Jan 14:30 to Wed 14 Jan 14:30.',
    );
    expect(textOf(view)).toContain(
      'In exchange Ana Silva takes yours: Wed 14 Jan 14:30 to Thu 15 Jan 14:30.',
    );
    expect(textOf(view)).toContain('Please answer by Tue 13 Jan 14:30');
    expect(verbsOf(view)).toEqual(['acceptSwap', 'declineSwap']);
    expect(textOf(changeNews('proposed', swap(), 'ben', zh))).toContain(
      'Ana Silva 请你接替 network 的一个班次',
    );
  });

  it('shows how it ended; what is in force may be taken back', () => {
    const inForce = changeNews('proposed', swap({ state: 'inForce' }), 'ben', en);
    expect(textOf(inForce)).toContain('You accepted');
    expect(verbsOf(inForce)).toEqual(['withdrawChange']);
    const withdrawn = { state: 'withdrawn', withdrawn: { by: 'ben', at: NOW } } as const;
    const gone = changeNews('proposed', swap(withdrawn), 'ben', en);
    expect(textOf(gone)).toContain('Withdrawn by Ben Ode');
    expect(verbsOf(gone)).toEqual([]);
  });
});

describe('a cover', () => {
  const cover = swap({ kind: 'cover', state: 'inForce', proposedBy: 'li' });

  it('is told to who covers and to who is relieved in words of their own', () => {
    expect(changeNews('covered', cover, 'ben', en).fallback).toMatch(
      /^李雷 put you on call for network: Tue/,
    );
    expect(changeNews('covered', cover, 'ana', en).fallback).toMatch(
      /^李雷 put Ben Ode on call for network instead of you: Tue 13 Jan 14:30 to Thu 15 Jan 14:30/,
    );
  });
});

describe('a hand-over', () => {
  const data = { rota: 'network', from: 'ana', to: 'ben', until: NOW, waiting: [openTicket()] };

  it('tells who comes since when and until when, who leaves, and what waits', () => {
    const comes = textOf(handOverNews(data, 'ben', en));
    expect(comes).toContain('You are on call for network now, until Mon 12 Jan 14:30.');
    expect(comes).toContain('Before you: Ana Silva.');
    expect(comes).toContain('VPN drops every hour · P2');
    const leaves = textOf(handOverNews(data, 'ana', en));
    expect(leaves).toContain('You are no longer on call for network.');
    expect(leaves).toContain('After you: Ben Ode.');
  });

  it('says so when nobody comes, or nothing waits', () => {
    const view = textOf(handOverNews({ ...data, to: null, waiting: [] }, 'ana', en));
    expect(view).toContain('After you nobody is on call.');
    expect(view).toContain('No escalation waits');
  });
});

describe('hours without anybody on call', () => {
  it('are listed with how to put somebody in; of very many the first', () => {
    const gaps = Array.from({ length: 25 }, (_, day) => ({
      rota: 'network',
      from: NOW + day * DAY,
      to: NOW + day * DAY + 3_600_000,
    }));
    const first = { rota: 'network', from: '2026-01-12T14:30', to: '2026-01-12T15:30' };
    const view = textOf(gapNews('forecast', { gaps, first }, en));
    expect(view).toContain('network: Mon 12 Jan 14:30 to Mon 12 Jan 15:30 (1 h)');
    expect(view).toContain('cover network 2026-01-12T14:30 2026-01-12T15:30 by @name');
    expect(view).toContain('and 5 more');
  });
});

it('a week of a rota joins neighbouring shifts of one person', () => {
  const shifts = [
    { from: NOW, to: NOW + DAY, person: 'ana' },
    { from: NOW + DAY, to: NOW + 2 * DAY, person: 'ana' },
    { from: NOW + 2 * DAY, to: NOW + 3 * DAY, person: null },
  ];
  const view = onCallWeek('network', shifts, en);
  const list = view.blocks.find((block) => block.type === 'list');
  expect(list?.type === 'list' && list.items).toEqual([
    ['Mon 12 Jan 14:30 to Wed 14 Jan 14:30: ', { bold: 'Ana Silva' }],
    ['Wed 14 Jan 14:30 to Thu 15 Jan 14:30: ', { bold: 'nobody' }],
  ]);
});
