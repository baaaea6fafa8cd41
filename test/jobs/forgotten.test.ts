import { afterEach, beforeEach, expect, it } from 'vitest';
import { tellDuty } from '../../src/app/tellDuty.ts';
import { startForgotten } from '../../src/jobs/forgotten.ts';
import { until } from '../support/until.ts';
import { relayDesk } from './relayDesk.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

it('sets aside what fails again and again, with what was written, and the duty channel hears of it once', async () => {
  const { inbox, workspaceId, realNow } = desk;
  await inbox.insert({
    key: 'message/1',
    platform: 'local',
    workspaceId,
    payload: '{"text":"my vpn drops"}',
    receivedAt: realNow(),
    leaseUntil: realNow(),
  });
  let later = 0;
  const forgotten = startForgotten({
    inbox,
    realNow: () => realNow() + later,
    process: async () => {
      later += 60_000;
      throw new Error('the answer cannot be drawn');
    },
    tell: ({ key }, reason) =>
      tellDuty(desk.app, `setAside/${key}`, { type: 'setAside', request: key, reason }),
    log: { warn: () => undefined, error: () => undefined },
  });
  const rows = () =>
    desk.sql<{ state: string; payload: string }>(`select state, payload from inbox where key = 'message/1'`);
  await until(async () => (await rows())[0]?.state === 'failed');
  await forgotten.stop();
  expect(await rows()).toEqual([{ state: 'failed', payload: '{"text":"my vpn drops"}' }]);
  const told = await desk.sql<{ fault: object }>(
    `select data->'fault' as fault from notice where kind = 'deskFault'`,
  );
  expect(told).toEqual([
    { fault: { type: 'setAside', request: 'message/1', reason: 'the answer cannot be drawn' } },
  ]);
});
