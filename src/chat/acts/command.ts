import type { NewFile } from '../../app/ports.ts';
import type { GivenCommand, ParsedCommand } from '../commands.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAnswer } from '../request.ts';
import { nearestCommand } from '../views/help.ts';
import { articleCommand } from './article.ts';
import { type Asker, privately } from './asker.ts';
import { formFor, openForm } from './forms.ts';
import { ask } from './message.ts';
import { showLedger } from './prove.ts';
import { showHelp, showMine, showQueue } from './read.ts';
import { changeRota, showOnCall } from './rota.ts';
import { showTraining } from './training.ts';
import { doWork, explainTicket, showTicket } from './work.ts';

/** Does what a command says; a slip is answered with what was probably meant. `files` go with what it writes. */
export async function doCommand(
  deps: ChatDeps,
  asker: Asker,
  command: ParsedCommand,
  files: readonly NewFile[],
): Promise<ChatAnswer> {
  if (!command.ok) {
    const form = await formInstead(deps, asker, command);
    return (
      form ?? privately(nearestCommand(command, deps.commandName(asker.request.platform), asker.language))
    );
  }
  return doGiven(deps, asker, command, files);
}

async function doGiven(
  deps: ChatDeps,
  asker: Asker,
  { verb, ticket, args }: GivenCommand,
  files: readonly NewFile[],
): Promise<ChatAnswer> {
  switch (verb) {
    case 'help':
      return showHelp(deps, asker);
    case 'mine':
      return showMine(deps, asker);
    case 'queue':
      return showQueue(deps, asker, args.team);
    case 'oncall':
      return showOnCall(deps, asker, args.rota);
    case 'swap':
    case 'cover':
    case 'withdraw':
      return changeRota(deps, asker, verb, args);
    case 'show':
      return showTicket(deps, asker, ticket ?? '');
    case 'explain':
      return explainTicket(deps, asker, ticket ?? '');
    case 'prove':
      return showLedger(deps, asker, ticket ?? '');
    case 'ask':
      return ask(deps, asker, args.text ?? '', files);
    case 'article':
      return articleCommand(deps, asker, args.article ?? '');
    case 'training':
      return showTraining(deps, asker);
    case 'open':
      return openForm(deps, asker, { question: null, text: args.text ?? '' });
    default:
      return doWork(deps, asker, verb, ticket ?? '', args, files);
  }
}

/** `/ticket resolve INC-1042` without its text opens the form for it, where the platform can open one now. */
async function formInstead(
  deps: ChatDeps,
  asker: Asker,
  slip: Extract<ParsedCommand, { ok: false }>,
): Promise<ChatAnswer | null> {
  const { request } = asker;
  if (request.what.type !== 'command' || slip.problem !== 'missingArgument' || !slip.ticket || !slip.nearest)
    return null;
  return formFor(deps, asker, slip.nearest, { ticket: slip.ticket });
}
