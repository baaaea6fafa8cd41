import type { Account, Store, Tx } from '../app/ports.ts';
import type { Platform } from '../domain/desk.ts';
import type { PersonId } from '../domain/ticket.ts';
import type { Db } from './client.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { articleReads } from './reads/articles.ts';
import { assistReads } from './reads/assist.ts';
import { deflectionReads } from './reads/deflection.ts';
import { knownIssueReads } from './reads/knownIssues.ts';
import { peopleReads } from './reads/people.ts';
import { readQuestion } from './reads/questions.ts';
import { tellingReads } from './reads/tellings.ts';
import { ticketReads } from './reads/tickets.ts';
import { timelineReads } from './reads/timelines.ts';
import { articleTx } from './tx/articles.ts';
import { assistTx } from './tx/assist.ts';
import { calibrationTx } from './tx/calibration.ts';
import { faultReads, faultTx } from './tx/faults.ts';
import { inboxTx } from './tx/inbox.ts';
import { peopleTx } from './tx/people.ts';
import { questionTx } from './tx/questions.ts';
import { readRotaChange, rotaTx } from './tx/rotas.ts';
import { ticketTx } from './tx/tickets.ts';

const ATTEMPTS = 3;
/** How long a process may go without a workspace that was just connected, in milliseconds. */
const FRESH_MS = 1_000;

type Known = Awaited<ReturnType<Tx['workspaces']>>;

export interface StoreOptions {
  /** Called after each transaction, so that who sends what was recorded need not wait for its timer. */
  readonly onCommitted: () => void;
  /** The machine's time, milliseconds since 1970. */
  readonly realNow: () => number;
  /** Platforms that the desk is connected to: nothing is addressed to the others. */
  readonly platforms: readonly Platform[];
}

/** The store of one desk. */
export function createStore(prisma: PrismaClient, deskId: string, options: StoreOptions): Store {
  const { onCommitted } = options;
  let known: { readonly workspaces: Known; readonly seenAt: number } | null = null;
  // Every notice of a commit asks for both; workspaces hardly ever change.
  const remembered = (tx: Tx): Tx => {
    const accounts = new Map<PersonId, readonly Account[]>();
    return {
      ...tx,
      async workspaces() {
        if (!known || performance.now() - known.seenAt > FRESH_MS)
          known = { workspaces: await tx.workspaces(), seenAt: performance.now() };
        return known.workspaces;
      },
      async accounts(people) {
        const asked = [...new Set(people)].filter((person) => !accounts.has(person));
        if (asked.length > 0) {
          const found = await tx.accounts(asked);
          for (const person of asked) accounts.set(person, found.get(person) ?? []);
        }
        return accounts;
      },
      saveAccount(account, at) {
        accounts.delete(account.person);
        return tx.saveAccount(account, at);
      },
    };
  };
  return {
    reads: {
      ...ticketReads(prisma, deskId),
      ...knownIssueReads(prisma, deskId),
      timelinesSince: timelineReads(prisma, deskId),
      ...tellingReads(prisma, deskId),
      ...faultReads(prisma, deskId),
      ...peopleReads(prisma, deskId),
      ...articleReads(prisma, deskId),
      ...assistReads(prisma, deskId),
      ...deflectionReads(prisma, deskId),
      question: (id) => readQuestion(prisma, deskId, id),
      rotaChange: (id) => readRotaChange(prisma, deskId, id),
      async outcomeOf(key) {
        const row = await prisma.inbox.findUnique({ where: { key }, select: { outcome: true } });
        return row?.outcome ?? null;
      },
    },
    async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      for (let attempt = 1; ; attempt++) {
        try {
          const result = await prisma.$transaction((db) => work(remembered(txOf(db, deskId, options))));
          onCommitted();
          return result;
        } catch (error) {
          if (attempt === ATTEMPTS || !mayRunAgain(error)) throw error;
        }
      }
    },
  };
}

function txOf(db: Db, deskId: string, { realNow, platforms }: StoreOptions): Tx {
  return {
    ...inboxTx(db, deskId),
    ...faultTx(db, deskId),
    ...ticketTx(db, deskId, realNow),
    ...peopleTx(db, deskId, platforms),
    ...questionTx(db, deskId),
    ...rotaTx(db, deskId),
    ...calibrationTx(db, deskId),
    ...articleTx(db, deskId),
    ...assistTx(db, deskId),
  };
}

/** A deadlock or a serialization failure (SQLSTATE 40P01, 40001): the whole use case may run again. */
function mayRunAgain(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (error.code === 'P2034') return true;
  return error.code === 'P2010' && /\b(40001|40P01)\b/.test(JSON.stringify(error.meta) + error.message);
}
