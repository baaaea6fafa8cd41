import { expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

story(
  'acknowledged between the claim of a page and its post: it is never said, nor is any later step',
  async (desk) => {
    desk.expectsFault(/.*/);
    const { number } = await opensTicket(desk);
    const eve = desk.who('eve');
    await eve.commands('mine');
    await eve.reads('You have no open tickets');
    await desk.quiet();

    desk.chat.down();
    await desk.forward(31 * MINUTE);
    const pages = (state: string) =>
      desk.sql(`select 1 from delivery where urgent and attempts > 0 and state = '${state}'`);
    await until(async () => (await pages('retrying')).length > 0, { what: 'a page was taken' });
    await eve.commands(`ack ${number}`);
    const acknowledged = `select 1 from ticket_event where type = 'Acknowledged'`;
    await until(async () => (await desk.sql(acknowledged)).length === 1);
    desk.chat.up();

    await desk.posts('network-l2', new RegExp(`^${number} `));
    await desk.posts('network-l2', `eve acknowledged the escalation of ${number}`);
    await eve.reads(`eve acknowledged the escalation of ${number}`);
    await desk.posts('network', `handed ${number} over from L1 to L2`);
    await desk.who('emma').reads(`${number} is now with specialists`);
    desk.ignores(/You acknowledged/);
    await desk.quiet();
    await desk.forward(45 * MINUTE);
    await desk.quiet();
    expect(await desk.sql(`select 1 from ticket_event where type = 'Escalated'`)).toHaveLength(1);
    const said = await desk.sql<{ state: string; problem: string }>(
      `select distinct d.state::text as state, d.problem from delivery d join notice n on n.id = d."noticeId"
       where n.kind = 'page'`,
    );
    expect(said).toEqual([{ state: 'superseded', problem: 'acknowledged before it was sent' }]);
  },
  { on: ['slack', 'teams'], within: 90_000 },
);
