import { proveTicket } from '../../app/proveTicket.ts';
import { roomsOf } from '../../domain/channels.ts';
import type { ChannelRef, DeskPolicy } from '../../domain/desk.ts';
import { isAlarm, type LedgerEntry, type LedgerTelling } from '../../domain/ledger.ts';
import { TIERS } from '../../domain/priority.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAnswer } from '../request.ts';
import type { ViewContext } from '../views/context.ts';
import { ledgerView } from '../views/ledger.ts';
import { type Asker, contextFor, privately } from './asker.ts';

type PlaceTold = Extract<LedgerTelling['to'], { readonly conversation: string }>;

/** What became of every warning and escalation of a ticket. */
export async function showLedger(deps: ChatDeps, asker: Asker, number: string): Promise<ChatAnswer> {
  const { ticket, entries } = await proveTicket(deps, { actor: { person: asker.person.id }, number });
  const policy = await deps.policies.current();
  const w = await contextFor(deps, asker, peopleIn(entries));
  const placeName = (to: PlaceTold) => channelName(to, ticket.team, policy, w);
  return privately(ledgerView({ number: ticket.number, entries, placeName }, w));
}

function peopleIn(entries: readonly LedgerEntry[]): readonly string[] {
  return entries.flatMap((entry) => {
    if (!isAlarm(entry)) return entry.by === null ? [] : [entry.by];
    const { tellings, acknowledged } = entry;
    return [
      ...tellings.flatMap(({ to }) => ('person' in to ? [to.person] : [])),
      ...(acknowledged ? [acknowledged.by] : []),
    ];
  });
}

/**
 * A channel by the tier whose it is in the desk.yaml in force, first of all by one of `team`, since teams may share
 * channels; else by what its platform calls it.
 */
export function channelName(to: PlaceTold, team: string, policy: DeskPolicy, w: ViewContext): string {
  const words = w.words.ledger;
  const platform = to.platform ? words.platform[to.platform] : '';
  const own = policy.teams.filter(({ key }) => key === team);
  for (const { key, tiers } of [...own, ...policy.teams]) {
    const tier = TIERS.find((each) => isChannel(tiers[each]?.channel, to));
    if (tier) return words.tierChannel({ team: w.teamName(key), tier, platform });
  }
  if (isChannel(policy.dutyChannel, to)) return words.dutyChannel({ platform });
  return words.channel({ conversation: to.conversation, platform });
}

function isChannel(ref: ChannelRef | undefined, { platform, conversation }: PlaceTold): boolean {
  const rooms = ref ? roomsOf(ref) : [];
  // Without a platform a place is named as the local chat does.
  const on = platform ?? 'local';
  return rooms.some((room) => room.platform === on && room.conversation === conversation);
}
