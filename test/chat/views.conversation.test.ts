import { describe, expect, it } from 'vitest';
import type { OpenMajorIncident } from '../../src/app/ports.ts';
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
  const incident: OpenMajorIncident = {
    number: 'INC-1001',
    title: 'Nobody gets through',
    visibility: 'normal',
    service: 'vpn',
    summary: 'No VPN from anywhere',
    declaredAt: NOW - 60_000,
    affected: 14,
    nextUpdateAt: NOW + 3_600_000,
  };

  it('says how many it hits and when the next update comes', () => {
    const text = textOf(knownIncident(incident, 'q1', [], en));
    expect(text).toContain('14');
    expect(text).toContain('15:30');
  });

  it('promises no update for an instant that has passed', () => {
    const text = textOf(knownIncident({ ...incident, nextUpdateAt: NOW - 1 }, 'q1', [], en));
    expect(text).not.toContain('14:29');
    expect(text).not.toContain('Next update');
  });
});
