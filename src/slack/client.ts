import { webApi } from '@slack/bolt';
import { boltLogger } from './boltLogger.ts';
import { channelError } from './errors.ts';
import type { Log, SlackSettings } from './settings.ts';

/** No call to Slack lasts longer. */
const TIMEOUT_MS = 10_000;

/** Of every message: people's text neither unfurls nor turns into links or mentions. */
export const AS_IT_IS = {
  mrkdwn: false,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

export type SlackClient = webApi.WebClient;

/** The options of every Web API client: one try each, since the relay alone decides when to try again. */
export function clientOptions(settings: SlackSettings, log: Log): webApi.WebClientOptions {
  return {
    ...(settings.apiUrl === null ? {} : { slackApiUrl: settings.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    allowAbsoluteUrls: false,
    logger: boltLogger(log),
  };
}

export function slackClient(settings: SlackSettings, log: Log): SlackClient {
  return new webApi.WebClient(settings.botToken, clientOptions(settings, log));
}

/** Awaits a call to Slack; what it rejects with becomes a ChannelError. */
export async function calling<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    throw channelError(error);
  }
}
