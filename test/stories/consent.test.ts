import { expect } from 'vitest';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

const HINT = 'mention me in your reply';

story(
  'a card says how to reply, until the team lets replies be heard without a mention',
  async (desk) => {
    const { number, card } = await opensTicket(desk);
    const [ana, emma] = [desk.who('ana'), desk.who('emma')];
    expect(card.text).toContain(HINT);
    await ana.repliesUnder(card, 'with a mention', { mention: true });
    await emma.reads('with a mention');
    await ana.clicks('Claim', card);
    await ana.reads(`${number} is yours`);
    await emma.reads(`ana is working on ${number}`);
    await desk.posts('network', `ana claimed ${number}`);
    await until(() => card.text.includes('Assignee: ana'));
    expect(card.text).toContain(HINT);

    await ana.repliesUnder(card, 'which client is it?');
    await emma.reads('which client is it?');
    await until(() => !card.text.includes(HINT));

    // The consent is the team's, and holds for its other channels too, once something has come from them.
    const wim = desk.who('wim');
    await wim.mentions('workplace', 'help');
    await wim.reads('What I can do');
    const other = await opensTicket(desk, { by: 'vic', service: 'laptop' });
    expect(other.card.text).not.toContain(HINT);
  },
  { on: ['teams'] },
);
