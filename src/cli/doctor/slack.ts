import type { DeskPolicy } from '../../domain/desk.ts';
import { SCOPES } from '../../slack/scopes.ts';
import { roomsOn } from './channels.ts';
import { type Check, type Finding, off, ok, problem } from './finding.ts';

export interface SlackProbe {
  /** `auth.test`; `scopes` from the header x-oauth-scopes, null when Slack did not send it. */
  identity(): Promise<{ readonly teamName: string; readonly scopes: readonly string[] | null }>;
  /** `conversations.info` of a channel's id; null when the bot cannot see such a channel. */
  channel(id: string): Promise<{ readonly name: string; readonly isMember: boolean } | null>;
}

/** `slack`: null when it is not set up. */
export function slackCheck(slack: SlackProbe | null, policy: () => Promise<DeskPolicy | null>): Check {
  return {
    part: 'Slack',
    async run() {
      if (!slack) return [off('Slack', 'SLACK_BOT_TOKEN is not set')];
      const identity = await slack
        .identity()
        .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      if (identity instanceof Error) {
        const mend =
          'Copy the Bot User OAuth Token (xoxb-...) of the app to SLACK_BOT_TOKEN, and let this machine reach slack.com.';
        return [problem('Slack token', `was not accepted (${identity.message})`, mend)];
      }
      const desk = await policy();
      return [
        ok('Slack token', `workspace ${identity.teamName}`),
        scopeFinding(identity.scopes),
        ...(desk ? await channelFindings(slack, desk) : []),
      ];
    },
  };
}

function scopeFinding(scopes: readonly string[] | null): Finding {
  if (scopes === null) return ok('Slack scopes', 'Slack did not tell them');
  const missing = SCOPES.filter((scope) => !scopes.includes(scope));
  if (missing.length === 0) return ok('Slack scopes', `all ${SCOPES.length} granted`);
  const mend =
    'Add them under OAuth & Permissions (manifest/slack.yaml has them all), and install the app again.';
  return problem('Slack scopes', `missing: ${missing.join(', ')}`, mend);
}

async function channelFindings(slack: SlackProbe, policy: DeskPolicy): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [id, of] of roomsOn('slack', policy)) findings.push(await channelFinding(slack, id, of));
  return findings;
}

async function channelFinding(slack: SlackProbe, id: string, of: string): Promise<Finding> {
  // In desk.yaml a channel may carry the id of its workspace in front.
  const channel = await slack.channel(id.split('/').at(-1) ?? id);
  const part = `Slack channel of ${of}`;
  if (!channel)
    return problem(
      part,
      `${id} is not to be seen`,
      'Check the id in desk.yaml; if the channel is private, invite the app there.',
    );
  if (channel.isMember) return ok(part, `#${channel.name}`);
  return problem(
    part,
    `the app is not a member of #${channel.name}`,
    `Write in #${channel.name}: /invite @Firstline`,
  );
}
