import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { DeskPolicy } from '../../src/domain/desk.ts';
import { MINUTE } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { deskFile } from '../support/deskFile.ts';
import { story } from '../support/story.ts';
import { firstlineCommand } from '../support/storyHosts.ts';
import { storyPolicy } from '../support/storyPolicy.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

/** The network team alone: the other has no tier to climb to, which desk.yaml would be told. */
function network(policy: DeskPolicy): DeskPolicy {
  return {
    ...policy,
    teams: policy.teams.filter(({ key }) => key === 'network'),
    services: policy.services.filter(({ team }) => team === 'network'),
  };
}

/** A P2 is answered within 20 minutes instead of 30, and the office closes for lunch. */
function tighter(policy: DeskPolicy): DeskPolicy {
  const lunch = [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ] as const;
  return {
    ...policy,
    calendars: {
      ...policy.calendars,
      office: {
        timeZone: 'Europe/Berlin',
        hours: { mon: lunch, tue: lunch, wed: lunch, thu: lunch, fri: lunch },
      },
    },
    agreements: policy.agreements.map((agreement) => ({
      ...agreement,
      targets: { ...agreement.targets, P2: { ...agreement.targets.P2, firstResponse: 20 * 60 } },
    })),
  };
}

/** `firstline apply` by nora, with that desk as desk.yaml. */
async function applies(desk: StoryDesk, policy: DeskPolicy, ...options: string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-story-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'desk.yaml');
  await writeFile(file, deskFile(policy));
  const environment = { DATABASE_URL: desk.database, LOCAL_CHAT: 'off', ...desk.chat.environment };
  const { code, lines } = await firstlineCommand(
    environment,
    'apply',
    file,
    '--yes',
    '--by',
    'nora',
    ...options,
  );
  expect(code, lines.join('\n')).toBe(0);
  return lines;
}

const events = async (desk: StoryDesk, number: string) =>
  desk.sql<{ type: string; by: string | null }>(
    `select e.type, e."actorId" as by from ticket_event e join ticket t on t.id = e."ticketId" where t.number = $1 order by e.sequence`,
    [number],
  );

story(
  'a new agreement and calendar reach open tickets only with --retarget: in one step, noted, warned of anew once; closed ones keep their results',
  async (desk) => {
    const [ana, emma, vic] = [desk.who('ana'), desk.who('emma'), desk.who('vic')];
    const policy = network(storyPolicy(desk.chat.channel));
    const solved = await opensTicket(desk, { by: 'vic' });
    await ana.commands(`resolve ${solved.number} the cable is back`);
    await ana.reads(`${solved.number} is resolved`);
    await desk.posts('network', `ana resolved ${solved.number}`);
    await vic.clicks('Yes, it is solved', await vic.reads('the cable is back'));
    await desk.quiet();
    desk.ignores(/closed|How well did we help|What may help/);
    const { number } = await opensTicket(desk);
    const explains = async (which: string) => {
      await ana.commands(`explain ${which}`);
      return (await ana.reads(`How the deadlines of ${which} come about`)).text;
    };
    const solvedBefore = { events: await events(desk, solved.number), said: await explains(solved.number) };

    await desk.forward(15 * MINUTE);
    await desk.posts('network', `${number}: first response due`);
    const said = await applies(desk, tighter(policy));
    expect(said.at(-1)).toBe('Open tickets keep what they were promised.');
    expect(said.join('\n')).toMatch(/standard: 1/);
    await desk.forward(2 * MINUTE);
    await desk.quiet();
    expect(await explains(number)).toContain('Agreement "standard", version 1 of the desk.');

    const retargeted = await applies(desk, tighter(policy), '--retarget');
    expect(retargeted.at(-1)).toBe('1 open ticket put under version 2.');
    // At 80 % of the shorter time already: said once more, since it is nearer now.
    await desk.posts('network', new RegExp(`${number}: first response due, [23] min`));
    const explained = await explains(number);
    expect(explained).toContain('Agreement "standard", version 2 of the desk.');
    expect(explained).toMatch(/20 min of working time for P2/);
    expect((await applies(desk, tighter(policy), '--retarget')).at(-1)).toBe(
      '0 open tickets put under version 2.',
    );
    await desk.quiet();
    const steps = (await events(desk, number)).filter(({ type }) => type === 'Retargeted');
    expect(steps).toEqual([{ type: 'Retargeted', by: 'nora' }]);

    await desk.forward(3 * MINUTE + 5_000);
    await desk.posts('network-l2', new RegExp(`^${number} `));
    await desk.posts('network-l2', `${number}: first response is over by`);
    const page = await desk.who('eve').reads(`${number}: first response is over by`);
    expect(page.text).toMatch(/Overdue since: .*09:2[01]/);
    await desk.posts('network', `handed ${number} over from L1 to L2`);
    await emma.reads(`${number} is now with specialists`);
    const warned = await desk.sql<{ fingerprint: string }>(
      `select data ->> 'fingerprint' as fingerprint from ticket_event where type in ('SlaWarned', 'SlaBreached') order by at`,
    );
    expect(warned.map(({ fingerprint }) => fingerprint)).toEqual([
      'firstResponse/0.5/1800',
      'firstResponse/0.8/1200',
      'firstResponse/breach/1200',
    ]);
    expect({ events: await events(desk, solved.number), said: await explains(solved.number) }).toEqual(
      solvedBefore,
    );
    await until(
      async () => (await desk.sql(`select 1 from ticket_event where type = 'Retargeted'`)).length === 1,
    );
  },
  { policy: network, within: 120_000 },
);
