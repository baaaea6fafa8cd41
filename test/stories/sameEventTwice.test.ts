import { expect } from 'vitest';
import { story } from '../support/story.ts';
import { toAll } from '../support/storyHosts.ts';

const count = async (desk: { sql: (text: string) => Promise<object[]> }, table: 'question' | 'ticket') =>
  (await desk.sql(`select 1 from ${table}`)).length;

story('a question that comes again, also after a restart, is answered once', async (desk) => {
  const emma = desk.who('emma');
  const first = await emma.says('my vpn drops every hour');
  await emma.reads(/VPN drops every hour/);
  await Promise.all([first.again(), first.again()]);
  await desk.quiet();
  await desk.stop();
  await desk.start();
  expect((await first.again()).status).toBe(200);
  await desk.quiet();
  expect(await count(desk, 'question')).toBe(1);
});

story('a form that is sent twice opens one ticket and gives the same answer', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('zebra crossing paint');
  const form = await emma.opens('Open a ticket', await emma.reads(/nothing that fits/));
  const sent = await form.submit({ title: 'No Wi-Fi', service: 'wifi' });
  const { text } = await emma.reads(/INC-\d+ is open/);
  await sent.again();
  // The local chat knows the answer that stands there already; the others say it again.
  if (desk.platform !== 'local') expect((await emma.reads(/INC-\d+ is open/)).text).toBe(text);
  await emma.reads(/Status: open/);
  await desk.posts('network', 'No Wi-Fi');
  await desk.quiet();
  expect(await count(desk, 'ticket')).toBe(1);
});

story(
  'an event that reaches two replicas at the same instant is answered once',
  async (desk) => {
    const replica = await desk.replica();
    const both = await toAll([desk.url(), replica.url]);
    try {
      await desk.chat.connect(both.url);
      const [emma, vic] = [desk.who('emma'), desk.who('vic')];
      await Promise.all([emma.says('my vpn drops every hour'), vic.says('the printer prints nothing')]);
      await emma.reads(/VPN drops every hour/);
      await vic.reads(/Turn the printer off and on/);
      await desk.quiet();
      expect(await count(desk, 'question')).toBe(2);
    } finally {
      await both.stop();
      await replica.stop();
    }
  },
  { on: ['slack', 'teams'] },
);
