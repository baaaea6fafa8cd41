import { expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import { agreed } from '../support/policies.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';

/** P2: the next answer is due after 40 minutes; L2 accepts within a quarter of an hour; acme has a contract. */
const policy = (base: ReturnType<typeof agreed>) => {
  const { suppliers, agreements } = agreed();
  return { ...base, suppliers, agreements };
};

story(
  'each wait of the requester has its deadline, and anybody can see how it comes about',
  async (desk) => {
    const { number } = await opensTicket(desk);
    const [ana, emma] = [desk.who('ana'), desk.who('emma')];
    await ana.commands(`reply ${number} which client?`);
    await ana.reads(`Your reply on ${number}`);
    await emma.reads('which client?');
    await desk.posts('network', 'which client?');
    await desk.forward(10 * MINUTE);
    await emma.commands(`reply ${number} the newest`);
    await emma.reads(`Your reply on ${number}`);
    await desk.posts('network', 'the newest');
    await desk.forward(20 * MINUTE);
    await desk.posts('network', new RegExp(`${number}: next response due, (19|20) min`));

    await emma.commands(`explain ${number}`);
    const explained = await emma.reads(`How the deadlines of ${number} come about`);
    expect(explained.text).toContain('Agreement "standard", version 1 of the desk.');
    expect(explained.text).toMatch(/Next response[\s\S]*40 min of working time for P2/);
    expect(explained.text).toMatch(/Mon .* 09:10:\d\d – Mon .* 09:50:\d\d: 40 min counts/);

    await ana.commands(`reply ${number} thank you`);
    await ana.reads(`Your reply on ${number}`);
    await emma.reads('thank you');
    await desk.posts('network', 'thank you');
    await desk.forward(30 * MINUTE);
  },
  { policy },
);

story(
  'a tier accepts what it is given, and a supplier is waited for by its contract',
  async (desk) => {
    const { number } = await opensTicket(desk);
    const [ana, eve, emma] = [desk.who('ana'), desk.who('eve'), desk.who('emma')];
    await ana.commands(`reply ${number} we are on it`);
    await ana.reads(`Your reply on ${number}`);
    await emma.reads('we are on it');
    await desk.posts('network', 'we are on it');
    await ana.commands(`escalate ${number} L2 needs the gateway`);
    await ana.reads(`${number} is handed over`);
    const card = await desk.posts('network-l2', new RegExp(`^${number} `));
    expect(card.text).toMatch(/Acceptance: by Mon .*09:15/);
    await desk.posts('network', `ana handed ${number} over from L1 to L2`);
    await emma.reads(`${number} is now with specialists`);
    await desk.forward(8 * MINUTE);
    await desk.posts('network-l2', `${number}: acceptance due`);
    await eve.commands(`claim ${number}`);
    await eve.reads(`${number} is yours`);
    await desk.posts('network-l2', `eve claimed ${number}`);
    await emma.reads(`eve is working on ${number}`);
    await desk.forward(20 * MINUTE);

    await eve.commands(`hold ${number} supplier`);
    await eve.reads(`For which supplier does ${number} wait? Name one of acme, globex, initech`);
    await eve.commands(`hold ${number} supplier acme line reported`);
    await eve.reads(`${number} is on hold`);
    await desk.posts('network-l2', `eve put ${number} on hold: waiting for a supplier`);
    await emma.reads(/waiting for a supplier[\s\S]*line reported/);
    await desk.forward(121 * MINUTE);
    await desk.posts('network-l2', new RegExp(`${number}: supplier delivery due, 1 h 5[89] min`));
    await eve.reads(`${number}: supplier delivery due`);
    await eve.commands(`explain ${number}`);
    const explained = await eve.reads(`How the deadlines of ${number} come about`);
    expect(explained.text).toContain('Supplier delivery (promised by acme)');
    expect(explained.text).toContain('Acceptance (promised by L2)');
  },
  { policy, within: 90_000 },
);
