import { randomUUID } from 'node:crypto';
import type { ConversationReferences, Workspaces } from '../app/ports.ts';
import { type Channel, ChannelError, type Destination, type PostedMessage } from '../chat/channel.ts';
import { splitConversation } from './activity.ts';
import type { BotService, ConversationAddress } from './adapter.ts';
import {
  messageAddress,
  permalink,
  readReference,
  type StoredReference,
  splitMessage,
  threadConversation,
} from './address.ts';
import { channelError } from './errors.ts';
import { renderMessage, type TeamsMessage } from './render.ts';
import type { TeamsEndpoints } from './settings.ts';

export interface TeamsChannelDeps {
  readonly service: BotService;
  readonly workspaces: Workspaces;
  readonly references: ConversationReferences;
  readonly endpoints: TeamsEndpoints;
}

/** Ids of a team's channels, whose messages hang in threads; group chats end in `@thread.v2`, personal ones begin `a:`. */
function isChannel(conversation: string): boolean {
  return /@thread\.(?:tacv2|skype)$/.test(conversation);
}

async function tenantOf({ workspaces }: TeamsChannelDeps, workspaceId: string): Promise<string> {
  const workspace = await workspaces.get(workspaceId);
  if (workspace === null) throw new ChannelError('gone', `There is no workspace ${workspaceId}`);
  if (workspace.externalId === null) throw new ChannelError('down', 'Nothing has come from Teams yet');
  return workspace.externalId;
}

/**
 * The stored reference. A channel that never spoke is tried at the general address, which works where the desk is
 * installed in its team; a personal chat that is not stored cannot be reached.
 */
async function reach(
  deps: TeamsChannelDeps,
  workspaceId: string,
  conversation: string,
): Promise<StoredReference> {
  const reference = readReference(await deps.references.get(workspaceId, conversation));
  if (reference !== null) return reference;
  if (!isChannel(conversation))
    throw new ChannelError('forbidden', 'The desk is not installed for this chat');
  const tenant = await tenantOf(deps, workspaceId);
  return { serviceUrl: deps.endpoints.service, conversationType: 'channel', tenant, groupId: null };
}

async function postMessage(
  deps: TeamsChannelDeps,
  destination: Destination,
  message: TeamsMessage,
): Promise<PostedMessage> {
  const { workspaceId, conversation, thread } = destination;
  const reference = await reach(deps, workspaceId, conversation);
  const { serviceUrl, tenant } = reference;
  if (!isChannel(conversation)) {
    const id = await deps.service.send({ serviceUrl, conversation }, message);
    return { conversation, message: id, permalink: null };
  }
  let address: string;
  if (thread === null) {
    const opened = splitConversation(
      await deps.service.open(serviceUrl, { tenant, channel: conversation, message }),
    );
    if (opened.root === null) throw new ChannelError('down', 'Teams gave no message', { maybeSent: true });
    address = opened.root;
  } else {
    const { root } = splitMessage(thread);
    const to = { serviceUrl, conversation: threadConversation(conversation, root) };
    address = messageAddress(await deps.service.send(to, message), root);
  }
  return { conversation, message: address, permalink: permalink(conversation, address, reference) };
}

/** Nobody is mentioned in a personal chat. */
const PERSONAL = { team: null, unmentioned: false } as const;

async function openDirect(deps: TeamsChannelDeps, workspaceId: string, account: string): Promise<string> {
  const tenant = await tenantOf(deps, workspaceId);
  const serviceUrl = deps.endpoints.service;
  try {
    const conversation = await deps.service.open(serviceUrl, { tenant, account });
    const reference: StoredReference = { serviceUrl, conversationType: 'personal', tenant, groupId: null };
    await deps.references.save({
      workspaceId,
      conversation,
      kind: 'direct',
      account,
      reference,
      ...PERSONAL,
    });
    return conversation;
  } catch (fault) {
    const error = channelError(fault);
    if (error.code !== 'gone' && error.code !== 'rejected') throw error;
    throw new ChannelError('forbidden', 'The desk is not installed for this person', { cause: error });
  }
}

/** Teams, as a place to post to. It cannot search for what a lost answer left behind: `find` says unknowable. */
export function teamsChannel(deps: TeamsChannelDeps): Channel {
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (fault) {
      if (fault instanceof ChannelError) throw fault;
      throw new ChannelError('down', 'The desk could not look up where to post', { cause: fault });
    }
  }
  return {
    platform: 'teams',
    post: (destination, view) =>
      guarded(() => postMessage(deps, destination, renderMessage(view, randomUUID()))),
    update: (workspaceId, posted, view) =>
      guarded(async () => {
        const { serviceUrl } = await reach(deps, workspaceId, posted.conversation);
        const { id, root } = splitMessage(posted.message);
        const conversation = isChannel(posted.conversation)
          ? threadConversation(posted.conversation, root)
          : posted.conversation;
        const at: ConversationAddress = { serviceUrl, conversation };
        await deps.service.update(at, id, renderMessage(view, randomUUID()));
      }),
    direct: (workspaceId, account) =>
      guarded(async () => {
        const known = await deps.references.direct(workspaceId, account);
        return known === null ? openDirect(deps, workspaceId, account) : known.conversation;
      }),
    find: async () => 'unknowable',
  };
}
