import { type Figure, quantile, spread } from '../figure.ts';
import { type Part, startDesk, startPart } from '../processes.ts';
import { type Site, statement } from '../site.ts';
import { startSlackSite } from '../slackSite.ts';
import type { BoltQuestion } from './boltPart.ts';
import { type Load, type Sent, userOf } from './loadPart.ts';

export interface IntakeOptions {
  readonly seconds: number;
  readonly stepSeconds: number;
}

const RATE = 100;
const WARM_UP = { rate: 20, seconds: 5 };
const RATES = [150, 200, 250, 300, 400, 500, 600, 800, 1_000, 1_200, 1_500, 2_000];
/** Nobody asks more often than every other second: Slack takes one message a second for each conversation. */
const USERS = 2 * RATE;
const HELD_P99_MS = 100;
const ANSWERED_WITHIN_MS = 5_000;
/** Far more than any run needs. */
const PATIENCE_MS = 120_000;

/** A run of questions: what was sent, and how the acknowledgements came. */
type Run = (rate: number, seconds: number, mark: string) => Promise<readonly Sent[]>;

/** Questions through the Slack HTTP edge of the running product, beside a bare Bolt app, in one run. */
export async function benchIntake(site: Site, options: IntakeOptions): Promise<Figure[]> {
  const load = startPart('intake/loadPart.ts');
  try {
    return [...(await ourIntake(site, load, options)), ...(await boltIntake(load, options))];
  } finally {
    await load.stop();
  }
}

async function ourIntake(site: Site, load: Part, { seconds, stepSeconds }: IntakeOptions): Promise<Figure[]> {
  const databaseUrl = await site.database('intake');
  const fastest = RATES.at(-1) ?? RATE;
  const users = Array.from({ length: 2 * fastest }, (_, index) => ({
    id: userOf(index),
    name: `Person ${index}`,
    email: `person${index}@acme.test`,
  }));
  const slack = await startSlackSite(users, []);
  const desk = await startDesk({ DATABASE_URL: databaseUrl, ...slack.env });
  const run = runner(load, `${desk.url}/slack/events`, slack.secret);
  try {
    await run(WARM_UP.rate, WARM_UP.seconds, 'warm');
    await answered(databaseUrl, 'warm', WARM_UP.rate * WARM_UP.seconds, PATIENCE_MS);
    const before = await inboxCount(databaseUrl);
    const sent = await run(RATE, seconds, 'main');
    const stored = (await inboxCount(databaseUrl)) - before;
    const acknowledged = sent.filter(({ status }) => status === 200);
    const posts = await answered(databaseUrl, 'main', sent.length, PATIENCE_MS);
    const highest = await climb(run, stepSeconds, (mark, count) =>
      answered(databaseUrl, mark, count, ANSWERED_WITHIN_MS).then((found) => found.size === count),
    );
    return [
      ...spread(
        sent.map((each) => each.acknowledgedMs),
        {
          name: `intake at ${RATE}/s: acknowledged`,
          unit: 'ms',
          definition: `open loop of ${RATE} signed message events a second for ${seconds} s, from the instant each was due to be sent until the client had the 200; Slack's stand-in and the sender are processes of their own`,
          aim: '< 100 ms',
        },
      ),
      {
        name: 'intake: acknowledged without an inbox row',
        value: acknowledged.length - stored,
        unit: `of ${sent.length}`,
        definition: 'events answered 200 minus rows in the inbox, counted at the last acknowledgement',
        aim: '0',
      },
      {
        name: 'intake: refused or lost',
        value: sent.length - acknowledged.length,
        unit: `of ${sent.length}`,
        definition: 'events that were not answered 200',
        aim: '0',
      },
      ...spread(
        sent.flatMap(({ dueAt }, index) => {
          const postedAt = posts.get(`main${index}`);
          return postedAt === undefined ? [] : [postedAt - dueAt];
        }),
        {
          name: `intake at ${RATE}/s: answer posted`,
          unit: 'ms',
          definition: `the same questions, until the stand-in took the answer; ${posts.size} of ${sent.length} answered`,
        },
      ),
      {
        name: 'intake: highest rate held',
        value: highest,
        unit: '/s',
        definition: `of ${[RATE, ...RATES].join(', ')}: the last before one at which, over ${stepSeconds} s, an event was not answered 200, the p99 was over ${HELD_P99_MS} ms, or an answer came later than ${ANSWERED_WITHIN_MS / 1000} s after the end`,
      },
    ];
  } finally {
    await desk.stop();
    await slack.stop();
  }
}

async function boltIntake(load: Part, { seconds, stepSeconds }: IntakeOptions): Promise<Figure[]> {
  const secret = 'the signing secret of the bare app';
  const bolt = startPart('intake/boltPart.ts');
  try {
    const run = runner(
      load,
      `${await bolt.ask<string>({ secret } satisfies BoltQuestion)}/slack/events`,
      secret,
    );
    await run(WARM_UP.rate, WARM_UP.seconds, 'warm');
    const sent = await run(RATE, seconds, 'main');
    return [
      ...spread(
        sent.map((each) => each.acknowledgedMs),
        {
          name: `bare Bolt at ${RATE}/s: acknowledged`,
          unit: 'ms',
          definition:
            'the same load on a Bolt app that checks the signature, acknowledges and does nothing else',
        },
      ),
      {
        name: 'bare Bolt: highest rate held',
        value: await climb(run, stepSeconds, async () => true),
        unit: '/s',
        definition: 'the same steps, with nothing to answer',
      },
    ];
  } finally {
    await bolt.stop();
  }
}

function runner(load: Part, target: string, secret: string): Run {
  return (rate, seconds, mark) =>
    load.ask<readonly Sent[]>({
      target,
      secret,
      rate,
      seconds,
      users: Math.max(USERS, 2 * rate),
      mark,
    } satisfies Load);
}

async function climb(
  run: Run,
  seconds: number,
  keptUp: (mark: string, count: number) => Promise<boolean>,
): Promise<number> {
  let held = RATE;
  for (const rate of RATES) {
    const mark = `r${rate}x`;
    const sent = await run(rate, seconds, mark);
    const p99 = quantile(
      sent.map((each) => each.acknowledgedMs),
      0.99,
    );
    if (sent.some(({ status }) => status !== 200) || p99 === null || p99 > HELD_P99_MS) return held;
    if (!(await keptUp(mark, sent.length))) return held;
    held = rate;
  }
  return held;
}

async function inboxCount(databaseUrl: string): Promise<number> {
  const { rows } = await statement(databaseUrl, 'select count(*)::int as count from inbox');
  return rows[0]?.count ?? 0;
}

/** When the stand-in took each answer, by the mark and number of its question; waits until all are there. */
async function answered(
  databaseUrl: string,
  mark: string,
  count: number,
  patienceMs: number,
): Promise<ReadonlyMap<string, number>> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await statement(
      databaseUrl,
      `select substring(b.text from '\\S+$') as question, m."externalId" as ts
      from question q join body b on b.id = q."bodyId" join notice n on n."questionId" = q.id
        join delivery d on d."noticeId" = n.id join message m on m.id = d."messageId"
      where n.kind = 'suggestions' and b.text like '% ' || $1 || '%'`,
      [mark],
    );
    const enough = new Set(rows.map(({ question }) => question)).size >= count;
    if (enough || performance.now() > deadline)
      return new Map(rows.map(({ question, ts }) => [question, Number(ts) * 1000]));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
