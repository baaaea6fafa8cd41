import { expect, it } from 'vitest';
import { namedChannels } from '../../src/domain/channels.ts';
import type { ChannelRef } from '../../src/domain/desk.ts';
import { deskPolicy } from '../support/builders.ts';

const channel = (local: string): ChannelRef => ({ local, language: 'en' });

it('knows every channel that desk.yaml names, also those that only a ladder tells', () => {
  const policy = deskPolicy({
    suppliers: {
      acme: { key: 'acme', name: { en: 'Acme', zh: '艾克米' }, channel: channel('acme'), contract: null },
      silent: { key: 'silent', name: { en: 'Silent', zh: '无声' }, contract: null },
    },
    majorIncidents: { channel: channel('major'), ladder: 'usual', updateEvery: 3600 },
    ladders: {
      usual: {
        key: 'usual',
        staleAfter: null,
        rungs: [
          {
            after: 0,
            targets: [{ tell: 'teamLead' }, { tell: 'channel', channel: channel('war-room') }],
            moveTo: null,
            again: null,
          },
        ],
      },
    },
  });
  expect(namedChannels(policy).map(({ of, ref }) => `${of} ${ref.local}`)).toEqual([
    'duty duty',
    'tier network',
    'tier network-l2',
    'tier network-l3',
    'tier workplace',
    'supplier acme',
    'majorIncidents major',
    'ladder war-room',
  ]);
});
