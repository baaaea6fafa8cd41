import type { Reads } from '../../app/ports.ts';
import type { Platform } from '../../domain/desk.ts';
import type { Telling } from '../../domain/ledger.ts';
import type { PersonId } from '../../domain/ticket.ts';
import type { Db } from '../client.ts';
import type { DeliveryState } from '../generated/client.ts';

interface Row extends Omit<Telling, 'to' | 'state' | 'decidedAt' | 'recordedAt' | 'mention' | Instants> {
  readonly person: PersonId | null;
  readonly conversation: string | null;
  readonly platform: Platform | null;
  readonly deliveryState: DeliveryState;
  readonly mention: PersonId[];
  readonly decidedAt: Date;
  readonly recordedAt: Date;
  readonly claimedAt: Date | null;
  readonly postedAt: Date | null;
  readonly endedAt: Date | null;
}
type Instants = 'claimedAt' | 'postedAt' | 'endedAt';

const STATES: Readonly<Record<DeliveryState, Telling['state']>> = {
  pending: 'waiting',
  sending: 'waiting',
  retrying: 'waiting',
  sent: 'posted',
  superseded: 'superseded',
  undeliverable: 'undeliverable',
};

/**
 * What became of a ticket's warnings and pages, and whom it was told instead: `tellOthers` names the delivery that
 * failed in the keys of its notices.
 */
export function tellingReads(db: Db, deskId: string): Pick<Reads, 'tellings'> {
  return {
    async tellings(ticketId) {
      const rows = await db.$queryRaw<Row[]>`
        with own as (
          select d.id, n.event, n.key from delivery d join notice n on n.id = d."noticeId"
          where d."ticketId" = ${ticketId} and n.kind in ('page', 'slaWarning')
        ),
        shown as (
          select own.id, own.event, failed.id as "insteadOf" from own
          left join own failed on own.key = 'instead/' || failed.id
          union all
          select d.id, own.event, own.id from own
          join notice n on n."deskId" = ${deskId} and n.key = 'duty/undeliverable/' || own.id
          join delivery d on d."noticeId" = n.id
        )
        select d.id::text as id, shown.event, shown."insteadOf"::text as "insteadOf", d."personId" as person,
          d.conversation, w.platform::text as platform,
          array(select jsonb_array_elements_text(n.data -> 'mention')) as mention,
          d.state::text as "deliveryState", n."createdAt" as "decidedAt", d."createdAt" as "recordedAt",
          d."claimedAt", d."sentAt" as "postedAt", d."endedAt", d.attempts, d.reasons,
          d.state = 'sent' and d."maybeRepeat" as "maybeRepeat",
          d.state = 'sent' and d."listedAs" is not null as "inList",
          case when d.state in ('superseded', 'undeliverable') then d.problem end as why, m.permalink as link
        from shown join delivery d on d.id = shown.id join notice n on n.id = d."noticeId"
        left join workspace w on w.id = d."workspaceId" left join message m on m.id = d."messageId"
        order by shown.event, d.id`;
      return rows.map(tellingOf);
    },
  };
}

function tellingOf({ person, conversation, platform, deliveryState, ...row }: Row): Telling {
  return {
    ...row,
    to: person === null ? { conversation: conversation ?? '', platform } : { person, platform },
    state: STATES[deliveryState],
    decidedAt: row.decidedAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
    claimedAt: row.claimedAt?.getTime() ?? null,
    postedAt: row.postedAt?.getTime() ?? null,
    endedAt: row.endedAt?.getTime() ?? null,
  };
}
