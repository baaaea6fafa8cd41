import type { DeskPolicy } from '../../domain/desk.ts';
import type { RotaChangeNews, RotaNews } from '../../domain/noticeTypes.ts';
import { type Gap, leadsOfRota, type RotaChange } from '../../domain/rota.ts';
import type { Instant, PersonId } from '../../domain/ticket.ts';
import { languageOf, toPerson } from '../address.ts';
import type { Tx } from '../ports.ts';

/** Says something of a rota to one person alone, once for each key. */
export async function tellRota(
  tx: Tx,
  policy: DeskPolicy,
  to: { readonly person: PersonId; readonly key: string; readonly news: RotaNews; readonly at: Instant },
): Promise<void> {
  const { person, key, news, at } = to;
  await tx.addNotice(
    {
      key: `rota/${key}/${person}`,
      kind: 'rotaNews',
      ticketId: null,
      questionId: null,
      event: null,
      urgent: false,
      data: { side: 'person', mention: [person], language: await languageOf(tx, policy, person), news },
      deliveries: [await toPerson(tx, person, '', 'rota')],
    },
    at,
  );
}

/** What became of a swap or a cover, to those whom it concerns. */
export async function tellOfChange(
  tx: Tx,
  policy: DeskPolicy,
  told: {
    readonly change: RotaChange;
    readonly type: RotaChangeNews;
    readonly to: readonly PersonId[];
    readonly at: Instant;
  },
): Promise<void> {
  const { change, type, to, at } = told;
  for (const person of new Set(to)) {
    const news = { type, change: change.id };
    await tellRota(tx, policy, { person, key: `${change.id}/${type}`, news, at });
  }
}

/** Hours without anybody on call, to those who lead the teams that rely on the rota; `cause`: once for each. */
export async function tellGaps(
  tx: Tx,
  policy: DeskPolicy,
  told: {
    readonly gaps: readonly Gap[];
    readonly type: 'forecast' | 'opened';
    readonly cause: string;
    readonly at: Instant;
  },
): Promise<void> {
  const { gaps, type, cause, at } = told;
  const leads = new Set(gaps.flatMap(({ rota }) => leadsOfRota(rota, policy)));
  for (const person of leads) {
    const own = gaps.filter(({ rota }) => leadsOfRota(rota, policy).includes(person));
    await tellRota(tx, policy, { person, key: `uncovered/${cause}`, news: { type, gaps: own }, at });
  }
}
