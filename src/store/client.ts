import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/** The Prisma client over a pool of ours, whose transactions are READ COMMITTED, as PostgreSQL's are by itself; they wait 10 s at most for a connection and last 30 s at most. */
export function createPrisma(pool: pg.Pool): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
}

/** The desk's instants are milliseconds, the database's are dates. */
export const toDate = (instant: number): Date => new Date(instant);
