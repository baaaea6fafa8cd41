import { afterEach, beforeEach, expect, it } from 'vitest';
import { formPlace, keepFormPlace } from '../../src/app/formPlace.ts';
import type { Place } from '../../src/app/ports.ts';
import { relayDesk } from '../jobs/relayDesk.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

it('gives the place of a form only to who opened it, and of nothing else that anybody did', async () => {
  const place: Place = { workspaceId: 'w', kind: 'channel', conversation: 'network', thread: 'm1' };
  const row = { platform: 'local', workspaceId: 'w', payload: '{}', leaseUntil: 0, receivedAt: 0 } as const;
  await desk.inbox.insert({ ...row, key: 'opened' });
  await desk.inbox.insert({ ...row, key: 'other' });
  await keepFormPlace(desk.app, 'opened', { person: 'emma', place });
  await desk.opens('other');
  expect(await formPlace(desk.app, 'opened', 'emma')).toEqual(place);
  expect(await formPlace(desk.app, 'opened', 'vic')).toBeNull();
  expect(await formPlace(desk.app, 'other', 'emma')).toBeNull();
  expect(await formPlace(desk.app, 'never', 'emma')).toBeNull();
});
