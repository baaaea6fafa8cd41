import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { simulateDesk } from '../../src/app/simulateDesk.ts';
import { deskPolicy, MINUTE } from '../support/builders.ts';
import type { Figure } from './figure.ts';
import type { Site } from './site.ts';
import { openBenchDesk } from './tickets.ts';

const DAYS = 90;
const DAY_MS = 24 * 60 * MINUTE;

/**
 * `sla simulate` on so many recorded tickets: from the first read to the result. Each ticket has eight to eleven events
 * on which clocks depend, as tickets that were answered, held, handed over and solved have.
 */
export async function benchSimulate(site: Site, count: number): Promise<Figure[]> {
  const desk = await openBenchDesk(await site.database('simulate'));
  try {
    const since = Date.now() - DAYS * DAY_MS;
    const [number] = await desk.open(1, since + 40 * MINUTE);
    await recordHistories(desk.pool, number ?? '', count - 1);
    const { version: _, ...policy } = deskPolicy();
    const tighter = policy.agreements.map((agreement) => ({
      ...agreement,
      targets: { ...agreement.targets, P2: { firstResponse: 600, nextResponse: 1200, resolution: 4 * 3600 } },
      acceptance: { L2: 900 },
    }));
    const started = performance.now();
    const { tickets } = await simulateDesk(desk.app, { ...policy, agreements: tighter }, since);
    const seconds = (performance.now() - started) / 1_000;
    return [
      {
        name: `simulate: ${tickets.toLocaleString('en')} tickets`,
        value: seconds,
        unit: 's',
        definition: 'recorded timelines replayed as promised and under another agreement',
        aim: 'under 10 s for 100,000',
      },
    ];
  } finally {
    await desk.close();
  }
}

/** Copies of a ticket, spread over the days until now, each with what happens to a ticket of its kind. */
async function recordHistories(pool: pg.Pool, number: string, count: number): Promise<void> {
  const { rows } = await pool.query('select id, "openedAt" from ticket where number = $1', [number]);
  const { id, openedAt } = rows[0];
  const apart = (DAYS * DAY_MS * 0.98) / Math.max(1, count);
  const values = [count, id, apart];
  const series = 'generate_series(1, $1::int) as i';
  const shift = 'make_interval(secs => i * $3::float8 / 1000)';
  const columns = ['id', 'number', 'openedAt', 'nextDueAt', 'status'];
  const all =
    await pool.query(`select column_name as name from information_schema.columns where table_name = 'ticket'
    and table_schema = 'public'`);
  const rest = all.rows.map(({ name }) => name).filter((name) => !columns.includes(name));
  await pool.query(
    `insert into ticket (${[...columns, ...rest].map((name) => `"${name}"`).join(', ')})
     select t.id || '-' || i, 'INC-' || (2000000 + i), t."openedAt" + ${shift}, null, 'closed',
       ${rest.map((name) => `t."${name}"`).join(', ')} from ticket t, ${series} where t.id = $2`,
    values,
  );
  await pool.query(
    `insert into ticket_event ("ticketId", sequence, type, at, "actorId", data)
     select e."ticketId" || '-' || i, 1, type, at + ${shift}, "actorId",
       jsonb_set(data, '{ticket}', data->'ticket' || jsonb_build_object(
         'id', e."ticketId" || '-' || i, 'number', 'INC-' || (2000000 + i),
         'service', (array['vpn', 'wifi', 'laptop'])[1 + i % 3], 'requester', (array['vic', 'emma'])[1 + i % 2],
         'promise', jsonb_build_object('deskVersion', 1, 'agreement', (array['vip', 'standard'])[1 + i % 2]),
         'openedAt', (data->'ticket'->>'openedAt')::float8 + i * $3::float8))
     from ticket_event e, ${series} where e."ticketId" = $2 and e.type = 'TicketOpened'`,
    values,
  );
  for (const [index, { minutes, actor, only, data }] of HISTORY.entries()) {
    await pool.query(
      `insert into ticket_event ("ticketId", sequence, type, at, "actorId", data)
       select $2 || '-' || i, $4::int, $5::jsonb->>'type', $6::timestamptz + ${shift} + make_interval(mins => $7::int + i % 7),
         $8::text, $5::jsonb from ${series} where i % $9::int = 0`,
      [...values, index + 2, JSON.stringify(data), openedAt, minutes, actor, only],
    );
  }
  for (const table of ['ticket', 'ticket_event']) await pool.query(`vacuum analyze ${table}`);
}

/** What happens to a ticket, so many minutes after its opening; `only`: to one in so many. */
const HISTORY = [
  { minutes: 20, actor: 'ana', only: 1, data: { type: 'AgentReplied', body: 'b', inThread: true } },
  { minutes: 40, actor: 'emma', only: 1, data: { type: 'RequesterReplied', body: 'b' } },
  { minutes: 60, actor: 'ana', only: 1, data: { type: 'AgentReplied', body: 'b', inThread: true } },
  {
    minutes: 70,
    actor: 'ana',
    only: 5,
    data: { type: 'PriorityChanged', before: 'P2', priority: 'P3', impact: 'medium', urgency: 'medium' },
  },
  { minutes: 80, actor: 'ana', only: 2, data: { type: 'PutOnHold', reason: 'requester', body: null } },
  { minutes: 200, actor: 'ana', only: 2, data: { type: 'Resumed', why: 'agent' } },
  { minutes: 210, actor: 'ana', only: 3, data: { type: 'HandedOver', from: 'L1', to: 'L2', body: null } },
  { minutes: 230, actor: 'eve', only: 3, data: { type: 'HandOverAccepted', tier: 'L2', by: 'eve' } },
  { minutes: 400, actor: 'ana', only: 1, data: { type: 'Resolved', resolution: 'b' } },
  { minutes: 500, actor: 'emma', only: 1, data: { type: 'Closed', why: 'confirmed' } },
] as const;
