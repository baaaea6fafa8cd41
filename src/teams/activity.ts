import type { Language } from '../domain/desk.ts';

/** A person or bot as the Bot Framework names it: `29:…` people, `28:…` bots. */
interface TeamsAccount {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string | null;
  readonly role: string | null;
}

/** What the desk reads of a Bot Framework activity; everything else stays in the raw payload. */
export interface TeamsActivity {
  readonly type: string;
  readonly id: string;
  /** Name of an invoke, such as `task/fetch`. */
  readonly name: string;
  readonly action: string;
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly from: TeamsAccount;
  readonly recipient: TeamsAccount;
  /** `personal`, `channel` or `groupChat`. */
  readonly conversationType: string;
  /** Without the thread. */
  readonly conversation: string;
  /** Id of the root message, when the activity belongs to a channel's thread. */
  readonly root: string | null;
  readonly replyTo: string | null;
  readonly text: string;
  readonly value: unknown;
  readonly entities: readonly Json[];
  readonly attachments: readonly Json[];
  readonly membersAdded: readonly string[];
  readonly membersRemoved: readonly string[];
  readonly language: Language | null;
  readonly team: { readonly id: string; readonly groupId: string | null } | null;
  /** The channel that an event of a team speaks of. */
  readonly channel: string | null;
  /** `standard`, `private` or `shared`; empty when Teams does not tell. */
  readonly channelType: string;
  /** `channelCreated`, `channelDeleted`, … */
  readonly event: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** The value as an object; empty for everything that is none. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function account(value: unknown): TeamsAccount {
  const { id, name, aadObjectId, role } = object(value);
  return {
    id: string(id),
    name: string(name),
    aadObjectId: string(aadObjectId) || null,
    role: string(role) || null,
  };
}

/**
 * Splits a channel's conversation id, `19:…@thread.tacv2;messageid=…`, into the channel and the thread's root message.
 */
export function splitConversation(id: string): { conversation: string; root: string | null } {
  const [conversation = '', ...rest] = id.split(';');
  const root = rest.find((part) => part.startsWith('messageid='))?.slice('messageid='.length);
  return { conversation, root: root || null };
}

function languageOf(locale: string): Language | null {
  if (/^zh\b/i.test(locale)) return 'zh';
  return /^en\b/i.test(locale) ? 'en' : null;
}

/**
 * Reads an activity of Teams; null when it is malformed or does not come from Teams.
 * Source of the shape: "Bot Framework -- Activity" and "Bot activity handlers" of Microsoft's documentation.
 */
export function readActivity(payload: unknown): TeamsActivity | null {
  const raw = object(payload);
  const conversation = object(raw.conversation);
  const channelData = object(raw.channelData);
  const team = object(channelData.team);
  const tenant = string(conversation.tenantId) || string(object(channelData.tenant).id);
  const from = account(raw.from);
  const { type, serviceUrl } = raw;
  if (typeof type !== 'string' || type === '' || raw.channelId !== 'msteams') return null;
  if (typeof serviceUrl !== 'string' || !URL.canParse(serviceUrl)) return null;
  if (from.id === '' || tenant === '' || string(conversation.id) === '') return null;
  const locale = string(raw.locale) || string(objects(raw.entities).find((entity) => entity.locale)?.locale);
  return {
    type,
    id: string(raw.id),
    name: string(raw.name),
    action: string(raw.action),
    serviceUrl,
    tenant,
    from,
    recipient: account(raw.recipient),
    conversationType: string(conversation.conversationType) || 'personal',
    ...splitConversation(string(conversation.id)),
    replyTo: string(raw.replyToId) || null,
    text: string(raw.text),
    value: raw.value,
    entities: objects(raw.entities),
    attachments: objects(raw.attachments),
    membersAdded: objects(raw.membersAdded).map((member) => string(member.id)),
    membersRemoved: objects(raw.membersRemoved).map((member) => string(member.id)),
    language: languageOf(locale),
    team: string(team.id) ? { id: string(team.id), groupId: string(team.aadGroupId) || null } : null,
    channel: string(object(channelData.channel).id) || null,
    channelType: string(object(channelData.channel).type),
    event: string(channelData.eventType),
  };
}

/** Everybody whom an activity mentions; `text` is how the mention stands in its text. */
export function mentionsOf({
  entities,
}: TeamsActivity): readonly { readonly id: string; readonly text: string; readonly name: string }[] {
  return entities
    .filter((entity) => entity.type === 'mention')
    .map((entity) => {
      const { id, name } = object(entity.mentioned);
      return { id: string(id), text: string(entity.text), name: string(name) };
    });
}

/** The desk is mentioned. */
export function isMentioned(activity: TeamsActivity): boolean {
  return mentionsOf(activity).some(({ id }) => id === activity.recipient.id);
}
