import { calling, type SlackClient } from './client.ts';

/** Who the desk is in its workspace. */
export interface Identity {
  readonly team: string;
  readonly teamName: string;
  /** Address of the workspace, such as `https://acme.slack.com/`. */
  readonly url: string;
  readonly botUser: string;
  /** Scopes that the token has; null when Slack did not tell. */
  readonly scopes: readonly string[] | null;
}

export interface IdentitySource {
  /** As last told by Slack; null before the first answer. */
  known(): Identity | null;
  /** Asks Slack (`auth.test`). Rejects with a ChannelError. */
  ask(): Promise<Identity>;
}

export function identitySource(client: SlackClient): IdentitySource {
  let identity: Identity | null = null;
  return {
    known: () => identity,
    async ask() {
      const answer = await calling(client.auth.test());
      identity = {
        team: answer.team_id ?? '',
        teamName: answer.team ?? answer.team_id ?? '',
        url: answer.url ?? '',
        botUser: answer.user_id ?? '',
        scopes: answer.response_metadata?.scopes ?? null,
      };
      return identity;
    },
  };
}

/** Link to a message, built as Slack builds it, without a call; null before the identity is known. */
export function permalink(
  identity: Identity | null,
  channel: string,
  ts: string,
  thread: string | null,
): string | null {
  if (identity === null || identity.url === '') return null;
  const inThread = thread === null ? '' : `?thread_ts=${thread}&cid=${channel}`;
  return `${new URL(`archives/${channel}/p${ts.replace('.', '')}`, identity.url).href}${inThread}`;
}
