import { expect } from 'vitest';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

story(
  'a resolved ticket becomes an article, reviewed in chat, and answers the next question',
  async (desk) => {
    const [emma, ana, nora] = [desk.who('emma'), desk.who('ana'), desk.who('nora')];
    const ticket = await opensTicket(desk, { title: 'Citrix shows a grey window' });
    await ana.commands(`note ${ticket.number} It came because the cache of emma at 10.0.0.17 was full.`);
    await ana.reads('is saved');
    await desk.posts('network', 'Internal note');
    const solution =
      'Quit Citrix. Delete the folder ICAClient. Sign in again with password: hunter2 as emma@example.com.';
    await (await ana.opens('Resolve', ticket.card)).submit({ text: solution });
    await ana.reads('is resolved');
    await desk.posts('network', 'ana resolved');
    await emma.reads('Delete the folder');
    await until(() => ticket.card.buttons.includes('Make this an article'));

    const form = await ana.opens('Make this an article', ticket.card);
    expect(form.values.title).toBe('Citrix shows a grey window');
    expect(form.values.body).toContain(
      '## Cause\n\nIt came because the cache of [name] at [IP address] was full.',
    );
    expect(form.values.body).toContain('2. Delete the folder ICAClient.');
    expect(form.values.body).not.toMatch(/hunter2|emma|10\.0\.0\.17/);
    await form.submit({ title: 'Citrix shows only a grey window' });
    await ana.reads('is with its owner for review');

    const review = await nora.reads('ana wrote the article');
    expect(review.text).toContain('e-mail address: emma@example.com');
    expect(review.text).toContain('secret: 7 characters');
    expect(review.text).not.toContain('hunter2');
    expect(review.buttons.slice(0, 3)).toEqual(['Publish', 'Edit', 'Reject']);
    await nora.clicks('Publish', review);
    await nora.reads('"citrix-shows-only-a-grey-window" is live');
    await until(() => review.text.includes('published') && !review.buttons.includes('Publish'));

    await until(async () => {
      const [row] = await desk.sql<{ state: string }>(`select state from article where slug like 'citrix%'`);
      return row?.state === 'published';
    });
    const vic = desk.who('vic');
    // The index follows within a second or two.
    const answer = await until(async () => {
      await vic.says('citrix shows a grey window');
      const read = await vic.reads(/Delete the folder ICAClient|nothing that fits/);
      return read.text.includes('ICAClient') ? read : null;
    });
    expect(answer.text).toContain('/kb/citrix-shows-only-a-grey-window');
    const page = await fetch(`${desk.url()}/kb/citrix-shows-only-a-grey-window`);
    expect(await page.text()).toContain('Delete the folder ICAClient');
  },
);

story(
  'an article is edited beside the published one, and rejected or published by those who may',
  async (desk) => {
    const [ana, nora] = [desk.who('ana'), desk.who('nora')];
    await ana.commands('article printer');
    const card = await ana.reads('The printer prints nothing');
    expect(card.buttons, 'an agent edits and decides nothing').toEqual(['Edit']);
    const form = await ana.opens('Edit', card);
    await form.submit({ body: `${form.values.body}\n3. Call us.`, reviewBy: 'soon' });
    await ana.reads('"soon" is no day');
    await (await ana.opens('Edit', card)).submit({ body: `${form.values.body}\n3. Call us.` });
    await ana.reads('is with its owner for review');
    const live = async () => (await fetch(`${desk.url()}/kb/printer`)).text();
    expect(await live()).not.toContain('Call us');

    // It has no owner: those who lead are asked, each alone.
    const toNora = await nora.reads('ana wrote the article');
    expect(toNora.text).toContain('+ 3. Call us.');
    const [toLea, toWim] = [
      await desk.who('lea').reads('ana wrote the article'),
      await desk.who('wim').reads('ana wrote'),
    ];
    const rejecting = await nora.opens('Reject', toNora);
    await rejecting.submit({ text: 'Say whom to call, and when.' });
    await nora.reads('"printer" is a draft again');
    const back = await ana.reads('Your version of "The printer prints nothing" was sent back');
    expect(back.text).toContain('Sent back by nora');
    expect(back.text).toContain('Say whom to call, and when.');
    expect(back.buttons).toEqual(['Edit', 'Versions']);
    await until(() => [toLea, toWim].every((message) => !message.buttons.includes('Reject')));
    await desk.who('lea').clicks('Publish', toLea);
    await desk.who('lea').reads('"printer" is live');
    expect(await live()).toContain('Call us');

    await nora.commands('article printer');
    const shown = await nora.reads('Version: 2');
    await nora.clicks('Versions', shown);
    const history = await nora.reads(/Version 2, ana, .*: published/);
    // Teams answers a click with one line, and says the rest in the chat.
    if (desk.platform === 'teams') desk.ignores(/^Versions of "The printer prints nothing"$/);
    expect(history.text).toContain('+ 3. Call us.');
    expect(history.text).toMatch(/Sent back by nora(.|\n)*Say whom to call, and when\./);
    await nora.clicks('Retire', shown);
    await nora.reads('is retired');
    expect((await fetch(`${desk.url()}/kb/printer`)).status).toBe(404);
  },
);

story('without a reason no article is sent back; sent back twice, its author hears twice', async (desk) => {
  const [ana, nora] = [desk.who('ana'), desk.who('nora')];
  desk.ignores(/The printer prints nothing/);
  await ana.commands('article printer');
  const form = await ana.opens('Edit', await ana.reads('The printer prints nothing'));
  await form.submit({ body: `${form.values.body}\n3. Call us.`, owner: 'nora' });
  await ana.reads('is with its owner for review');
  const review = await nora.reads('ana wrote the article');
  const rejecting = await nora.opens('Reject', review);
  await rejecting.submit({ text: ' ' });
  await nora.reads('Please say what is missing or wrong');
  await (await nora.opens('Reject', review)).submit({ text: 'Whom?' });
  await nora.reads('is a draft again');
  const back = await ana.reads('Whom?');
  await (await ana.opens('Edit', back)).submit({});
  await ana.reads('is with its owner for review');
  await (await nora.opens('Reject', await nora.reads('ana wrote the article'))).submit({
    text: 'Still: whom?',
  });
  await nora.reads('is a draft again');
  await ana.reads('Still: whom?');
});

story('owner and translation are named in the form, and count once it is published', async (desk) => {
  const [ana, ben, nora] = [desk.who('ana'), desk.who('ben'), desk.who('nora')];
  desk.ignores(/无线网络连不上/);
  await ana.commands('article wifi-zh');
  const card = await ana.reads('无线网络连不上');
  const form = await ana.opens('Edit', card);
  expect(form.values.owner).toBe('-');
  expect(form.options('owner')).toContain('ben');
  await form.submit({ translationOf: 'no-such-article' });
  await ana.reads('cannot find an article "no-such-article"');
  await (await ana.opens('Edit', card)).submit({ translationOf: 'wifi-zh' });
  await ana.reads('This cannot be a translation of "wifi-zh"');
  await (await ana.opens('Edit', card)).submit({ owner: 'ben', translationOf: `${desk.url()}/kb/printer` });
  await ana.reads('is with its owner for review');
  const review = await nora.reads('ana wrote the article');
  expect(review.text).toContain('Owner: ben');
  await nora.clicks('Publish', review);
  await nora.reads('"wifi-zh" is live');
  const page = await (await fetch(`${desk.url()}/kb/printer`)).text();
  expect(page).toContain('无线网络连不上');

  await ana.commands('article wifi-zh');
  const again = await ana.opens('Edit', await ana.reads('Version: 2'));
  expect(again.values).toMatchObject({ owner: 'ben', translationOf: 'printer' });
  await again.submit({ body: `${again.values.body}\n3. 联系我们。` });
  await ana.reads('is with its owner for review');
  await ben.clicks('Publish', await ben.reads('ana wrote the article'));
  await ben.reads('"wifi-zh" is live');
});
