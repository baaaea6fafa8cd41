import { expect } from 'vitest';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';

story('a lead sees which articles would have solved what L1 handed on', async (desk) => {
  const [ana, lea] = [desk.who('ana'), desk.who('lea')];
  const { number, card } = await opensTicket(desk, { title: 'Code 619 on the tunnel' });
  desk.ignores(/INC-1001/);
  await ana.commands(`escalate ${number} L2 no idea`);
  await ana.reads(/handed over/);
  await desk.posts('network-l2', new RegExp(`^${number}`));
  await desk.who('eve').commands(`resolve ${number} Restarted the router, see /kb/vpn-error.`);
  await desk.who('eve').reads(/is resolved/);
  expect(card.text).toContain(number);

  await lea.commands('training');
  const list = await lea.reads(/Articles that would have solved what L1 handed on/);
  expect(list.text).toContain('ana could have used:');
  expect(list.text).toContain(`VPN error 619: 1 handed on, the last one ${number}`);
  await ana.commands('training');
  await ana.reads(/for those who lead/);
});
