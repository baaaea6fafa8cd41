import type pg from 'pg';
import { type Check, ok, problem } from './finding.ts';

/** The last jump of a clock, as it was recorded; `byMs` is negative when it went back. */
export interface ClockJump {
  /** A machine's name, or `database`. */
  readonly machine: string;
  /** Epoch ms. */
  readonly at: number;
  readonly byMs: number;
}

const DAY_MS = 24 * 3_600_000;

/** A jump of the last day has a cause that may still be there. */
export function clockJumpCheck(ask: () => Promise<readonly ClockJump[]>, now: () => number): Check {
  return {
    part: 'Clock jumps',
    async run() {
      const jumps = await ask();
      const recent = jumps.filter(({ at }) => Math.abs(now() - at) < DAY_MS);
      if (recent.length === 0) return [ok('Clock jumps', 'none in the last 24 hours')];
      const mend =
        'Let that machine keep time by NTP, slewing and not stepping (chrony: makestep only at the start). A machine that slept jumps as well. Nothing is told twice for it.';
      return recent.map((jump) => problem('Clock jumps', jumpText(jump), mend));
    },
  };
}

function jumpText({ machine, at, byMs }: ClockJump): string {
  const whose = machine === 'database' ? "the database's clock" : `the clock of ${machine}`;
  const seconds = (Math.abs(byMs) / 1_000).toFixed(0);
  return `${whose} jumped ${byMs < 0 ? 'back' : 'forward'} by ${seconds} s at ${new Date(at).toISOString()}`;
}

/** Reads them; none before the table is there. */
export async function askClockJumps(pool: pg.Pool): Promise<readonly ClockJump[]> {
  const table = await pool.query<{ made: boolean }>(`select to_regclass('clock_jump') is not null as made`);
  if (!table.rows[0]?.made) return [];
  const { rows } = await pool.query<ClockJump>(
    `select machine, (extract(epoch from at) * 1000)::float8 as at, "byMs"::float8 as "byMs" from clock_jump order by at`,
  );
  return rows;
}
