import type { ChatPerson } from '../chat/request.ts';
import type { Language } from '../domain/desk.ts';
import { calling, type SlackClient } from './client.ts';
import { channelError, refusalName } from './errors.ts';
import { at, listAt, textAt } from './json.ts';

/** Names, addresses and languages may change: Slack is asked again after this. */
const FRESH_MS = 10 * 60_000;
/** After a failed question Slack is left alone for so long. */
const FAILED_MS = 15_000;
const MOST = 5_000;

export interface People {
  /** The account as Slack knows it; with `name` alone when Slack does not tell. Never rejects. */
  get(team: string, account: string, name: string | null): Promise<ChatPerson>;
  /** The language last heard of, without asking. */
  language(account: string): Language;
  /** The account with that address; null if none or if the desk may not look. Rejects with a ChannelError. */
  byEmail(email: string): Promise<ChatPerson | null>;
}

/** `users.info`, remembered. `home`: the workspace of the token, once known. Needs the scopes users:read and users:read.email. */
export function people(client: SlackClient, home: () => string | null, now: () => number = Date.now): People {
  const remembered = new Map<string, { person: ChatPerson | null; until: number }>();

  const remember = (account: string, person: ChatPerson | null, span: number) => {
    const oldest = remembered.size >= MOST ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(account, { person, until: now() + span });
    return person;
  };

  async function ask(team: string, account: string): Promise<ChatPerson | null> {
    try {
      const answer = await client.users.info({ user: account, include_locale: true });
      // What comes from somebody of another organisation names that organisation's team.
      return remember(account, toPerson(home() ?? team, answer.user), FRESH_MS);
    } catch (error) {
      const hidden = channelError(error).code === 'forbidden';
      return remember(account, null, hidden ? FRESH_MS : FAILED_MS);
    }
  }

  return {
    async get(team, account, name) {
      const entry = remembered.get(account);
      const person = entry !== undefined && entry.until > now() ? entry.person : await ask(team, account);
      return (
        person ?? { externalId: account, name: name ?? account, email: null, language: null, kind: 'member' }
      );
    },
    language: (account) => remembered.get(account)?.person?.language ?? 'en',
    async byEmail(email) {
      try {
        const answer = await calling(client.users.lookupByEmail({ email }));
        return toPerson(null, answer.user);
      } catch (error) {
        const name = refusalName(error);
        if (name === 'users_not_found' || name === 'missing_scope') return null;
        throw error;
      }
    },
  };
}

/** `team` null: the account is of the workspace that was asked. */
function toPerson(team: string | null, user: unknown): ChatPerson | null {
  const externalId = textAt(user, 'id');
  if (externalId === null) return null;
  const locale = textAt(user, 'locale');
  return {
    externalId,
    name:
      textAt(user, 'profile', 'real_name') ?? textAt(user, 'real_name') ?? textAt(user, 'name') ?? externalId,
    email: textAt(user, 'profile', 'email'),
    language: locale === null ? null : locale.startsWith('zh') ? 'zh' : 'en',
    kind: at(user, 'is_bot') === true ? 'bot' : isGuest(team, user) ? 'guest' : 'member',
  };
}

/** Guests of the workspace, and members of another organisation who share a channel with it. */
function isGuest(team: string | null, user: unknown): boolean {
  if (at(user, 'is_restricted') === true || at(user, 'is_ultra_restricted') === true) return true;
  if (at(user, 'is_stranger') === true) return true;
  const home = textAt(user, 'team_id');
  const teams = listAt(user, 'enterprise_user', 'teams');
  return team !== null && home !== null && home !== team && !teams.includes(team);
}
