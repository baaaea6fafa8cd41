import { expect } from 'vitest';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

story(
  'a guest settles their own questions, also by a ticket, which they see to its end',
  async (desk) => {
    const [gus, ana] = [desk.who('gus'), desk.who('ana')];
    await gus.says('vpn');
    const answer = await gus.reads(/vpn/i);
    const first = answer.text;
    await gus.clicks('Show more', answer);
    await until(() => answer.text !== first);
    await gus.clicks('That solved it', answer);
    await until(() => answer.text.includes('Solved. Glad it helped!'));

    const { number, mine } = await opensTicket(desk, { by: 'gus' });
    await gus.commands('help');
    expect((await gus.reads('What I can do')).text).not.toContain('claim');
    await gus.commands('mine');
    await gus.reads(new RegExp(`Tickets you asked for[\\s\\S]*${number}`));
    await gus.commands(`show ${number}`);
    await gus.reads(new RegExp(`^${number}`));
    await (await gus.opens('Reply', mine)).submit({ text: 'it is the blue one' });
    await gus.reads(`Your reply on ${number} is on its way`);
    await desk.posts('network', 'it is the blue one');

    await ana.commands(`resolve ${number} renewed`);
    await ana.reads(`${number} is resolved`);
    await desk.posts('network', `ana resolved ${number}`);
    await gus.reads(/Does it work for you now/);
    await gus.commands(`reopen ${number}`);
    await gus.reads(`${number} is open again`);
    await gus.reads(`${number} is open again`);
    await desk.posts('network', `gus reopened ${number}`);
    await ana.commands(`resolve ${number} renewed again`);
    await ana.reads(`${number} is resolved`);
    await desk.posts('network', `ana resolved ${number}`);
    const resolution = await gus.reads(/Does it work for you now/);
    await gus.clicks('Yes, it is solved', resolution);
    await gus.reads(`Thank you. ${number} is closed`);
    await desk.posts('network', `gus confirmed the resolution; ${number} is closed`);
    const rating = await gus.reads(/How well did we help you/);
    await (await gus.opens('5', rating)).submit({ text: '' });
    await gus.reads(`Thank you for rating ${number}`);
    await desk.posts('network', `gus rated ${number}: 5 of 5`);
  },
  { on: ['slack', 'teams'] },
);

story(
  "a guest with the address of an agent is no agent, and sees nobody else's tickets",
  async (desk) => {
    const gus = desk.who('gus');
    const { number, card } = await opensTicket(desk);
    await gus.commands('queue');
    await gus.reads('"queue" is for those who work in the desk');
    await gus.commands('oncall');
    await gus.reads('"oncall" is for those who work in the desk');
    await gus.commands(`show ${number}`);
    await gus.reads(`I cannot find ${number}`);
    await gus.clicks('Claim', card);
    await gus.reads(`I cannot find ${number}`);

    const own = await opensTicket(desk, { by: 'gus' });
    await gus.commands(`claim ${own.number}`);
    await gus.reads(`"claim" on ${own.number} is not yours to do`);
    await gus.commands(`note ${own.number} I am ben`);
    await gus.reads(`"note" on ${own.number} is not yours to do`);
    const joined = `select 1 from account where "externalId" in ('UGUS', '29:gus') and "personId" = 'ben'`;
    expect(await desk.sql(joined)).toEqual([]);
  },
  { on: ['slack', 'teams'] },
);
