import { App, SocketModeReceiver } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { boltLogger } from '../../src/slack/boltLogger.ts';
import { durable } from '../../src/slack/receiver.ts';
import { until } from '../support/until.ts';

const logger = boltLogger({ info: () => {}, warn: () => {}, error: () => {} });
const BODY = {
  type: 'event_callback',
  team_id: 'T0FIRST',
  event: {
    type: 'message',
    channel: 'D1',
    channel_type: 'im',
    user: 'U1',
    ts: '1.000001',
    text: 'my vpn drops',
  },
};

/** A Bolt app over a socket whose listener does `work`; gives what happened, in order. */
async function deliver(work: () => Promise<void>, order: string[]): Promise<void> {
  const socket = new SocketModeReceiver({ appToken: 'xapp-stand-in', logger });
  const app = new App({
    receiver: durable(socket),
    authorize: async () => ({}),
    logger,
    ignoreSelf: false,
    convoStore: false,
  });
  app.event('message', async () => {
    await work();
    order.push('stored');
  });
  app.error(async (error) => {
    order.push('failed');
    throw error;
  });
  socket.client.emit('slack_event', { body: BODY, ack: async () => void order.push('acknowledged') });
}

describe('over Socket Mode', () => {
  it('an event is acknowledged after it was stored, not before', async () => {
    const order: string[] = [];
    await deliver(async () => new Promise((resolve) => setTimeout(resolve, 50)), order);
    await until(() => order.includes('acknowledged'));
    expect(order).toEqual(['stored', 'acknowledged']);
  });

  it('an event that could not be stored is not acknowledged', async () => {
    const order: string[] = [];
    await deliver(() => Promise.reject(new Error('the database is away')), order);
    await until(() => order.includes('failed'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual(['failed']);
  });
});
