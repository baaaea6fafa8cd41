import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { termsOf } from '../../src/domain/likeness.ts';
import { createPrisma } from '../../src/store/client.ts';
import { assistReads } from '../../src/store/reads/assist.ts';
import { type Figure, spread } from './figure.ts';
import type { Site } from './site.ts';

const DESK = 'desk';
const ASKED = 400;

/** The most similar resolved tickets, as a new ticket asks for them, over all tickets of it-tickets.jsonl.gz. */
export async function benchLike(site: Site, dataDir: string): Promise<Figure[]> {
  const url = await site.database('alike');
  const texts = gunzipSync(readFileSync(join(dataDir, 'it-tickets.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  const prisma = createPrisma(pool);
  try {
    await fill(pool, texts);
    const reads = assistReads(prisma, DESK);
    const times: number[] = [];
    let found = 0;
    const wanted = texts.filter((_, index) => index % Math.floor(texts.length / ASKED) === 0);
    const ask = async (text: string) => {
      const from = performance.now();
      const alike = await reads.resolvedLike(termsOf(text), 'network', 4);
      times.push(performance.now() - from);
      if (alike.some(({ likeness }) => likeness >= 0.999)) found += 1;
    };
    for (const text of wanted.slice(0, 20)) await ask(text);
    times.length = 0;
    found = 0;
    for (const text of wanted) await ask(text);
    const name = `resolved tickets like a new one, of ${texts.length.toLocaleString('en')}`;
    const definition = `${wanted.length} new tickets, one after the other, each with the text of one that is there, through the store as the product asks it`;
    return [
      ...spread(times, { name, unit: 'ms', definition, aim: '< 50 ms' }),
      {
        name: `${name}: the same text is found`,
        value: (found / wanted.length) * 100,
        unit: '%',
        definition: 'share of them for which a ticket that has all the rare words is among the first four',
      },
    ];
  } finally {
    await prisma.$disconnect();
    await pool.end();
  }
}

/** All of them resolved, as the product writes their words. */
async function fill(pool: pg.Pool, texts: readonly string[]): Promise<void> {
  const rows = texts.map((text, index) => ({
    ticketId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    number: `INC-${index}`,
    terms: termsOf(text),
  }));
  await pool.query(
    `insert into ticket (id, "deskId", number, kind, status, priority, tier, team, service, "requesterId", visibility,
       "openedAt", version, state, "originWorkspaceId", "originConversation", "originKind")
     select row->>'ticketId', $2, row->>'number', 'incident', 'resolved', 'P3', 'L1', 'network', 'vpn', 'emma', 'normal',
       timestamptz '2026-01-05', 1, '{"resolution": "b"}', 'w', '', 'direct'
     from jsonb_array_elements($1::jsonb) row`,
    [JSON.stringify(rows), DESK],
  );
  await pool.query(
    `insert into ticket_terms select "ticketId", $2, terms from jsonb_populate_recordset(null::ticket_terms, $1::jsonb)`,
    [JSON.stringify(rows), DESK],
  );
  await pool.query('vacuum analyze');
}
