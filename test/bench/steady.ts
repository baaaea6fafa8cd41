import { type Figure, spread } from './figure.ts';
import { startDesk } from './processes.ts';
import type { Site } from './site.ts';
import { startSlackSite } from './slackSite.ts';
import { ACCOUNTS, CHANNELS, openBenchDesk } from './tickets.ts';

const RATE = 100;
const TEAMS = 8;
/** A desk that has just started is slower for some seconds. */
const WARM_UP_SECONDS = 5;
/** Time to put the tickets in before the first falls due. */
const LEAD_MS = 20_000;
const PATIENCE_MS = 60_000;
const LOOK_MS = 500;

/** How late people are told when deadlines fall due all the time, on the running product. */
export async function benchSteady(site: Site, seconds: number): Promise<Figure[]> {
  const databaseUrl = await site.database('steady');
  const desk = await openBenchDesk(databaseUrl, { teams: TEAMS });
  const slack = await startSlackSite(ACCOUNTS, CHANNELS, { rateLimits: false });
  const product = await startDesk({ DATABASE_URL: databaseUrl, ...slack.env });
  try {
    const count = RATE * seconds;
    const all = count + RATE * WARM_UP_SECONDS;
    const dueAt = Date.now() + LEAD_MS + all;
    await desk.open(all, dueAt, 1_000 / RATE);
    const from = dueAt + WARM_UP_SECONDS * 1_000;
    const { rows: cards } = await desk.pool.query(
      'select conversation as channel, "externalId" as ts from message',
    );
    await slack.remember(cards);
    if (Date.now() > dueAt) throw new Error('the first ticket was due before all were there');
    const until = from + seconds * 1_000 + PATIENCE_MS;
    let late: number[] = [];
    while (late.length < count && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      late = (await desk.pool.query(LATENESS, [from])).rows.map(({ late: ms }) => ms);
    }
    return spread(late, {
      name: `told after it fell due, ${RATE} due a second`,
      unit: 'ms',
      definition: `told minus due of ${late.length} of ${count} tickets over ${seconds} s after ${WARM_UP_SECONDS} s to warm up, the stand-in answering at once: from the instant of the breach until every page of its first rung (a channel and the engineer on call, ${TEAMS} teams) was answered 200; a list counts for each of its tickets`,
      aim: '< 2,000 ms',
    });
  } finally {
    await product.stop();
    await slack.stop();
    await desk.close();
  }
}

/** Of each ticket that fell due from then on and whose pages have all been told. */
const LATENESS = `
  select max(extract(epoch from d."sentAt") * 1000)::float8 - min((e.data->>'due')::float8) as late
  from ticket_event e join notice n on n."ticketId" = e."ticketId" and n.kind = 'page' and n.event = e.sequence
    join delivery d on d."noticeId" = n.id
  where e.type = 'Escalated' and e.data->>'rung' = '0' and e.data->>'round' = '1'
  group by e."ticketId" having bool_and(d.state = 'sent') and min((e.data->>'due')::float8) >= $1`;
