import { object, string, type TeamsActivity } from './activity.ts';

const THREAD = ';messageid=';

/**
 * Id under which the desk knows a message. A reply in a channel's thread carries the thread's root with it
 * (`<id>;messageid=<root>`), since Teams edits it only under the address of its thread.
 */
export function messageAddress(id: string, root: string | null): string {
  return root === null || root === id ? id : `${id}${THREAD}${root}`;
}

/** The parts of a `messageAddress`; the root of a message that is one itself is its own id. */
export function splitMessage(address: string): { id: string; root: string } {
  const [id = '', root] = address.split(THREAD);
  return { id, root: root ?? id };
}

/** The conversation id of a channel's thread. */
export function threadConversation(conversation: string, root: string): string {
  return `${conversation}${THREAD}${root}`;
}

/** How a conversation is reached later; kept as JSON. */
export interface StoredReference {
  readonly serviceUrl: string;
  readonly conversationType: string;
  readonly tenant: string;
  /** Id of the Microsoft 365 group behind a team, for links. */
  readonly groupId: string | null;
}

export function referenceOf(activity: TeamsActivity): StoredReference {
  const { serviceUrl, conversationType, tenant, team } = activity;
  return { serviceUrl, conversationType, tenant, groupId: team?.groupId ?? null };
}

/** Reads a stored reference; null when there is none. */
export function readReference(stored: unknown): StoredReference | null {
  const { serviceUrl, conversationType, tenant, groupId } = object(stored);
  if (string(serviceUrl) === '') return null;
  return {
    serviceUrl: string(serviceUrl),
    conversationType: string(conversationType),
    tenant: string(tenant),
    groupId: string(groupId) || null,
  };
}

/** Link that opens a message of a channel. Source: "Deep links to a chat or message" of Microsoft's documentation. */
export function permalink(
  conversation: string,
  address: string,
  reference: { tenant: string; groupId: string | null },
): string {
  const { id, root } = splitMessage(address);
  const query = new URLSearchParams({ tenantId: reference.tenant, parentMessageId: root });
  if (reference.groupId !== null) query.set('groupId', reference.groupId);
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${id}?${query}`;
}
