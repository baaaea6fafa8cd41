import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enforceDeskDue } from '../../src/app/enforceDeskDue.ts';
import { coverShift } from '../../src/app/rotas/coverShift.ts';
import { decideSwap } from '../../src/app/rotas/decideSwap.ts';
import { proposeSwap } from '../../src/app/rotas/proposeSwap.ts';
import { withdrawChange } from '../../src/app/rotas/withdrawChange.ts';
import type { DeskPolicy } from '../../src/domain/desk.ts';
import { momentText, nextHandOver, nextShiftOf, onCall } from '../../src/domain/rota.ts';
import { createPrisma } from '../../src/store/client.ts';
import { createPolicies } from '../../src/store/policies.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { deskPolicy, HOUR, weeklyRota } from '../support/builders.ts';
import { until } from '../support/until.ts';

const DAY = 24 * HOUR;
const DAILY = weeklyRota('networkL2', ['eve', 'eli'], { every: { count: 1, unit: 'day' } });

let desk: Awaited<ReturnType<typeof relayDesk>>;
let pool: pg.Pool;
beforeEach(async () => {
  desk = await relayDesk();
  pool = new pg.Pool({ connectionString: desk.databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  await applies({ ...deskPolicy(), rotas: { networkL2: DAILY } });
});
afterEach(async () => {
  await pool.end();
  await desk.end();
});

async function applies(policy: DeskPolicy): Promise<void> {
  const version = await desk.policies.record({ source: '', policy, by: 'test', at: desk.app.now() });
  await enforceDeskDue(desk.app, `version/${version}`);
}

const sql = async <Row extends object>(text: string) => (await pool.query<Row>(text)).rows;
const rotaNow = async () => (await desk.policies.current()).rotas.networkL2 ?? DAILY;
/** What everybody was told of the rota, by the keys of the notices without the ids of changes. */
const told = async () =>
  (
    await sql<{ key: string }>(`select key from notice where kind = 'rotaNews' order by "createdAt", key`)
  ).map(({ key }) => key.replace(/^rota\/([0-9a-f-]{36})/, 'change'));
const planned = async () =>
  (
    await sql<{ at: Date }>(`select at from due where kind = 'handOver' and "doneAt" is null order by at`)
  ).map(({ at }) => at.getTime());

const swap = (key: string) =>
  proposeSwap(desk.app, {
    key,
    actor: 'eve',
    rota: 'networkl2',
    date: 'next',
    person: 'eli',
    forDate: null,
  });

describe('a swap', () => {
  it('asked for twice is asked for once, and accepted twice is in force once', async () => {
    const first = await swap('k1');
    expect(await swap('k2')).toEqual(first);
    const accepts = (key: string) =>
      decideSwap(desk.app, { key, actor: 'eli', change: first.change, accepts: true });
    await Promise.all([accepts('k3'), accepts('k4')]);
    await accepts('k3');
    expect(await told()).toEqual(['change/proposed/eli', 'change/accepted/eve']);
    const rows = await sql<object>(
      'select state, version, "decidedAt" is not null as decided from rota_change',
    );
    expect(rows).toEqual([{ state: 'inForce', version: 2, decided: true }]);
  });

  it('counts in every process within a second, in the ladder too', async () => {
    const prisma = createPrisma(pool);
    const elsewhere = createPolicies(prisma, 'desk');
    const shift = nextShiftOf(await rotaNow(), 'eve', desk.app.now());
    const on = async () => onCall((await elsewhere.current()).rotas.networkL2 ?? DAILY, shift?.from ?? 0);
    expect(await on()).toBe('eve');
    const { change } = await swap('k1');
    await decideSwap(desk.app, { key: 'k2', actor: 'eli', change, accepts: true });
    expect(onCall(await rotaNow(), shift?.from ?? 0), 'here at once').toBe('eli');
    await until(async () => (await on()) === 'eli', { within: 1_500 });
    await prisma.$disconnect();
  });

  it('of which the shifts were changed meanwhile is not accepted', async () => {
    const { change } = await swap('k1');
    const rotas = { networkL2: weeklyRota('networkL2', ['lou']) };
    await applies({ ...deskPolicy(), rotas });
    const accepted = decideSwap(desk.app, { key: 'k2', actor: 'eli', change, accepts: true });
    await expect(accepted).rejects.toMatchObject({ code: 'swapOutdated' });
  });

  it('that is accepted while its message is being recorded shows that all the same', async () => {
    const { change } = await swap('k1');
    desk.platform.after = async ({ conversation }) => {
      desk.platform.after = async () => undefined;
      if (conversation === 'dm:eli')
        await decideSwap(desk.app, { key: 'k2', actor: 'eli', change, accepts: true });
    };
    desk.startWorker();
    const card = () => JSON.stringify(desk.platform.in('dm:eli').map(({ view }) => view.blocks));
    await until(() => card().includes('You accepted'), { within: 10_000 });
    expect(card()).not.toContain('acceptSwap');
  });

  it('that nobody answers expires once', async () => {
    const { change } = await swap('k1');
    await desk.clock.forward(3 * DAY);
    await enforceDeskDue(desk.app, `swapExpiry/${change}`);
    await enforceDeskDue(desk.app, `swapExpiry/${change}`);
    expect(await told()).toEqual(['change/proposed/eli', 'change/expired/eve']);
    const late = decideSwap(desk.app, { key: 'k2', actor: 'eli', change, accepts: true });
    await expect(late).rejects.toMatchObject({ code: 'swapDecided', facts: { state: 'expired' } });
  });
});

describe('a hand-over', () => {
  const enforceNext = async () => {
    const [at = 0] = await planned();
    await desk.clock.forward(Math.max(0, at - desk.app.now()) + 1_000);
    await enforceDeskDue(desk.app, `handOver/networkL2/${new Date(at).toISOString()}`);
    return at;
  };

  it('is told to both once, and the next one is planned', async () => {
    const first = nextHandOver(DAILY, desk.app.now());
    expect(await planned()).toEqual([first?.at]);
    const at = await enforceNext();
    const key = `rota/handOver/networkL2/${new Date(at).toISOString()}`;
    expect(await told()).toEqual([`${key}/eli`, `${key}/eve`]);
    expect(await planned()).toEqual([at + DAY]);
  });

  it('comes earlier with a cover, and is not told when the cover is taken back', async () => {
    const [before = 0] = await planned();
    const tomorrow = before + 2 * HOUR;
    const { change } = await coverShift(desk.app, {
      key: 'k1',
      actor: 'lea',
      rota: 'networkL2',
      from: momentText(DAILY, tomorrow),
      to: momentText(DAILY, tomorrow + HOUR),
      person: 'lou',
    });
    await enforceNext();
    expect(await planned()).toEqual([tomorrow]);
    await withdrawChange(desk.app, { key: 'k2', actor: 'lea', which: { change } });
    const news = await told();
    await enforceNext();
    expect(await told()).toEqual(news);
    expect(await planned()).toEqual([before + DAY]);
  });

  it('that a later one has overtaken, as after a downtime, is passed over in silence and at once', async () => {
    const [first = 0] = await planned();
    await desk.clock.forward(first - desk.app.now() + 2 * DAY + HOUR);
    for (const day of [0, 2])
      await enforceDeskDue(desk.app, `handOver/networkL2/${new Date(first + day * DAY).toISOString()}`);
    const last = `rota/handOver/networkL2/${new Date(first + 2 * DAY).toISOString()}`;
    expect(await told()).toEqual([`${last}/eli`, `${last}/eve`]);
    expect(await planned()).toEqual([first + 3 * DAY]);
  });
});

describe('hours without anybody on call', () => {
  const uncovered = { networkL2: weeklyRota('networkL2', ['eve'], { hours: { mon: [['00:00', '24:00']] } }) };
  const gaps = async () => (await told()).filter((key) => key.startsWith('rota/uncovered/'));

  it('are told once when a version opens them, and not again while they stay', async () => {
    await applies({ ...deskPolicy(), rotas: uncovered });
    expect(await gaps()).toEqual(['rota/uncovered/version/3/lea', 'rota/uncovered/version/3/nora']);
    await applies({ ...deskPolicy(), rotas: uncovered, autoCloseAfter: 60 });
    expect(await gaps()).toHaveLength(2);
  });

  it('are told each Monday at nine while there are any', async () => {
    const mondays = () =>
      sql<{ key: string }>(`select key from due where kind = 'forecast' and "doneAt" is null`);
    const enforceMonday = async () => {
      const [monday] = await mondays();
      const at = Date.parse(monday?.key.slice('forecast/'.length) ?? '');
      await desk.clock.forward(Math.max(0, at - desk.app.now()) + 1_000);
      await enforceDeskDue(desk.app, monday?.key ?? '');
    };
    await enforceMonday();
    expect(await gaps(), 'nothing is uncovered').toEqual([]);
    await applies({ ...deskPolicy(), rotas: uncovered });
    const opened = (await gaps()).length;
    await enforceMonday();
    await enforceMonday();
    expect((await gaps()).length).toBe(opened + 4);
    expect(await mondays()).toHaveLength(1);
  });
});

it('before the first version nothing is put in', async () => {
  const prisma = createPrisma(pool);
  expect(await createPolicies(prisma, 'another').putIn()).toEqual([]);
  await prisma.$disconnect();
});

it('a version from before there were layers goes on as it was', async () => {
  const { layers, ...old } = DAILY;
  const [layer] = layers;
  const stored = { ...old, start: layer?.start, every: 'day', members: layer?.members };
  await pool.query(`update desk_version set policy = jsonb_set(policy, '{rotas,networkL2}', $1)`, [
    JSON.stringify(stored),
  ]);
  const prisma = createPrisma(pool);
  const policy = await createPolicies(prisma, 'desk').current();
  expect(policy.rotas.networkL2).toEqual(DAILY);
  await prisma.$disconnect();
});
