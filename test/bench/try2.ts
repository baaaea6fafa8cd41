import { readFileSync } from 'node:fs';
import { quantile } from './figure.ts';
import { type Sent, userOf } from './intake/loadPart.ts';
import { startDesk, startPart } from './processes.ts';
import { startSite, statement } from './site.ts';
import { startSlackSite } from './slackSite.ts';

const rate = Number(process.argv[2] ?? 30),
  seconds = Number(process.argv[3] ?? 10);
const site = await startSite();
const db = await site.database('intake');
const slack = await startSlackSite(
  Array.from({ length: 400 }, (_, i) => ({ id: userOf(i), name: 'P' + i, email: `p${i}@acme.test` })),
  [],
);
const desk = await startDesk({ DATABASE_URL: db, ...slack.env, NODE_OPTIONS: process.argv[4] ?? '' });
const load = startPart('intake/loadPart.ts');
const cpu = () => {
  const f = readFileSync(`/proc/${desk.pid}/stat`, 'utf8').split(' ');
  return (Number(f[13]) + Number(f[14])) * 10;
};
const go = (rate: number, seconds: number, mark: string) =>
  load.ask<Sent[]>({
    target: desk.url + '/slack/events',
    secret: slack.secret,
    rate,
    seconds,
    users: 200,
    mark,
  });
try {
  await go(20, 5, 'warm');
  await new Promise((r) => setTimeout(r, 3000));
  const q = async () =>
    (
      await statement(
        db,
        `select xact_commit::int as x, (select sum(case when usename is not null then 1 else 0 end)::int from pg_stat_activity) as c from pg_stat_database where datname='intake'`,
      )
    ).rows[0];
  const b = await q(),
    c0 = cpu(),
    t0 = Date.now();
  const sent = await go(rate, seconds, 'main');
  console.log(
    'ack p50',
    quantile(
      sent.map((s) => s.acknowledgedMs),
      0.5,
    ),
    'p99',
    quantile(
      sent.map((s) => s.acknowledgedMs),
      0.99,
    ),
    'bad',
    sent.filter((s) => s.status !== 200).length,
  );
  for (;;) {
    const { rows } = await statement(
      db,
      `select count(*) filter (where state='sent')::int as sent, count(*)::int as all, (select count(*)::int from inbox where state='received') as inbox from delivery`,
    );
    console.log(((Date.now() - t0) / 1000).toFixed(1), JSON.stringify(rows[0]));
    if (rows[0].sent >= 100 + rate * seconds || Date.now() - t0 > 60_000) break;
    await new Promise((r) => setTimeout(r, 1000));
  }
  const c1 = cpu(),
    a = await q();
  console.log(
    'desk cpu ms per question',
    (c1 - c0) / (rate * seconds),
    'commits per question',
    (a.x - b.x) / (rate * seconds),
  );
  const r = await statement(
    db,
    `select percentile_cont(array[0.5,0.99]) within group (order by (m."externalId"::numeric*1000 - extract(epoch from i."receivedAt")*1000)::float) as p from question q join body b on b.id=q."bodyId" join notice n on n."questionId"=q.id join delivery d on d."noticeId"=n.id join message m on m.id=d."messageId" join (select 1) x on true left join inbox i on i.outcome->'ok'->>'question'=q.id where b.text like '% main%'`,
  );
  console.log('answer ms', r.rows[0].p);
} finally {
  await load.stop();
  await desk.stop();
  await slack.stop();
  await site.stop();
}
