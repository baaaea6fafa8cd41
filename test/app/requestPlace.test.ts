import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Place } from '../../src/app/ports.ts';
import { keepRequestPlace, requestPlace } from '../../src/app/requestPlace.ts';
import { relayDesk } from '../jobs/relayDesk.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

it('gives the place of a request only to who made it, and only where it was kept', async () => {
  const place: Place = { workspaceId: 'w', kind: 'channel', conversation: 'network', thread: 'm1' };
  const row = { platform: 'local', workspaceId: 'w', payload: '{}', leaseUntil: 0, receivedAt: 0 } as const;
  await desk.inbox.insert({ ...row, key: 'opened' });
  await desk.inbox.insert({ ...row, key: 'other' });
  await keepRequestPlace(desk.app, 'opened', { person: 'emma', place });
  await desk.opens('other');
  expect(await requestPlace(desk.app, 'opened', 'emma')).toEqual(place);
  expect(await requestPlace(desk.app, 'opened', 'vic')).toBeNull();
  expect(await requestPlace(desk.app, 'other', 'emma')).toBeNull();
  expect(await requestPlace(desk.app, 'never', 'emma')).toBeNull();
});
