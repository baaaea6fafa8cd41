import type { LocalAccount, LocalFile } from '../app/ports.ts';
import type { ChatAct, ChatPlace, ChatRequest } from '../chat/request.ts';
import { isDirect } from './sight.ts';

/** What somebody did at the page, as the page sends it and as the inbox keeps it. */
export type LocalAct = {
  /** Made by the page for this one act, the same when it is sent again. */
  readonly id: string;
  /** Account of who did it. */
  readonly as: string;
  readonly conversation: string;
  readonly thread: string | null;
  /** What was written (known once it is stored), or the message with the button. */
  readonly message: string | null;
} /** `files`: ids of what was uploaded before. */ & (
  | { readonly type: 'say'; readonly text: string; readonly files: readonly string[] }
  | { readonly type: 'click'; readonly verb: string; readonly args: Readonly<Record<string, string>> }
  | {
      readonly type: 'submit';
      readonly verb: string;
      readonly args: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    }
);

const slashCommand = /^\/(ticket|ask)(?:\s+([\s\S]*))?$/;
/** So many files come with one message at most. */
const mostFiles = 10;
const mention = /(^|\s)@desk(?![\w-])/i;

export function deliveryKey(workspaceId: string, act: Pick<LocalAct, 'as' | 'id'>): string {
  return `local:${workspaceId}:${act.as}:${act.id}`;
}

/** A slash command shows nothing in the conversation, as in other chats. */
export function isCommand(act: LocalAct): boolean {
  return act.type === 'say' && slashCommand.test(act.text.trim());
}

export function toRequest(
  workspaceId: string,
  key: string,
  act: LocalAct,
  account: LocalAccount,
  files: readonly LocalFile[],
): ChatRequest {
  return {
    platform: 'local',
    workspaceId,
    deliveryKey: key,
    who: {
      externalId: account.id,
      name: account.name,
      email: account.email,
      language: account.language,
      kind: 'member',
    },
    where: toPlace(act),
    what: toChatAct(act, files),
  };
}

function toPlace(act: LocalAct): ChatPlace {
  const { conversation, thread, message } = act;
  return { kind: isDirect(conversation) ? 'direct' : 'channel', conversation, thread, message };
}

function toChatAct(act: LocalAct, files: readonly LocalFile[]): ChatAct {
  switch (act.type) {
    case 'click':
      return { type: 'click', verb: act.verb, args: act.args };
    case 'submit':
      return { type: 'form', verb: act.verb, args: act.args, values: act.values };
    case 'say':
      return toMessageOrCommand(act.conversation, act.text, files);
  }
}

function toMessageOrCommand(conversation: string, text: string, files: readonly LocalFile[]): ChatAct {
  const command = slashCommand.exec(text.trim());
  if (command?.[1]) return { type: 'command', name: command[1], text: command[2]?.trim() ?? '' };
  return {
    type: 'message',
    text: withoutMention(text),
    mentioned: isDirect(conversation) || mention.test(text),
    files: files.map(({ id, ...file }) => ({ ...file, externalId: id, url: null, downloadUrl: null })),
  };
}

/** What was written, without the name of the desk. */
export function withoutMention(text: string): string {
  return text.replace(mention, '$1').trim();
}

/** Reads what the page sent, or what the inbox kept of it; null when it is nothing that the page would send. */
export function readAct(payload: unknown): LocalAct | null {
  if (!isRecord(payload)) return null;
  const { type, id, as, conversation, thread = null, message = null } = payload;
  if (!isId(id) || !isId(as) || !isId(conversation)) return null;
  if (!(thread === null || isId(thread)) || !(message === null || isId(message))) return null;
  const where = { id, as, conversation, thread, message };
  const { text, files = [], verb, args, values } = payload;
  if (type === 'say') {
    if (typeof text !== 'string' || !isIds(files)) return null;
    return text.trim() || files.length > 0 ? { ...where, type, text, files } : null;
  }
  if (!isId(verb) || !isStrings(args)) return null;
  if (type === 'click') return message === null ? null : { ...where, type, verb, args };
  if (type === 'submit') return isStrings(values) ? { ...where, type, verb, args, values } : null;
  return null;
}

/** Every text of it that a person wrote. */
export function textsOf(act: LocalAct): readonly string[] {
  if (act.type === 'say') return [act.text];
  return act.type === 'submit' ? Object.values(act.values) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200;
}

function isIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= mostFiles && value.every(isId);
}

function isStrings(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((each) => typeof each === 'string');
}
