import { expect } from 'vitest';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

const refused = async (desk: StoryDesk) =>
  (await desk.sql<{ count: number }>('select count(*)::int from kb_feedback where not helpful'))[0]?.count;

story('"Not quite" asks one thing back, and the answer brings others', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('VPN connection');
  const answer = await emma.reads(/vpn/i);
  expect(answer.buttons).toContain('Not quite');
  expect(answer.buttons.length, 'Teams shows six').toBeLessThanOrEqual(6);
  await emma.clicks('Not quite', answer);
  await until(() => answer.text.includes('Let me ask one thing'));
  expect(await refused(desk), 'it counts against the two that were shown').toBe(2);
  const [first = '', second] = answer.buttons;
  expect(answer.buttons.slice(-2)).toEqual(['None of these', 'Open a ticket']);
  expect(second).not.toBe('None of these');

  await emma.clicks(first, answer);
  await until(() => answer.text.includes('Then one of these may help'));
  expect(answer.buttons).toContain('That solved it');

  await emma.clicks('Not quite', answer);
  await until(() => answer.text.includes('I know nothing better'));
  expect(answer.buttons, 'it never asks twice').toEqual(['Open a ticket']);
  expect(await refused(desk)).toBe(3);
  expect(await desk.sql('select outcome from question')).toEqual([{ outcome: 'open' }]);
});

story('one that helps after all ends it, and counts for that article', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('VPN connection');
  const answer = await emma.reads(/vpn/i);
  const sent = await emma.clicks('Not quite', answer);
  await sent.again();
  await until(() => answer.text.includes('Let me ask one thing'));
  await desk.quiet();
  expect(await refused(desk), 'the same click twice counts once').toBe(2);
  const [first = ''] = answer.buttons;
  await emma.clicks(first, answer);
  await until(() => answer.buttons.includes('That solved it'));
  await emma.clicks('That solved it', answer);
  await until(() => answer.text.includes('Solved. Glad it helped!'));
  expect(await desk.sql('select outcome from question')).toEqual([{ outcome: 'confirmed' }]);
});

story('"None of these", and nothing else is left: the ticket at once', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('VPN connection');
  const answer = await emma.reads(/vpn/i);
  await emma.clicks('Not quite', answer);
  await until(() => answer.buttons.includes('None of these'));
  await emma.clicks('None of these', answer);
  await until(() => answer.text.includes('I know nothing better'));
  const form = await emma.opens('Open a ticket', answer);
  expect(form.values.title).toBe('VPN connection');
});

story('only who asked says that it does not help', async (desk) => {
  const [ana, ben] = [desk.who('ana'), desk.who('ben')];
  await ana.mentions('network', 'the printer prints nothing');
  const answer = await desk.posts('network', /Turn the printer off and on/);
  await ben.clicks('Not quite', answer);
  await ben.reads('Only the person who asked can do that');
  expect(await refused(desk)).toBe(0);
  expect(answer.buttons).toContain('Not quite');
});
