import type { IncomingFile } from '../chat/request.ts';
import { type Incoming, placeOf, readActor } from './incoming.ts';
import { at, listAt, parsed, stringsAt, textAt } from './json.ts';
import { readSubmission } from './submission.ts';

/** Callback id of the shortcut on messages, as the manifest has it. */
export const SHORTCUT = 'open_from_message';

/** Messages that people write; every other subtype (joins, edits, deletions, …) asks nothing of the desk. */
export const WRITTEN = new Set<string | null>([null, 'file_share', 'thread_broadcast', 'me_message']);

/**
 * Reads a payload of Slack's Events API or interactivity; null when it asks nothing of the desk: bots (its own messages
 * too), edits, joins, and what is said in a channel outside threads without mentioning the desk.
 */
export function readPayload(body: unknown): Incoming | null {
  if (at(body, 'event') !== undefined) return readMessage(body);
  if (textAt(body, 'command') !== null) return readCommand(body);
  switch (textAt(body, 'type')) {
    case 'block_actions':
      return readClick(body);
    case 'view_submission':
      return readSubmission(body);
    case 'message_action':
      return readShortcut(body);
    default:
      return null;
  }
}

/** Whom Slack takes out of a channel hears of it by these; by `member_left_channel` only those who are still in it do. */
export const LEFT = ['channel_left', 'group_left'] as const;

/** The channel that the desk itself is no longer in; null when the event is of something else. */
export function channelLeft(body: unknown): string | null {
  const event = at(body, 'event');
  const left = LEFT.some((type) => type === textAt(event, 'type')) && botOf(body) !== null;
  return left ? textAt(event, 'channel') : null;
}

function botOf(body: unknown): string | null {
  const authorization = listAt(body, 'authorizations')[0];
  return at(authorization, 'is_bot') === true ? textAt(authorization, 'user_id') : null;
}

function readMessage(body: unknown): Incoming | null {
  const event = at(body, 'event');
  const type = textAt(event, 'type');
  const team = textAt(body, 'team_id');
  const user = textAt(event, 'user');
  const conversation = textAt(event, 'channel');
  const ts = textAt(event, 'ts');
  if ((type !== 'message' && type !== 'app_mention') || !WRITTEN.has(textAt(event, 'subtype'))) return null;
  if (team === null || user === null || conversation === null || ts === null) return null;
  // Two bots that answer each other would never end.
  if (textAt(event, 'bot_id') !== null || user === 'USLACKBOT') return null;
  const botUser = botOf(body);
  if (user === botUser) return null;
  const text = textAt(event, 'text') ?? '';
  const place = placeOf(conversation, ts, textAt(event, 'thread_ts'));
  const mentioned =
    place.kind === 'direct' || type === 'app_mention' || (botUser !== null && mentions(text, botUser));
  if (!mentioned && place.thread === null) return null;
  return {
    team,
    teamName: null,
    key: `message/${team}/${conversation}/${ts}`,
    user: { id: user, name: textAt(event, 'user_profile', 'real_name') },
    botUser,
    place,
    triggerId: null,
    responseUrl: null,
    act: { type: 'message', text, mentioned, files: listAt(event, 'files').flatMap(readFile) },
  };
}

function readCommand(body: unknown): Incoming | null {
  const team = textAt(body, 'team_id');
  const user = textAt(body, 'user_id');
  const conversation = textAt(body, 'channel_id');
  const command = textAt(body, 'command');
  const triggerId = textAt(body, 'trigger_id');
  if (team === null || user === null || conversation === null || command === null || triggerId === null)
    return null;
  return {
    team,
    teamName: textAt(body, 'team_domain'),
    key: `command/${team}/${triggerId}`,
    user: { id: user, name: textAt(body, 'user_name') },
    botUser: null,
    place: placeOf(conversation, null, textAt(body, 'thread_ts')),
    triggerId,
    responseUrl: textAt(body, 'response_url'),
    act: { type: 'command', command, text: textAt(body, 'text') ?? '' },
  };
}

function readClick(body: unknown): Incoming | null {
  const actor = readActor(body);
  const action = listAt(body, 'actions')[0];
  const actionId = textAt(action, 'action_id');
  const actionTs = textAt(action, 'action_ts');
  if (actor === null || actionId === null || actionTs === null) return null;
  const conversation =
    textAt(body, 'container', 'channel_id') ?? textAt(body, 'channel', 'id') ?? actor.user.id;
  const message = textAt(body, 'container', 'message_ts') ?? textAt(body, 'container', 'view_id');
  const thread = textAt(body, 'container', 'thread_ts') ?? textAt(body, 'message', 'thread_ts');
  return {
    ...actor,
    key: `click/${actor.team}/${conversation}/${message}/${actionId}/${actionTs}/${actor.user.id}`,
    place: placeOf(conversation, message, thread),
    act: {
      type: 'click',
      verb: actionId.split(':')[0] ?? actionId,
      args: stringsAt(parsed(textAt(action, 'value'))),
    },
  };
}

function readShortcut(body: unknown): Incoming | null {
  const actor = readActor(body);
  const conversation = textAt(body, 'channel', 'id');
  const message = textAt(body, 'message', 'ts');
  if (actor === null || conversation === null || message === null || actor.triggerId === null) return null;
  if (textAt(body, 'callback_id') !== SHORTCUT) return null;
  return {
    ...actor,
    key: `shortcut/${actor.team}/${actor.triggerId}`,
    place: placeOf(conversation, message, textAt(body, 'message', 'thread_ts')),
    act: {
      type: 'shortcut',
      text: textAt(body, 'message', 'text') ?? '',
      author: textAt(body, 'message', 'user') ?? textAt(body, 'message', 'username'),
    },
  };
}

function mentions(text: string, account: string): boolean {
  return text.includes(`<@${account}>`) || text.includes(`<@${account}|`);
}

function readFile(file: unknown): readonly IncomingFile[] {
  const externalId = textAt(file, 'id');
  if (externalId === null) return [];
  const size = at(file, 'size');
  return [
    {
      externalId,
      name: textAt(file, 'name') ?? textAt(file, 'title') ?? externalId,
      mimeType: textAt(file, 'mimetype'),
      size: typeof size === 'number' ? size : null,
      url: textAt(file, 'permalink') ?? textAt(file, 'url_private'),
      downloadUrl: textAt(file, 'url_private_download') ?? textAt(file, 'url_private'),
    },
  ];
}
