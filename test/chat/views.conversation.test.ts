import { describe, expect, it } from 'vitest';
import type { KnownIssue } from '../../src/app/ports.ts';
import { type AssistItem, assist } from '../../src/chat/views/assist.ts';
import { knownIncident } from '../../src/chat/views/knownIncident.ts';
import type { Article } from '../../src/domain/knowledge.ts';
import { buttonsOf, context, NOW, textOf } from './viewSamples.ts';

const en = context('en');
const zh = context('zh');

const article: Article = {
  id: 'vpn',
  slug: 'vpn',
  title: 'VPN drops every hour',
  body: '',
  language: 'en',
  audience: 'everyone',
  state: 'published',
  tags: [],
  owner: null,
  reviewBy: null,
  translationOf: null,
};
const offered: AssistItem = {
  type: 'article',
  article,
  rank: 0,
  usedBy: null,
  forAll: true,
  text: 'Install the newest client.',
};

describe('what a team is offered', () => {
  it('has a button that sends it, with its rank', () => {
    const [button] = buttonsOf(assist('INC-1042', [offered], en));
    expect(button).toMatchObject({
      label: 'Send: VPN drops every hour',
      verb: 'sendAssist',
      args: { ticket: 'INC-1042', rank: '0' },
      opensForm: true,
    });
  });

  it('has none for what no requester may read, and says so', () => {
    const view = assist('INC-1042', [{ ...offered, forAll: false }], en);
    expect(buttonsOf(view)).toEqual([]);
    expect(textOf(view)).toContain('for agents only');
  });

  it('says who sent it, in place of the button', () => {
    const view = assist('INC-1042', [{ ...offered, usedBy: 'ana' }], en);
    expect(buttonsOf(view)).toEqual([]);
    expect(textOf(view)).toContain('Sent to the requester by Ana Silva.');
  });

  it('has at most the buttons that Teams shows, whatever was found', () => {
    const items = Array.from({ length: 6 }, (_, rank) => ({ ...offered, rank }));
    expect(buttonsOf(assist('INC-1042', items, zh))).toHaveLength(6);
  });
});

describe('a known issue', () => {
  const major = { summary: 'No VPN from anywhere', nextUpdateAt: NOW + 3_600_000 };
  const incident: KnownIssue = {
    number: 'INC-1001',
    title: 'I, Li, get no pay slips through the VPN',
    visibility: 'normal',
    service: 'vpn',
    major,
    workaround: null,
    affected: 14,
  };

  it('says how many it hits and when the next update comes', () => {
    const text = textOf(knownIncident(incident, 'q1', [], en));
    expect(text).toContain('14');
    expect(text).toContain('15:30');
    expect(text).not.toContain('workaround');
  });

  it('says what helps until a known error is solved, or that nothing does yet, and never what its requester wrote', () => {
    const known = { ...incident, major: null, workaround: 'Reconnect after each hour' };
    const view = knownIncident(known, 'q1', [], en);
    expect(textOf(view)).toContain('Reconnect after each hour');
    expect(view.fallback).toBe('Known issue with VPN (INC-1001): Reconnect after each hour');
    for (const what of [known, { ...known, workaround: null }])
      expect(JSON.stringify(knownIncident(what, 'q1', [], en))).not.toContain('pay slips');
    expect(textOf(knownIncident({ ...known, workaround: null }, 'q1', [], en))).toContain(
      'no workaround yet',
    );
    expect(textOf(knownIncident({ ...known, major }, 'q1', [], zh))).toMatch(
      /No VPN.*15:30.*Reconnect after each hour/,
    );
  });

  it('promises no update for an instant that has passed', () => {
    const text = textOf(
      knownIncident({ ...incident, major: { ...major, nextUpdateAt: NOW - 1 } }, 'q1', [], en),
    );
    expect(text).not.toContain('14:29');
    expect(text).not.toContain('Next update');
  });
});
