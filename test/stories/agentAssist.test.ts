import { expect } from 'vitest';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

const OFFER = /What may help with this ticket/;

async function resolves(desk: StoryDesk, number: string, text: string): Promise<void> {
  const ana = desk.who('ana');
  await ana.commands(`resolve ${number} ${text}`);
  await ana.reads(`${number} is resolved`);
  await desk.who('emma').reads(text);
}

story('the team is offered an article under the card, and one click sends it', async (desk) => {
  const [ana, emma] = [desk.who('ana'), desk.who('emma')];
  const { number, card } = await opensTicket(desk, { title: 'VPN drops every hour' });
  const offer = await desk.posts('network', OFFER);
  expect(offer.thread).toBe(card.id);
  expect(offer.mentions, 'nobody is disturbed').toEqual([]);
  expect(offer.text).toContain('Install the newest client');

  const form = await ana.opens('Send: VPN drops every hour', offer);
  expect(form.values.text).toContain('Install the newest client');
  await form.submit({ text: 'Please install the newest client, emma.' });
  await ana.reads(`Your reply on ${number} is on its way`);
  await emma.reads('Please install the newest client, emma.');
  await desk.posts('network', 'Please install the newest client, emma.');
  await until(() => offer.text.includes('Sent to the requester by ana'));
  expect(offer.buttons).not.toContain('Send: VPN drops every hour');
  const used = await desk.sql<{ used: number; offered: number }>(
    'select count("usedAt")::int as used, count(*)::int as offered from assist',
  );
  expect(used[0]?.used).toBe(1);
  expect(used[0]?.offered).toBeGreaterThanOrEqual(1);
});

story('what resolved the most similar ticket is offered to the next one', async (desk) => {
  desk.ignores(/INC-\d+|solved|resolved/);
  const first = await opensTicket(desk, { title: 'Gateway Zeppelin refuses certificates' });
  await resolves(desk, first.number, 'Renewed the certificate of Zeppelin');
  const next = await opensTicket(desk, { title: 'Zeppelin gateway refuses my certificate', by: 'vic' });
  const offer = await desk.posts('network', new RegExp(`${first.number} Gateway Zeppelin`));
  expect(offer.thread).toBe(next.card.id);
  expect(offer.text).toContain('Renewed the certificate of Zeppelin');
  const form = await desk.who('ben').opens(`Send: ${first.number}`, offer);
  await form.submit();
  await desk.who('vic').reads('Renewed the certificate of Zeppelin');
});

story('a ticket that only its team may see is offered to no other team', async (desk) => {
  desk.ignores(/INC-\d+|REQ-\d+|solved|resolved/);
  const first = await opensTicket(desk, { title: 'Gateway Zeppelin refuses certificates' });
  await resolves(desk, first.number, 'Renewed the certificate of Zeppelin');
  await desk.sql(
    `update ticket set visibility = 'team', state = jsonb_set(state, '{visibility}', '"team"') where number = $1`,
    [first.number],
  );
  const own = await opensTicket(desk, { title: 'Zeppelin gateway refuses certificates', by: 'vic' });
  const offer = await desk.posts('network', OFFER);
  expect(offer.thread).toBe(own.card.id);
  expect(offer.text).toContain('Renewed the certificate of Zeppelin');
  expect(offer.buttons, 'nor is it sent to somebody else').toEqual([]);

  await opensTicket(desk, {
    title: 'Zeppelin gateway refuses certificates',
    by: 'mia',
    service: 'laptop',
  });
  await desk.quiet();
  const offers = await desk.sql(
    `select 1 from assist a join ticket t on t.id = a."ticketId" where t.team = 'workplace'`,
  );
  expect(offers).toEqual([]);
});

story('what a long ticket names in passing is offered to nobody', async (desk) => {
  await opensTicket(desk, {
    title: 'Scanner on the second floor sends nothing',
    description:
      "The scanner on the second floor sends nothing to my mailbox since Monday. I scan, the display says sending, and then nothing arrives. I tried it with two documents and with my colleague's account too. You can reach me on my desk phone +49 30 1234567 or on my mobile 0171 5550123 in the afternoon; in the morning I am in the Wi-Fi of the other office and hard to reach.",
    service: 'laptop',
  });
  await desk.quiet();
  expect(await desk.sql('select 1 from assist where "articleId" is not null')).toEqual([]);
});

story('nothing fits: nothing is said', async (desk) => {
  await opensTicket(desk, { title: 'Zebra crossing paint', service: 'laptop' });
  await desk.quiet();
  expect(await desk.sql(`select 1 from notice where kind = 'assist'`)).toEqual([]);
});
