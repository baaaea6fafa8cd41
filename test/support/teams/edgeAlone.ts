import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ConversationReferences, Workspaces } from '../../../src/app/ports.ts';
import type { Edge, IncomingDelivery, Intake } from '../../../src/chat/edge.ts';
import type { ChatAnswer, ChatRequest } from '../../../src/chat/request.ts';
import { teamsEdge } from '../../../src/teams/edge.ts';
import type { TeamsSettings, TeamsWords } from '../../../src/teams/settings.ts';

export const WORDS: TeamsWords = {
  received: () => 'received, the answer follows',
  unavailable: () => 'the desk cannot take it now',
  openChat: () => 'open a chat with me',
};

type StoredPlace = Omit<Parameters<ConversationReferences['save']>[0], 'workspaceId' | 'conversation'>;

/** The Teams edge on a port of its own, with an inbox in memory behind it. */
export interface EdgeAlone {
  readonly edge: Edge;
  readonly url: string;
  /** What was committed, once for each key. */
  readonly inbox: readonly IncomingDelivery[];
  /** Keys of those that are said to have their answer: the desk forgets them. */
  readonly answered: readonly string[];
  readonly requests: readonly ChatRequest[];
  /** Stored conversation references by conversation. */
  readonly references: ReadonlyMap<string, StoredPlace>;
  readonly logged: readonly string[];
  /** How the desk answers, and what happens before it stores or answers. */
  readonly behaviour: {
    answer: (request: ChatRequest) => ChatAnswer;
    beforeStoring: () => Promise<void>;
    beforeAnswering: () => Promise<void>;
    beforeSavingReference: () => Promise<void>;
  };
  stop(): Promise<void>;
}

export const soon = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export async function startEdgeAlone(settings: TeamsSettings): Promise<EdgeAlone> {
  const inbox: IncomingDelivery[] = [];
  const answered: string[] = [];
  const requests: ChatRequest[] = [];
  const answers = new Map<string, Promise<ChatAnswer>>();
  const stored = new Map<string, StoredPlace>();
  const logged: string[] = [];
  const behaviour: EdgeAlone['behaviour'] = {
    answer: () => ({ type: 'nothing' }),
    beforeStoring: async () => {},
    beforeAnswering: async () => {},
    beforeSavingReference: async () => {},
  };
  const workspaces: Workspaces = {
    expect: async () => undefined,
    ensure: async (_, externalId) => ({ id: `ws-${externalId}` }),
    connected: async (_, externalId) => ({ id: `ws-${externalId}` }),
    get: async (id) => ({ platform: 'teams', externalId: id.replace(/^ws-/, '') }),
  };
  const references: ConversationReferences = {
    save: async ({ workspaceId: _, conversation, ...place }) => {
      await behaviour.beforeSavingReference();
      stored.set(conversation, place);
    },
    get: async (_, conversation) => stored.get(conversation)?.reference ?? null,
    direct: async (_, account) => {
      const found = [...stored].find(([, entry]) => entry.account === account);
      return found ? { conversation: found[0], reference: found[1].reference } : null;
    },
    hearsAll: async (_, conversation) => stored.get(conversation)?.unmentioned ?? false,
    remove: async (_, conversation) => {
      for (const [id, { team }] of stored)
        if (id === conversation || team === conversation) stored.delete(id);
    },
  };

  async function work({ workspaceId, key, payload }: IncomingDelivery): Promise<ChatAnswer> {
    await behaviour.beforeAnswering();
    const request = await edge.toRequest(workspaceId, key, JSON.parse(JSON.stringify(payload)));
    if (request === null) return { type: 'nothing' };
    requests.push(request);
    return behaviour.answer(request);
  }

  const intake: Intake = {
    async receive(delivery) {
      await behaviour.beforeStoring();
      const known = inbox.some(({ key }) => key === delivery.key);
      if (!known) inbox.push(delivery);
      return {
        known,
        answered: async () => void answered.push(delivery.key),
        process: () => {
          const answer = answers.get(delivery.key) ?? work(delivery);
          answers.set(delivery.key, answer);
          return answer;
        },
      };
    },
  };
  const log = (facts: object, text: string) => void logged.push(`${text} ${'err' in facts ? facts.err : ''}`);
  const edge = teamsEdge({
    settings,
    intake,
    workspaces,
    references,
    removed: async () => undefined,
    recorded: async () => [],
    words: WORDS,
    log: { info: log, warn: log, error: log },
  });
  const server = createServer(express().use(edge.router));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    edge,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    inbox,
    answered,
    requests,
    references: stored,
    logged,
    behaviour,
    stop: async () => {
      await edge.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
