import { type SlackStandIn, startSlack } from '../support/slack/slack.ts';
import { BOT_USER, type SlackChannel, type SlackUser } from '../support/slack/workspace.ts';
import { answering } from './processes.ts';

/** Slack's stand-in; it does not tell the desk of the desk's own posts. */
export type SlackQuestion =
  | {
      readonly ask: 'start';
      readonly users: readonly SlackUser[];
      readonly channels: readonly SlackChannel[];
      /** Slack's real ones, or none. */
      readonly rateLimits: boolean;
    }
  /** Messages that the desk posted before the bench began. */
  | {
      readonly ask: 'remember';
      readonly messages: readonly { readonly channel: string; readonly ts: string }[];
    }
  | { readonly ask: 'mistakes' };

let slack: SlackStandIn | undefined;

answering(async (question: SlackQuestion) => {
  if (question.ask === 'start') {
    slack = await startSlack({ ...question, echo: false });
    return slack.settings;
  }
  if (question.ask === 'remember') {
    for (const { channel, ts } of question.messages) {
      slack?.space.messages.push({
        channel,
        ts,
        user: BOT_USER,
        text: 'card',
        blocks: [],
        thread: null,
        metadata: undefined,
        edits: 0,
        onlyFor: null,
        sent: {},
      });
    }
    return null;
  }
  return slack?.mistakes().map(({ method, refused }) => `${method}: ${refused}`);
});
