import type { ChatAct, ChatRequest } from '../chat/request.ts';
import type { Incoming } from './incoming.ts';
import type { People } from './people.ts';
import type { SlackSettings } from './settings.ts';
import { mentioned, toText } from './toText.ts';

/** More mentions than this in one message keep their ids: each may cost a question to Slack. */
const MOST_NAMES = 10;

interface Deps {
  readonly people: People;
  readonly commandNames: SlackSettings['commandNames'];
  /** The desk's own account, if known. */
  readonly botUser: () => string | null;
}

/** What a payload asks of the desk; null if it asks nothing, such as a command of another name. Never rejects. */
export async function toRequest(
  deps: Deps,
  workspaceId: string,
  deliveryKey: string,
  incoming: Incoming,
): Promise<ChatRequest | null> {
  const [who, what] = await Promise.all([
    deps.people.get(incoming.team, incoming.user.id, incoming.user.name),
    toAct(deps, incoming),
  ]);
  if (what === null) return null;
  return { platform: 'slack', workspaceId, deliveryKey, who, where: incoming.place, what };
}

async function toAct(deps: Deps, incoming: Incoming): Promise<ChatAct | null> {
  const { act } = incoming;
  switch (act.type) {
    case 'message':
      return { ...act, text: await plain(deps, incoming, act.text) };
    case 'command': {
      const name = commandName(deps.commandNames, act.command);
      return name === null ? null : { type: 'command', name, text: await plain(deps, incoming, act.text) };
    }
    case 'click':
      return { type: 'click', verb: act.verb, args: act.args };
    case 'form':
      return { type: 'form', verb: act.verb, args: act.args, values: act.values };
    case 'shortcut':
      return {
        type: 'shortcut',
        verb: 'openFromMessage',
        text: await plain(deps, incoming, act.text),
        author: act.author === null ? '' : (await deps.people.get(incoming.team, act.author, null)).name,
      };
  }
}

function commandName(names: Deps['commandNames'], command: string): string | null {
  if (command === names.ticket) return 'ticket';
  return command === names.ask ? 'ask' : null;
}

async function plain(deps: Deps, incoming: Incoming, text: string): Promise<string> {
  const self = incoming.botUser ?? deps.botUser();
  const accounts = mentioned(text).filter((account) => account !== self);
  const named = await Promise.all(
    accounts
      .slice(0, MOST_NAMES)
      .map(async (account) => [account, (await deps.people.get(incoming.team, account, null)).name] as const),
  );
  return toText(text, self, new Map(named));
}
