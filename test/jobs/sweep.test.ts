import { afterEach, describe, expect, it } from 'vitest';
import type { DueWork } from '../../src/app/ports.ts';
import type { Batch, BatchQueue } from '../../src/jobs/queue.ts';
import { type Sweep, startSweep } from '../../src/jobs/sweep.ts';
import { until } from '../support/until.ts';

const LOG = { warn: () => undefined, error: () => undefined };

let sweep: Sweep | undefined;
afterEach(async () => sweep?.stop());

/** What is due, as the database would hand it out: each list once, in turn. */
function dueLists(lists: Batch[], skew = 0): DueWork {
  return {
    take: async () => lists.shift() ?? { tickets: [], desk: [] },
    overdue: async () => null,
    clockSkew: async () => skew,
  };
}

function recordingQueue(add: (batches: readonly Batch[]) => Promise<void>, connected = true): BatchQueue {
  return { add, connected: () => connected, close: async () => undefined };
}

function start(due: DueWork, queue: BatchQueue, done: Batch[]) {
  sweep = startSweep({
    due,
    queue,
    work: async (batch) => void done.push(batch),
    deskNow: () => 0,
    realNow: () => 0,
    log: LOG,
  });
  return sweep;
}

describe('the sweep', () => {
  it('hands what is due to the queue, in batches of tickets', async () => {
    const added: Batch[] = [];
    const tickets = Array.from({ length: 260 }, (_, index) => `t${index}`);
    start(
      dueLists([{ tickets, desk: ['k'] }]),
      recordingQueue(async (batches) => void added.push(...batches)),
      [],
    );
    await until(() => added.length > 0);
    expect(added.flatMap((batch) => batch.tickets)).toEqual(tickets);
    expect(Math.max(...added.map((batch) => batch.tickets.length))).toBeLessThanOrEqual(100);
    expect(added.flatMap((batch) => batch.desk)).toEqual(['k']);
  });

  it('does the work itself when the queue refuses it, and says that the queue is degraded', async () => {
    const done: Batch[] = [];
    const refusing = recordingQueue(async () => Promise.reject(new Error('Redis is away')));
    const running = start(dueLists([{ tickets: ['a', 'b'], desk: [] }]), refusing, done);
    await until(() => done.length > 0);
    expect(done).toEqual([{ tickets: ['a', 'b'], desk: [] }]);
    expect(running.health().queue).toBe('degraded');
  });

  it('does not even ask a queue that is known to be away', async () => {
    const done: Batch[] = [];
    let asked = 0;
    const away = recordingQueue(async () => void asked++, false);
    const running = start(dueLists([{ tickets: ['a'], desk: [] }]), away, done);
    await until(() => done.length > 0);
    expect(asked).toBe(0);
    expect(running.health().queue).toBe('degraded');
  });

  it('does itself what comes back undone, since the worker that had it must have died', async () => {
    const done: Batch[] = [];
    const lists = [
      { tickets: ['a'], desk: [] },
      { tickets: ['a'], desk: [] },
    ];
    start(
      dueLists(lists),
      recordingQueue(async () => undefined),
      done,
    );
    await until(() => done.length > 0);
    expect(done).toEqual([{ tickets: ['a'], desk: [] }]);
  });

  it('notices what comes back undone also while other tickets fall due all the time', async () => {
    const done: Batch[] = [];
    const others = ['b', 'c', 'd'].map((id) => ({ tickets: [id], desk: [] }));
    const lists = [{ tickets: ['a'], desk: [] }, ...others, { tickets: ['a'], desk: [] }];
    start(
      dueLists(lists),
      recordingQueue(async () => undefined),
      done,
    );
    await until(() => done.length > 0);
    expect(done).toEqual([{ tickets: ['a'], desk: [] }]);
  });

  it('does not sweep by a clock that is off', async () => {
    const lists = [{ tickets: ['a'], desk: [] }];
    const running = start(
      dueLists(lists, 3_600_000),
      recordingQueue(async () => undefined),
      [],
    );
    await until(() => running.health().clock === 'off');
    expect(lists).toHaveLength(1);
  });
});
