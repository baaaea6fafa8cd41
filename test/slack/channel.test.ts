import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChannelError, type Destination } from '../../src/chat/channel.ts';
import type { View } from '../../src/chat/view.ts';
import { type EdgeUnderTest, startEdge } from '../support/slack/desk.ts';
import { type SlackOptions, type SlackStandIn, startSlack } from '../support/slack/slack.ts';
import { until } from '../support/until.ts';

const CARD: View = { fallback: 'INC-1042', blocks: [{ type: 'text', content: ['my vpn drops'] }] };
const CHANNEL: Destination = { workspaceId: 'w', conversation: 'C1', thread: null };

let slack: SlackStandIn;
let desk: EdgeUnderTest;

async function begin(options: Partial<SlackOptions> = {}) {
  slack = await startSlack({
    users: [{ id: 'U1', name: 'Emma Employee', email: 'emma@acme.test' }],
    channels: [
      { id: 'C1', name: 'it-help' },
      { id: 'C2', name: 'elsewhere', withoutDesk: true },
    ],
    ...options,
  });
  desk = await startEdge(slack);
}
beforeEach(() => begin());
afterEach(() => desk.stop());

const post = (key: string, destination = CHANNEL) => desk.edge.channel.post(destination, CARD, key);
const failureOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChannelError)) throw new Error(`no ChannelError: ${error}`);
  return { code: error.code, maybeSent: error.maybeSent, retryAfterMs: error.retryAfterMs };
};

describe('posting', () => {
  it('posts, edits in place, replies in threads and opens direct conversations', async () => {
    await until(() => desk.edge.workspaceId());
    const card = await post('k1');
    expect(card.permalink).toBe(`https://acme.slack.com/archives/C1/p${card.message.replace('.', '')}`);
    await desk.edge.channel.update('w', card, { ...CARD, fallback: 'INC-1042 resolved' });
    await post('k2', { ...CHANNEL, thread: card.message });
    expect(slack.channel('C1').tops.map((message) => [message.text, message.edits])).toEqual([
      ['INC-1042 resolved', 1],
    ]);
    expect(slack.channel('C1').thread(card.message)).toHaveLength(1);
    expect(slack.channel('C1').tops[0]?.sent).toMatchObject({
      unfurl_links: 'false',
      link_names: 'false',
      parse: 'none',
    });
    expect(await desk.edge.channel.direct('w', 'U1')).toBe('D1');
    expect(slack.mistakes()).toEqual([]);
  });

  it('finds what was posted though its answer was lost, in the channel and in a thread', async () => {
    const since = Date.now();
    const card = await post('k1');
    for (const destination of [CHANNEL, { ...CHANNEL, thread: card.message }]) {
      const key = `lost in ${destination.thread}`;
      slack.faults.loseAnswer();
      const lost = desk.edge.channel.post(destination, CARD, key);
      expect(await failureOf(lost)).toEqual({ code: 'down', maybeSent: true, retryAfterMs: null });
      const found = await desk.edge.channel.find(destination, key, since);
      expect(found).toMatchObject({ conversation: 'C1', message: slack.channel('C1').messages.at(-1)?.ts });
      expect(await desk.edge.channel.find(destination, 'never posted', since)).toBe('absent');
    }
  });

  it('searches further pages, and says unknowable where it may not read or would search for ever', async () => {
    const since = Date.now();
    await post('early');
    for (let count = 0; count < 250; count += 1) await slack.user('U1').say('C1', `message ${count}`);
    expect(await desk.edge.channel.find(CHANNEL, 'early', since)).toMatchObject({ conversation: 'C1' });
    expect(await desk.edge.channel.find({ ...CHANNEL, conversation: 'C2' }, 'early', since)).toBe(
      'unknowable',
    );
    slack.faults.add({
      method: 'conversations.history',
      carriedOut: false,
      answer: { type: 'refused', error: 'missing_scope' },
    });
    expect(await desk.edge.channel.find(CHANNEL, 'early', since)).toBe('unknowable');
  });
});

describe('what Slack refuses', () => {
  it.each([
    ['channel_not_found', 'gone'],
    ['is_archived', 'gone'],
    ['message_not_found', 'gone'],
    ['not_in_channel', 'forbidden'],
    ['missing_scope', 'forbidden'],
    ['user_disabled', 'forbidden'],
    ['token_revoked', 'down'],
    ['msg_too_long', 'rejected'],
    ['invalid_blocks', 'rejected'],
    ['never_heard_of', 'rejected'],
  ])('%s is %s', async (error, code) => {
    slack.faults.add({ method: 'chat.postMessage', carriedOut: false, answer: { type: 'refused', error } });
    expect(await failureOf(post('k'))).toEqual({ code, maybeSent: false, retryAfterMs: null });
  });

  it('tells how long to wait after too many calls, and tries nothing again by itself', async () => {
    slack.faults.rateLimit(7_000);
    expect(await failureOf(post('k'))).toEqual({
      code: 'rate_limited',
      maybeSent: false,
      retryAfterMs: 7_000,
    });
    expect(slack.channel('C1').messages).toEqual([]);
  });

  it.each([[true], [false]])('a 502 may have been carried out (it was: %s)', async (carriedOut) => {
    slack.faults.add({ method: 'chat.postMessage', carriedOut, answer: { type: 'status', status: 502 } });
    expect(await failureOf(post('k'))).toMatchObject({ code: 'down', maybeSent: true });
    expect((await desk.edge.channel.find(CHANNEL, 'k', Date.now())) === 'absent').toBe(!carriedOut);
  });

  it('an error of Slack itself may have been carried out', async () => {
    slack.faults.add({
      method: 'chat.postMessage',
      carriedOut: false,
      answer: { type: 'refused', error: 'internal_error' },
    });
    expect(await failureOf(post('k'))).toMatchObject({ code: 'down', maybeSent: true });
  });

  it('gives up after 10 s without an answer', async () => {
    slack.faults.add({ method: 'chat.postMessage', carriedOut: true, answer: { type: 'hang' } });
    const began = Date.now();
    expect(await failureOf(post('k'))).toMatchObject({ code: 'down', maybeSent: true });
    expect(Date.now() - began).toBeLessThan(11_000);
  });

  it('knows that nothing was sent when nobody listens', async () => {
    await slack.stop();
    expect(await failureOf(post('k'))).toEqual({ code: 'down', maybeSent: false, retryAfterMs: null });
  });
});

describe("Slack's directory and health", () => {
  it('finds accounts by address', async () => {
    expect(await desk.edge.findAccount('w', 'EMMA@acme.test')).toMatchObject({
      externalId: 'U1',
      kind: 'member',
    });
    expect(await desk.edge.findAccount('w', 'nobody@acme.test')).toBeNull();
  });

  it('starts though Slack is away, says so, and learns its workspace later', async () => {
    await desk.stop();
    slack = await startSlack({ users: [], channels: [] });
    slack.faults.down();
    desk = await startEdge(slack);
    expect(await desk.edge.health()).toMatchObject({
      ok: false,
      problem: expect.stringContaining('does not answer'),
    });
    expect(desk.edge.workspaceId()).toBeNull();
  });

  it('says which scopes are missing and what to do about a refused token', async () => {
    expect(await desk.edge.health()).toEqual({ ok: true, problem: null });
    await desk.stop();
    slack = await startSlack({ users: [], channels: [], scopes: ['chat:write'] });
    desk = await startEdge(slack);
    expect((await desk.edge.health()).problem).toMatch(/lacks app_mentions:read.*install it again/);
    await desk.stop();
    slack = await startSlack({ users: [], channels: [] });
    slack.faults.add({
      method: 'auth.test',
      carriedOut: false,
      answer: { type: 'refused', error: 'invalid_auth' },
      times: 9,
    });
    desk = await startEdge(slack);
    expect((await desk.edge.health()).problem).toContain('SLACK_BOT_TOKEN');
  });
});

describe("Slack's pace", () => {
  it('takes one post a second and channel, and says how long to wait', async () => {
    await desk.stop();
    await begin({ rateLimits: true });
    await post('k1');
    expect(await failureOf(post('k2'))).toEqual({
      code: 'rate_limited',
      maybeSent: false,
      retryAfterMs: 1_000,
    });
    await desk.edge.channel.post({ ...CHANNEL, conversation: 'D1' }, CARD, 'k3');
  });
});
