import type { SlackSettings } from '../../src/slack/settings.ts';
import type { SlackChannel, SlackUser } from '../support/slack/workspace.ts';
import { type Part, startPart } from './processes.ts';
import type { SlackQuestion } from './slackPart.ts';

export interface SlackSite {
  readonly secret: string;
  /** What tells the desk of this Slack. */
  readonly env: Readonly<Record<string, string>>;
  remember(messages: readonly { channel: string; ts: string }[]): Promise<void>;
  /** Fails when the desk sent something that Slack does not take. */
  stop(): Promise<void>;
}

/** Slack, in a process of its own. */
export async function startSlackSite(
  users: readonly SlackUser[],
  channels: readonly SlackChannel[],
  { rateLimits } = { rateLimits: true },
): Promise<SlackSite> {
  const part: Part = startPart('slackPart.ts');
  const ask = <Answer>(question: SlackQuestion) => part.ask<Answer>(question);
  const settings = await ask<SlackSettings>({ ask: 'start', users, channels, rateLimits });
  const secret = settings.signingSecret ?? '';
  return {
    secret,
    env: {
      SLACK_BOT_TOKEN: settings.botToken,
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: settings.apiUrl ?? '',
    },
    remember: async (messages) => void (await ask({ ask: 'remember', messages })),
    async stop() {
      const mistakes = await ask<readonly string[]>({ ask: 'mistakes' });
      await part.stop();
      if (mistakes.length > 0) throw new Error(`Slack refused ${mistakes.length} calls: ${mistakes[0]}`);
    },
  };
}
