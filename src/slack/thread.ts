import { ChannelError } from '../chat/channel.ts';
import type { ThreadPart, WrittenMessage } from '../chat/edge.ts';
import { calling, type SlackClient } from './client.ts';
import { channelError } from './errors.ts';
import type { Identity } from './identity.ts';
import { listAt, textAt } from './json.ts';
import { WRITTEN } from './payload.ts';
import type { People } from './people.ts';
import { toText } from './toText.ts';
import { within } from './within.ts';

/** A form has to be opened within 3 s of the click, and waits no longer for what goes along. */
const PATIENCE_MS = 1_000;
/** One call: Slack lets the desk read a thread 50 times a minute. Of a longer thread its beginning is read. */
const PAGE = 200;

interface Deps {
  readonly client: SlackClient;
  readonly people: People;
  readonly identity: () => Identity | null;
}

/** The newest `limit` of what people wrote in a thread, oldest first. Rejects with a ChannelError, also when late. */
export async function threadMessages(
  deps: Deps,
  part: ThreadPart,
  limit: number,
): Promise<readonly WrittenMessage[]> {
  const outcome = await within(PATIENCE_MS, read(deps, part, limit));
  if (outcome === 'late') throw new ChannelError('down', 'Slack did not tell a thread in time');
  if (outcome instanceof Error) throw channelError(outcome);
  return outcome;
}

async function read(
  { client, people, identity }: Deps,
  { conversation, thread, before }: ThreadPart,
  limit: number,
): Promise<readonly WrittenMessage[]> {
  const answer = await calling(
    client.conversations.replies({
      channel: conversation,
      ts: thread,
      limit: PAGE,
      ...(before === null ? {} : { latest: before, inclusive: false }),
    }),
  );
  const self = identity()?.botUser ?? null;
  const written = listAt(answer, 'messages').filter((message) => isWritten(message, self, before));
  const newest = written.slice(-limit);
  const authors = [...new Set(newest.flatMap((message) => textAt(message, 'user') ?? []))];
  const team = identity()?.team ?? '';
  const named = authors.map(
    async (account) => [account, (await people.get(team, account, null)).name] as const,
  );
  const names = new Map(await Promise.all(named));
  return newest.map((message) => ({
    author: names.get(textAt(message, 'user') ?? '') ?? '',
    text: toText(textAt(message, 'text') ?? '', self, names),
  }));
}

function isWritten(message: unknown, self: string | null, before: string | null): boolean {
  const user = textAt(message, 'user');
  if (user === null || user === self || textAt(message, 'bot_id') !== null) return false;
  return (
    WRITTEN.has(textAt(message, 'subtype')) &&
    textAt(message, 'text') !== null &&
    textAt(message, 'ts') !== before
  );
}
