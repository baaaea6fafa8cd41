import { describe, expect, it } from 'vitest';
import { deskFault } from '../../src/chat/views/deskFault.ts';
import { majorCard } from '../../src/chat/views/majorIncident.ts';
import { acknowledged, type PageData, page, pageBundle } from '../../src/chat/views/page.ts';
import { slaWarning } from '../../src/chat/views/slaWarning.ts';
import { LIMITS } from '../../src/slack/limits.ts';
import { renderView } from '../../src/slack/render.ts';
import { TEAMS_LIMITS } from '../../src/teams/limits.ts';
import { renderMessage } from '../../src/teams/render.ts';
import {
  buttonsOf,
  cardOf,
  context,
  NOW,
  openTicket,
  resolvedTicket,
  textOf,
  verbsOf,
} from './viewSamples.ts';

const en = context('en');
const breached = [
  { name: 'resolution', due: NOW - 720_000, state: 'breached', stoppedAt: null, remaining: 0, overBy: 720 },
] as const;

function alert(changes: Partial<PageData> = {}): PageData {
  return {
    card: cardOf(openTicket({ assignee: 'ana' }), { clocks: breached, mention: ['ben'] }),
    clock: 'resolution',
    due: NOW - 720_000,
    major: false,
    rung: 1,
    run: 1,
    acknowledged: null,
    snoozed: null,
    mayBeRepeat: false,
    ...changes,
  };
}

describe('the card of a major incident', () => {
  const major = {
    summary: 'b1',
    declaredAt: NOW - 600_000,
    channel: { language: 'en' },
    ladder: { key: 'major', rungs: [], staleAfter: null },
    updateEvery: 1_800,
    affected: ['li'],
    lastUpdate: null,
    lastToldAt: NOW - 600_000,
    remindedAt: null,
  } as const;
  const card = { ticket: { ...openTicket(), major }, summary: 'No VPN from anywhere', lastUpdate: null };

  it('tells when it was declared: that is no deadline', () => {
    const factsOf = (language: 'en' | 'zh') =>
      majorCard(card, context(language)).blocks.flatMap((block) =>
        block.type === 'facts' ? block.items : [],
      );
    expect(factsOf('en')[0]).toEqual({ label: 'Declared', value: ['Mon 12 Jan 14:20'] });
    expect(factsOf('zh')[0]?.label).toBe('宣布时间');
  });
});

describe('an escalation alert', () => {
  it('says who, what, since when and how far over, with one click to acknowledge or take over', () => {
    const view = page(alert(), en);
    expect(view.tone).toBe('alert');
    for (const said of [
      'INC-1042',
      'VPN drops every hour',
      '李雷',
      'Ana Silva',
      'Mon 12 Jan 14:18',
      '12 min',
    ]) {
      expect(textOf(view)).toContain(said);
    }
    expect(textOf(view)).toContain('{"mention":{"name":"Ben Ode","externalId":"U-ben"}}');
    expect(verbsOf(view)).toEqual(['acknowledge', 'takeOver', 'snooze']);
    expect(
      buttonsOf(view)
        .filter((button) => button.opensForm)
        .map(({ verb }) => verb),
    ).toEqual(['snooze']);
  });

  it('shows who acknowledged it and when, and offers nothing more', () => {
    const view = page(alert({ acknowledged: { by: 'ben', at: NOW } }), en);
    expect(textOf(view)).toContain('Acknowledged by Ben Ode, Mon 12 Jan 14:30.');
    expect(verbsOf(view)).toEqual([]);
  });

  it('is over when the ticket is resolved', () => {
    const view = page(alert({ card: cardOf(resolvedTicket(), { clocks: breached }) }), en);
    expect(textOf(view)).toContain('Over: the ticket is resolved.');
    expect(verbsOf(view)).toEqual([]);
  });

  it('is marked when it may be a repeat, and only then', () => {
    expect(textOf(page(alert({ mayBeRepeat: true }), en))).toContain('may be a repeat');
    expect(textOf(page(alert(), en))).not.toContain('may be a repeat');
  });

  it('counts steps from one, and rounds after a stale acknowledgement', () => {
    expect(textOf(page(alert({ rung: 0, run: 1 }), en))).toContain('"value":["1"]');
    expect(textOf(page(alert({ rung: 2, run: 2 }), en))).toContain('3, round 2');
  });

  it('becomes one list in a storm, each ticket with its own acknowledgement', () => {
    const pages = Array.from({ length: 8 }, (_, i) =>
      alert({
        card: cardOf(openTicket({ number: `INC-${i}` }), { clocks: breached }),
        acknowledged: i === 0 ? { by: 'ben', at: NOW } : null,
      }),
    );
    const view = pageBundle(pages, ['ben'], en);
    expect(view.fallback).toBe('8 tickets need attention');
    for (const each of pages) expect(textOf(view)).toContain(each.card.ticket.number);
    const [all, ...each] = buttonsOf(view);
    expect(all).toMatchObject({
      verb: 'acknowledgeAll',
      args: { tickets: 'INC-1 INC-2 INC-3 INC-4 INC-5 INC-6 INC-7' },
    });
    expect(each.map((button) => button.args.ticket)).toEqual(['INC-1', 'INC-2', 'INC-3', 'INC-4', 'INC-5']);
  });

  it('lists the most urgent first, however the pages come: by priority, then by how long it is over', () => {
    const pages = [
      { number: 'INC-1', priority: 'P2', due: NOW - 3_000 },
      { number: 'INC-2', priority: 'P1', due: NOW - 1_000 },
      { number: 'INC-3', priority: 'P1', due: NOW - 2_000 },
    ] as const;
    const view = pageBundle(
      pages.map(({ due, ...ticket }) =>
        alert({ card: cardOf(openTicket(ticket), { clocks: breached }), due }),
      ),
      ['ben'],
      en,
    );
    expect(textOf(view).match(/INC-\d(?=: )/g)).toEqual(['INC-3', 'INC-2', 'INC-1']);
    expect(buttonsOf(view)[0]?.args.tickets).toBe('INC-3 INC-2 INC-1');
  });

  describe.each(['en', 'zh'] as const)('of a hundred tickets in %s', (language) => {
    const now = context(language);
    const hundred = (changes: Partial<PageData>, title: string) =>
      Array.from({ length: 100 }, (_, i) =>
        alert({
          card: cardOf(openTicket({ number: `INC-${100_000 + i}`, title }), { clocks: breached }),
          ...changes,
        }),
      );
    const cases: [string, readonly PageData[]][] = [
      ['long titles', hundred({}, 'x'.repeat(200))],
      ['long Chinese titles', hundred({}, '网'.repeat(200))],
      ['titles of quotes', hundred({}, '"'.repeat(200))],
      ['acknowledgements', hundred({ acknowledged: { by: 'ben', at: NOW } }, 'x')],
      ['snoozes', hundred({ snoozed: { by: 'ben', until: NOW } }, 'x')],
    ];
    it.each(cases)('with %s shows each of them within the limits of both platforms', (_what, pages) => {
      const view = pageBundle(pages, ['ben'], now);
      const slack = JSON.stringify(renderView(view).blocks);
      expect(slack.length).toBeLessThanOrEqual(LIMITS.messageBlocks);
      const [teams] = renderMessage(view, 'nonce').attachments;
      const inTeams = JSON.stringify(teams.content);
      expect(Buffer.byteLength(inTeams)).toBeLessThanOrEqual(TEAMS_LIMITS.cardBytes);
      for (const { card } of pages) {
        // On the buttons no colon follows a number.
        const line = `${card.ticket.number}${language === 'zh' ? '：' : ':'}`;
        expect(slack.includes(line), `Slack shows ${line}`).toBe(true);
        expect(inTeams.includes(line), `Teams shows ${line}`).toBe(true);
      }
    });
  });

  it('tells its thread who has it', () => {
    expect(acknowledged('INC-1042', 'ben', en).fallback).toBe(
      'Ben Ode acknowledged the escalation of INC-1042.',
    );
  });
});

describe('a warning', () => {
  it('says which clock, whose ticket and how much is left', () => {
    const view = slaWarning(cardOf(openTicket({ assignee: 'ana' })), 'firstResponse', en);
    expect(view.fallback).toContain('INC-1042: first response due, 1 h left.');
    expect(textOf(view)).toContain('Ana Silva');
    expect(verbsOf(view)).toEqual(['reply']);
  });

  it('offers a ticket that nobody has', () => {
    expect(verbsOf(slaWarning(cardOf(openTicket()), 'resolution', en))).toEqual(['claim']);
  });
});

describe('a fault of the desk', () => {
  it.each([
    [{ type: 'removed', channels: 'Network L2', platform: 'slack' }, 'Network L2'],
    [{ type: 'setAside', request: 'message/1', reason: 'ENOSPC' }, 'ENOSPC'],
    [{ type: 'dutyUnreachable', target: 'C1', reason: 'Slack: not_in_channel' }, 'not_in_channel'],
    [{ type: 'undeliverable', number: 'INC-1', target: 'Ben', reason: 'blocked' }, 'blocked'],
    [{ type: 'overdueDeadlines', count: 3, oldest: 90 }, '1 min'],
    [{ type: 'overdueDeliveries', count: 3, oldest: 90 }, '1 min'],
    [{ type: 'overdueRequests', count: 3, oldest: 90 }, '1 min'],
    [{ type: 'sweepSilent', count: 1, oldest: 90 }, '1 min'],
  ] as const)('is told to the duty channel: %o', (fault, fact) => {
    expect(deskFault(fault, en)).toMatchObject({ tone: 'alert' });
    expect(deskFault(fault, en).fallback).toContain(fact);
    expect(deskFault(fault, context('zh')).fallback).toMatch(/\p{Script=Han}/u);
  });
});
