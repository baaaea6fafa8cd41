import { expect } from 'vitest';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { door, hostHere } from '../support/storyHosts.ts';
import { opensTicket } from '../support/storyTicket.ts';

const stored = async (desk: StoryDesk) => (await desk.sql('select 1 from inbox')).length;

const PATHS = { slack: '/slack/events', teams: '/api/messages', local: '/say' } as const;

story('without a right signature or token nothing is stored, and no library speaks', async (desk) => {
  const before = await stored(desk);
  const body = JSON.stringify({
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.example.com/',
    text: 'let me in',
    from: { id: '29:emma' },
    recipient: { id: '28:desk' },
    conversation: { id: 'a:emma', conversationType: 'personal', tenantId: 'tenant' },
  });
  const now = String(Math.floor(Date.now() / 1000));
  const wrong: Record<string, string>[] = [
    {},
    { authorization: 'Bearer not.a.token', 'x-slack-signature': 'v0=00', 'x-slack-request-timestamp': now },
    {
      authorization: 'Bearer ',
      'x-slack-signature': `v0=${'0'.repeat(64)}`,
      'x-slack-request-timestamp': '1',
    },
  ];
  for (const headers of wrong) {
    const answer = await fetch(`${desk.url()}${PATHS[desk.platform]}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    expect(answer.status).toBe(desk.platform === 'local' ? 403 : 401);
    expect(await answer.text()).not.toMatch(/node_modules|jwt|Error:|\bat .*\(/);
  }
  expect(await stored(desk)).toBe(before);
});

story(
  'no such ticket, no right, not in this state: a sentence with what is possible, for them alone',
  async (desk) => {
    const { number } = await opensTicket(desk);
    const [emma, wim, ana] = [desk.who('emma'), desk.who('wim'), desk.who('ana')];
    await emma.commands('show INC-9999');
    await emma.reads('I cannot find INC-9999');
    await emma.commands(`claim ${number}`);
    await emma.reads(new RegExp(`"claim" on ${number} is not yours to do`));
    await wim.commands(`claim ${number}`);
    await wim.reads(/is not yours to do/);
    await ana.commands(`confirm ${number}`);
    await ana.reads(new RegExp(`"confirm" on ${number} is not yours to do`));
  },
);

story(
  'a form that claims to come from a thread where nobody opened it is answered to its sender alone',
  async (desk) => {
    const { card } = await opensTicket(desk, { by: 'vic' });
    const emma = desk.who('emma');
    const { local, teams } = desk.chat.channel('network');
    const conversation = local ?? teams?.channel ?? '';
    await emma.says('zebra crossing paint');
    const form = await emma.opens('Open a ticket', await emma.reads(/nothing that fits/));
    const claim = { conversation, thread: card.id, kind: 'channel' };
    await form.forges(claim, { title: 'My tunnel is broken, too', service: 'vpn' });
    await emma.reads(/INC-\d+ is open/);
    // The requester's card, with all that is written to them, comes to nobody else.
    await emma.reads(/^INC-\d+ My tunnel is broken, too/);
    expect((await desk.posts('network', 'My tunnel is broken, too')).thread).toBeNull();
    expect(await desk.sql(`select 1 from ticket where "originKind" = 'channel'`)).toEqual([]);
  },
  { on: ['teams', 'local'] },
);

const WILD =
  'a\u0000b <!channel> <@U123> @everyone @here \u05e9\u05dc\u05d5\u05dd \u202eeverse 👩‍👩‍👧 **x** [y](javascript:alert(1)) <script>alert(1)</script>';

story('whatever people write is kept word for word and wakes nobody', async (desk) => {
  const { number, mine } = await opensTicket(desk);
  const [ana, emma] = [desk.who('ana'), desk.who('emma')];
  await (await emma.opens('Reply', mine)).submit({ text: WILD });
  await emma.reads(`Your reply on ${number} is on its way`);
  const heard = await desk.posts('network', /emma wrote in/);
  expect(heard.text).toContain('👩‍👩‍👧');
  expect(heard.mentions).toEqual([]);
  await ana.commands(`show ${number}`);
  await ana.reads(new RegExp(`^${number}`));
  const [body] = await desk.sql<{ text: string }>(`select text from body where text like '%everyone%'`);
  expect(body?.text).toContain('<!channel> <@U123> @everyone @here');
  expect(body?.text).toContain('[y](javascript:alert(1)) <script>alert(1)</script>');
});

story('40,000 characters are kept whole and cut visibly', async (desk) => {
  const emma = desk.who('emma');
  const long = `zebra 👩‍👩‍👧 ${'paint '.repeat(6660)}end`;
  expect(long.length).toBeGreaterThan(39_900);
  await emma.says(long);
  const answer = await emma.reads(/./);
  const form = await emma.opens('Open a ticket', answer);
  expect(form.values.description).toMatch(/…$/);
  await form.submit({ service: 'wifi' });
  await emma.reads(/INC-\d+ is open/);
  const mine = await emma.reads(/Status: open/);
  expect(mine.text).toContain('…');
  await desk.posts('network', /Status: open/);
  await desk.quiet();
  const [body] = await desk.sql<{ text: string }>('select text from body order by length(text) desc limit 1');
  expect(body?.text.trim()).toBe(long);
});

const doors = new Map<string, Awaited<ReturnType<typeof door>>>();

story(
  'the database away: events are not acknowledged, who clicks is told within 3 s, and all is well again',
  async (desk) => {
    desk.expectsFault(/./);
    const [emma, vic] = [desk.who('emma'), desk.who('vic')];
    await emma.says('zebra crossing paint');
    const nothing = await emma.reads(/nothing that fits/);
    await desk.quiet();
    const way = doors.get(desk.database);
    way?.shut();
    const event = await vic.says('my vpn drops every hour');
    expect(event.status).toBeGreaterThanOrEqual(500);
    const click =
      desk.platform === 'teams'
        ? await emma.opens('Open a ticket', nothing).catch(String)
        : await emma.clicks('Open a ticket', nothing);
    if (typeof click === 'object' && 'milliseconds' in click) expect(click.milliseconds).toBeLessThan(3000);
    if (desk.platform === 'teams') expect(click).toMatch(/cannot take this right now/);
    if (desk.platform === 'slack') await emma.reads(/cannot take this right now/);
    way?.open();
    expect((await event.again()).status).toBe(200);
    await vic.reads(/VPN drops every hour/);
  },
  {
    host: async (environment, faults) => {
      const way = await door(environment.DATABASE_URL ?? '');
      doors.set(environment.DATABASE_URL ?? '', way);
      const host = await hostHere({ ...environment, DATABASE_URL: way.url }, faults);
      return {
        ...host,
        async stop() {
          await host.stop();
          way.remove();
        },
      };
    },
  },
);

story('a platform that is away is waited for, and nothing is dropped', async (desk) => {
  desk.expectsFault(/./);
  const { number, card } = await opensTicket(desk);
  const [ana, ben] = [desk.who('ana'), desk.who('ben')];
  await ana.commands('mine');
  await ana.reads('You have no open tickets');
  await ben.commands('mine');
  await ben.reads('You have no open tickets');
  await desk.quiet();
  desk.chat.down();
  await ana.clicks('Claim', card);
  await ben.commands(`note ${number} look at the gateway`);
  desk.chat.up();
  await desk.posts('network', `ana claimed ${number}`);
  await desk.posts('network', 'look at the gateway');
  await desk.who('emma').reads(`ana is working on ${number}`);
  await desk.quiet();
  // What was only said in answer to the click may have been lost with the connection; the cards tell it.
  desk.ignores(/is yours|is saved/);
});

story(
  'a platform that asks to wait is waited for as it asks; nothing is dropped, other rooms are not held up',
  async (desk) => {
    const { number, card } = await opensTicket(desk);
    const ana = desk.who('ana');
    await desk.quiet();
    desk.chat.refuses('network');
    await ana.clicks('Claim', card);
    await ana.reads(`${number} is yours`);
    const line = `ana claimed ${number}`;
    await desk.who('emma').reads(`ana is working on ${number}`);
    if (desk.platform === 'slack')
      expect(desk.chat.seen().some((shown) => shown.room === 'network' && shown.text.includes(line))).toBe(
        false,
      );
    await desk.posts('network', line);
  },
  { on: ['slack', 'teams'] },
);
