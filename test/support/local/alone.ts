import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';
import type { LocalAccount, LocalChatStore } from '../../../src/app/ports.ts';
import type { Edge, IncomingDelivery, Intake } from '../../../src/chat/edge.ts';
import type { ChatAnswer, ChatRequest } from '../../../src/chat/request.ts';
import { localEdge } from '../../../src/local/edge.ts';
import { createPrisma } from '../../../src/store/client.ts';
import { localChatStore } from '../../../src/store/localChat.ts';
import { createTestDatabase } from '../database.ts';

const people: readonly LocalAccount[] = [
  account('emma', 'Emma Reed', ['employee'], ['ask-it']),
  { ...account('wei', '王伟', ['员工'], ['ask-it']), language: 'zh' },
  account('ana', 'Ana Novak', ['L1 Network'], ['network-l1', 'ask-it']),
  account('ben', 'Ben Okafor', ['L2 Network, on call'], ['network-l1']),
];

/** The local edge on a real database and a real port, with a desk behind it that answers as the test says. */
export interface EdgeAlone {
  readonly address: string;
  readonly edge: Edge;
  readonly store: LocalChatStore;
  /** Everything that was handed to the desk, once for each key. */
  readonly deliveries: readonly IncomingDelivery[];
  readonly requests: readonly ChatRequest[];
  /** Milliseconds that the desk's clock was moved. */
  ahead(): number;
  /** What the desk answers from now on. */
  answers(next: (request: ChatRequest) => ChatAnswer): void;
  /** The database does not take deliveries from now on. */
  breaks(): void;
  /** Ends every connection that listens for changes, as a restart of the database would. */
  cutListeners(): Promise<void>;
  close(): Promise<void>;
}

export async function edgeAlone(): Promise<EdgeAlone> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const prisma = createPrisma(pool);
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const store = localChatStore({ prisma, pool, accounts: async () => people, now: () => new Date(now()) });
  const deliveries: IncomingDelivery[] = [];
  const requests: ChatRequest[] = [];
  let answer: (request: ChatRequest) => ChatAnswer = () => ({ type: 'nothing' });
  let broken = false;

  const given = new Map<string, ChatAnswer>();
  const intake: Intake = {
    async receive(delivery) {
      if (broken) throw new Error('the database is away');
      const known = deliveries.some(({ key }) => key === delivery.key);
      // The desk sees what the inbox kept, not the objects of the edge.
      const payload: unknown = JSON.parse(JSON.stringify(delivery.payload));
      if (!known) deliveries.push({ ...delivery, payload });
      return {
        known,
        answered: async () => undefined,
        async process() {
          const before = given.get(delivery.key);
          if (before) return before;
          const request = await edge.toRequest(delivery.workspaceId, delivery.key, payload);
          if (!request) return { type: 'nothing' };
          requests.push(request);
          const made = answer(request);
          given.set(delivery.key, made);
          return made;
        },
      };
    },
  };
  const edge = localEdge({
    store,
    files: express.Router(),
    intake,
    workspaceId: 'local-workspace',
    clock: {
      now,
      async forward(milliseconds) {
        ahead += milliseconds;
      },
    },
    nextWorkingMorning: async () => now() + 15 * 3_600_000,
    desk: async () => ({ name: 'Firstline', timeZone: 'Europe/Berlin' }),
    log: () => undefined,
  });
  await edge.start();
  const server = createServer(edge.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    edge,
    store,
    deliveries,
    requests,
    ahead: () => ahead,
    answers(next) {
      answer = next;
    },
    breaks() {
      broken = true;
    },
    async cutListeners() {
      await prisma.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'`;
    },
    async close() {
      await edge.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await prisma.$disconnect();
      await pool.end();
      await database.drop();
    },
  };
}

function account(id: string, name: string, roles: string[], channels: string[]): LocalAccount {
  return { id, name, email: `${id}@example.com`, language: 'en', roles, channels };
}
