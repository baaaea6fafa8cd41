import type { Router } from 'express';
import type { ConversationReferences, Workspaces } from '../app/ports.ts';
import { ChannelError } from '../chat/channel.ts';
import type { Edge, Intake } from '../chat/edge.ts';
import { readActivity } from './activity.ts';
import { botService } from './adapter.ts';
import { teamsChannel } from './channel.ts';
import { teamsFiles } from './files.ts';
import { people } from './members.ts';
import { tellPrivately } from './privately.ts';
import { messagesRouter } from './router.ts';
import type { Log, TeamsSettings, TeamsWords } from './settings.ts';
import { toRequest } from './toRequest.ts';
import { type TurnDeps, turn } from './turn.ts';
import { within } from './within.ts';

/** Time for the login server, when health is asked for. */
const TOKEN_MS = 3_000;

export interface TeamsEdgeDeps {
  readonly settings: TeamsSettings;
  readonly intake: Intake;
  readonly workspaces: Workspaces;
  readonly references: ConversationReferences;
  readonly removed: TurnDeps['removed'];
  /** What the desk recorded of a thread. */
  readonly recorded: Edge['threadMessages'];
  readonly words: TeamsWords;
  readonly log: Log;
}

/** Microsoft Teams. `router` answers POST /api/messages; mount it in front of any body parser. */
export function teamsEdge(deps: TeamsEdgeDeps): Edge & { readonly router: Router } {
  const { settings, workspaces, references, words, log } = deps;
  const service = botService(settings);
  const persons = people(service);
  const running = new Set<Promise<void>>();

  function goOn(work: Promise<void>): void {
    const watched = work
      .catch((fault: unknown) => log.error({ err: fault }, 'Teams: the answer could not be given'))
      .finally(() => running.delete(watched));
    running.add(watched);
  }

  return {
    platform: 'teams',
    router: messagesRouter({
      settings,
      service,
      log,
      turn: (activity, payload) => turn({ ...deps, service, goOn }, activity, payload),
    }),
    channel: teamsChannel({ service, workspaces, references, endpoints: settings.endpoints }),
    async toRequest(workspaceId, key, payload) {
      const activity = readActivity(payload);
      return activity === null ? null : toRequest({ people: persons }, workspaceId, key, activity);
    },
    async answer(_, payload, answer) {
      const activity = readActivity(payload);
      if (activity === null) throw new ChannelError('rejected', 'Not an activity of Teams');
      await tellPrivately({ service, words }, activity, answer);
    },
    hearsReplies: references.hearsAll,
    // Reading a channel takes Microsoft Graph, for which the desk has no permission.
    threadMessages: deps.recorded,
    // Bots get no directory: Teams tells an address only of people in a conversation that the desk is in.
    findAccount: async () => null,
    ...teamsFiles(service, settings.endpoints),
    async start() {
      // Channels of desk.yaml can be written to before anybody there has spoken.
      if (settings.tenantId !== null)
        await workspaces.connected('teams', settings.tenantId, settings.tenantId);
      if (settings.unauthenticated) log.warn({}, 'Teams: activities are taken without a token');
    },
    async stop() {
      while (running.size > 0) await Promise.all(running);
    },
    async health() {
      const token = service.checkToken().then(
        () => true,
        () => false,
      );
      if (await within(token, TOKEN_MS, false)) return { ok: true, problem: null };
      return {
        ok: false,
        problem: `${settings.endpoints.login} gives the desk no token: check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID and MICROSOFT_APP_TYPE, and that this machine reaches it`,
      };
    },
  };
}
