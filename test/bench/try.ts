import { startSite } from '/work/main/test/bench/site.ts';
import { benchIntake } from '/work/main/test/bench/intake/intake.ts';
import { machine, show } from '/work/main/test/bench/figure.ts';
const m = machine();
const site = await startSite();
try { show(m, await benchIntake(site, { seconds: Number(process.argv[2] ?? 10), stepSeconds: Number(process.argv[3] ?? 5) }), false); } finally { await site.stop(); }
