import { expect } from 'vitest';
import { HOUR } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

const DAY = 24 * HOUR;

async function resolved(desk: StoryDesk) {
  const ticket = await opensTicket(desk);
  const { number, card } = ticket;
  const ana = desk.who('ana');
  await (await ana.opens('Resolve', card)).submit({ text: 'The client is renewed.' });
  await ana.reads(`${number} is resolved`);
  await desk.posts('network', `ana resolved ${number}`);
  const resolution = await desk.who('emma').reads('The client is renewed.');
  expect(resolution.text).toContain('Does it work for you now?');
  return { ...ticket, resolution };
}

story('confirmed by a button, rated once with a comment', async (desk) => {
  const { number, resolution } = await resolved(desk);
  const emma = desk.who('emma');
  await emma.clicks('Yes, it is solved', resolution);
  await emma.reads(`Thank you. ${number} is closed`);
  await desk.posts('network', `emma confirmed the resolution; ${number} is closed`);
  const question = await emma.reads(/How well did we help you/);
  expect(question.buttons).toEqual(['1', '2', '3', '4', '5']);
  await until(() => resolution.buttons.length === 0);

  await (await emma.opens('5', question)).submit({ text: 'quick and friendly' });
  await emma.reads(`Thank you for rating ${number}`);
  await desk.posts('network', `emma rated ${number}: 5 of 5`);
  await until(() => question.buttons.length === 0);
  await emma.commands(`rate ${number} 1 changed my mind`);
  await emma.reads(`You rated ${number} already`);
});

story('reopened by a button, with what is still wrong', async (desk) => {
  const { number, mine, resolution } = await resolved(desk);
  const emma = desk.who('emma');
  await (await emma.opens('Reopen', resolution)).submit({ text: 'it dropped again' });
  await emma.reads(`${number} is open again`);
  await emma.reads(`${number} is open again`);
  expect((await desk.posts('network', `emma reopened ${number}`)).text).toContain('it dropped again');
  await until(() => mine.text.includes('Status: open'));
  await until(() => resolution.buttons.length === 0);
});

story('without an answer it closes by itself, and the rating is asked once', async (desk) => {
  const { number, card } = await resolved(desk);
  await desk.forward(3 * DAY - HOUR);
  await desk.quiet();
  expect(card.text).toContain('Status: resolved');
  await desk.forward(HOUR + 5_000);
  await desk.posts('network', `${number} closed by itself`);
  await desk.who('emma').reads(/How well did we help you/);
  await until(() => card.text.includes('Status: closed'));
  await desk.forward(3 * DAY);
});
