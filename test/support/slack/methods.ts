import { at, listAt, textAt } from '../../../src/slack/json.ts';
import { faultsOfBlocks, faultsOfView } from './blocks.ts';
import type { Args } from './faults.ts';
import { reading } from './reading.ts';
import { knownUser, type Method, Refusal, required, structured } from './refusal.ts';
import { BOT_ID, BOT_USER, type SlackMessage, TEAM, type Workspace } from './workspace.ts';

/** Slack refuses messages whose blocks are longer in all. */
const MOST_BLOCK_TEXT = 13_200;
const MOST_TEXT = 40_000;

/** Methods of the Web API that the desk may call; every other is `unknown_method`. */
export function methods(
  space: Workspace,
  onPost: (message: SlackMessage) => void,
): Readonly<Record<string, Method>> {
  return {
    ...reading(space),
    'auth.test': () => ({
      url: 'https://acme.slack.com/',
      team: 'Acme',
      user: 'firstline',
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: BOT_ID,
    }),
    'chat.postMessage': (args) => {
      const message = newMessage(space, conversationFor(space, required(args, 'channel')), args, null);
      space.messages.push(message);
      onPost(message);
      return {
        channel: message.channel,
        ts: message.ts,
        message: { text: message.text, user: BOT_USER, bot_id: BOT_ID },
      };
    },
    'chat.postEphemeral': (args) => {
      const channel = required(args, 'channel');
      const user = required(args, 'user');
      if (!space.users.has(user)) throw new Refusal('user_not_in_channel');
      const message = newMessage(space, conversationFor(space, channel), args, user);
      space.messages.push(message);
      return { message_ts: message.ts };
    },
    'chat.update': (args) => {
      const ts = required(args, 'ts');
      const channel = required(args, 'channel');
      const message = space.messages.find(
        (each) => each.channel === channel && each.ts === ts && each.onlyFor === null,
      );
      if (message === undefined) throw new Refusal('message_not_found');
      if (message.user !== BOT_USER) throw new Refusal('cant_update_message');
      const content = contentOf(args);
      Object.assign(message, content, { edits: message.edits + 1 });
      return { channel, ts, text: content.text };
    },
    'chat.getPermalink': (args) => ({
      permalink: `https://acme.slack.com/archives/${required(args, 'channel')}/p${required(args, 'message_ts').replace('.', '')}`,
    }),
    'conversations.open': (args) => {
      const user = knownUser(space, required(args, 'users'));
      if (user.deactivated === true) throw new Refusal('user_disabled');
      return { channel: { id: space.direct(user.id) } };
    },
    'views.open': (args) => {
      const view = structured(args.view);
      const faults = faultsOfView(view);
      if (faults.length > 0) throw new Refusal('invalid_arguments', faults);
      const used = space.useTrigger(required(args, 'trigger_id'));
      if ('refused' in used) throw new Refusal(used.refused);
      const id = space.nextId('V');
      space.views.push({ id, user: used.user, view: Object(view) });
      return { view: { ...Object(view), id } };
    },
  };
}

/** A message as the arguments of a post have it; throws Slack's refusal if they are wrong. */
export function newMessage(
  space: Workspace,
  channel: string,
  args: Args,
  onlyFor: string | null,
): SlackMessage {
  const thread = textAt(args, 'thread_ts');
  if (thread !== null && !space.messages.some((each) => each.channel === channel && each.ts === thread)) {
    throw new Refusal('thread_not_found');
  }
  const metadata = structured(args.metadata);
  if (
    metadata !== undefined &&
    (textAt(metadata, 'event_type') === null || at(metadata, 'event_payload') === undefined)
  ) {
    throw new Refusal('invalid_metadata_format');
  }
  return {
    ...contentOf(args),
    ts: space.nextTs(),
    channel,
    user: BOT_USER,
    thread,
    metadata,
    edits: 0,
    onlyFor,
    sent: args,
  };
}

function contentOf(args: Args): { text: string; blocks: readonly unknown[] } {
  const blocks = listAt({ blocks: structured(args.blocks) }, 'blocks');
  const text = textAt(args, 'text') ?? '';
  if (text === '' && blocks.length === 0) throw new Refusal('no_text');
  if (text.length > MOST_TEXT) throw new Refusal('msg_too_long');
  const faults = faultsOfBlocks(blocks, 'message');
  if (faults.length > 0) throw new Refusal('invalid_blocks', faults);
  if (JSON.stringify(blocks).length > MOST_BLOCK_TEXT) throw new Refusal('msg_blocks_too_long');
  return { text, blocks };
}

/** Slack takes an account as its direct conversation. */
function conversationFor(space: Workspace, id: string): string {
  if (space.users.has(id)) return space.direct(id);
  if (space.directUser(id) !== null) return id;
  const channel = space.channels.get(id);
  if (channel === undefined) throw new Refusal('channel_not_found');
  if (channel.archived === true) throw new Refusal('is_archived');
  if (channel.withoutDesk === true)
    throw new Refusal(channel.private === true ? 'channel_not_found' : 'not_in_channel');
  return id;
}
