import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChannelError } from '../../src/chat/channel.ts';
import type { Form, View } from '../../src/chat/view.ts';
import { type EdgeAlone, edgeAlone } from '../support/local/alone.ts';
import { type LocalChat, openLocalChat } from '../support/local/chat.ts';
import { textOf } from '../support/local/shown.ts';
import { until } from '../support/until.ts';

let desk: EdgeAlone;
let local: LocalChat;
beforeEach(async () => {
  desk = await edgeAlone();
  local = await openLocalChat(desk.address);
});
afterEach(async () => {
  await local.close();
  await desk.close();
});

const card = (text: string): View => ({
  fallback: text,
  blocks: [
    { type: 'text', content: [text] },
    { type: 'buttons', buttons: [{ label: 'Claim', verb: 'claim', args: { ticket: 'INC-1042' } }] },
  ],
});
const to = (conversation: string, thread: string | null = null) => ({
  workspaceId: 'local-workspace',
  conversation,
  thread,
});

test('a question in the direct conversation reaches the desk with who, where and what', async () => {
  await local.user('emma').directMessage('my vpn drops every hour');
  const [message] = await until(() => local.dm('emma').length === 1 && local.dm('emma'));
  expect(desk.requests).toEqual([
    {
      platform: 'local',
      workspaceId: 'local-workspace',
      deliveryKey: expect.stringMatching(/^local:local-workspace:emma:/),
      who: {
        externalId: 'emma',
        name: 'Emma Reed',
        email: 'emma@example.com',
        language: 'en',
        kind: 'member',
      },
      where: { kind: 'direct', conversation: 'dm:emma', thread: null, message: message?.id },
      what: { type: 'message', text: 'my vpn drops every hour', mentioned: true, files: [] },
    },
  ]);
});

test('in a channel the desk is asked by its name, in a thread only if it is named too', async () => {
  await local.user('emma').mention('ask-it', 'wifi is slow');
  await local.user('ana').say('ask-it', 'here too, write to @desktop or to ana@desk');
  const [question] = await until(
    () => local.channel('ask-it').messages.length === 2 && local.channel('ask-it').messages,
  );
  await local.user('ana').threadReply('ask-it', question?.id ?? '', 'which floor?');
  await until(() => local.thread(question?.id ?? '').length === 1);
  expect(
    desk.requests.map(({ what, where }) => [
      what.type === 'message' && what.text,
      what.type === 'message' && what.mentioned,
      where.thread,
    ]),
  ).toEqual([
    ['wifi is slow', true, null],
    ['here too, write to @desktop or to ana@desk', false, null],
    ['which floor?', false, question?.id],
  ]);
});

test('a slash command is a command, and nobody sees it', async () => {
  await local.user('ana').command('/ticket', 'claim INC-1042', { channel: 'network-l1' });
  expect(desk.requests[0]?.what).toEqual({ type: 'command', name: 'ticket', text: 'claim INC-1042' });
  expect(await desk.store.list(['network-l1'], 10)).toEqual([]);
});

test('what the desk says to one person alone never reaches another page', async () => {
  desk.answers(() => ({ type: 'private', view: card('Ben has it already.') }));
  const posted = await desk.edge.channel.post(to('network-l1'), card('INC-1042'), 'card');
  const shown = await until(() => local.channel('network-l1').messages[0]);
  await local.user('ana').click(shown, 'Claim');
  await until(() => local.seenBy('ana').some((each) => textOf(each).includes('Ben has it already.')));
  await desk.edge.channel.post(to('network-l1'), card('afterwards'), 'last');
  await until(() => local.seenBy('ben').some((each) => textOf(each).startsWith('afterwards')));
  expect(local.seenBy('ben').map(({ onlyFor }) => onlyFor)).toEqual([null, null]);
  expect(local.seenBy('emma')).toEqual([]);

  const late = await openLocalChat(desk.address);
  expect(late.seenBy('ben')).toHaveLength(2);
  expect(late.seenBy('ana')).toHaveLength(3);
  await late.close();
  expect(desk.requests[0]?.where.message).toBe(posted.message);
});

test('a card that is edited changes on every open page; a page opened later sees it so', async () => {
  const posted = await desk.edge.channel.post(to('network-l1'), card('open'), 'card');
  await until(() => local.seenBy('ben').some((each) => textOf(each).startsWith('open')));
  await desk.edge.channel.update('local-workspace', posted, card('claimed by Ana'));
  await until(() => local.seenBy('ben').every((each) => textOf(each).startsWith('claimed by Ana')));
  const late = await openLocalChat(desk.address);
  expect(late.seenBy('ana').map(textOf)).toEqual(['claimed by Ana Claim']);
  await late.close();
});

test('what is said while the connection that listens is lost comes when it is back', async () => {
  await desk.edge.channel.post(to('network-l1'), card('before'), 'before');
  await until(() => local.seenBy('ben').length === 1);
  await desk.cutListeners();
  await desk.edge.channel.post(to('network-l1'), card('meanwhile'), 'meanwhile');
  await until(() => local.seenBy('ben').length === 2);
  await desk.edge.channel.post(to('network-l1'), card('after'), 'after');
  await until(() => local.seenBy('ben').length === 3);
});

test('a post is found by its key and by no other; the same key is posted once', async () => {
  const { channel } = desk.edge;
  const posted = await channel.post(to('network-l1'), card('page'), 'INC-1042:page:1');
  expect(await channel.find(to('network-l1'), 'INC-1042:page:1', 0)).toEqual(posted);
  expect(await channel.find(to('network-l1'), 'INC-1042:page:2', 0)).toBe('absent');
  expect(await channel.find(to('ask-it'), 'INC-1042:page:1', 0)).toBe('absent');
  expect(await channel.post(to('network-l1'), card('page'), 'INC-1042:page:1')).toEqual(posted);
  expect(await desk.store.list(['network-l1'], 10)).toHaveLength(1);
});

test('an act that is sent again is one message, one delivery and one answer', async () => {
  desk.answers(() => ({ type: 'private', view: card('noted') }));
  const taken = await local.user('emma').directMessage('my vpn drops');
  expect((await taken.again()).status).toBe(200);
  expect(desk.deliveries).toHaveLength(1);
  expect((await desk.store.list(['dm:emma'], 10)).map(({ author }) => author)).toEqual(['emma', null]);
});

test('a form comes with the click, and its values come back with its place', async () => {
  const form: Form = {
    verb: 'hold',
    args: { ticket: 'INC-1042' },
    title: 'Put on hold',
    submit: 'Hold',
    cancel: 'Cancel',
    intro: [],
    fields: [{ name: 'why', label: 'Why', required: true, input: { type: 'text', maxLength: 100 } }],
  };
  desk.answers(({ what }) => (what.type === 'click' ? { type: 'form', form } : { type: 'nothing' }));
  const posted = await desk.edge.channel.post(to('network-l1'), card('INC-1042'), 'card');
  await local.user('ana').click(await until(() => local.channel('network-l1').messages[0]), 'Claim');
  expect(local.user('ana').form()?.form).toEqual(form);
  await local.user('ana').submit({ why: 'waiting for the supplier' });
  expect(desk.requests[1]).toMatchObject({
    where: { kind: 'channel', conversation: 'network-l1', thread: null, message: posted.message },
    what: {
      type: 'form',
      verb: 'hold',
      args: { ticket: 'INC-1042' },
      values: { why: 'waiting for the supplier' },
    },
  });
});

test('a form that comes after a crash opens on the page of who asked, if it is still there', async () => {
  const payload = { type: 'say', id: 'x', as: 'ana', conversation: 'dm:ana', text: '/ticket open' };
  const form: Form = {
    verb: 'open',
    args: {},
    title: 'Open',
    submit: 'Open',
    cancel: 'Cancel',
    intro: [],
    fields: [],
  };
  await desk.edge.answer('local-workspace', payload, { type: 'form', form });
  expect(await until(() => local.user('ana').form())).toMatchObject({ form });
  await local.close();
  await until(() =>
    desk.edge.answer('local-workspace', payload, { type: 'form', form }).then(
      () => false,
      (error) => error instanceof ChannelError && error.code === 'gone',
    ),
  );
});

test('long, strange and right-to-left texts are kept; what PostgreSQL cannot hold is shown as such', async () => {
  const strange = `<!channel> @everyone <b>x</b> \u202Eشبكة 🛠 ${'🛠'.repeat(39_000)}`;
  expect((await local.user('emma').directMessage(strange)).status).toBe(200);
  expect((await local.user('emma').directMessage('a\0b\uD83Dc')).status).toBe(200);
  const [long, short] = await until(() => local.dm('emma').length === 2 && local.dm('emma'));
  expect(long && textOf(long)).toBe(strange);
  expect(short && textOf(short)).toBe('a\u2400b\uFFFDc');
});

test('a text of more than 40,000 characters is refused in the language of its writer, and nothing is stored', async () => {
  const taken = await local.user('wei').directMessage('网'.repeat(40_001));
  expect(taken).toMatchObject({ status: 413, refusal: expect.stringContaining('40,000 个字符') });
  expect((await local.user('wei').directMessage('网'.repeat(40_000))).status).toBe(200);
  expect(desk.deliveries).toHaveLength(1);
});

test('when the desk cannot record it, the writer is told and may send it again', async () => {
  desk.breaks();
  const taken = await local.user('emma').directMessage('my vpn drops');
  expect(taken).toMatchObject({ status: 503, refusal: expect.stringContaining('not recorded') });
});

test('the clock goes forward by a quarter of an hour, an hour, or to the next working morning', async () => {
  await local.forward('quarterHour');
  await local.forward('hour');
  expect(desk.ahead()).toBe(75 * 60_000);
  const now = await local.forward('nextMorning');
  expect(now - Date.now()).toBeGreaterThan(16 * 3_600_000 - 5_000);
});

test('who is reached: an account by e-mail address or by name, and nobody else', async () => {
  expect(await desk.edge.findAccount('local-workspace', 'ANA@example.com')).toMatchObject({
    externalId: 'ana',
  });
  expect(await desk.edge.findAccount('local-workspace', 'who@example.com')).toBeNull();
  expect(await desk.edge.channel.direct('local-workspace', 'ben')).toBe('dm:ben');
  await expect(desk.edge.channel.direct('local-workspace', 'who')).rejects.toMatchObject({ code: 'gone' });
  await expect(
    desk.edge.channel.update(
      'local-workspace',
      { conversation: 'ask-it', message: '999', permalink: null },
      card('x'),
    ),
  ).rejects.toMatchObject({ code: 'gone' });
});
