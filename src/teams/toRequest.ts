import type { ChatAct, ChatPlace, ChatRequest, IncomingFile } from '../chat/request.ts';
import { readAction } from './action.ts';
import { isMentioned, type Json, mentionsOf, object, string, type TeamsActivity } from './activity.ts';
import { messageAddress } from './address.ts';
import { htmlToText } from './html.ts';
import type { People } from './members.ts';

const FILE_DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';

/** The words without the mention of the desk; other people's mentions read as `@name`. */
function textOf(activity: TeamsActivity): string {
  let text = activity.text;
  for (const mention of mentionsOf(activity)) {
    if (mention.text === '') continue;
    const desk = mention.id === activity.recipient.id;
    const name = mention.name || mention.text.replace(/<[^>]*>/g, '');
    text = text.replaceAll(mention.text, desk ? ' ' : `@${name}`);
  }
  return htmlToText(text);
}

function file(attachment: Json): IncomingFile | null {
  const contentType = string(attachment.contentType);
  const url = string(attachment.contentUrl) || null;
  const content = object(attachment.content);
  const download = contentType === FILE_DOWNLOAD;
  if (!download && !contentType.startsWith('image/')) return null;
  const downloadUrl = string(content.downloadUrl) || url;
  const externalId = string(content.uniqueId) || downloadUrl;
  if (externalId === null) return null;
  return {
    externalId,
    name: string(attachment.name) || 'image',
    mimeType: download ? null : contentType,
    size: null,
    // The address of a picture within a message is for the desk alone.
    url: download ? url : null,
    downloadUrl,
  };
}

function messageAct(activity: TeamsActivity): ChatAct | null {
  const files = activity.attachments.map(file).filter((found) => found !== null);
  const text = textOf(activity);
  const named = isMentioned(activity);
  if (text === '' && files.length === 0 && !named) return null;
  return { type: 'message', text, mentioned: named || activity.conversationType === 'personal', files };
}

function shortcutAct(activity: TeamsActivity): ChatAct | null {
  const message = object(object(activity.value).messagePayload);
  const { content } = object(message.body);
  const { user, application } = object(message.from);
  const author = string(object(user).displayName) || string(object(application).displayName);
  return { type: 'shortcut', verb: 'openFromMessage', text: htmlToText(string(content)), author };
}

function actOf(activity: TeamsActivity): ChatAct | null {
  const action = readAction(activity);
  if (action) {
    const { kind, verb, args, values } = action;
    return kind === 'click' ? { type: 'click', verb, args } : { type: 'form', verb, args, values };
  }
  if (activity.type === 'message') return messageAct(activity);
  return activity.name === 'composeExtension/fetchTask' ? shortcutAct(activity) : null;
}

function placeOf(activity: TeamsActivity, act: ChatAct): ChatPlace {
  const { conversation, root } = activity;
  const message = act.type === 'message' ? activity.id : activity.replyTo;
  return {
    kind: activity.conversationType === 'personal' ? 'direct' : 'channel',
    conversation,
    thread: root === message ? null : root,
    message: message && messageAddress(message, root),
  };
}

/** An activity as what it asks of the desk; null when it asks nothing, or when another bot speaks. */
export async function toRequest(
  deps: { people: People },
  workspaceId: string,
  deliveryKey: string,
  activity: TeamsActivity,
): Promise<ChatRequest | null> {
  if (activity.type !== 'message' && activity.type !== 'invoke') return null;
  const what = actOf(activity);
  if (what === null) return null;
  const who = await deps.people.of(activity);
  if (who.kind === 'bot') return null;
  return { platform: 'teams', workspaceId, deliveryKey, who, where: placeOf(activity, what), what };
}
