import type pg from 'pg';
import type { LocalAccount, LocalChatStore, LocalMessage } from '../app/ports.ts';
import { storable } from '../domain/storable.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import { localFiles } from './localFiles.ts';

export interface LocalChatStoreDeps {
  readonly prisma: PrismaClient;
  /** One client of it listens for as long as somebody is subscribed. */
  readonly pool: pg.Pool;
  readonly accounts: () => Promise<readonly LocalAccount[]>;
  /** What the messages are dated with: the desk's time, so that they agree with its promises. */
  readonly now: () => Date;
}

/** Name of the NOTIFY channel; its payload is the id of the message that was added or changed. */
const notifyChannel = 'local_message';
/** Transactions that were open when the listening broke off may commit this much later. */
const lateCommit = 60_000;
const listenAgainAfter = 500;

type Row = Prisma.LocalMessageModel;

/** The messages of the local chat in PostgreSQL. A second `add` with a known key gives the message that is there. */
export function localChatStore(deps: LocalChatStoreDeps): LocalChatStore & { close(): Promise<void> } {
  const { prisma } = deps;
  const changes = listenForChanges(deps);

  async function findByKey(conversation: string, key: string): Promise<LocalMessage | null> {
    const row = await prisma.localMessage.findUnique({ where: { conversation_key: { conversation, key } } });
    return row && toMessage(row);
  }

  return {
    accounts: deps.accounts,

    async add(message) {
      const at = deps.now();
      const thread = message.thread === null ? null : toRowId(message.thread);
      if (message.thread !== null && thread === null)
        throw new Error('The thread is not the id of a message.');
      const added = await prisma.$transaction(async (tx) => {
        const [row] = await tx.localMessage.createManyAndReturn({
          data: [
            { ...message, thread, content: storableContent(message.content), createdAt: at, changedAt: at },
          ],
          skipDuplicates: true,
        });
        if (row) await notify(tx, row.id);
        return row;
      });
      if (added) return toMessage(added);
      const known = message.key === null ? null : await findByKey(message.conversation, message.key);
      if (!known) throw new Error('The message was neither added nor known.');
      return known;
    },

    async update(id, content) {
      const rowId = toRowId(id);
      if (rowId === null) return null;
      return prisma.$transaction(async (tx) => {
        const [row] = await tx.localMessage.updateManyAndReturn({
          where: { id: rowId },
          data: { content: storableContent(content), changedAt: deps.now() },
        });
        if (!row) return null;
        await notify(tx, row.id);
        return toMessage(row);
      });
    },

    async get(id) {
      const rowId = toRowId(id);
      const row = rowId === null ? null : await prisma.localMessage.findUnique({ where: { id: rowId } });
      return row && toMessage(row);
    },

    findByKey,
    ...localFiles(prisma, deps.now),

    async list(conversations, limit) {
      const rows = await prisma.localMessage.findMany({
        where: { conversation: { in: [...conversations] } },
        orderBy: { id: 'desc' },
        take: limit,
      });
      return rows.reverse().map(toMessage);
    },

    async thread(conversation, root) {
      const id = toRowId(root);
      if (id === null) return [];
      const rows = await prisma.localMessage.findMany({
        where: { conversation, onlyFor: null, OR: [{ id }, { thread: id }] },
        orderBy: { id: 'asc' },
      });
      return rows.map(toMessage);
    },

    onChange: changes.subscribe,
    close: changes.close,
  };
}

/**
 * One LISTEN for all subscribers, begun with the first. What changed while nobody listened (at the beginning, or
 * after the connection was lost) is read afterwards, so a message may be told twice but none is left out.
 */
function listenForChanges(deps: LocalChatStoreDeps) {
  const listeners = new Set<(message: LocalMessage) => void>();
  let client: pg.PoolClient | null = null;
  let listening: Promise<void> | null = null;
  let closed = false;
  let reads = Promise.resolve();
  let again: NodeJS.Timeout | undefined;

  function tell(rows: () => Promise<readonly Row[]>, since: number): void {
    // One after the other, so that nobody is told an older state after a newer one.
    reads = reads
      .then(async () => {
        for (const row of await rows()) for (const listener of listeners) listener(toMessage(row));
      })
      .catch(() => lost(since));
  }

  async function listen(since: number): Promise<void> {
    try {
      const connected = await deps.pool.connect();
      client = connected;
      connected.on('error', () => {
        if (client === connected) lost(deps.now().getTime());
      });
      connected.on('notification', ({ payload }) => {
        const id = toRowId(payload ?? '');
        if (id === null) return;
        tell(() => deps.prisma.localMessage.findMany({ where: { id } }), deps.now().getTime());
      });
      await connected.query(`LISTEN ${notifyChannel}`);
      const changedAt = { gte: new Date(since - lateCommit) };
      tell(() => deps.prisma.localMessage.findMany({ where: { changedAt }, orderBy: { id: 'asc' } }), since);
    } catch {
      lost(since);
    }
  }

  function lost(since: number): void {
    drop();
    if (closed) return;
    clearTimeout(again);
    again = setTimeout(() => {
      listening = listen(since);
    }, listenAgainAfter);
  }

  function drop(): void {
    client?.removeAllListeners('notification');
    client?.release(true);
    client = null;
  }

  return {
    subscribe(listener: (message: LocalMessage) => void): () => void {
      listeners.add(listener);
      listening ??= listen(deps.now().getTime());
      return () => listeners.delete(listener);
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(again);
      listeners.clear();
      await listening;
      await reads;
      drop();
    },
  };
}

async function notify(tx: Prisma.TransactionClient, id: bigint): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${notifyChannel}, ${id.toString()})`;
}

function toMessage(row: Row): LocalMessage {
  return {
    id: row.id.toString(),
    conversation: row.conversation,
    thread: row.thread?.toString() ?? null,
    author: row.author,
    onlyFor: row.onlyFor,
    content: row.content,
    createdAt: row.createdAt,
    changedAt: row.changedAt,
  };
}

function toRowId(id: string): bigint | null {
  return /^\d{1,18}$/.test(id) ? BigInt(id) : null;
}

/** Content with every text in it as jsonb can hold it. */
function storableContent(content: unknown): Prisma.InputJsonValue {
  return JSON.parse(
    JSON.stringify(content, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value)),
  );
}
