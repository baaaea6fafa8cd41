import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { startDesk } from './processes.ts';

/** `firstline start` with nothing configured: how long until it is ready, and what it holds while nobody asks. */
export async function benchRest(restSeconds: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-bench-rest-'));
  const env = { DATA_DIR: join(folder, 'data') };
  try {
    const first = await startDesk(env);
    await first.stop();
    const later = await startDesk(env);
    await new Promise((resolve) => setTimeout(resolve, restSeconds * 1000));
    const resident = residentMb(later.pid);
    await later.stop();
    const definition =
      'from the start of the process until /healthz answers, the embedded PostgreSQL included';
    return [
      { name: 'ready: first start', value: first.readyMs / 1000, unit: 's', definition, aim: '< 15 s' },
      { name: 'ready: later start', value: later.readyMs / 1000, unit: 's', definition, aim: '< 4 s' },
      {
        name: 'memory at rest',
        value: resident,
        unit: 'MB',
        definition: `resident memory of web and worker in one process with the sample desk, ${restSeconds} s after it was ready, without PostgreSQL`,
        aim: '< 250 MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function residentMb(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1000;
}
