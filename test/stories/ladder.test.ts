import { expect } from 'vitest';
import type { ChannelRef, DeskPolicy, Rung } from '../../src/domain/desk.ts';
import { HOUR, LADDER, MINUTE } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

const rung = (changes: Partial<Rung>): Rung => ({
  after: 0,
  targets: [],
  moveTo: null,
  again: null,
  ...changes,
});
const climbing = (policy: DeskPolicy, rungs: readonly Rung[]): DeskPolicy => ({
  ...policy,
  ladders: { usual: { ...LADDER, rungs } },
});
const LEAD = rung({ targets: [{ tell: 'teamLead' }] });

/** P2 with the VPN: the first response is due after 30 minutes; warnings at half of the time and at 80 %. */
async function passesWarnings(desk: StoryDesk, number: string): Promise<void> {
  await desk.forward(15 * MINUTE);
  await desk.posts('network', `${number}: first response due`);
  await desk.forward(9 * MINUTE);
  await desk.posts('network', `${number}: first response due`);
}

story(
  'a ladder begins before the breach: the lead hears at 80 %, acknowledges, and hears again of the breach alone',
  async (desk) => {
    const { number } = await opensTicket(desk);
    await passesWarnings(desk, number);
    const nora = desk.who('nora');
    const early = await nora.reads(new RegExp(`${number}: first response due, [56] min`));
    expect(early.text).toContain('Due: ');
    expect(early.text).not.toContain('Overdue since');
    await nora.clicks('Acknowledge', early);
    await nora.reads(`You acknowledged ${number}`);
    await nora.reads(`nora acknowledged the escalation of ${number}`);
    await until(() => early.buttons.length === 0);
    await desk.forward(6 * MINUTE);
    const page = await nora.reads(`${number}: first response is over by`);
    expect(page.text).toContain('Step: 2, round 2');
  },
  { policy: (policy) => climbing(policy, [rung({ at: 0.8, targets: [{ tell: 'teamLead' }] }), LEAD]) },
);

story(
  'the supplier for whom a ticket waits hears of it in its own channel, and so does the one on call of a named rota',
  async (desk) => {
    const { number } = await opensTicket(desk);
    await passesWarnings(desk, number);
    await desk.forward(6 * MINUTE);
    await desk.who('nora').reads(`${number}: first response is over by`);
    const ana = desk.who('ana');
    await ana.commands(`hold ${number} supplier the line is theirs`);
    await ana.reads(`${number} is on hold`);
    await desk.posts('network', `ana put ${number} on hold`);
    await desk.who('emma').reads(`${number} is on hold`);
    await desk.forward(10 * MINUTE);
    const told = await desk.posts('workplace', `${number}: first response is over by`);
    await desk.who('eve').reads(`${number}: first response is over by`);
    await ana.clicks('Acknowledge', told);
    await ana.reads(`You acknowledged ${number}`);
    await desk.posts('workplace', `ana acknowledged the escalation of ${number}`);
    for (const name of ['nora', 'eve'])
      await desk.who(name).reads(`ana acknowledged the escalation of ${number}`);
  },
  {
    policy: (policy) => ({
      ...climbing(policy, [
        LEAD,
        rung({ after: 600, targets: [{ tell: 'supplierChannel' }, { tell: 'rota', rota: 'networkL2' }] }),
      ]),
      suppliers: {
        acme: {
          key: 'acme',
          name: { en: 'Acme', zh: 'Acme' },
          channel: roomOf(policy, 'workplace'),
          contract: null,
        },
      },
    }),
  },
);

/** A room of another team stands for the supplier's. */
function roomOf(policy: DeskPolicy, team: string): ChannelRef {
  return policy.teams.find(({ key }) => key === team)?.tiers.L1.channel ?? policy.dutyChannel;
}

story(
  "a service's own ladder counts before that of its agreement",
  async (desk) => {
    const { number } = await opensTicket(desk);
    await passesWarnings(desk, number);
    await desk.forward(6 * MINUTE);
    await desk.who('nora').reads(`${number}: first response is over by`);
    await desk.quiet();
    const other = await opensTicket(desk, { by: 'vic', service: 'wifi' });
    await passesWarnings(desk, other.number);
    await desk.forward(6 * MINUTE);
    await desk.posts('network-l2', `${other.number}: first response is over by`);
  },
  {
    policy: (policy) => ({
      ...policy,
      agreements: policy.agreements.filter(({ key }) => key === 'standard'),
      ladders: {
        usual: { ...LADDER, rungs: [rung({ targets: [{ tell: 'tierChannel', tier: 'L2' }] })] },
        own: { key: 'own', rungs: [LEAD], staleAfter: null },
      },
      services: policy.services.map((service) =>
        service.key === 'vpn'
          ? { ...service, ladder: { P1: 'own', P2: 'own', P3: 'own', P4: 'own' } }
          : service,
      ),
    }),
  },
);

story(
  'snoozed with a reason, an escalation sleeps, and goes on at the end; a second snooze ends with the resolution',
  async (desk) => {
    const { number } = await opensTicket(desk);
    await passesWarnings(desk, number);
    await desk.forward(6 * MINUTE);
    const nora = desk.who('nora');
    const page = await nora.reads(`${number}: first response is over by`);
    await (await nora.opens('Snooze', page)).submit({ duration: '3600', text: 'The part comes at noon' });
    await nora.reads(`The escalation of ${number} is snoozed`);
    const told = await nora.reads(`nora snoozed the escalation of ${number} until`);
    expect(told.text).toContain('The part comes at noon');
    await until(() => page.text.includes('Snoozed by nora until'));
    expect(page.buttons).toEqual(['Acknowledge', 'Take over']);
    await desk.forward(59 * MINUTE);
    await desk.quiet();
    await desk.forward(MINUTE + 5000);
    const again = await nora.reads(`${number}: first response is over by`);
    expect(again.text).toContain('Step: 1, round 2');

    await nora.commands(`snooze ${number} 8d it can wait`);
    await nora.reads('A snooze lasts from 1 minute to 7 days');
    await nora.commands(`snooze ${number} 2h it can wait`);
    await nora.reads(`The escalation of ${number} is snoozed`);
    await nora.reads(`nora snoozed the escalation of ${number} until`);
    await desk.who('ana').commands(`resolve ${number} the part is in`);
    await desk.who('ana').reads(`${number} is resolved`);
    await desk.posts('network', `ana resolved ${number}`);
    await desk.who('emma').reads('the part is in');
    await desk.forward(3 * HOUR);
  },
  { policy: (policy) => climbing(policy, [{ ...LEAD, again: 600 }]) },
);

story(
  'an acknowledgement without progress goes stale and pages again; a rung of nobody costs no time',
  async (desk) => {
    const { number } = await opensTicket(desk);
    await passesWarnings(desk, number);
    await desk.forward(6 * MINUTE);
    const nora = desk.who('nora');
    await desk.posts('duty', `Escalation of ${number}, step 1 reached nobody`);
    await nora.reads(`${number}: first response is over by`);
    await nora.commands(`ack ${number}`);
    await nora.reads(`You acknowledged ${number}`);
    await nora.reads(`nora acknowledged the escalation of ${number}`);
    await desk.forward(59 * MINUTE);
    await desk.quiet();
    await desk.forward(MINUTE + 5000);
    await desk.posts('network', `Nothing happened on ${number} since nora acknowledged it`);
    expect((await nora.reads(`${number}: first response is over by`)).text).toContain('Step: 2, round 2');
    const rows = await desk.sql<{ late: number }>(
      `select extract(epoch from told.at - empty.at)::int as late from ticket_event empty
       join ticket_event told on told."ticketId" = empty."ticketId" and told.type = 'Escalated'
       where empty.type = 'RungEmpty' order by told.sequence limit 1`,
    );
    expect(rows[0]?.late, 'seconds').toBeLessThanOrEqual(5);
  },
  {
    policy: (policy) =>
      climbing(policy, [rung({ targets: [{ tell: 'assignee' }] }), { ...LEAD, after: 600 }]),
  },
);
