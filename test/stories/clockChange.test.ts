import { expect } from 'vitest';
import type { DeskPolicy } from '../../src/domain/desk.ts';
import { nextMondayNine } from '../../src/domain/rota.ts';
import { HOUR, MINUTE, weeklyRota } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';

const ZONE = 'Europe/Berlin';
const DAY_SECONDS = 24 * 3_600;

/** Hours that the wall clock in Berlin is ahead of UTC. */
const aheadAt = (instant: number) => {
  const parts = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' }).formatToParts(
    instant,
  );
  return Number(/GMT\+0(\d)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '')?.[1]);
};

const MONDAY = nextMondayNine(ZONE, Date.now());
/** The first change of the clocks in Berlin a week or more after the Monday on which the stories begin. */
const CHANGE = (() => {
  let at = MONDAY + 7 * 24 * HOUR;
  while (aheadAt(at) === aheadAt(at - HOUR)) at += HOUR;
  return Math.floor(at / HOUR) * HOUR;
})();
/** 1 where an hour is left out, -1 where one comes twice. */
const SHIFT = aheadAt(CHANGE) - aheadAt(CHANGE - HOUR);
const SATURDAY_NOON = CHANGE - (13 + aheadAt(CHANGE - HOUR)) * HOUR;
/** A day before the stories begin, an even number of days before that Saturday. */
const EVES = new Date(SATURDAY_NOON - Math.ceil((SATURDAY_NOON - MONDAY) / (48 * HOUR)) * 48 * HOUR);

/** The story itself takes a moment, which the desk's clock goes on by. */
const BEFORE = 5 * MINUTE;

/** An answer within a day around the clock; eve and eli take turns each day at nine, eve on that Saturday. */
function policy(base: DeskPolicy): DeskPolicy {
  const rota = weeklyRota('networkL2', ['eve', 'eli'], {
    start: `${EVES.toISOString().slice(0, 10)}T09:00`,
    every: { count: 1, unit: 'day' },
  });
  return {
    ...base,
    rotas: { networkL2: rota },
    agreements: base.agreements.map((agreement) => ({
      ...agreement,
      calendar: 'always',
      warnAt: [],
      targets: {
        ...agreement.targets,
        P2: { firstResponse: DAY_SECONDS, nextResponse: null, resolution: 10 * DAY_SECONDS },
      },
    })),
  };
}

story(
  'over a change of the clocks a day around the clock stays 24 hours, and shifts change at nine as the clock on the wall says',
  async (desk) => {
    desk.ignores(/Nobody is on call at these times|You are (no longer )?on call/);
    await desk.forward(SATURDAY_NOON - MONDAY);
    const { number } = await opensTicket(desk);
    const emma = desk.who('emma');
    await emma.commands(`explain ${number}`);
    const explained = await emma.reads(`How the deadlines of ${number} come about`);
    const due = 12 + SHIFT;
    expect(explained.text).toMatch(new RegExp(`Sun .* ${due}:0\\d`));
    expect(explained.text).toMatch(/the clocks change by .1 h/);
    const eve = desk.who('eve');
    await eve.commands('oncall networkL2');
    const week = await eve.reads(/networkL2: on call in the next 7 days/);
    expect(week.text).toMatch(/to Sun .*09:00: eve[\s\S]*Sun .*09:00 to Mon .*09:00: eli/);

    // Sunday at nine on the wall, an hour sooner or later than 24 hours after Saturday at nine.
    await desk.forward((21 - SHIFT) * HOUR - BEFORE);
    await desk.quiet();
    expect(
      desk.chat.seen().filter(({ to, text }) => to === 'eli' && text.includes('You are on call')),
    ).toEqual([]);
    await desk.forward(BEFORE);
    await desk.who('eli').reads(/You are on call for networkL2 now, until Mon .*09:00/);

    await desk.forward((3 + SHIFT) * HOUR - BEFORE);
    await desk.quiet();
    await desk.forward(BEFORE);
    await desk.who('eli').reads(new RegExp(`${number}: first response is over`));
    await desk.posts('network-l2', new RegExp(`${number}: first response is over`));
    const card = await desk.posts('network-l2', new RegExp(`^${number} `));
    expect(card.text).toMatch(new RegExp(`First response: overdue since Sun .* ${due}:0\\d`));
    await desk.posts('network', `handed ${number} over from L1 to L2`);
    await emma.reads(`${number} is now with specialists`);
  },
  { policy },
);
