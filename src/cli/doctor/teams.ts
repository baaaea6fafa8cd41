import type { DeskPolicy } from '../../domain/desk.ts';
import { roomsOn } from './channels.ts';
import { type Check, type Finding, off, ok, problem } from './finding.ts';

export interface TeamsProbe {
  /** Fetches a token with the app's id and secret. Rejects when Microsoft refuses. */
  signIn(): Promise<void>;
  /** Whether a conversation reference of this channel is stored, and whether replies without a mention have come. */
  channel(id: string): Promise<{ readonly hearsAll: boolean } | null>;
  /** True: TEAMS_UNAUTHENTICATED is on. */
  readonly unauthenticated: boolean;
}

/** `teams`: null when it is not set up. */
export function teamsCheck(teams: TeamsProbe | null, policy: () => Promise<DeskPolicy | null>): Check {
  return {
    part: 'Teams',
    async run() {
      if (!teams) return [off('Teams', 'MICROSOFT_APP_ID is not set')];
      const desk = await policy();
      return [await credentialFinding(teams), ...(desk ? await channelFindings(teams, desk) : [])];
    },
  };
}

async function credentialFinding(teams: TeamsProbe): Promise<Finding> {
  const part = 'Teams credentials';
  if (teams.unauthenticated)
    return ok(part, 'not needed: TEAMS_UNAUTHENTICATED is on, for trying things out here');
  try {
    await teams.signIn();
    return ok(part, 'accepted by Microsoft');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const mend =
      'Check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD (the value of the secret, not its id; it expires), MICROSOFT_APP_TENANT_ID and MICROSOFT_APP_TYPE.';
    return problem(part, `were not accepted (${why})`, mend);
  }
}

const ALL_HEARD = 'replies without a mention are heard (ChannelMessage.Read.Group)';
const MENTIONS_HEARD =
  'only mentions have been heard so far: either ChannelMessage.Read.Group is not granted, or nobody has replied without a mention yet';

async function channelFindings(teams: TeamsProbe, policy: DeskPolicy): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [id, of] of roomsOn('teams', policy)) {
    const part = `Teams channel of ${of}`;
    const channel = await teams.channel(id);
    if (channel) findings.push(ok(part, `${id}, ${channel.hearsAll ? ALL_HEARD : MENTIONS_HEARD}`));
    else {
      const mend =
        'Install the app in that team, or mention it once in the channel; then it can write there.';
      findings.push(problem(part, `${id} has no conversation reference yet`, mend));
    }
  }
  return findings;
}
