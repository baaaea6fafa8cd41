import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { View } from '../../src/chat/view.ts';
import { type EdgeUnderTest, startEdge } from '../support/slack/desk.ts';
import { ACME, CARD, FORM, sentence } from '../support/slack/samples.ts';
import { shownText } from '../support/slack/shown.ts';
import { type SlackStandIn, startSlack } from '../support/slack/slack.ts';
import { until } from '../support/until.ts';

let slack: SlackStandIn;
let desk: EdgeUnderTest;

beforeEach(async () => {
  slack = await startSlack(ACME);
  desk = await startEdge(slack);
});
afterEach(async () => {
  const mistakes = slack.mistakes();
  await desk.stop();
  expect(mistakes).toEqual([]);
});

const requestOf = async (at: number) => {
  const delivery = desk.intake.stored[at];
  if (delivery === undefined) throw new Error(`nothing was stored at ${at}`);
  return desk.edge.toRequest(delivery.workspaceId, delivery.key, delivery.payload);
};
const toChannel = (view: View, key: string, thread: string | null = null) =>
  desk.edge.channel.post({ workspaceId: 'w', conversation: 'C1', thread }, view, key);
const lastIn = (channel: string) => {
  const message = slack.channel(channel).messages.at(-1);
  if (message === undefined) throw new Error(`nothing stands in ${channel}`);
  return message;
};
const privately = (view: View) => () => ({ type: 'private' as const, view });

it('says at its start which workspace its token belongs to, and not when others write from theirs', async () => {
  await until(() => desk.connected.length > 0);
  await slack.user('U1').directMessage('hello');
  expect(desk.connected).toEqual(['T0FIRST']);
});

describe('what comes in', () => {
  it('refuses a wrong signature with 401, stores nothing and says nothing of a library', async () => {
    const answer = await fetch(`${desk.url}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-signature': 'v0=0000',
        'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
      },
      body: JSON.stringify({ type: 'event_callback', team_id: 'T0FIRST', event: { type: 'message' } }),
    });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('');
    expect(desk.intake.stored).toEqual([]);
  });

  it('stores a direct message, then acknowledges it', async () => {
    const { status, ts } = await slack.user('U1').directMessage('my <b>vpn</b> & printer @channel drop');
    expect(status).toBe(200);
    expect(desk.intake.stored[0]?.key).toBe(`message/T0FIRST/D1/${ts}`);
    expect(JSON.stringify(desk.intake.stored[0]?.payload)).not.toContain('legacy');
    expect(await requestOf(0)).toEqual({
      platform: 'slack',
      workspaceId: 'workspace of T0FIRST',
      deliveryKey: `message/T0FIRST/D1/${ts}`,
      who: {
        externalId: 'U1',
        name: 'Emma Employee',
        email: 'emma@acme.test',
        language: 'en',
        kind: 'member',
      },
      where: { kind: 'direct', conversation: 'D1', thread: null, message: ts },
      what: { type: 'message', text: 'my <b>vpn</b> & printer @channel drop', mentioned: true, files: [] },
    });
  });

  it('knows a mention, which arrives as two events, by one key', async () => {
    const { ts } = await slack.user('U1').mention('C1', 'my vpn drops, <@U2> saw it');
    expect(desk.intake.stored.map((delivery) => delivery.key)).toEqual([`message/T0FIRST/C1/${ts}`]);
    const request = await requestOf(0);
    expect(request?.what).toMatchObject({ text: 'my vpn drops, @Ana Agent saw it', mentioned: true });
    await until(() => desk.intake.worked.length === 1);
  });

  it('takes replies in threads, but neither chatter in a channel nor posts of its own', async () => {
    const { ts } = await slack.user('U1').say('C1', 'good morning');
    await toChannel(CARD, 'k1');
    await slack.user('U1').threadReply('C1', ts, 'still broken');
    expect(desk.intake.stored).toHaveLength(1);
    const request = await requestOf(0);
    expect(request?.where).toMatchObject({ kind: 'channel', thread: ts });
    expect(request?.what).toMatchObject({ text: 'still broken', mentioned: false });
  });

  it('keeps attachments, tells guests from members, and leaves edits and joins alone', async () => {
    const file = {
      id: 'F1',
      name: 'screen.png',
      mimetype: 'image/png',
      size: 12,
      permalink: 'https://acme.slack.com/files/U3/F1/screen.png',
      url_private_download: 'https://files.slack.com/F1',
    };
    await slack.user('U3').directMessage('see this', { files: [file] });
    const request = await requestOf(0);
    expect(request?.who).toMatchObject({ kind: 'guest', email: null });
    expect(request?.what).toMatchObject({
      files: [
        {
          externalId: 'F1',
          name: 'screen.png',
          mimeType: 'image/png',
          size: 12,
          url: 'https://acme.slack.com/files/U3/F1/screen.png',
          downloadUrl: 'https://files.slack.com/F1',
        },
      ],
    });
    for (const subtype of ['message_changed', 'message_deleted', 'channel_join', 'bot_message']) {
      const event = {
        type: 'message',
        subtype,
        channel: 'D1',
        channel_type: 'im',
        user: 'U1',
        ts: '1.000001',
        text: 'x',
      };
      const { status } = await slack.send.event({ type: 'event_callback', team_id: 'T0FIRST', event });
      expect(status).toBe(200);
    }
    expect(desk.intake.stored).toHaveLength(1);
  });

  it('still knows who acts, though without an address, when Slack does not tell', async () => {
    slack.faults.add({
      method: 'users.info',
      carriedOut: false,
      answer: { type: 'refused', error: 'missing_scope' },
      times: 9,
    });
    await slack.user('U1').command('/ticket', 'mine');
    expect((await requestOf(0))?.who).toMatchObject({ externalId: 'U1', name: 'emma.employee', email: null });
  });

  it('works an event once, however often Slack delivers it, and says its answer once', async () => {
    desk.intake.answer = privately(sentence('which ticket do you mean?'));
    const delivery = await slack.user('U1').directMessage('hello');
    await until(() => slack.dm('U1').messages.length === 2);
    for (const retry of [1, 2, 3]) expect((await delivery.again(retry)).status).toBe(200);
    await desk.edge.stop();
    expect(desk.intake.worked).toHaveLength(1);
    expect(slack.dm('U1').messages).toHaveLength(2);
  });
});

describe('what people press and type', () => {
  it('answers a command to its person alone', async () => {
    desk.intake.answer = privately(sentence('nothing is assigned to you'));
    const { status, body } = await slack.user('U2').command('/ticket', 'mine <@U1|emma>', { channel: 'C1' });
    expect([status, body]).toEqual([200, '']);
    const [answer] = await until(
      () => slack.channel('C1').onlyFor('U2').length > 0 && slack.channel('C1').onlyFor('U2'),
    );
    expect(answer && shownText(answer)).toBe('nothing is assigned to you');
    expect((await requestOf(0))?.what).toEqual({
      type: 'command',
      name: 'ticket',
      text: 'mine @Emma Employee',
    });
    expect(slack.channel('C1').messages).toEqual([]);
  });

  it('turns a click into its verb and args, opens the form, and gives the form its place back', async () => {
    await toChannel(CARD, 'k1');
    desk.intake.answer = () => ({ type: 'form', form: FORM });
    await slack.user('U2').click(lastIn('C1'), 'Hold');
    await until(() => slack.user('U2').view());
    desk.intake.answer = () => ({ type: 'nothing' });
    expect((await requestOf(0))?.what).toEqual({ type: 'click', verb: 'hold', args: { ticket: 'INC-1042' } });
    const { status, body } = await slack.user('U2').submit({ reason: 'supplier' });
    expect([status, body]).toEqual([200, '']);
    const request = await requestOf(1);
    expect(request?.what).toEqual({
      type: 'form',
      verb: 'hold',
      args: { ticket: 'INC-1042' },
      values: { reason: 'supplier' },
    });
    expect(request?.where).toEqual({
      kind: 'channel',
      conversation: 'C1',
      thread: null,
      message: lastIn('C1').ts,
    });
    expect(desk.intake.stored[1]?.key).toMatch(/^form\/T0FIRST\/V/);
  });

  it('says so privately when the form comes too late for Slack', async () => {
    await toChannel(CARD, 'k1');
    desk.intake.answer = () => ({ type: 'form', form: FORM });
    slack.faults.add({
      method: 'views.open',
      carriedOut: false,
      answer: { type: 'refused', error: 'expired_trigger_id' },
    });
    await slack.user('U2').click(lastIn('C1'), 'Hold');
    const [answer] = await until(
      () => slack.channel('C1').onlyFor('U2').length > 0 && slack.channel('C1').onlyFor('U2'),
    );
    expect(answer && shownText(answer)).toBe('that took too long, press again');
  });

  it('opens from a message that somebody wrote', async () => {
    await slack.user('U1').say('C1', 'the printer & the scanner are dead');
    await slack.user('U2').shortcut(lastIn('C1'));
    expect((await requestOf(0))?.what).toEqual({
      type: 'shortcut',
      verb: 'openFromMessage',
      text: 'the printer & the scanner are dead',
      author: 'Emma Employee',
    });
  });
});

describe('the thread from which a ticket is opened', () => {
  const read = (thread: string, before: string | null, limit = 21) =>
    desk.edge.threadMessages('w', { conversation: 'C1', thread, before }, limit);

  it('is read up to a message, with the names of its authors and without the posts of the desk', async () => {
    const [emma, ana] = [slack.user('U1'), slack.user('U2')];
    const { ts } = await emma.mention('C1', 'the printer & the scanner are dead');
    await toChannel(CARD, 'k1', ts);
    await ana.threadReply('C1', ts, 'mine, too');
    const last = await emma.threadReply('C1', ts, 'it smokes');
    const written = [
      { author: 'Emma Employee', text: 'the printer & the scanner are dead' },
      { author: 'Ana Agent', text: 'mine, too' },
    ];
    expect(await read(ts, last.ts)).toEqual(written);
    expect(await read(ts, null)).toEqual([...written, { author: 'Emma Employee', text: 'it smokes' }]);
    expect(await read(ts, null, 1)).toEqual([{ author: 'Emma Employee', text: 'it smokes' }]);
  });

  it('is given up when Slack refuses, or does not answer while a form can still be opened', async () => {
    const { ts } = await slack.user('U1').mention('C1', 'the printer is dead');
    const fails = { method: 'conversations.replies', carriedOut: false } as const;
    slack.faults.add({ ...fails, answer: { type: 'refused', error: 'missing_scope' } });
    await expect(read(ts, null)).rejects.toMatchObject({ code: 'forbidden' });
    slack.faults.add({ ...fails, answer: { type: 'hang' } });
    const began = Date.now();
    await expect(read(ts, null)).rejects.toMatchObject({ code: 'down' });
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});
