import { expect } from 'vitest';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

story('two agents at the same instant: one gets it, the other is told who has it', async (desk) => {
  const { number, mine, card } = await opensTicket(desk);
  const [ana, ben] = [desk.who('ana'), desk.who('ben')];
  await Promise.all([ana.clicks('Claim', card), ben.commands(`claim ${number}`)]);
  await until(() => /Assignee: (ana|ben)/.test(card.text));
  const owner = /Assignee: (ana|ben)/.exec(card.text)?.[1] ?? '';
  const other = owner === 'ana' ? 'ben' : 'ana';
  await desk.who(owner).reads(`${number} is yours`);
  await desk.who(other).reads(`${owner} already has ${number}`);
  const line = await desk.posts('network', `${owner} claimed ${number}`);
  expect(line.thread, 'under the card').toBe(card.id);
  await desk.who('emma').reads(`${owner} is working on ${number}`);
  await until(() => mine.text.includes(`Assignee: ${owner}`));
  expect(card.buttons).not.toContain('Claim');
  const events = await desk.sql(`select 1 from ticket_event where type = 'TicketClaimed'`);
  expect(events).toHaveLength(1);

  await desk.who(owner).commands(`claim ${number}`);
  await desk.who(owner).reads(new RegExp(`^${number} My tunnel[\\s\\S]*Assignee: ${owner}`));
});

story('what an agent does with a ticket, from assign to cancel', async (desk) => {
  const { number, card } = await opensTicket(desk);
  const [ana, ben, emma] = [desk.who('ana'), desk.who('ben'), desk.who('emma')];

  await ana.commands(`assign ${number} ben`);
  await ana.reads(`${number} is assigned`);
  await ben.reads(`${number} is now yours (from ana)`);
  await desk.posts('network', `ana assigned ${number} to ben`);
  await emma.reads(`${number} is now with ben`);

  await ben.commands(`unassign ${number}`);
  await ben.reads(`${number} is back in the queue`);
  await desk.posts('network', `ben put ${number} back into the queue`);

  await ana.commands(`priority ${number} P3`);
  await ana.reads(`The priority of ${number} is set`);
  await desk.posts('network', `from P2 to P3`);
  await emma.reads(`The priority of ${number} is now P3`);

  await ana.commands(`service ${number} wifi`);
  await ana.reads(`The service of ${number} is changed`);
  await desk.posts('network', `ana moved ${number} to Wi-Fi`);
  await emma.reads(`${number} is now with Network`);

  await ana.commands(`note ${number} the gateway log is full of emma's certificate`);
  await ana.reads(`Your note on ${number} is saved`);
  const note = await desk.posts('network', 'the gateway log is full');
  expect(note.text).toContain('Internal note, not seen by the requester');

  await ana.commands(`reply ${number} we are looking at it`);
  await ana.reads(`Your reply on ${number} is on its way`);
  await desk.posts('network', 'we are looking at it');
  const reply = await emma.reads('we are looking at it');
  expect(reply.text).toContain(`ana wrote in ${number}`);

  await ana.commands(`hold ${number} supplier waiting for Acme`);
  await ana.reads(`${number} is on hold`);
  await desk.posts('network', `ana put ${number} on hold: waiting for a supplier`);
  await emma.reads(`${number} is on hold: waiting for a supplier`);
  await until(() => /Status: on hold since/.test(card.text));
  await ana.commands(`resume ${number}`);
  await ana.reads(`${number} goes on`);
  await desk.posts('network', `ana resumed ${number}`);
  await emma.reads(`Work on ${number} goes on`);

  await ana.commands(`cancel ${number} it was a drill`);
  await ana.reads(`${number} is cancelled`);
  await desk.posts('network', `ana cancelled ${number}`);
  await emma.reads(`${number} is cancelled`);
  await until(() => card.text.includes('Status: cancelled'));
  expect(card.buttons).toEqual([]);
});

story('escalate, resolve, reopen, resolve again, close', async (desk) => {
  const { number, mine } = await opensTicket(desk);
  const [ana, eve, emma] = [desk.who('ana'), desk.who('eve'), desk.who('emma')];
  await ana.commands(`escalate ${number} L2 needs access to the gateway`);
  await ana.reads(`${number} is handed over`);
  await desk.posts('network', `ana handed ${number} over from L1 to L2`);
  const card = await desk.posts('network-l2', new RegExp(`^${number} `));
  expect(card.buttons).toContain('Claim');
  await emma.reads(`${number} is now with specialists`);

  await (await eve.opens('Resolve', card)).submit({ text: 'The certificate was renewed.' });
  await eve.reads(`${number} is resolved`);
  await desk.posts('network-l2', `eve resolved ${number}`);
  const resolution = await emma.reads('The certificate was renewed.');
  expect(resolution.buttons).toEqual(['Yes, it is solved', 'Reopen']);

  await eve.commands(`reopen ${number} it is not`);
  await eve.reads(`${number} is open again`);
  await desk.posts('network-l2', `eve reopened ${number}`);
  await emma.reads(`${number} is open again`);
  await until(() => mine.text.includes('Status: open'));
  await eve.commands(`resolve ${number} now it is`);
  await eve.reads(`${number} is resolved`);
  await desk.posts('network-l2', `eve resolved ${number}`);
  await emma.reads('now it is');
  await eve.commands(`close ${number}`);
  await eve.reads(`${number} is closed`);
  await desk.posts('network-l2', `eve closed ${number}`);
  await emma.reads(/How well did we help you/);

  await eve.commands(`resolve ${number} once more`);
  await eve.reads(/is closed, so "resolve" is not possible now\. What you can do: /);
});

story('merge, link, watch; mine, queue, show, oncall', async (desk) => {
  const first = await opensTicket(desk, { title: 'The tunnel is broken' });
  const second = await opensTicket(desk, { by: 'vic', title: 'The tunnel does not work' });
  const [ana, ben, emma, vic] = [desk.who('ana'), desk.who('ben'), desk.who('emma'), desk.who('vic')];

  await ana.commands(`link ${first.number} ${second.number}`);
  await ana.reads(`${first.number} is linked`);
  await desk.posts('network', `ana linked: ${first.number} relates to ${second.number}`);
  await ben.commands(`watch ${first.number}`);
  await ben.reads(`You will hear of what happens to ${first.number}`);

  await ana.commands('queue');
  const queue = await ana.reads(/Network: 2 open/);
  expect(queue.text).toContain(first.number);
  expect(queue.text).toContain(second.number);
  await emma.commands('mine');
  expect((await emma.reads(/Tickets you asked for/)).text).not.toContain(second.number);
  await ana.commands('oncall');
  await ana.reads(/On call now[\s\S]*eve/);
  await vic.commands(`show ${second.number}`);
  await vic.reads(new RegExp(`^${second.number} The tunnel does not work`));
  await vic.commands(`show ${first.number}`);
  await vic.reads(`I cannot find ${first.number}`);

  await ana.commands(`merge ${second.number} into ${first.number}`);
  await ana.reads(`${second.number} is merged`);
  await desk.posts('network', `ana merged ${second.number} into ${first.number}`);
  await desk.posts('network', `ana merged ${second.number} into ${first.number}`);
  await vic.reads(`${second.number} is the same as ${first.number}`);
  await until(() => second.card.text.includes(`merged into ${first.number}`));
  expect(second.card.buttons).toEqual([]);
});

story('help, a slip, and a question that only begins like a command', async (desk) => {
  const first = await opensTicket(desk, { by: 'vic' });
  const { number } = first;
  const [ana, emma] = [desk.who('ana'), desk.who('emma')];
  await emma.commands('help');
  const help = await emma.reads(/What I can do/);
  expect(help.text).toContain('confirm INC-1042');
  expect(help.text, 'agents alone are told of their commands').not.toContain('claim INC-1042');
  await ana.commands('help');
  expect((await ana.reads(/What I can do/)).text).toContain('claim INC-1042');

  await ana.commands(`priority ${number} P9`);
  await ana.reads(/That is no priority/);
  await ana.commands(`clam ${number}`);
  await ana.reads(new RegExp(`claim ${number}`));

  // Typed like everything else it may be a question all the same.
  await emma.says(`clam ${number}`);
  await emma.reads(/nothing that fits/);
  await ana.says(`printer ${number}`);
  await ana.reads(/nothing that fits/);
  await ana.mentions('network', `clam ${number}`);
  const slip = await ana.reads(new RegExp(`Did you mean[\\s\\S]*claim ${number}`));
  await ana.clicks('Ask it as a question', slip);
  expect((await desk.posts('network', /nothing that fits/)).thread).not.toBeNull();
  const { card } = first;
  await ana.repliesUnder(card, `clam ${number}`, { mention: true });
  await ana.clicks('Send it to the ticket', await ana.reads(/Did you mean/));
  await ana.reads(`Your reply on ${number} is on its way`);
  await desk.posts('network', `clam ${number}`);
  await desk.who('vic').reads(`clam ${number}`);

  await emma.says('hold on, my vpn drops every hour');
  await emma.reads(/VPN drops every hour/);
  await emma.says('close my account with the printer');
  await emma.reads(/./);
});
