import pg from 'pg';
import { expect } from 'vitest';
import type { DeskPolicy, Rota, RotaLayer } from '../../src/domain/desk.ts';
import { nextMondayNine } from '../../src/domain/rota.ts';
import { createPrisma } from '../../src/store/client.ts';
import { createPolicies } from '../../src/store/policies.ts';
import { HOUR, MINUTE, weeklyRota } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

const DAY = 24 * HOUR;

/** The Monday on which the stories begin, and the days after it, as dates. */
const MONDAY = nextMondayNine('Europe/Berlin', Date.now());
const date = (days: number) => new Date(MONDAY + days * DAY).toISOString().slice(0, 10);

/** The network's engineers on call as the story wants it; by the day from its Monday on, eve first, otherwise. */
const withRota =
  (changes: Partial<RotaLayer> = {}) =>
  (policy: DeskPolicy): DeskPolicy => {
    const daily: Rota = weeklyRota('networkL2', ['eve', 'eli'], {
      start: `${date(0)}T09:00`,
      every: { count: 1, unit: 'day' },
      ...changes,
    });
    return { ...policy, rotas: { networkL2: daily } };
  };

const state = async (desk: StoryDesk) =>
  (await desk.sql<{ state: string }>('select state from rota_change order by "proposedAt"')).map(
    (row) => row.state,
  );

/** eve asks eli to take over Wednesday, for eli's Tuesday. */
async function proposes(desk: StoryDesk) {
  const [eve, eli] = [desk.who('eve'), desk.who('eli')];
  await eve.commands('swap networkL2 next with eli for next');
  await eve.reads('I asked eli');
  const asked = await eli.reads(/eve asks you to take over a shift of networkL2: Wed .*09:00 to Thu .*09:00/);
  expect(asked.text).toMatch(/In exchange eve takes yours: Tue .*09:00 to Wed .*09:00/);
  expect(asked.buttons).toEqual(['Accept', 'Decline']);
  return asked;
}

story(
  'two engineers swap shifts when the other agrees, and the next hand-over is told to both',
  async (desk) => {
    const [ana, eve, eli] = [desk.who('ana'), desk.who('eve'), desk.who('eli')];
    const asked = await proposes(desk);
    await ana.commands('oncall');
    const before = await ana.reads(/On call now/);
    expect(before.text).toMatch(/networkL2 Network L2: eve \(until Tue .*09:00\), then eli/);

    await eli.clicks('Accept', asked);
    await eli.reads('The shift is yours');
    const accepted = await eve.reads(/eli takes over your shift of networkL2: Wed/);
    expect(accepted.buttons).toEqual(['Withdraw']);
    await until(() => asked.text.includes('You accepted'));
    const [row] = await desk.sql<object>('select "proposedBy", counterpart, state from rota_change');
    expect(row).toEqual({ proposedBy: 'eve', counterpart: 'eli', state: 'inForce' });

    await ana.commands('oncall networkL2');
    const week = await ana.reads(/networkL2: on call in the next 7 days/);
    expect(week.text).toMatch(/to Wed .*09:00: eve[\s\S]*Wed .*09:00 to Fri .*09:00: eli/);

    // On Tuesday nobody hands over any more.
    await desk.forward(DAY);
    await desk.quiet();
    await desk.forward(DAY);
    const comes = await eli.reads(/You are on call for networkL2 now, until Fri .*09:00/);
    expect(comes.text).toContain('Before you: eve.');
    const leaves = await eve.reads('You are no longer on call for networkL2');
    expect(leaves.text).toContain('After you: eli.');
    expect(leaves.text).toContain('No escalation waits');

    await eve.clicks('Withdraw', accepted);
    await eve.reads('That shift of networkL2 has begun already');
  },
  { policy: withRota() },
);

story(
  'a swap that is declined, withdrawn or not answered changes nothing, and whoever proposed it hears so',
  async (desk) => {
    const [eve, eli] = [desk.who('eve'), desk.who('eli')];
    const first = await proposes(desk);
    await eli.clicks('Decline', first);
    await eli.reads('Declined. Nothing changes');
    await eve.reads(/eli declined to take over your shift of networkL2: Wed/);
    await until(() => first.buttons.length === 0);

    const second = await proposes(desk);
    await eve.commands('withdraw networkL2 next');
    await eve.reads('Taken back');
    await until(() => second.text.includes('Withdrawn by eve'));

    await proposes(desk);
    await desk.forward(DAY);
    await eve.reads(/eli did not answer in time about your shift of networkL2: Wed/);
    await eli.reads('You are on call for networkL2 now');
    await eve.reads('You are no longer on call for networkL2');
    expect(await state(desk)).toEqual(['declined', 'withdrawn', 'expired']);
  },
  { policy: withRota() },
);

story(
  'what waits for an acknowledgement is told to both at the hand-over',
  async (desk) => {
    const { number } = await opensTicket(desk);
    for (const said of [
      /first response/,
      new RegExp(`^${number} `),
      /handed .* over/,
      /now with specialists/,
    ])
      desk.ignores(said);
    await desk.forward(32 * MINUTE);
    await desk.who('eve').reads(`${number}: first response is over by`);
    await desk.quiet();
    await desk.forward(4 * MINUTE);
    for (const name of ['eve', 'eli']) {
      const told = await desk.who(name).reads(/on call for networkL2/);
      expect(told.text).toMatch(/Escalated, and not acknowledged yet:/);
      expect(told.text).toContain(`${number} My tunnel is broken`);
    }
  },
  { policy: withRota({ start: `${date(-1)}T09:35` }) },
);

/** `firstline apply` of the desk with that change. */
async function applies(desk: StoryDesk, change: (policy: DeskPolicy) => DeskPolicy): Promise<void> {
  const pool = new pg.Pool({ connectionString: desk.database, max: 1 });
  const prisma = createPrisma(pool);
  const policies = createPolicies(prisma, 'desk');
  await policies.record({ source: '', policy: change(await policies.current()), by: 'nora', at: desk.now() });
  await prisma.$disconnect();
  await pool.end();
}

const EXCEPT_SUNDAY = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, [['00:00', '24:00']]] as const),
);

story(
  'hours without anybody on call are told to the leads: when a change opens them, and each Monday',
  async (desk) => {
    const [eli, lea, nora] = [desk.who('eli'), desk.who('lea'), desk.who('nora')];
    const opened = 'A change leaves nobody on call at these times of the next 7 days';
    await desk.quiet();
    await applies(desk, withRota({ hours: EXCEPT_SUNDAY, members: ['eve'] }));
    for (const lead of [lea, nora]) {
      const told = await lead.reads(opened);
      expect(told.text).toMatch(/networkL2: Sun .*00:00 to Mon .*00:00 \(24 h\)/);
    }
    await nora.commands(`cover networkL2 ${date(6)} ${date(6)} by eli`);
    await nora.reads('Everybody concerned is told');
    await eli.reads(/nora put you on call for networkL2: Sun .*00:00 to Mon .*00:00/);

    await lea.commands(`withdraw networkL2 ${date(6)}`);
    await lea.reads('Taken back');
    await eli.reads(/lea took back the change of networkL2: Sun/);
    await nora.reads(/lea took back the change of networkL2: Sun/);
    for (const lead of [lea, nora]) await lead.reads(opened);

    desk.ignores(/on call for networkL2/);
    await desk.forward(7 * DAY);
    for (const lead of [lea, nora]) {
      const told = await lead.reads('Nobody is on call at these times of the next 7 days');
      expect(told.text).toMatch(/networkL2: Sun .*00:00 to Mon .*00:00 \(24 h\)/);
    }
    await desk.forward(DAY);
  },
  { policy: withRota({ members: ['eve'] }) },
);

story(
  'the desk says no to what cannot be, and says what is possible',
  async (desk) => {
    const [eve, emma] = [desk.who('eve'), desk.who('emma')];
    const refusals: readonly (readonly [string, string | RegExp])[] = [
      ['oncall tonight', /There is no rota "tonight"\. The rotas are: networkL2/],
      ['swap network next with eli', /There is no rota "network"\. The rotas are: networkL2/],
      ['swap networkL2 next with wim', /wim is not an agent of Network/],
      ['swap networkL2 next with eve', 'That shift is yours already'],
      ['swap networkL2 2020-01-01 with eli', /eve has no shift in networkL2 on/],
      [`swap networkL2 ${date(0)} with eli`, /has begun already/],
      ['swap networkL2 2026-02-30 with eli', /"2026-02-30" is no date/],
      [`cover networkL2 now ${date(1)} by eli`, /is for leads/],
      ['withdraw networkL2 next', /nothing to come in networkL2/],
    ];
    for (const [command, answer] of refusals) {
      await eve.commands(command);
      await eve.reads(answer);
    }
    await emma.commands('oncall');
    await emma.reads(/is for those who work in the desk/);
    expect(await state(desk)).toEqual([]);
  },
  { policy: withRota(), on: ['local'] },
);
