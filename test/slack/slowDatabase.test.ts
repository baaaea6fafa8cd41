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

const toChannel = (view: View, key: string, thread: string | null = null) =>
  desk.edge.channel.post({ workspaceId: 'w', conversation: 'C1', thread }, view, key);
const lastIn = (channel: string) => {
  const message = slack.channel(channel).messages.at(-1);
  if (message === undefined) throw new Error(`nothing stands in ${channel}`);
  return message;
};
const privately = (view: View) => () => ({ type: 'private' as const, view });

describe('when the database is slow or away', () => {
  const slow = (milliseconds: number) => async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  };

  it('answers a command within 3 s though storing takes 10 s, and works it once', async () => {
    desk.intake.before = slow(10_000);
    desk.intake.answer = privately(sentence('INC-1042 is yours'));
    const { milliseconds, body } = await slack.user('U1').command('/ticket', 'claim INC-1042');
    expect(milliseconds).toBeLessThan(3_000);
    expect(body).toEqual({ response_type: 'ephemeral', text: 'received, not yet recorded' });
    const [answer] = await until(
      () => slack.dm('U1').onlyFor('U1').length > 0 && slack.dm('U1').onlyFor('U1'),
      { within: 12_000 },
    );
    expect(answer && shownText(answer)).toBe('INC-1042 is yours');
    expect(desk.intake.worked).toHaveLength(1);
  });

  it('tells who clicked and who sent a form within 3 s, and works both once', async () => {
    await toChannel(CARD, 'k1');
    desk.intake.answer = () => ({ type: 'form', form: FORM });
    await slack.user('U2').click(lastIn('C1'), 'Hold');
    await until(() => slack.user('U2').view());
    desk.intake.answer = () => ({ type: 'nothing' });
    desk.intake.before = slow(4_000);
    const [click, form] = await Promise.all([
      slack.user('U2').click(lastIn('C1'), 'Claim'),
      slack.user('U2').submit({ reason: 'supplier' }),
    ]);
    expect(Math.max(click.milliseconds, form.milliseconds)).toBeLessThan(3_000);
    expect(JSON.stringify(form.body)).toContain('response_action":"update');
    expect(JSON.stringify(form.body)).toContain('received, not yet recorded');
    await until(
      () =>
        slack
          .channel('C1')
          .onlyFor('U2')
          .some((message) => shownText(message) === 'received, not yet recorded'),
      {
        within: 900,
      },
    );
    await until(() => desk.intake.worked.length === 3);
  });

  it('does not acknowledge an event that is not stored, and takes it when Slack comes again', async () => {
    desk.intake.before = () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:5432'));
    const delivery = await slack.user('U1').directMessage('my vpn drops');
    expect([delivery.status, delivery.body]).toEqual([500, '']);
    desk.intake.before = async () => {};
    expect((await delivery.again(1, 'http_error')).status).toBe(200);
    await until(() => desk.intake.worked.length === 1);
  });

  it('gives up an event after 2 s so that Slack comes again, and still works it once', async () => {
    desk.intake.before = slow(2_500);
    const delivery = await slack.user('U1').directMessage('my vpn drops');
    expect(delivery.status).toBe(500);
    expect(delivery.milliseconds).toBeLessThan(3_000);
    desk.intake.before = async () => {};
    await until(() => desk.intake.worked.length === 1);
    expect((await delivery.again(1)).status).toBe(200);
    await desk.edge.stop();
    expect(desk.intake.worked).toHaveLength(1);
  });

  it('says at once that it cannot take a command or a form, and the form keeps what was typed', async () => {
    await toChannel(CARD, 'k1');
    desk.intake.answer = () => ({ type: 'form', form: FORM });
    await slack.user('U2').click(lastIn('C1'), 'Hold');
    await until(() => slack.user('U2').view());
    desk.intake.before = () => Promise.reject(new Error('the database is away'));
    const { body } = await slack.user('U2').command('/ticket', 'mine');
    expect(body).toEqual({ response_type: 'ephemeral', text: 'the desk cannot take it now' });
    const form = await slack.user('U2').submit({ reason: 'supplier' });
    expect(form.body).toEqual({
      response_action: 'errors',
      errors: { reason: 'the desk cannot take it now' },
    });
  });

  it('tells a person whose command was lost after all', async () => {
    desk.intake.before = async () => {
      await slow(2_200)();
      throw new Error('the database is away');
    };
    await slack.user('U1').command('/ticket', 'mine');
    const [answer] = await until(
      () => slack.dm('U1').onlyFor('U1').length > 0 && slack.dm('U1').onlyFor('U1'),
    );
    expect(answer && shownText(answer)).toBe('could not be recorded, please try again');
  });
});
