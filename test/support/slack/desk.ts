import { createServer } from 'node:http';
import express from 'express';
import type { Workspaces } from '../../../src/app/ports.ts';
import type { IncomingDelivery, Intake } from '../../../src/chat/edge.ts';
import type { ChatAnswer } from '../../../src/chat/request.ts';
import { type SlackEdge, slackEdge } from '../../../src/slack/edge.ts';
import type { SlackWords } from '../../../src/slack/settings.ts';
import type { SlackStandIn } from './slack.ts';

const WORDS: SlackWords = {
  received: (language) => (language === 'zh' ? '已收到，尚未记录' : 'received, not yet recorded'),
  lost: () => 'could not be recorded, please try again',
  unavailable: () => 'the desk cannot take it now',
  expired: () => 'that took too long, press again',
  close: () => 'Close',
};

/** An inbox that remembers what came in, and answers as the test says. */
export interface RecordedIntake extends Intake {
  readonly stored: IncomingDelivery[];
  /** Keys that were worked, in order. */
  readonly worked: string[];
  /** Done before a delivery is stored: take time, or throw. */
  before: () => Promise<void>;
  answer: (delivery: IncomingDelivery) => ChatAnswer;
}

function recordedIntake(): RecordedIntake {
  const answers = new Map<string, ChatAnswer>();
  const intake: RecordedIntake = {
    stored: [],
    worked: [],
    before: async () => {},
    answer: () => ({ type: 'nothing' }),
    async receive(delivery) {
      await intake.before();
      const known = intake.stored.some((each) => each.key === delivery.key);
      if (!known) intake.stored.push(delivery);
      return {
        known,
        answered: async () => undefined,
        async process() {
          const given = answers.get(delivery.key);
          if (given !== undefined) return given;
          intake.worked.push(delivery.key);
          const answer = intake.answer(delivery);
          answers.set(delivery.key, answer);
          return answer;
        },
      };
    },
  };
  return intake;
}

export interface EdgeUnderTest {
  readonly edge: SlackEdge;
  readonly intake: RecordedIntake;
  readonly url: string;
  /** Workspaces that the edge said its token belongs to. */
  readonly connected: readonly string[];
  stop(): Promise<void>;
}

/** The Slack edge with a recorded inbox behind it, on a web server that the stand-in knows. */
export async function startEdge(slack: SlackStandIn): Promise<EdgeUnderTest> {
  const rows = new Map<string, string>();
  const connected: string[] = [];
  const workspaces: Workspaces = {
    expect: async () => undefined,
    async ensure(_platform, externalId) {
      rows.set(externalId, `workspace of ${externalId}`);
      return { id: `workspace of ${externalId}` };
    },
    async connected(platform, externalId, name) {
      connected.push(externalId);
      return workspaces.ensure(platform, externalId, name);
    },
    async get(id) {
      const externalId = [...rows.entries()].find(([, row]) => row === id)?.[0];
      return externalId === undefined ? null : { platform: 'slack', externalId };
    },
  };
  const intake = recordedIntake();
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const edge = slackEdge({
    settings: slack.settings,
    intake,
    workspaces,
    removed: async () => undefined,
    words: WORDS,
    log: silent,
  });
  const app = express();
  if (edge.router !== null) app.use(edge.router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  slack.connect(url);
  await edge.start();
  return {
    edge,
    intake,
    url,
    connected,
    async stop() {
      await edge.stop();
      await slack.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
