import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { benchClaims } from './claims.ts';
import { type Figure, machine, show } from './figure.ts';
import { benchIntake } from './intake/intake.ts';
import { benchKb } from './kb/kb.ts';
import { benchLike } from './like.ts';
import { benchRest } from './rest.ts';
import { benchSearch } from './search.ts';
import { benchSimulate } from './simulate.ts';
import { type Site, startSite } from './site.ts';
import { benchDeadlines } from './sla.ts';
import { benchSteady } from './steady.ts';
import { benchStorm, benchTick } from './sweep.ts';

const USAGE = `npm run bench -- [which ...] [--json] [--quick]
  intake claims sweep search rest   all of them when none is named
  sla                               deadlines a second beside a peer, the sweep at a larger scale, lateness; or one of
                                    its parts: deadlines tick storm steady simulate
  kb --data DIR                     the knowledge search and its peers on the data in DIR
  like --data DIR                   the most similar resolved tickets, on the tickets in DIR
With --json the figures are one object; npm run --silent keeps npm's own lines out of it.
`;

type Bench = (site: Site, quick: boolean) => Promise<Figure[]>;

const BENCHES: Readonly<Record<string, Bench>> = {
  intake: (site, quick) =>
    benchIntake(site, quick ? { seconds: 10, stepSeconds: 5 } : { seconds: 60, stepSeconds: 10 }),
  claims: (site, quick) => benchClaims(site, quick ? 500 : 5_000),
  sweep: async (site, quick) => [
    ...(await benchTick(site, quick ? 10_000 : 100_000, 500)),
    ...(await benchStorm(site, quick ? 500 : 5_000)),
  ],
  search: (_site, quick) => benchSearch(quick ? 2_000 : 10_000),
  rest: (_site, quick) => benchRest(quick ? 5 : 30),
};
/** These need data that is no part of the product. */
const WITH_DATA = ['kb', 'like'];

/** The parts of `sla`, in their order. */
const SLA: Readonly<Record<string, Bench>> = {
  deadlines: async () => deadlines(),
  tick: (site, quick) => benchTick(site, quick ? 100_000 : 1_000_000, 500),
  storm: (site, quick) => benchStorm(site, quick ? 1_000 : 10_000),
  steady: (site, quick) => benchSteady(site, quick ? 15 : 60),
  simulate: (site, quick) => benchSimulate(site, quick ? 10_000 : 100_000),
};

const LIKE: Bench = (site) => benchLike(site, data ?? '');

function deadlines(): Figure[] {
  const { ours, peer, agreement } = benchDeadlines();
  const definition =
    'due instants computed a second in one process, office hours with a lunch break and holidays';
  return [
    { name: 'deadlines: Firstline', value: ours, unit: '/s', definition },
    { name: `deadlines: ${peer.name}`, value: peer.perSecond, unit: '/s', definition },
    {
      name: `deadlines: same as ${peer.name}`,
      value: agreement * 100,
      unit: '%',
      definition: 'share of the answers of the peer that are ours too',
    },
  ];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, data: { type: 'string' } },
});
const { json = false, quick = false, data } = values;
const unknown = positionals.filter(
  (name) => !(name in BENCHES) && !(name in SLA) && name !== 'sla' && !WITH_DATA.includes(name),
);
if (unknown.length > 0 || (positionals.some((name) => WITH_DATA.includes(name)) && data === undefined)) {
  process.stderr.write(USAGE);
  process.exit(2);
}
// The product is measured as it is installed. What npm has to say must not stand among the figures.
execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', process.stderr.fd, 'inherit'] });
if (positionals.includes('kb')) await benchKb({ dataDir: data ?? '', json });
else await benchAll(positionals.length > 0 ? positionals : Object.keys(BENCHES));

async function benchAll(names: readonly string[]): Promise<void> {
  const on = machine();
  const figures: Figure[] = [];
  for (const name of names.flatMap((each) => (each === 'sla' ? Object.keys(SLA) : each))) {
    const bench = name === 'like' ? LIKE : (BENCHES[name] ?? SLA[name]);
    if (!bench) continue;
    // What one leaves to be tidied up would slow the next.
    const site = await startSite();
    try {
      figures.push(...(await bench(site, quick)));
    } finally {
      await site.stop();
    }
  }
  show(on, figures, json);
}
