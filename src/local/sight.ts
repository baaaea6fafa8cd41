import type { LocalAccount, LocalMessage } from '../app/ports.ts';

const directPrefix = 'dm:';

/** The conversation in which this account and the desk talk alone. */
export function directConversation(account: string): string {
  return `${directPrefix}${account}`;
}

export function isDirect(conversation: string): boolean {
  return conversation.startsWith(directPrefix);
}

/** Every conversation that this account is in. */
export function conversationsOf(account: LocalAccount): readonly string[] {
  return [directConversation(account.id), ...account.channels.filter((channel) => !isDirect(channel))];
}

export function maySee(
  account: LocalAccount,
  message: Pick<LocalMessage, 'conversation' | 'onlyFor'>,
): boolean {
  if (message.onlyFor !== null && message.onlyFor !== account.id) return false;
  return conversationsOf(account).includes(message.conversation);
}
