import { expect } from 'vitest';
import { LADDER, MINUTE } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';

/** Five hundred of them, for ten minutes, with no stand-in for a platform: test/jobs/rateLimit.test.ts. */
const REPLIES = 20;

story(
  'Slack takes nothing in a channel for a while (429): nobody else waits, a page goes first, each thread keeps its order, and nothing is dropped',
  async (desk) => {
    const [answered, silent] = [await opensTicket(desk), await opensTicket(desk, { by: 'vic' })];
    const [ana, emma] = [desk.who('ana'), desk.who('emma')];
    await desk.quiet();
    const noLongerFull = desk.chat.fills('network');
    const texts = Array.from({ length: REPLIES }, (_, index) => `step ${String(index + 1).padStart(2, '0')}`);
    for (const text of texts) {
      await ana.commands(`reply ${answered.number} ${text}`);
      await ana.reads(`Your reply on ${answered.number}`);
      await emma.reads(text);
    }
    // The first response to the other one is overdue: its page is for the full channel, and for vic's P2 alone.
    await desk.forward(31 * MINUTE);
    await desk.who('eve').reads(`${silent.number}: first response is over by`);

    const inRoom = () => desk.chat.seen().filter(({ room }) => room === 'network');
    expect(
      inRoom()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([answered.card.id, silent.card.id].sort());
    noLongerFull();
    const page = await desk.posts('network', `${silent.number}: first response is over by`);
    for (const text of texts) expect((await desk.posts('network', text)).thread).toBe(answered.card.id);
    await desk.quiet();
    const [, , first, ...rest] = inRoom();
    expect(first, 'the page went first').toBe(page);
    const said = rest
      .filter(({ thread }) => thread === answered.card.id)
      .map(({ text }) => /step \d+/.exec(text)?.[0]);
    expect(said).toEqual(texts);
    const reasons = await desk.sql<{ reasons: string[] }>(
      `select reasons from delivery where reasons <> '{}'`,
    );
    for (const each of reasons) expect(each.reasons.join()).toMatch(/Slack asks to wait/);
    desk.ignores(/^What may help/);
  },
  {
    on: ['slack'],
    within: 90_000,
    policy: (policy) => {
      const targets = [
        { tell: 'tierChannel', tier: 'L1' },
        { tell: 'onCall', tier: 'L2' },
      ] as const;
      const rungs = [{ after: 0, targets, moveTo: null, again: null }];
      return {
        ...policy,
        // As a P2 of emma's: warned never, so that the page is all that the channel waits for.
        agreements: policy.agreements
          .filter(({ key }) => key === 'standard')
          .map((agreement) => ({ ...agreement, warnAt: [] })),
        ladders: { usual: { ...LADDER, rungs } },
      };
    },
  },
);
