import { isAgent, maySee } from '../../domain/access.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { listItem } from '../cardData.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAnswer } from '../request.ts';
import { peopleOf } from '../viewContext.ts';
import { helpView } from '../views/help.ts';
import { mineList, queueList } from '../views/lists.ts';
import { type Asker, contextFor, privately } from './asker.ts';

const LIMIT = 50;

/** The open tickets that a person asked for, and those that they work on. */
export async function showMine(deps: ChatDeps, asker: Asker): Promise<ChatAnswer> {
  const { id } = asker.person;
  const { reads } = deps.store;
  const [requested, assigned] = await Promise.all([
    reads.tickets({ requester: id, open: true, limit: LIMIT }),
    reads.tickets({ assignee: id, open: true, limit: LIMIT }),
  ]);
  const items = (tickets: readonly Ticket[]) => Promise.all(tickets.map((ticket) => listItem(deps, ticket)));
  const w = await contextFor(
    deps,
    asker,
    [...requested, ...assigned].flatMap((ticket) => peopleOf(ticket)),
  );
  return privately(mineList({ requested: await items(requested), assigned: await items(assigned) }, w));
}

/** The open tickets of a team, or of the agent's own teams. */
export async function showQueue(
  deps: ChatDeps,
  asker: Asker,
  given: string | undefined,
): Promise<ChatAnswer> {
  const { person } = asker;
  const policy = await deps.policies.current();
  if (!isAgent(person.id, policy)) throw new DomainError('agentsOnly', { verb: 'queue' });
  const wanted = given?.trim().toLowerCase();
  const own = policy.teams.filter((team) => isAgent(person.id, policy, team.key));
  const named = policy.teams.filter(
    (team) => team.key === wanted || team.name.en.toLowerCase() === wanted || team.name.zh === wanted,
  );
  const teams = wanted ? named : own;
  if (teams.length === 0) {
    const known = policy.teams.map((team) => team.key).join(', ');
    throw new DomainError('teamUnknown', { given: wanted ?? '', known });
  }
  const tickets = await deps.store.reads.tickets({
    teams: teams.map((team) => team.key),
    open: true,
    limit: LIMIT,
  });
  const seen = tickets.filter((ticket) => maySee({ person: person.id }, ticket, policy));
  const w = await contextFor(
    deps,
    asker,
    seen.flatMap((ticket) => peopleOf(ticket)),
  );
  const items = await Promise.all(seen.map((ticket) => listItem(deps, ticket)));
  const views = teams.map((team) =>
    queueList(
      team.key,
      items.filter(({ ticket }) => ticket.team === team.key),
      w,
    ),
  );
  return privately({
    fallback: views.map((view) => view.fallback).join('; '),
    blocks: views.flatMap((view) => view.blocks),
  });
}

/** Every command that the person may use. */
export async function showHelp(deps: ChatDeps, asker: Asker): Promise<ChatAnswer> {
  const policy = await deps.policies.current();
  const agent = isAgent(asker.person.id, policy);
  return privately(helpView(asker.language, agent, deps.commandName(asker.request.platform)));
}
