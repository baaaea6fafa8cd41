import { expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { withMajorIncidents } from '../support/storyPolicy.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

/** What is told of the incident itself is another story. */
async function declares(desk: StoryDesk): Promise<string> {
  desk.ignores(
    /[Mm]ajor incident|declared|is over|resolved|has solved|solved|how it (stands|goes)|Your update/,
  );
  const { number } = await opensTicket(desk);
  const ana = desk.who('ana');
  await ana.commands(`major ${number} No VPN from anywhere`);
  await ana.reads(`${number} is a major incident now`);
  return number;
}

const questions = (desk: StoryDesk, asker: string) =>
  desk.sql<{ outcome: string }>('select outcome from question where "askerId" = $1', [asker]);

story(
  'a question about a major incident is told of it first, and who joins hears when it is over',
  async (desk) => {
    const number = await declares(desk);
    const vic = desk.who('vic');
    await vic.says('my vpn drops every hour');
    const banner = await vic.reads(`Known issue with VPN (${number})`);
    expect(banner.text).toContain('No VPN from anywhere');
    expect(banner.text).toContain('Affected: 1');
    expect(banner.text).toMatch(/Next update: Mon .*09:30/);
    expect(banner.text).not.toContain('newest client');
    expect(banner.buttons).toEqual(['Tell me when it is over', 'This is something else', 'Open a ticket']);

    await desk.forward(10 * MINUTE);
    await desk.who('ana').commands(`update ${number} The gateway is being replaced`);
    await until(() => /Next update: Mon .*09:40/.test(banner.text));
    await desk.who('mia').commands(`metoo ${number}`);
    await desk.who('mia').reads(`There is a major incident with VPN (${number})`);
    await until(() => banner.text.includes('Affected: 2'));

    const sent = await vic.clicks('Tell me when it is over', banner);
    await sent.again();
    await until(() => banner.text.includes(`You will hear how it goes on with ${number}`));
    expect(banner.buttons).toEqual([]);
    await vic.reads(`There is a major incident with VPN (${number})`);
    expect(await questions(desk, 'vic')).toEqual([{ outcome: 'escalated' }]);

    await desk.who('ana').commands(`resolve ${number} The gateway is back`);
    await vic.reads(`The major incident ${number} is over`);
    await desk.who('mia').reads(`The major incident ${number} is over`);
  },
  { policy: withMajorIncidents },
);

story(
  'who means something else gets the answers; of an incident for its team alone nobody is told',
  async (desk) => {
    const number = await declares(desk);
    const vic = desk.who('vic');
    await vic.says('my vpn drops every hour');
    const banner = await vic.reads(`Known issue with VPN (${number})`);
    await vic.clicks('This is something else', banner);
    await until(() => banner.text.includes('Install the newest client'));
    await vic.clicks('That solved it', banner);
    await until(() => banner.text.includes('Solved. Glad it helped!'));
    expect(await questions(desk, 'vic')).toEqual([{ outcome: 'confirmed' }]);

    await desk.sql(
      `update ticket set visibility = 'team', state = jsonb_set(state, '{visibility}', '"team"') where number = $1`,
      [number],
    );
    const mia = desk.who('mia');
    await mia.says('my vpn drops every hour');
    const answer = await mia.reads(/Install the newest client/);
    expect(answer.text).not.toContain('Known issue');
  },
  { policy: withMajorIncidents },
);
