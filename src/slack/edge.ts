import type { Router } from 'express';
import type { Workspaces } from '../app/ports.ts';
import type { Edge, Intake } from '../chat/edge.ts';
import { acceptance } from './accept.ts';
import { answers } from './answer.ts';
import { slackChannel } from './channel.ts';
import { slackClient } from './client.ts';
import { isTokenRefused } from './errors.ts';
import { slackFiles } from './files.ts';
import { type Identity, identitySource } from './identity.ts';
import type { Incoming } from './incoming.ts';
import { readPayload } from './payload.ts';
import { people } from './people.ts';
import { slackReceiver } from './receiver.ts';
import { SCOPES } from './scopes.ts';
import type { Log, SlackSettings, SlackWords } from './settings.ts';
import { threadMessages } from './thread.ts';
import { toRequest } from './toRequest.ts';

const ASK_AGAIN_MS = 10_000;
/** /healthz may be asked every second; Slack is not. */
const HEALTH_FRESH_MS = 30_000;

export interface SlackEdge extends Edge {
  /** To be mounted at the root of the web server, before any body parser; null in Socket Mode. */
  readonly router: Router | null;
  /** Our id of the workspace that the token belongs to; null before Slack has answered for the first time. */
  workspaceId(): string | null;
}

interface Deps {
  readonly settings: SlackSettings;
  readonly intake: Intake;
  readonly workspaces: Workspaces;
  readonly removed: (conversation: string) => Promise<void>;
  readonly words: SlackWords;
  readonly log: Log;
}

/** What Slack brings to the desk: Bolt in front, the Web API behind. */
export function slackEdge({ settings, intake, workspaces, removed, words, log }: Deps): SlackEdge {
  const client = slackClient(settings, log);
  const identity = identitySource(client);
  const channel = slackChannel(client, identity);
  const accounts = people(client, () => identity.known()?.team ?? null);
  const answering = answers({ client, channel, words, apiUrl: settings.apiUrl });
  const rows = new Map<string, string>();
  let asking: NodeJS.Timeout | undefined;
  let stopped = false;
  let lastHealth: { at: number; health: Awaited<ReturnType<Edge['health']>> } | null = null;

  async function ensure(team: string, name: string | null): Promise<string> {
    const known = rows.get(team);
    if (known !== undefined) return known;
    const row = await workspaces.ensure('slack', team, name ?? identity.known()?.teamName ?? team);
    rows.set(team, row.id);
    return row.id;
  }

  const accept = acceptance({
    intake,
    removed,
    workspaceOf: (incoming: Incoming) => ensure(incoming.team, incoming.teamName),
    answers: answering,
    people: accounts,
    words,
    log,
  });
  const receiver = slackReceiver(settings, accept, log);

  /** Learns whose the token is and records the workspace; tried until it succeeds. */
  async function introduce(): Promise<void> {
    try {
      const { team, teamName } = await identity.ask();
      const row = await workspaces.connected('slack', team, teamName);
      rows.set(team, row.id);
    } catch (error) {
      log.warn({ err: error }, 'Slack: the token could not be checked yet');
      if (!stopped) asking = setTimeout(introduce, ASK_AGAIN_MS);
    }
  }

  return {
    platform: 'slack',
    channel,
    router: receiver.router,
    workspaceId: () => rows.get(identity.known()?.team ?? '') ?? null,
    async toRequest(workspaceId, deliveryKey, payload) {
      const incoming = readPayload(payload);
      if (incoming?.act.type === 'message' && incoming.place.kind === 'direct')
        channel.wroteDirectly(incoming.user.id, incoming.place.conversation);
      const botUser = () => identity.known()?.botUser ?? null;
      const deps = { people: accounts, commandNames: settings.commandNames, botUser };
      return incoming === null ? null : toRequest(deps, workspaceId, deliveryKey, incoming);
    },
    async answer(_workspaceId, payload, answer) {
      const incoming = readPayload(payload);
      if (incoming !== null) await answering.give(incoming, answer, accounts.language(incoming.user.id));
    },
    hearsReplies: async () => true,
    threadMessages: (_workspaceId, part, limit) =>
      threadMessages({ client, people: accounts, identity: identity.known }, part, limit),
    findAccount: (_workspaceId, email) => accounts.byEmail(email),
    ...slackFiles(settings),
    async start() {
      receiver.start();
      void introduce();
    },
    async stop() {
      stopped = true;
      clearTimeout(asking);
      await receiver.stop();
      await accept.settled();
    },
    async health() {
      if (lastHealth === null || Date.now() - lastHealth.at > HEALTH_FRESH_MS) {
        const problem = await identity.ask().then(missingScopes, tokenProblem);
        lastHealth = { at: Date.now(), health: { ok: problem === null, problem } };
      }
      const unconnected = receiver.problem();
      return unconnected === null ? lastHealth.health : { ok: false, problem: unconnected };
    },
  };
}

function missingScopes(identity: Identity): string | null {
  const missing = identity.scopes === null ? [] : SCOPES.filter((scope) => !identity.scopes?.includes(scope));
  if (missing.length === 0) return null;
  return `Slack: the app lacks ${missing.join(', ')}; add them under OAuth & Permissions and install it again`;
}

function tokenProblem(error: unknown): string {
  if (isTokenRefused(error)) {
    return 'Slack refuses the token; put the Bot User OAuth Token of the installed app into SLACK_BOT_TOKEN';
  }
  return 'Slack does not answer; check the way out to slack.com (or SLACK_API_URL)';
}
