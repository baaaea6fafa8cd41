import { App, ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Router } from 'express';
import type { Acceptance } from './accept.ts';
import { boltLogger } from './boltLogger.ts';
import { clientOptions } from './client.ts';
import { LEFT } from './payload.ts';
import type { Log, SlackSettings } from './settings.ts';

/** After a failed connection the next is tried so much later. */
const RECONNECT_MS = 5_000;

export interface SlackReceiver {
  /** POST /slack/events; null in Socket Mode. No body parser may stand before it: the signature covers the raw body. */
  readonly router: Router | null;
  /** Why Slack cannot reach the desk now; null if nothing is known to be wrong. */
  problem(): string | null;
  start(): void;
  stop(): Promise<void>;
}

/** Bolt with either of its receivers. Constructing and starting it asks Slack nothing that could fail the start. */
export function slackReceiver(settings: SlackSettings, acceptance: Acceptance, log: Log): SlackReceiver {
  return settings.appToken === null
    ? overHttp(settings, acceptance, log)
    : overSocket(settings, settings.appToken, acceptance, log);
}

function overHttp(settings: SlackSettings, acceptance: Acceptance, log: Log): SlackReceiver {
  const receiver = new ExpressReceiver({
    signingSecret: settings.signingSecret ?? '',
    processBeforeResponse: true,
    logger: boltLogger(log),
  });
  listen(settings, receiver, acceptance, log);
  return { router: receiver.router, problem: () => null, start: () => {}, stop: async () => {} };
}

function overSocket(
  settings: SlackSettings,
  appToken: string,
  acceptance: Acceptance,
  log: Log,
): SlackReceiver {
  const socket = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: clientOptions(settings, log) },
  });
  listen(settings, durable(socket), acceptance, log);
  let problem: string | null = 'Slack: not connected yet';
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  async function connect(): Promise<void> {
    try {
      await socket.start();
      problem = null;
    } catch (error) {
      problem = 'Slack: Socket Mode does not connect; check SLACK_APP_TOKEN and the way out to slack.com';
      log.warn({ err: error }, problem);
      if (!stopped) retry = setTimeout(connect, RECONNECT_MS);
    }
  }
  socket.client.on('connected', () => {
    problem = null;
  });
  socket.client.on('reconnecting', () => {
    problem = 'Slack: Socket Mode is reconnecting';
  });
  return {
    router: null,
    problem: () => problem,
    start: () => void connect(),
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await socket.stop();
    },
  };
}

/**
 * Bolt acknowledges what comes over a socket before its listeners run. This one holds the acknowledgement back until
 * they have ended, and gives none when they failed, as `processBeforeResponse` does over HTTP.
 */
export function durable(socket: SocketModeReceiver): Receiver {
  return {
    init(app) {
      socket.client.on('slack_event', async ({ body, ack, retry_num, retry_reason }) => {
        let acknowledged = false;
        let reply: unknown;
        const hold = async (response?: unknown) => {
          acknowledged = true;
          reply = response;
        };
        try {
          await app.processEvent({ body, ack: hold, retryNum: retry_num, retryReason: retry_reason });
          if (acknowledged) await ack(reply);
        } catch {
          // Bolt has logged it; without an acknowledgement Slack delivers again.
        }
      });
    },
    start: () => socket.start(),
    stop: () => socket.stop(),
  };
}

function listen(settings: SlackSettings, receiver: Receiver, acceptance: Acceptance, log: Log): void {
  const app = new App({
    receiver,
    // The token is known; whose it is is asked elsewhere, when Slack is there to answer.
    authorize: async () => ({ botToken: settings.botToken }),
    clientOptions: clientOptions(settings, log),
    logger: boltLogger(log),
    ignoreSelf: false,
    convoStore: false,
  });
  app.event(/^(message|app_mention)$/, ({ body }) => acceptance.event(body));
  for (const left of LEFT) app.event(left, ({ body }) => acceptance.leftChannel(body));
  app.command(/./, async ({ body, ack }) => {
    const sentence = await acceptance.command(body);
    await ack(sentence === null ? undefined : { response_type: 'ephemeral', text: sentence });
  });
  app.action(/./, async ({ body, ack }) => {
    await acceptance.click(body);
    await ack();
  });
  app.shortcut(/./, async ({ body, ack }) => {
    await acceptance.click(body);
    await ack();
  });
  app.view(/./, async ({ body, ack }) => {
    const reply = await acceptance.form(body);
    await (reply === null ? ack() : ack(reply));
  });
}
