import { emptyJobs } from './emptyJobs.ts';
import { type Figure, spread } from './figure.ts';
import { startDesk } from './processes.ts';
import type { Site } from './site.ts';
import { startSlackSite } from './slackSite.ts';
import { ACCOUNTS, type BenchDesk, CHANNELS, openBenchDesk } from './tickets.ts';

const LATER = 3_600_000;
/** Ticks before the first that counts: a desk makes 86,400 a day. */
const WARM_UP = 50;
const LEASE_MS = 5_000;
const WINDOW = 500;
/** Time to put the tickets in before they fall due. */
const LEAD_MS = 20_000;
const LOOK_MS = 100;
/** Pages are repeated after five minutes; until then each is there once. */
const PATIENCE_MS = 280_000;

/** One tick of the sweep with nothing due. */
export async function benchTick(site: Site, open: number, ticks: number): Promise<Figure[]> {
  const desk = await openBenchDesk(await site.database('tick'));
  try {
    await desk.open(open, Date.now() + LATER);
    const tick = async () => {
      const from = performance.now();
      await desk.due.take(Date.now(), Date.now(), LEASE_MS, WINDOW);
      return performance.now() - from;
    };
    for (let warmUp = 0; warmUp < WARM_UP; warmUp++) await tick();
    const times: number[] = [];
    while (times.length < ticks) times.push(await tick());
    const { rows } = await desk.pool.query('select pg_database_size(current_database())::float8 as bytes');
    const tickets = open.toLocaleString('en');
    return [
      ...spread(times, {
        name: `tick, ${tickets} open, nothing due`,
        unit: 'ms',
        definition: `the sweep's one look at PostgreSQL a second, ${ticks} times in a row after ${WARM_UP} to warm up`,
        aim: '< 5 ms',
      }),
      {
        name: `database with ${tickets} open tickets`,
        value: rows[0].bytes / 1e6,
        unit: 'MB',
        definition:
          'pg_database_size: each ticket with its timeline of three events, due instants and two cards',
      },
    ];
  } finally {
    await desk.close();
  }
}

/** Tickets that fall due in the same second, on the running product, beside Slack at its real pace. */
export async function benchStorm(site: Site, count: number): Promise<Figure[]> {
  const databaseUrl = await site.database('storm');
  const desk = await openBenchDesk(databaseUrl);
  const slack = await startSlackSite(ACCOUNTS, CHANNELS);
  const product = await startDesk({ DATABASE_URL: databaseUrl, ...slack.env });
  try {
    const dueAt = Date.now() + LEAD_MS + count;
    await desk.open(count, dueAt);
    const { rows } = await desk.pool.query('select conversation as channel, "externalId" as ts from message');
    await slack.remember(rows);
    if (Date.now() > dueAt) throw new Error('the tickets were due before they were there');
    const escalated = await when(desk, dueAt, count, ESCALATED);
    const told = await when(desk, dueAt, count, TOLD);
    const empty = await emptyJobs(await site.database('empty_jobs'), count);
    const posts = await desk.pool.query(
      `select count(distinct "messageId")::int as posts from delivery d join notice n on n.id = d."noticeId" where n.kind = 'page'`,
    );
    const tickets = count.toLocaleString('en');
    return [
      {
        name: `${tickets} due at once: all escalated`,
        value: escalated,
        unit: 's',
        definition:
          'from the second in which all fall due until the last one is escalated: its events, handing over and deliveries committed; one team, one rung of a channel and the engineer on call',
        aim: '< 20 s',
      },
      {
        name: `${tickets} due at once: all told`,
        value: told,
        unit: 's',
        definition: `until the stand-in, keeping Slack's pace of one post a second and channel, has answered 200 to every page; a list counts for each of its tickets; ${posts.rows[0].posts} posts`,
      },
      {
        name: `${tickets} due at once: beside empty jobs`,
        value: escalated === null ? null : escalated / empty,
        unit: 'times',
        definition: `the time until all are escalated over the ${empty.toFixed(2)} s in which the same batches went through BullMQ on PostgreSQL as jobs that do nothing`,
      },
    ];
  } finally {
    await product.stop();
    await slack.stop();
    await desk.close();
  }
}

const ESCALATED = `select count(*)::int as count from ticket where state->'escalation' <> 'null'`;
/** Tickets with pages, none of which still waits. */
const TOLD = `select count(*)::int as count from (
  select d."ticketId" from delivery d join notice n on n.id = d."noticeId"
  where n.kind = 'page' group by 1 having bool_and(d.state = 'sent')) as told`;

/** Seconds after `since` at which so many were counted; null if they never were. */
async function when(desk: BenchDesk, since: number, count: number, sql: string): Promise<number | null> {
  while (Date.now() < since + PATIENCE_MS) {
    const { rows } = await desk.pool.query(sql);
    if (rows[0].count >= count) return (Date.now() - since) / 1000;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}
