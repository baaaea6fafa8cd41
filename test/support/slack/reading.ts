import type { Args } from './faults.ts';
import { knownUser, type Method, Refusal, required } from './refusal.ts';
import { BOT_ID, BOT_USER, type SlackMessage, type SlackUser, TEAM, type Workspace } from './workspace.ts';

/** The methods that only read. */
export function reading(space: Workspace): Readonly<Record<string, Method>> {
  const members = (channel: string): readonly string[] => {
    const found = space.channels.get(channel);
    const other = space.directUser(channel);
    if (found === undefined && other === null) throw new Refusal('channel_not_found');
    if (found === undefined) return [BOT_USER, other ?? ''];
    return [...(found.withoutDesk === true ? [] : [BOT_USER]), ...(found.members ?? [])];
  };
  const readable = (channel: string): readonly SlackMessage[] => {
    if (!members(channel).includes(BOT_USER)) throw new Refusal('not_in_channel');
    return space.messages.filter((message) => message.channel === channel && message.onlyFor === null);
  };

  return {
    'conversations.history': (args) => {
      const tops = readable(required(args, 'channel')).filter((message) => message.thread === null);
      return paged(args, tops.filter(since(args)).toReversed());
    },
    'conversations.replies': (args) => {
      const ts = required(args, 'ts');
      const messages = readable(required(args, 'channel'));
      const parent = messages.find((message) => message.ts === ts);
      if (parent === undefined) throw new Refusal('thread_not_found');
      return paged(args, [
        parent,
        ...messages.filter((message) => message.thread === ts).filter(since(args)),
      ]);
    },
    'conversations.info': (args) => {
      const id = required(args, 'channel');
      const present = members(id).includes(BOT_USER);
      const channel = space.channels.get(id);
      return {
        channel: {
          id,
          name: channel?.name,
          is_im: channel === undefined,
          is_member: present,
          is_archived: channel?.archived === true,
        },
      };
    },
    'conversations.members': (args) => ({ members: members(required(args, 'channel')) }),
    'users.info': (args) => ({ user: asUser(knownUser(space, required(args, 'user')), args.include_locale) }),
    'users.lookupByEmail': (args) => {
      const email = required(args, 'email').toLowerCase();
      const user = [...space.users.values()].find((each) => each.email?.toLowerCase() === email);
      if (user === undefined) throw new Refusal('users_not_found');
      return { user: asUser(user, false) };
    },
  };
}

function since(args: Args): (message: SlackMessage) => boolean {
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Number.POSITIVE_INFINITY);
  return ({ ts }) => Number(ts) >= oldest && Number(ts) < latest;
}

function paged(args: Args, messages: readonly SlackMessage[]): Record<string, unknown> {
  const limit = Math.min(999, Number(args.limit ?? 100));
  const from = Number(args.cursor ?? 0);
  const withMetadata = args.include_all_metadata === true || args.include_all_metadata === 'true';
  const more = from + limit < messages.length;
  return {
    messages: messages.slice(from, from + limit).map((message) => asMessage(message, withMetadata)),
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + limit) : '' },
  };
}

/** A message as Slack's events and history have it. */
export function asMessage(message: SlackMessage, withMetadata: boolean): Record<string, unknown> {
  return {
    type: 'message',
    ts: message.ts,
    user: message.user,
    text: message.text,
    ...(message.user === BOT_USER ? { bot_id: BOT_ID, app_id: 'ADESK' } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.thread === null ? {} : { thread_ts: message.thread }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

function asUser(user: SlackUser, locale: unknown): Record<string, unknown> {
  return {
    id: user.id,
    team_id: TEAM,
    name: user.name.toLowerCase().replaceAll(' ', '.'),
    real_name: user.name,
    profile: { real_name: user.name, ...(user.email === undefined ? {} : { email: user.email }) },
    is_bot: user.bot === true,
    is_restricted: user.guest === true,
    deleted: user.deactivated === true,
    ...(locale === true || locale === 'true' ? { locale: user.locale ?? 'en-US' } : {}),
  };
}
