import { randomUUID } from 'node:crypto';
import { workTicket } from '../../src/app/workTicket.ts';
import type { Figure } from './figure.ts';
import type { Site } from './site.ts';
import { openBenchDesk } from './tickets.ts';

const AT_ONCE = 16;
const AGENTS = ['ana', 'ben'];
const LATER = 3_600_000;

/** Two agents take ticket after ticket, each claim a transaction with its inbox row, as from a click. */
export async function benchClaims(site: Site, count: number): Promise<Figure[]> {
  const desk = await openBenchDesk(await site.database('claims'));
  try {
    const numbers = await desk.open(count, Date.now() + LATER);
    const work = numbers.map((number, index) => ({
      key: randomUUID(),
      actor: AGENTS[index % AGENTS.length] ?? '',
      number,
      command: { type: 'claim' as const },
      body: null,
    }));
    await desk.pool.query(
      `insert into inbox (key, platform, "workspaceId", payload, state, "receivedAt")
       select key, 'slack', 'bench', '{}', 'received', $2 from unnest($1::text[]) as key`,
      [work.map(({ key }) => key), new Date()],
    );
    const began = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let each = work.pop(); each; each = work.pop()) await workTicket(desk.app, each);
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    const { rows } = await desk.pool.query(
      `select count(*)::int as claimed from ticket where "assigneeId" is not null`,
    );
    return [
      {
        name: 'claims',
        value: rows[0].claimed / seconds,
        unit: '/s',
        definition: `${count.toLocaleString('en')} tickets claimed by one process, ${AT_ONCE} claims at once, on one PostgreSQL with fsync: inbox row, ticket, timeline, due instants, notices and deliveries in a transaction each`,
      },
    ];
  } finally {
    await desk.close();
  }
}
