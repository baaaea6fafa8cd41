import type { DeskClock } from '../app/ports.ts';
import type { PrismaClient } from './generated/client.ts';

const FOLLOW_MS = 500;

/** The machine's time plus the offset that the local chat set; followed in every process, never backwards. */
export async function startDeskClock(
  prisma: PrismaClient,
  deskId: string,
  realNow: () => number,
): Promise<DeskClock & { close(): void }> {
  let offset = 0;
  const follow = async () => {
    const row = await prisma.deskClock.findUnique({ where: { deskId } });
    offset = Math.max(offset, Number(row?.offsetMs ?? 0n));
  };
  await follow();
  // A database that is away now is asked again in a moment.
  const timer = setInterval(() => void follow().catch(() => undefined), FOLLOW_MS);
  timer.unref();
  return {
    now: () => realNow() + offset,
    async forward(milliseconds) {
      if (!(milliseconds > 0)) throw new RangeError("The desk's clock only moves forward.");
      await prisma.$executeRaw`
        insert into desk_clock ("deskId", "offsetMs") values (${deskId}, ${BigInt(Math.round(milliseconds))})
        on conflict ("deskId") do update set "offsetMs" = desk_clock."offsetMs" + excluded."offsetMs"`;
      await follow();
    },
    close: () => clearInterval(timer),
  };
}
