import type { ConversationReferences } from '../app/ports.ts';
import { isMentioned, type TeamsActivity } from './activity.ts';
import { referenceOf } from './address.ts';

function uninstalled(activity: TeamsActivity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'remove';
  return activity.type === 'conversationUpdate' && activity.membersRemoved.includes(activity.recipient.id);
}

/**
 * Somebody wrote in a channel without mentioning the desk. Without the consent ChannelMessage.Read.Group such a message
 * does not come; nothing else tells of the consent but Microsoft Graph, for which the desk has no permission. Clicks of
 * older clients come as messages, too, and prove nothing.
 * Source: "Receive all messages for bots and agents" of Microsoft's documentation.
 */
function isUnmentioned(activity: TeamsActivity): boolean {
  const { type, conversationType, value } = activity;
  const written = type === 'message' && (value === undefined || value === null);
  return written && conversationType === 'channel' && !isMentioned(activity);
}

/** The team whose consent holds for the channel: private and shared channels have one of their own. */
function consentingTeam({ channelType, team }: TeamsActivity): string | null {
  return channelType === 'private' || channelType === 'shared' ? null : (team?.id ?? null);
}

/**
 * Keeps how the conversation of an activity is reached, or forgets it when the desk was taken out of it, and gives it
 * back then: a channel, or a team's own conversation for all of them. Events of a team speak of a channel beside the
 * conversation they come in; both are kept.
 */
export async function keepReference(
  references: ConversationReferences,
  workspaceId: string,
  activity: TeamsActivity,
): Promise<string | null> {
  const { conversation, channel, conversationType, from } = activity;
  const left = uninstalled(activity) ? conversation : activity.event === 'channelDeleted' ? channel : null;
  if (left !== null) {
    await references.remove(workspaceId, left);
    return left;
  }
  if (activity.event === 'channelDeleted') return null;
  const kind = conversationType === 'personal' ? 'direct' : 'channel';
  const account = kind === 'direct' && !from.id.startsWith('28:') ? from.id : null;
  const reference = referenceOf(activity);
  const unmentioned = isUnmentioned(activity);
  // Events come in the first channel of a team, which is always a standard one, whatever they speak of.
  const elsewhere = channel !== null && channel !== conversation ? channel : null;
  const team = elsewhere === null ? consentingTeam(activity) : (activity.team?.id ?? null);
  await references.save({ workspaceId, conversation, kind, account, reference, team, unmentioned });
  if (kind === 'channel' && elsewhere !== null) {
    const own = { account: null, team: consentingTeam(activity), unmentioned: false };
    await references.save({ workspaceId, conversation: elsewhere, kind, reference, ...own });
  }
  return null;
}
