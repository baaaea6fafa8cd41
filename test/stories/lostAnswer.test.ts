import { describe, expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';

describe.each(['reset', 'badGateway', 'silence'] as const)('an answer that is lost (%s)', (how) => {
  story(
    'a page is looked for before it is said again; where that cannot be, it is marked as a possible repeat',
    async (desk) => {
      const { number } = await opensTicket(desk);
      await desk.forward(31 * MINUTE);
      const over = `${number}: first response is over by`;
      const eve = desk.who('eve');
      await desk.posts('network-l2', new RegExp(`^${number} `));
      await desk.posts('network-l2', over);
      await eve.reads(over);
      await desk.posts('network', `handed ${number} over from L1 to L2`);
      await desk.who('emma').reads(`${number} is now with specialists`);
      await desk.quiet();

      desk.chat.losesAnswer(how);
      await desk.forward(5 * MINUTE);
      await desk.posts('network-l2', over);
      await eve.reads(over);
      await desk.quiet();
      if (desk.platform === 'teams') {
        const [told] = await desk.sql<{ person: string | null }>(
          `select "personId" as person from delivery where urgent and "maybeRepeat"`,
        );
        const repeated = /is over by[\s\S]*may be a repeat/;
        if (told?.person) await eve.reads(repeated);
        else await desk.posts('network-l2', repeated);
      }
      const [page] = await desk.sql<{ reasons: string[] }>(
        `select reasons from delivery where urgent and reasons <> '{}'`,
      );
      expect(page?.reasons.join(), 'why it was tried again').toMatch(/did not answer|answered (HTTP )?502/);
    },
    { on: ['slack', 'teams'], within: 90_000 },
  );
});
