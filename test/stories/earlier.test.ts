import { expect } from 'vitest';
import { story } from '../support/story.ts';

story('what was written in a thread before goes along with the ticket that is opened there', async (desk) => {
  const [ana, ben] = [desk.who('ana'), desk.who('ben')];
  await ana.mentions('network', 'the printer prints nothing');
  const answer = await desk.posts('network', /Turn the printer off and on/);
  await ben.repliesUnder(answer, 'mine, too, on floor 3');
  await ana.repliesUnder(answer, 'zebra crossing paint', { mention: true });
  const nothing = await desk.posts('network', /nothing that fits/);
  const form = await ana.opens('Open a ticket', nothing);
  // Bots cannot read a channel of Teams: there it is what the desk was asked.
  const written =
    desk.platform === 'teams'
      ? ['- ana: the printer prints nothing']
      : ['- ana: the printer prints nothing', '- ben: mine, too, on floor 3'];
  const description = ['zebra crossing paint', '', 'Earlier in this conversation:', ...written].join('\n');
  expect(form.values.description).toBe(description);

  await form.submit({ title: 'Two printers are broken', service: 'laptop' });
  const said = await ana.reads(/(INC|REQ)-\d+ is open/);
  await desk.posts('workplace', 'Two printers are broken');
  await desk.posts('workplace', 'What may help with this ticket');
  const mine = await desk.posts('network', 'Two printers are broken');
  expect(mine.thread).toBe(answer.thread);
  const bodies = await desk.sql<{ text: string }>('select text from body where text = $1', [description]);
  expect(bodies, said.text).toHaveLength(1);
});
