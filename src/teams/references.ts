import type { ConversationReferences } from '../app/ports.ts';
import type { TeamsActivity } from './activity.ts';
import { referenceOf } from './address.ts';

function uninstalled(activity: TeamsActivity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'remove';
  return activity.type === 'conversationUpdate' && activity.membersRemoved.includes(activity.recipient.id);
}

/**
 * Keeps how the conversation of an activity is reached, or forgets it when the desk was taken out of it. Events of a team
 * speak of a channel beside the conversation they come in; both are kept.
 */
export async function keepReference(
  references: ConversationReferences,
  workspaceId: string,
  activity: TeamsActivity,
): Promise<void> {
  const { conversation, channel, conversationType, from } = activity;
  if (uninstalled(activity)) return references.remove(workspaceId, conversation);
  if (activity.event === 'channelDeleted') {
    if (channel !== null) await references.remove(workspaceId, channel);
    return;
  }
  const kind = conversationType === 'personal' ? 'direct' : 'channel';
  const account = kind === 'direct' && !from.id.startsWith('28:') ? from.id : null;
  const reference = referenceOf(activity);
  await references.save({ workspaceId, conversation, kind, account, reference });
  if (kind === 'channel' && channel !== null && channel !== conversation) {
    await references.save({ workspaceId, conversation: channel, kind, account: null, reference });
  }
}
