import { expect } from 'vitest';
import { onLocal } from '../support/chatLocal.ts';
import { story } from '../support/story.ts';
import { bytesOf, logFile, opensFile, screenshot } from '../support/storyFiles.ts';
import { hostHere } from '../support/storyHosts.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

story('a screenshot sent with the question goes with the ticket, and the agent opens it', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('zebra crossing paint', [screenshot]);
  const form = await emma.opens('Open a ticket', await emma.reads(/nothing that fits/));
  await form.submit({ title: 'My tunnel is broken', service: 'vpn' });
  const number = /INC-\d+/.exec((await emma.reads(/INC-\d+ is open/)).text)?.[0] ?? '';
  const mine = await emma.reads(/Status: open/);
  const card = await desk.posts('network', number);
  const opened = await opensFile(desk, card);
  expect(opened.status).toBe(200);
  expect(opened.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await opened.arrayBuffer()).equals(screenshot.bytes)).toBe(true);
  expect((await bytesOf(desk, mine)).equals(screenshot.bytes)).toBe(true);
  expect(card.text).toMatch(new RegExp(`${screenshot.bytes.length} B`));
});

story('a screenshot sent before the words that made the ticket comes along', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('zebra crossing paint', [screenshot]);
  await emma.reads(/nothing that fits/);
  await emma.says('it is about the coffee on the keyboard');
  const form = await emma.opens('Open a ticket', await emma.reads(/nothing that fits/));
  await form.submit({ title: 'My tunnel is broken', service: 'vpn' });
  await emma.reads(/INC-\d+ is open/);
  await emma.reads(/Status: open/);
  const card = await desk.posts('network', 'zebra crossing paint');
  expect((await bytesOf(desk, card)).equals(screenshot.bytes)).toBe(true);
});

story('files go both ways with what is written; that of a note stays with the agents', async (desk) => {
  const { number, mine, card } = await opensTicket(desk);
  const [ana, emma] = [desk.who('ana'), desk.who('emma')];
  await desk.quiet();
  await emma.repliesUnder(mine, 'this is what it says', { files: [logFile('from emma')] });
  if (desk.platform === 'teams') await emma.reads(`Your reply on ${number} is on its way`);
  const heard = await desk.posts('network', 'this is what it says');
  expect(String(await bytesOf(desk, heard))).toBe('from emma');

  await ana.repliesUnder(card, 'do it like this', { files: [screenshot] });
  const answer = await emma.reads('do it like this');
  expect((await bytesOf(desk, answer)).equals(screenshot.bytes)).toBe(true);

  await ana.says(`note ${number} look at line 3`, [logFile('for agents only')]);
  await ana.reads(`Your note on ${number} is saved`);
  const note = await desk.posts('network', 'look at line 3');
  expect(String(await bytesOf(desk, note))).toBe('for agents only');
  await emma.commands(`show ${number}`);
  expect((await emma.reads(new RegExp(`^${number}`))).text).not.toContain('/files/');
});

story('a file without a word is a reply, too', async (desk) => {
  const { number, mine } = await opensTicket(desk);
  await desk.quiet();
  const emma = desk.who('emma');
  await emma.repliesUnder(mine, '', { files: [screenshot] });
  if (desk.platform === 'teams') await emma.reads(`Your reply on ${number} is on its way`);
  const heard = await desk.posts('network', `emma wrote in ${number}`);
  expect((await bytesOf(desk, heard)).equals(screenshot.bytes)).toBe(true);
});

story(
  'what somebody attaches in Slack, agents without Slack open in the local chat',
  async (desk) => {
    const agents = await onLocal();
    await agents.connect(desk.url());
    const emma = desk.who('emma');
    await emma.says('zebra crossing paint', [screenshot]);
    const form = await emma.opens('Open a ticket', await emma.reads(/nothing that fits/));
    await form.submit({ title: 'My tunnel is broken', service: 'vpn' });
    await emma.reads(/INC-\d+ is open/);
    await emma.reads(/Status: open/);
    const card = await until(() => agents.seen().find((shown) => shown.room === 'network'));
    const link = await until(() => / (\/files\/\S+)/.exec(card.text)?.[1]);
    const copy = await fetch(`${desk.url()}${link}`);
    expect(Buffer.from(await copy.arrayBuffer()).equals(screenshot.bytes)).toBe(true);
    await agents.stop();
  },
  {
    on: ['slack'],
    host: (environment, faults) => hostHere({ ...environment, LOCAL_CHAT: 'on' }, faults),
    policy: (policy) => ({
      ...policy,
      teams: policy.teams.map((team) =>
        team.key === 'network'
          ? {
              ...team,
              tiers: {
                ...team.tiers,
                L1: { ...team.tiers.L1, channel: { local: 'network', language: 'en' } },
              },
            }
          : team,
      ),
    }),
  },
);
