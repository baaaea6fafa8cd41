import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { nextWorkingMorning } from './app/nextWorkingMorning.ts';
import type { AppDeps } from './app/ports.ts';
import { tellRemoved } from './app/tellRemoved.ts';
import type { ChatDeps } from './chat/deps.ts';
import type { Edge } from './chat/edge.ts';
import { handle } from './chat/handle.ts';
import { createIntake } from './chat/intake.ts';
import { localPeople } from './chat/localPeople.ts';
import { isTooEarly } from './chat/tooEarly.ts';
import { wordsFor } from './chat/words/words.ts';
import type { Settings } from './config/env.ts';
import { connectedPlatforms } from './connected.ts';
import type { Language, Platform } from './domain/desk.ts';
import { startKbSearch } from './knowledge/search.ts';
import { databaseName, openPools } from './pools.ts';
import { createKbFeed } from './store/articles.ts';
import { createPrisma } from './store/client.ts';
import { createClockJumps } from './store/clockJumps.ts';
import { startDeskClock } from './store/deskClock.ts';
import { createDueWork } from './store/dueWork.ts';
import { createFileCopies } from './store/fileCopies.ts';
import { createInbox } from './store/inbox.ts';
import { localChatStore } from './store/localChat.ts';
import { createOutbox } from './store/outbox.ts';
import { createPolicies } from './store/policies.ts';
import { databaseNow, startRealClock } from './store/realClock.ts';
import { deskSecret } from './store/secrets.ts';
import { createStore } from './store/store.ts';
import { createSweepSign } from './store/sweepSign.ts';
import { createReferences, createWorkspaces } from './store/workspaces.ts';
import { fileLinks } from './web/fileLinks.ts';
import { filesRouter } from './web/files.ts';

/** One desk an installation; tickets, people and policies are kept by desk all the same. */
export const DESK = 'desk';
/** Whoever waits longer for the search is offered the ticket. */
const SEARCH_PATIENCE_MS = 100;

export interface ComposeOptions {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly log: Logger;
  /** Tests set their own. */
  readonly clocks?: Partial<Clocks>;
}

export interface Clocks {
  /** What this machine takes for the time, epoch ms. */
  readonly wall: () => number;
  readonly monotonic: () => number;
  /** What the database takes for it. */
  readonly database: () => Promise<number>;
}

export type Desk = Awaited<ReturnType<typeof compose>>;

/** The only door where concrete things meet: builds everything once from the settings. Nothing listens yet. */
export async function compose({ settings, databaseUrl, log, clocks = {} }: ComposeOptions) {
  const pools = openPools(databaseUrl, log);
  const prisma = createPrisma(pools.prisma);
  const {
    wall = Date.now,
    monotonic = () => performance.now(),
    database = () => databaseNow(prisma),
  } = clocks;
  const real = await startRealClock({ database, monotonic });
  const realNow = real.now;
  const platforms = connectedPlatforms(settings);
  let committed: () => void = () => undefined;
  const store = createStore(prisma, DESK, { onCommitted: () => committed(), realNow, platforms });
  const policies = createPolicies(prisma, DESK);
  const clock = await startDeskClock(prisma, DESK, realNow);
  const workspaces = createWorkspaces(prisma, DESK, realNow);
  for (const platform of platforms) if (platform !== 'local') await workspaces.expect(platform);
  const inbox = createInbox(prisma, pools.intake);
  const search = await startKbSearch({
    feed: createKbFeed(prisma, pools.prisma, DESK),
    log,
    timeoutMs: SEARCH_PATIENCE_MS,
  });
  const links = fileLinks(await deskSecret(prisma, DESK, 'fileLinks', realNow()));
  const fileCopies = createFileCopies(prisma);
  const files = filesRouter(links, fileCopies, realNow);
  const edges: Edge[] = [];
  const edge = (platform: Platform) => edges.find((each) => each.platform === platform) ?? null;
  const edgeOf = async (workspaceId: string) => {
    const workspace = await workspaces.get(workspaceId);
    return workspace ? edge(workspace.platform) : null;
  };
  const app: AppDeps = { store, policies, search, now: clock.now, newId: randomUUID };
  const chat: ChatDeps = {
    ...app,
    commandName: (platform) =>
      platform === 'teams' ? '' : (settings.slack?.commandNames.ticket ?? '/ticket'),
    articleUrl: ({ slug, audience }) => (audience === 'everyone' ? `${settings.publicUrl}/kb/${slug}` : null),
    pictureUrl: (id) => `${settings.publicUrl}/kb/pictures/${id}`,
    // The local chat is read on this machine, at whatever address and port.
    fileUrl: (file, platform) =>
      `${platform === 'local' ? '' : settings.publicUrl}${links.path(file, realNow())}`,
    platformOf: async (id) => (await workspaces.get(id))?.platform ?? null,
    async threadMessages(id, part, limit) {
      try {
        return (await (await edgeOf(id))?.threadMessages(id, part, limit)) ?? [];
      } catch (error) {
        log.warn({ err: error }, 'The earlier messages of a thread could not be read');
        return [];
      }
    },
    hearsReplies: async (id, conversation) => (await edgeOf(id))?.hearsReplies(id, conversation) ?? true,
  };
  const intake = createIntake({
    inbox,
    realNow,
    edge,
    tooEarly: (request) => isTooEarly(chat, request),
    handle: (request) => handle(chat, request),
    log,
  });
  const shared = { intake, workspaces, log };
  const removedFrom = (platform: Platform) => (conversation: string) =>
    tellRemoved(app, { platform, conversation });
  const faults = (language: Language) => wordsFor(language).faults;
  // The SDKs of the platforms are large, and most desks have one platform.
  const slack = settings.slack
    ? (await import('./slack/edge.ts')).slackEdge({
        ...shared,
        settings: settings.slack,
        removed: removedFrom('slack'),
        words: {
          received: (language) => faults(language).notYetRecorded,
          lost: (language) => faults(language).notRecorded,
          unavailable: (language) => faults(language).deskUnavailable,
          expired: (language) => faults(language).formExpired,
          close: (language) => wordsFor(language).forms.close,
        },
      })
    : null;
  const teams = settings.teams
    ? (await import('./teams/edge.ts')).teamsEdge({
        ...shared,
        settings: settings.teams,
        references: createReferences(prisma, realNow),
        removed: removedFrom('teams'),
        recorded: (workspaceId, { conversation, thread }, limit) =>
          store.reads.askedInThread({ workspaceId, kind: 'channel', conversation, thread }, limit),
        words: {
          received: (language) => faults(language).answerFollows,
          unavailable: (language) => faults(language).deskUnavailable,
          openChat: (language) => faults(language).openChat,
        },
      })
    : null;
  const local = settings.local.on ? await composeLocal() : null;
  for (const each of [slack, teams, local?.edge]) if (each) edges.push(each);

  async function composeLocal() {
    const { id: workspaceId } = await workspaces.ensure('local', 'local', 'Local chat');
    const chatStore = localChatStore({
      prisma,
      pool: pools.prisma,
      accounts: () => localPeople(app, workspaceId),
      now: () => new Date(clock.now()),
    });
    const { localEdge } = await import('./local/edge.ts');
    const { onlyThisMachine: guard } = await import('./local/guard.ts');
    const built = localEdge({
      store: chatStore,
      files,
      intake,
      workspaceId,
      clock,
      nextWorkingMorning: () => nextWorkingMorning(app),
      desk: async () => {
        const { name, timeZone } = await policies.current();
        return { name, timeZone };
      },
      log: (sentence, error) => log.error({ err: error }, sentence),
    });
    return { edge: built, app: built.app, guard, close: () => chatStore.close() };
  }

  return {
    settings,
    log,
    realNow,
    clocks: { wall, monotonic, real },
    clockJumps: createClockJumps(prisma, DESK),
    /** Names this process where it leases work. */
    owner: `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
    app,
    chat,
    clock,
    policies,
    workspaces,
    inbox,
    intake,
    edges,
    edge,
    edgeOf,
    slack,
    teams,
    local,
    /** Serves the desk's copies of files. */
    files,
    fileCopies,
    search,
    queuePool: pools.queue,
    /** Of this database alone, whatever else is on the Redis. */
    queuePrefix: `firstline-${databaseName(databaseUrl)}`,
    /** What anybody may read: published articles for everyone, with their translations, and the pictures in them. */
    reading: {
      async article(slug: string) {
        const article = await store.reads.articleBySlug(slug);
        if (article?.state !== 'published' || article.audience !== 'everyone') return null;
        const translations = await store.reads.translationsOf(article);
        return { ...article, translations: translations.filter(({ audience }) => audience === 'everyone') };
      },
      picture: (id: string) => store.reads.pictureFor(id, ['everyone']),
    },
    outbox: createOutbox(prisma),
    sweepSign: createSweepSign(prisma, DESK),
    due: createDueWork(prisma, DESK, realNow),
    /** Calls back after each commit, so that what was recorded is sent at once. */
    onCommitted(listener: () => void) {
      committed = listener;
    },
    async close() {
      pools.closing();
      clock.close();
      real.close();
      await search.close();
      await local?.close();
      await prisma.$disconnect();
      await pools.end();
    },
  };
}
