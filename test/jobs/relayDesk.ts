import pg from 'pg';
import { pino } from 'pino';
import { enforceDue } from '../../src/app/enforceDue.ts';
import { openTicket } from '../../src/app/openTicket.ts';
import type { Place } from '../../src/app/ports.ts';
import type { Channel } from '../../src/chat/channel.ts';
import type { Edge } from '../../src/chat/edge.ts';
import type { View } from '../../src/chat/view.ts';
import { type ComposeOptions, compose } from '../../src/compose.ts';
import { settingsFrom } from '../../src/config/env.ts';
import { startWorker } from '../../src/worker.ts';
import { deskPolicy } from '../support/builders.ts';
import { createTestDatabase } from '../support/database.ts';

export interface Posted {
  readonly conversation: string;
  readonly thread: string | null;
  readonly id: string;
  readonly key: string;
  view: View;
}

/** A platform that keeps what is posted, and fails as it is told; `before` runs ahead of each post. */
function recordingPlatform() {
  const posted: Posted[] = [];
  const platform = {
    posted,
    before: async (_conversation: string): Promise<void> => undefined,
    /** While the conversation with a person is looked up: the delivery is taken, and not yet posted. */
    reaching: async (_account: string): Promise<void> => undefined,
    after: async (_posted: Posted): Promise<void> => undefined,
    find: async (key: string): Promise<Posted | 'absent' | 'unknowable'> =>
      posted.find((each) => each.key === key) ?? 'absent',
    in: (conversation: string) => posted.filter((each) => each.conversation === conversation),
  };
  const channel: Channel = {
    platform: 'local',
    async post({ conversation, thread }, view, key) {
      await platform.before(conversation);
      const message = { conversation, thread, id: `m${posted.length + 1}`, key, view };
      posted.push(message);
      await platform.after(message);
      return { conversation, message: message.id, permalink: null };
    },
    async update(_workspaceId, { message }, view) {
      const found = posted.find((each) => each.id === message);
      if (found) found.view = view;
    },
    async direct(_workspaceId, account) {
      await platform.reaching(account);
      return `dm:${account}`;
    },
    async find({ conversation }, key) {
      const found = await platform.find(key);
      return typeof found === 'string' ? found : { conversation, message: found.id, permalink: null };
    },
  };
  const edge: Edge = {
    platform: 'local',
    channel,
    toRequest: async () => null,
    answer: async () => undefined,
    hearsReplies: async () => true,
    threadMessages: async () => [],
    findAccount: async () => null,
    download: async () => 'tooLarge',
    start: async () => undefined,
    stop: async () => undefined,
    health: async () => ({ ok: true, problem: null }),
  };
  return { platform, edge };
}

/** A desk whose only platform is the recording one; the worker is started by the test. */
export async function relayDesk({ clocks = {} }: Pick<ComposeOptions, 'clocks'> = {}) {
  const database = await createTestDatabase();
  const log = pino({ level: 'silent' });
  const desk = await compose({
    settings: settingsFrom({ DATABASE_URL: database.url, REDIS_URL: process.env.TEST_REDIS_URL }),
    databaseUrl: database.url,
    log,
    clocks,
  });
  const { platform, edge } = recordingPlatform();
  await desk.local?.close();
  desk.edges.splice(0, desk.edges.length, edge);
  await desk.policies.record({ source: '', policy: deskPolicy(), by: 'test', at: desk.app.now() });
  const { id: workspaceId } = await desk.workspaces.ensure('local', 'local', 'Local chat');
  await desk.app.store.transaction(async (tx) => {
    for (const { key, name, email, language } of deskPolicy().people) {
      await tx.saveAccount(
        { workspaceId, externalId: key, person: key, name, email, language, kind: 'member' },
        desk.app.now(),
      );
    }
  });
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  let worker: ReturnType<typeof startWorker> | undefined;
  return {
    ...desk,
    databaseUrl: database.url,
    workspaceId,
    platform,
    sql: async <Row extends object>(text: string) => (await pool.query<Row>(text)).rows,
    opens: (
      key: string,
      title = 'my vpn drops',
      place?: Place,
      requester = 'emma',
      question: string | null = null,
    ) =>
      openTicket(desk.app, {
        key,
        openedBy: requester,
        requester,
        title,
        description: title,
        service: 'vpn',
        impact: 'high',
        urgency: 'high',
        visibility: 'normal',
        question,
        earlier: [],
        place: place ?? { workspaceId, kind: 'direct', conversation: `dm:${requester}`, thread: null },
      }),
    /** Lengths of all bytes that are stored of files. */
    async contents(): Promise<number[]> {
      const { rows } = await desk.queuePool.query<{ length: number }>(
        'select length(bytes) as length from public.file_content order by 1',
      );
      return rows.map(({ length }) => length);
    },
    /** Lets the whole target pass and acts on it, without a worker. */
    async breaches(number: string) {
      await desk.clock.forward(7 * 24 * 3_600_000);
      const stored = await desk.app.store.reads.ticket(number);
      if (stored) await enforceDue(desk.app, [stored.ticket.id]);
    },
    startWorker() {
      worker = startWorker({ ...desk, local: null });
    },
    async end() {
      await worker?.stop();
      await pool.end();
      await desk.close();
      await database.drop();
    },
  };
}
