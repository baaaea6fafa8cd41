import { expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

const NEWS = /There is a known error with VPN/;

story(
  'a known error: recorded, shown to whoever asks about the same, and over for all of them',
  async (desk) => {
    const { number, card, mine } = await opensTicket(desk);
    const [ana, emma, vic, mia, wim] = ['ana', 'emma', 'vic', 'mia', 'wim'].map(desk.who);
    if (!ana || !emma || !vic || !mia || !wim) throw new Error('somebody is missing');
    desk.ignores(/on hold|recorded INC-\d+ as a known error|resolved|has solved/);
    await ana.commands(`hold ${number} change`);
    await until(() => card.buttons.includes('Known error'));
    await (await ana.opens('Known error', card)).submit({ text: ' ', cause: '' });
    await ana.reads('A known error needs a workaround or a cause');
    const form = await ana.opens('Known error', card);
    await form.submit({ text: 'Reconnect after each hour', cause: 'The new firmware' });
    await ana.reads(`${number} is recorded as a known error`);
    expect((await emma.reads(NEWS)).text).toContain('Reconnect after each hour');
    await until(
      () => card.text.includes('The new firmware') && card.buttons.includes('Withdraw known error'),
    );
    await until(() => mine.text.includes('Reconnect after each hour'));
    expect(mine.text).not.toContain('firmware');

    await vic.says('the tunnel is broken again');
    const banner = await vic.reads(`Known issue with VPN (${number})`);
    expect(banner.text).toContain('Reconnect after each hour');
    expect(banner.text).toContain('Affected: 1');
    expect(banner.text).not.toMatch(/firmware|My tunnel|Next update/);
    expect(banner.buttons).toEqual(['Tell me when it is over', 'This is something else', 'Open a ticket']);

    await mia.says('my tunnel seems broken');
    const joined = await mia.reads(`Known issue with VPN (${number})`);
    await mia.clicks('Tell me when it is over', joined);
    await until(() => joined.text.includes(`You will hear how it goes on with ${number}`));
    await mia.reads(NEWS);
    await until(() => banner.text.includes('Affected: 2'));

    await wim.says('the printer prints nothing');
    const unlike = await wim.reads('Look whether there is paper');
    expect(unlike.text).not.toContain('Known issue');

    await ana.commands(`knownerror ${number} Use the web portal`);
    await ana.reads(`${number} is recorded as a known error`);
    for (const affected of [emma, mia])
      expect((await affected.reads(NEWS)).text).toContain('Use the web portal');
    await until(() => banner.text.includes('Use the web portal'));
    expect(card.text).toContain('The new firmware');

    await ana.commands(`resolve ${number} New firmware`);
    await ana.reads(`${number} is resolved`);
    await mia.reads(`The known error ${number} is over`);
    await until(() => banner.text.includes(`The known issue ${number} is over`));
    expect(banner.buttons).toEqual(['This is something else', 'Open a ticket']);
    await wim.says('the tunnel is broken again');
    expect((await wim.reads(/nothing that fits/)).text).not.toContain('Known issue');
    await desk.quiet();
    expect(
      await desk.sql(
        `select "askerId" as asker, outcome from question where "askerId" in ('vic', 'mia') order by 1`,
      ),
    ).toEqual([
      { asker: 'mia', outcome: 'escalated' },
      { asker: 'vic', outcome: 'open' },
    ]);
  },
);

story('a question like one of the last hour is told of the known error that came of it', async (desk) => {
  const { number } = await opensTicket(desk);
  const [ana, vic, mia, wim] = ['ana', 'vic', 'mia', 'wim'].map(desk.who);
  if (!ana || !vic || !mia || !wim) throw new Error('somebody is missing');
  desk.ignores(
    /known error|linked|first response|handed INC|with specialists|^INC-\d+ |^REQ-\d+ |without an answer/,
  );
  await ana.commands(`已知错误 ${number} 原因：新固件`);
  await ana.reads(`${number} is recorded as a known error`);

  await vic.says('日历里看不到会议');
  const nothing = await vic.reads(/nothing that fits/);
  const form = await vic.opens('Open a ticket', nothing);
  await form.submit({ title: 'Calendar', description: 'see above', service: 'vpn' });
  const duplicate = /INC-\d+/.exec((await vic.reads(/INC-\d+ is open/)).text)?.[0] ?? '';
  await mia.says('日历里的会议看不到了');
  await mia.reads(/nothing that fits/);
  await ana.commands(`link ${duplicate} ${number} duplicates`);
  await ana.reads(`${duplicate} is linked`);

  await mia.says('日历里的会议看不到了');
  const banner = await mia.reads(`Known issue with VPN (${number})`);
  expect(banner.text).toContain('There is no workaround yet');
  expect(banner.text).not.toContain('固件');
  await desk.forward(61 * MINUTE);
  await wim.says('日历里的会议看不到了');
  await wim.reads(/nothing that fits/);
});

story(
  'a known error is withdrawn, with the reason for those who hear of it; others may do neither',
  async (desk) => {
    const { number } = await opensTicket(desk);
    const [ana, emma, vic] = ['ana', 'emma', 'vic'].map(desk.who);
    if (!ana || !emma || !vic) throw new Error('somebody is missing');
    desk.ignores(/recorded INC-\d+ as a known error|withdrew the known error/);
    await emma.commands(`knownerror ${number} Reconnect`);
    await emma.reads(`"knownerror" on ${number} is not yours to do`);
    await vic.commands(`retract ${number} no`);
    await vic.reads(`I cannot find ${number}`);
    await ana.commands(`knownerror ${number} Reconnect`);
    await ana.reads(`${number} is recorded as a known error`);
    await emma.reads(NEWS);
    await vic.commands(`metoo ${number}`);
    await vic.reads(`You will hear how it goes on with ${number}`);
    await vic.reads(NEWS);
    if (desk.platform === 'teams') await ana.commands(`retract ${number} Only one laptop`);
    else await (await ana.opensByCommand(`retract ${number}`)).submit({ text: 'Only one laptop' });
    await ana.reads(`${number} is a known error no longer`);
    for (const affected of [emma, vic])
      expect((await affected.reads(`${number} is a known error no longer:`)).text).toContain(
        'Only one laptop',
      );
    await vic.says('the tunnel is broken again');
    await vic.reads(/nothing that fits/);
  },
);
