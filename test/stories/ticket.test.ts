import { expect } from 'vitest';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

story('from the question to the ticket: the form is filled in, both sides get their card', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('the vpn gateway in Lisbon refuses my certificate with fault 0x8007');
  const answer = await emma.reads(/./);
  const form = await emma.opens('Open a ticket', answer);
  expect(form.values).toMatchObject({
    title: 'the vpn gateway in Lisbon refuses my certificate with fault 0x8007',
    description: 'the vpn gateway in Lisbon refuses my certificate with fault 0x8007',
    service: 'vpn',
  });
  expect(form.options('service')).toEqual(['vpn', 'wifi', 'laptop']);
  await form.submit({ impact: 'high', urgency: 'medium' });
  await emma.reads(/INC-\d+ is open/);

  const mine = await emma.reads(/Status: open/);
  expect(mine.text).toMatch(/INC-\d+ the vpn gateway in Lisbon/);
  expect(mine.text).toContain('P2 high');
  expect(mine.text, 'what is promised until when').toMatch(
    /First response: by .*09:30[\s\S]*Resolution: by Tue .*09:00/,
  );
  expect(mine.buttons).toContain('Reply');
  const card = await desk.posts('network', /the vpn gateway in Lisbon/);
  expect(card.buttons).toContain('Claim');
  expect(card.text).toContain('Requester: emma');
  await until(() => /Ticket INC-\d+ is open for this/.test(answer.text));
  expect(answer.buttons).toEqual([]);
  expect(await desk.sql('select outcome from question')).toEqual([{ outcome: 'ticket' }]);
});

story(
  'incidents and service requests share one row of numbers; the owner of the service gets the card',
  async (desk) => {
    const emma = desk.who('emma');
    await emma.says('the coffee machine is on fire');
    const first = await (await emma.opens('Open a ticket', await emma.reads(/nothing that fits/))).submit({
      title: 'Wi-Fi is away',
      service: 'wifi',
      impact: 'low',
      urgency: 'low',
    });
    expect(first.status).toBe(200);
    const open = await emma.reads(/INC-\d+ is open/);
    await emma.reads(/INC-\d+ Wi-Fi is away[\s\S]*P4 low/);
    await desk.posts('network', /Wi-Fi is away/);

    const vic = desk.who('vic');
    await vic.says('zebra crossing paint');
    await (await vic.opens('Open a ticket', await vic.reads(/nothing that fits/))).submit({
      title: 'A new laptop',
      service: 'laptop',
      impact: 'medium',
      urgency: 'high',
    });
    const requested = await vic.reads(/REQ-\d+ is open/);
    await vic.reads(/REQ-\d+ A new laptop[\s\S]*P2 high/);
    await desk.posts('workplace', /A new laptop/);
    const number = (text: string) => Number(/-(\d+)/.exec(text)?.[1]);
    expect(number(requested.text)).toBe(number(open.text) + 1);
  },
);

story(
  'a command opens the form, filled in with what was written',
  async (desk) => {
    const emma = desk.who('emma');
    const form = await emma.opensByCommand('open my wifi is gone');
    expect(form.values).toMatchObject({ title: 'my wifi is gone', service: 'wifi' });
    await form.submit();
    await emma.reads(/INC-\d+ is open/);
    await emma.reads(/Status: open/);
    await desk.posts('network', /my wifi is gone/);
  },
  { on: ['local', 'slack'] },
);
