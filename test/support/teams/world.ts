import { cardText, type Json, object } from './card.ts';

export interface TeamsPerson {
  readonly id: string;
  readonly aad: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: 'user' | 'guest';
}

export interface TeamsTeam {
  /** Also the id of its channel General. */
  readonly id: string;
  readonly channels: readonly string[];
  readonly members: readonly TeamsPerson[];
}

/** A message that the desk posted. */
export interface DeskMessage {
  readonly id: string;
  /** Channel or personal chat, without the thread. */
  readonly conversation: string;
  /** The thread's first message, for a reply in a channel. */
  readonly root: string | null;
  /** As it stands now. */
  activity: Json;
  /** Everything that it said before it was edited. */
  readonly earlier: Json[];
}

/** What Microsoft's side knows: who is where, where the desk is installed, what it posted. */
export interface World {
  readonly appId: string;
  readonly tenant: string;
  readonly people: Map<string, TeamsPerson>;
  readonly teams: Map<string, TeamsTeam>;
  /** Ids of people and teams for which the desk is installed. */
  readonly installed: Set<string>;
  readonly posted: DeskMessage[];
  /** What people attached, by id. */
  readonly files: Map<string, { readonly type: string; readonly bytes: Uint8Array }>;
  /** Requests that Teams itself would have refused, or that nobody knows; empty in a good test. */
  readonly problems: string[];
  nextId(): string;
}

export function world(appId: string, tenant: string): World {
  let last = 1_764_000_000_000;
  return {
    appId,
    tenant,
    people: new Map(),
    teams: new Map(),
    installed: new Set(),
    posted: [],
    files: new Map(),
    problems: [],
    nextId: () => String(++last),
  };
}

/** Id of the chat that a person has with the desk. */
export function chatOf(person: { readonly id: string }): string {
  return `a:${person.id.replace(/^29:/, '')}`;
}

export function split(conversation: string): { conversation: string; root: string | null } {
  const [base = '', root] = conversation.split(';messageid=');
  return { conversation: base, root: root ?? null };
}

export function teamOf({ teams }: World, channel: string): TeamsTeam | null {
  return [...teams.values()].find((team) => team.id === channel || team.channels.includes(channel)) ?? null;
}

/** Whether the desk may write to that person: installed for them, or for a team that they belong to. */
export function mayWriteTo({ teams, installed }: World, person: TeamsPerson): boolean {
  const reached = (team: TeamsTeam) =>
    installed.has(team.id) && team.members.some(({ id }) => id === person.id);
  return installed.has(person.id) || [...teams.values()].some(reached);
}

/** 404 for what does not exist, 403 where the desk is not installed, else 200. */
export function access(all: World, conversation: string): 200 | 403 | 404 {
  const { conversation: base } = split(conversation);
  const person = [...all.people.values()].find((known) => chatOf(known) === base);
  if (person) return mayWriteTo(all, person) ? 200 : 403;
  const team = teamOf(all, base);
  if (team === null) return 404;
  return all.installed.has(team.id) ? 200 : 403;
}

/** The card of a message; empty if it has none. */
export function cardOf(message: { readonly activity: Json }): Json {
  const { attachments } = message.activity;
  return Array.isArray(attachments) ? object(object(attachments[0]).content) : {};
}

/** All that is read in a message. */
export function textOf(message: { readonly activity: Json }): string {
  return [message.activity.text, cardText(cardOf(message))].filter((text) => text).join('\n');
}
