import type { TicketVerb } from './command.ts';
import type { DeskPolicy, Team, Tier } from './desk.ts';
import { type Audience, contentOf, type LivingArticle, stateOf } from './knowledge.ts';
import { isKnownIssue } from './knownError.ts';
import { TIERS } from './priority.ts';
import { peopleOf } from './rota.ts';
import type { Actor, PersonId, Ticket } from './ticket.ts';

/** What somebody may want of a ticket that exists. */
export type AccessVerb = Exclude<TicketVerb, 'open' | 'enforceDue' | 'rungUnreachable'> | 'show' | 'prove';

type Rule = (actor: Actor, ticket: Ticket, policy: DeskPolicy) => boolean;

const anybodyWhoSees: Rule = maySee;
const anyAgentWhoSees: Rule = (actor, ticket, policy) =>
  isAgentOf(actor, policy) && maySee(actor, ticket, policy);
const theTeam: Rule = (actor, ticket, policy) => isAgentOf(actor, policy, ticket.team);
const theRequester: Rule = (actor, ticket) => actor !== 'desk' && actor.person === ticket.requester;
const theRequesterOrTheTeam: Rule = (actor, ticket, policy) =>
  theRequester(actor, ticket, policy) || theTeam(actor, ticket, policy);
const whoTakesPart: Rule = (actor, ticket, policy) =>
  theRequesterOrTheTeam(actor, ticket, policy) ||
  (actor !== 'desk' && ticket.watchers.includes(actor.person));
const anyAgentOrThosePaged: Rule = (actor, ticket, policy) =>
  anyAgentWhoSees(actor, ticket, policy) || wasPaged(actor, ticket);
const theTeamOrThoseTold: Rule = (actor, ticket, policy) =>
  theTeam(actor, ticket, policy) || wasTold(actor, ticket);

const whoMayBeAffected: Rule = (actor, ticket, policy) =>
  maySee(actor, ticket, policy) || (isKnownIssue(ticket) && ticket.visibility === 'normal');

/** Who may do what with a ticket; the desk itself is not asked. */
export const mayDo: Readonly<Record<AccessVerb, Rule>> = {
  show: anybodyWhoSees,
  prove: anyAgentOrThosePaged,
  watch: anybodyWhoSees,
  unwatch: anybodyWhoSees,
  note: anyAgentWhoSees,
  link: anyAgentWhoSees,
  absorb: anyAgentWhoSees,
  claim: theTeam,
  assign: theTeam,
  unassign: theTeam,
  priority: theTeam,
  service: theTeam,
  hold: theTeam,
  resume: theTeam,
  escalate: theTeam,
  resolve: theTeam,
  close: theTeam,
  merge: theTeam,
  takeOver: theTeam,
  acknowledge: theTeamOrThoseTold,
  snooze: theTeamOrThoseTold,
  major: theTeam,
  update: theTeamOrThoseTold,
  standDown: theTeam,
  knownError: theTeam,
  retract: theTeam,
  meToo: whoMayBeAffected,
  affect: anyAgentWhoSees,
  reply: whoTakesPart,
  reopen: theRequesterOrTheTeam,
  cancel: theRequesterOrTheTeam,
  confirm: theRequester,
  rate: theRequester,
};

/**
 * Requester, watchers, agents of the team and whoever was paged see a ticket; agents of other teams too, unless it
 * is visible to its team only.
 */
export function maySee(actor: Actor, ticket: Ticket, policy: DeskPolicy): boolean {
  if (actor === 'desk') return true;
  const { person } = actor;
  if (person === ticket.requester || person === ticket.openedBy || ticket.watchers.includes(person))
    return true;
  if (isAgent(person, policy, ticket.team) || wasPaged(actor, ticket)) return true;
  return ticket.visibility === 'normal' && isAgent(person, policy);
}

/** Audiences of articles that a person may read; leads read those of every team. */
export function audiencesOf(person: PersonId, policy: DeskPolicy): readonly Audience[] {
  const teams = policy.teams.filter((team) => isAgent(person, policy, team.key));
  if (teams.length === 0 && !isAgent(person, policy)) return ['everyone'];
  return ['everyone', 'agents', ...teams.map((team): Audience => `team:${team.key}`)];
}

/** Audiences of articles that may be shown to a person there: in a channel everybody reads along. */
export function audiencesAt(
  place: 'direct' | 'channel',
  person: PersonId,
  policy: DeskPolicy,
): readonly Audience[] {
  return place === 'channel' ? ['everyone'] : audiencesOf(person, policy);
}

/** What somebody may want of an article. */
export type ArticleVerb = 'draft' | 'submit' | 'publish' | 'reject' | 'retire' | 'confirmReview';

type ArticleRule = (actor: Actor, article: LivingArticle, policy: DeskPolicy) => boolean;

const anyAgent: ArticleRule = (actor, _article, policy) => actor === 'desk' || isAgentOf(actor, policy);
const theLead: ArticleRule = (actor, article, policy) =>
  actor === 'desk' || leadsOf(article, policy).includes(actor.person);
const theOwnerOrTheLead: ArticleRule = (actor, article, policy) =>
  theLead(actor, article, policy) || (actor !== 'desk' && actor.person === ownerOf(article, policy));

/** Who may do what with an article that they may read. */
export const mayDoArticle: Readonly<Record<ArticleVerb, ArticleRule>> = {
  draft: anyAgent,
  submit: anyAgent,
  publish: theOwnerOrTheLead,
  reject: theOwnerOrTheLead,
  confirmReview: theOwnerOrTheLead,
  retire: theLead,
};

/** Readers see what is published for them; agents also see what is being written, or was retired. */
export function mayReadArticle(actor: Actor, article: LivingArticle, policy: DeskPolicy): boolean {
  if (actor === 'desk') return true;
  const audiences = audiencesOf(actor.person, policy);
  if (!isAgent(actor.person, policy))
    return stateOf(article) === 'published' && audiences.includes(contentOf(article).audience);
  const seen = [article.published, article.working].flatMap((each) => each?.content.audience ?? []);
  return seen.every((audience) => audiences.includes(audience));
}

/**
 * Who decides on an article; null where the leads do. Another owner counts once the version that names them is
 * published, and who writes a first version does not become the one who reviews it by naming themselves.
 */
export function ownerOf({ published, working }: LivingArticle, policy: DeskPolicy): PersonId | null {
  if (published) return personNamed(published.content.owner, policy);
  const named = personNamed(working?.content.owner ?? null, policy);
  return named === working?.by ? null : named;
}

/** The person whom an owner's key means: that person, or the lead of that team; null for nobody known. */
export function personNamed(owner: string | null, policy: DeskPolicy): PersonId | null {
  const team = policy.teams.find((each) => each.key === owner);
  if (team) return team.lead;
  return policy.people.some((each) => each.key === owner) ? owner : null;
}

/** Those who lead everything, and the leads of the teams; of an article for one team, that team's alone. */
export function leadsOf(article: LivingArticle, policy: DeskPolicy): readonly PersonId[] {
  const audience = article.lastVersion === 0 ? 'agents' : contentOf(article).audience;
  const teams = policy.teams.filter(
    (team) => !audience.startsWith('team:') || audience === `team:${team.key}`,
  );
  return [...new Set([...leadsOfAll(policy), ...teams.map((team) => team.lead)])];
}

/** The people whom desk.yaml names as leads of the whole desk. */
function leadsOfAll(policy: DeskPolicy): readonly PersonId[] {
  return policy.people.filter((person) => person.lead).map((person) => person.key);
}

/** Who gets the lists for those who lead: the leads of the desk; where it names none, those of the teams. */
export function leadsTold(policy: DeskPolicy): readonly PersonId[] {
  const leads = leadsOfAll(policy);
  return leads.length > 0 ? leads : [...new Set(policy.teams.map((team) => team.lead))];
}

/** Whether a person leads the desk or one of its teams. */
export function isLead(person: PersonId, policy: DeskPolicy): boolean {
  return leadsOfAll(policy).includes(person) || policy.teams.some((team) => team.lead === person);
}

/** Whether a person works for a team (for any, without `team`): in a tier, in its rota, or as a lead. */
export function isAgent(person: PersonId, policy: DeskPolicy, team?: string): boolean {
  if (policy.people.some((known) => known.key === person && known.lead)) return true;
  return policy.teams.some(
    (each) =>
      (team === undefined || each.key === team) &&
      (each.lead === person || tiersOf(person, policy, each.key).length > 0),
  );
}

/** The tiers of a team (of all teams, without `team`) in which a person is a member or in the rota; lowest first. */
export function tiersOf(person: PersonId, policy: DeskPolicy, team?: string): readonly Tier[] {
  const teams = policy.teams.filter((each) => team === undefined || each.key === team);
  return TIERS.filter((tier) => teams.some((each) => worksIn(each, tier, person, policy)));
}

function worksIn(team: Team, tier: Tier, person: PersonId, policy: DeskPolicy): boolean {
  const entry = team.tiers[tier];
  if (!entry) return false;
  if (entry.members.includes(person)) return true;
  const rota = entry.rota === null ? undefined : policy.rotas[entry.rota];
  return rota !== undefined && peopleOf(rota).includes(person);
}

function isAgentOf(actor: Actor, policy: DeskPolicy, team?: string): boolean {
  return actor !== 'desk' && isAgent(actor.person, policy, team);
}

/** In whatever run of the ladder; who acknowledges has to have been told in this one. */
function wasPaged(actor: Actor, ticket: Ticket): boolean {
  const paged = actor !== 'desk' && (ticket.paged ?? []).includes(actor.person);
  return paged || wasTold(actor, ticket);
}

function wasTold(actor: Actor, ticket: Ticket): boolean {
  const told = ticket.escalation?.told ?? [];
  return actor !== 'desk' && told.some((target) => target.to === 'person' && target.person === actor.person);
}
