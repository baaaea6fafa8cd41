import { askQuestion } from '../../app/askQuestion.ts';
import { keepText } from '../../app/keepText.ts';
import type { NewFile, Place } from '../../app/ports.ts';
import { workTicket } from '../../app/workTicket.ts';
import { maySee } from '../../domain/access.ts';
import { courtesyOf } from '../../domain/courtesy.ts';
import { DomainError } from '../../domain/errors.ts';
import { isThanks } from '../../domain/thanks.ts';
import { parseTyped, typedSlip } from '../commands.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAct, ChatAnswer } from '../request.ts';
import { doneView } from '../views/answers.ts';
import { chooseTicket } from '../views/chooseTicket.ts';
import { courtesyView, typedSlipView, welcome } from '../views/help.ts';
import { type Asker, contextFor, NOTHING, privately } from './asker.ts';
import { doCommand } from './command.ts';
import { newFiles } from './files.ts';

type Message = Extract<ChatAct, { type: 'message' }>;

/**
 * What somebody typed: a command if it is unmistakably one, a word in a ticket's thread, else a question. What was not
 * meant for the desk is left alone.
 */
export async function takeMessage(deps: ChatDeps, asker: Asker, message: Message): Promise<ChatAnswer> {
  const { request, place } = asker;
  const command = message.mentioned ? parseTyped(message.text) : null;
  if (command) return doCommand(deps, asker, command, newFiles(asker, message.files));
  const { thread } = request.where;
  const found = thread === null ? null : await deps.store.reads.ticketOfThread({ ...place, thread });
  const slip = message.mentioned ? await answerSlip(deps, asker, message, found?.number ?? null) : null;
  if (slip) return slip;
  if (found) return sayInTicket(deps, asker, found, message);
  if (!message.mentioned) return NOTHING;
  if (message.text.trim() === '' && message.files.length === 0) {
    return privately(welcome(asker.language, deps.commandName(request.platform)));
  }
  // A thank-you may be for somebody who works on a ticket, a greeting is for the desk.
  const greets = message.files.length === 0 && courtesyOf(message.text) === 'greeting';
  // A personal chat in Teams has no threads, so a plain text may be about a ticket.
  if (request.platform === 'teams' && place.kind === 'direct' && !greets) {
    const answer = await aboutOpenTicket(deps, asker, message);
    if (answer) return answer;
  }
  return ask(deps, asker, message.text, newFiles(asker, message.files));
}

/** Asks the knowledge base; the answer comes where the question was asked. Mere politeness is no question. */
export async function ask(
  deps: ChatDeps,
  asker: Asker,
  text: string,
  files: readonly NewFile[],
): Promise<ChatAnswer> {
  const { request, person } = asker;
  const courtesy = files.length === 0 ? courtesyOf(text) : null;
  if (courtesy) return privately(courtesyView(courtesy, asker.language, deps.commandName(request.platform)));
  // Nobody else sees a command in a channel, so nobody else sees what it is answered with.
  const place: Place =
    request.what.type === 'command'
      ? { workspaceId: request.workspaceId, kind: 'direct', conversation: '', thread: null }
      : asker.place;
  await askQuestion(deps, { key: request.deliveryKey, asker: person.id, text, files, kept: null, place });
  return NOTHING;
}

/** Names the nearest command for a slip about a ticket that there is; the words are kept, since they may be none. */
async function answerSlip(
  deps: ChatDeps,
  asker: Asker,
  { text, files }: Message,
  ticket: string | null,
): Promise<ChatAnswer | null> {
  const slip = typedSlip(text);
  const stored = slip?.ticket ? await deps.store.reads.ticket(slip.ticket) : null;
  const { request, person, place, language } = asker;
  if (!slip || !stored || !maySee({ person: person.id }, stored.ticket, await deps.policies.current()))
    return null;
  const key = request.deliveryKey;
  const kept = { key, author: person.id, text, files: newFiles(asker, files), place };
  const { body } = await keepText(deps, kept);
  const meant = { ticket, kept: body, request: key };
  return privately(typedSlipView(slip, deps.commandName(request.platform), meant, language));
}

async function sayInTicket(
  deps: ChatDeps,
  asker: Asker,
  ticket: { readonly number: string; readonly side: 'requester' | 'agents' },
  message: Message,
): Promise<ChatAnswer> {
  const { request, person } = asker;
  const id = deps.newId();
  try {
    await workTicket(deps, {
      key: request.deliveryKey,
      actor: person.id,
      number: ticket.number,
      command: {
        type: 'reply',
        body: id,
        thanks: isThanks(message.text),
        inThread: ticket.side === 'agents',
      },
      body: { id, author: person.id, text: message.text, files: newFiles(asker, message.files) },
    });
  } catch (error) {
    // A bystander who talks in a thread, and is not talking to the desk, needs no lesson.
    const bystander =
      error instanceof DomainError && (error.code === 'notAllowed' || error.code === 'ticketUnknown');
    if (bystander && !message.mentioned) return NOTHING;
    throw error;
  }
  return NOTHING;
}

async function aboutOpenTicket(deps: ChatDeps, asker: Asker, message: Message): Promise<ChatAnswer | null> {
  const { person, request } = asker;
  const open = await deps.store.reads.tickets({ requester: person.id, open: true, limit: 20 });
  const [only, second] = open;
  if (!only) return null;
  // Somebody whose ticket is solved may ask something new, which is not to open the old one again.
  if (!second && only.status !== 'resolved') {
    await sayInTicket(deps, asker, { number: only.number, side: 'requester' }, message);
    return privately(doneView('reply', only.number, await contextFor(deps, asker)));
  }
  const kept = await keepText(deps, {
    key: request.deliveryKey,
    author: person.id,
    text: message.text,
    files: newFiles(asker, message.files),
    place: asker.place,
  });
  return privately(chooseTicket({ tickets: open, kept: kept.body }, await contextFor(deps, asker)));
}
