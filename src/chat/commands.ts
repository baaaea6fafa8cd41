import { AGENT_COMMANDS } from './commands/agents.ts';
import { READERS, readTicket } from './commands/arguments.ts';
import type { ArgumentName, Command, Verb } from './commands/command.ts';
import { EVERYBODY_COMMANDS } from './commands/everybody.ts';
import { nearestVerb } from './commands/nearest.ts';

export type { Command, Verb } from './commands/command.ts';

/** Every command of the desk: the grammar, the help and the manifests of the platforms are made from it. */
export const COMMANDS: readonly Command[] = [...EVERYBODY_COMMANDS, ...AGENT_COMMANDS];

/**
 * A command that is not complete or not known. `nearest` is the verb that was probably meant: the given one when only
 * its arguments are wrong. `argument` is what is missing or bad; null when it is the verb or the ticket.
 */
export interface CommandSlip {
  readonly ok: false;
  readonly problem: 'unknownVerb' | 'missingTicket' | 'missingArgument' | 'badArgument';
  readonly nearest: Verb | null;
  /** The part that was not understood, as given; empty when something is missing. */
  readonly given: string;
  readonly ticket: string | null;
  readonly argument: ArgumentName | null;
}

export interface GivenCommand {
  readonly ok: true;
  readonly verb: Verb;
  /** As stored: `INC-1042`. */
  readonly ticket: string | null;
  /** By name of the argument: reasons, tiers, priorities and numbers as the domain spells them; the rest as given. */
  readonly args: Readonly<Record<string, string>>;
}

export type ParsedCommand = GivenCommand | CommandSlip;

/** Verbs that are commands when they are all that was typed. */
const ALONE: readonly Verb[] = ['help', 'mine', 'queue', 'oncall', 'training'];

const ABOUT_ROTAS: readonly Verb[] = ['oncall', 'swap', 'cover', 'withdraw'];

/** Reads what follows a slash command: always a command, and help when nothing follows. */
export function parseCommand(text: string): ParsedCommand {
  const given = text.trim();
  if (given === '') return { ok: true, verb: 'help', ticket: null, args: {} };
  const { word, rest } = firstWord(given);
  const command = commandNamed(word);
  if (command) return readCommand(command, rest);
  const ticket = readTicket(given);
  if (ticket) return slip('unknownVerb', 'show', given, ticket.value);
  const number = readTicket(rest)?.value ?? null;
  return slip('unknownVerb', nearestVerb(word, COMMANDS), word, number);
}

/**
 * Reads what was typed in a conversation. Only a verb followed by the number of a ticket, a command about a rota and a
 * day, `article` with a name of one word, or exactly one of help, mine, queue, oncall and training, is a command; null
 * for everything else, which is a question or, seldom, a slip (`typedSlip`).
 */
export function parseTyped(text: string): ParsedCommand | null {
  const given = text.trim();
  const { word, rest } = firstWord(given);
  const command = commandNamed(word);
  if (!command) return null;
  if (rest === '' && ALONE.includes(command.verb)) return readCommand(command, '');
  if (ABOUT_ROTAS.includes(command.verb)) return readAboutRotas(command, rest);
  if (command.verb === 'article') return /^\S+$/.test(rest) ? readCommand(command, rest) : null;
  if (!command.ticket && command.verb !== 'open') return null;
  return readTicket(rest) ? readCommand(command, rest) : null;
}

/** One name after *oncall*; a name and a day after the others, whatever else is wrong. */
function readAboutRotas(command: Command, rest: string): ParsedCommand | null {
  if (command.verb === 'oncall') return /^[\w-]+$/.test(rest) ? readCommand(command, rest) : null;
  const read = readCommand(command, rest);
  const [, day] = command.takes;
  return read.ok || (read.argument !== 'rota' && read.argument !== day?.name) ? read : null;
}

/**
 * What was typed, if it is no more than an unknown word and the number of a ticket, and the word is nearly a command:
 * `clam INC-1042`. It may be a question all the same, so it is never thrown away: whoever wrote it is told the nearest
 * command and can still ask it, and if they may see no such ticket it is a question at once.
 */
export function typedSlip(text: string): CommandSlip | null {
  const { word, rest } = firstWord(text.trim());
  const ticket = readTicket(rest);
  if (commandNamed(word) || ticket?.rest !== '') return null;
  const nearest = nearestVerb(
    word,
    COMMANDS.filter((command) => command.ticket),
  );
  return nearest === null ? null : slip('unknownVerb', nearest, word, ticket.value);
}

/** Letters up to the first space; Chinese needs no space before the number: `认领INC-1042`. */
function firstWord(text: string): { word: string; rest: string } {
  const word = /^\p{Script=Han}+/u.exec(text)?.[0] ?? /^\S+/.exec(text)?.[0] ?? '';
  return { word, rest: text.slice(word.length).trim() };
}

function commandNamed(word: string): Command | undefined {
  const name = word.toLowerCase();
  return COMMANDS.find((command) => command.names.includes(name) || command.zh.includes(name));
}

function readCommand(command: Command, given: string): ParsedCommand {
  const { verb } = command;
  const ticket = readTicket(given);
  if (!command.ticket) {
    // Who opens a ticket that is there already wants to see it.
    if (verb === 'open' && ticket?.rest === '')
      return { ok: true, verb: 'show', ticket: ticket.value, args: {} };
    return readArguments(command, null, given);
  }
  if (!ticket) return slip('missingTicket', verb, given, null);
  return readArguments(command, ticket.value, ticket.rest);
}

function readArguments(command: Command, ticket: string | null, given: string): ParsedCommand {
  const args: Record<string, string> = {};
  let rest = given;
  for (const { name, required } of command.takes) {
    const found = READERS[name](rest);
    if (found === 'wrong') return slip('badArgument', command.verb, rest, ticket, name);
    if (found === 'absent') {
      if (required) return slip('missingArgument', command.verb, '', ticket, name);
      continue;
    }
    args[name] = found.value;
    rest = found.rest;
  }
  return { ok: true, verb: command.verb, ticket, args };
}

function slip(
  problem: CommandSlip['problem'],
  nearest: Verb | null,
  given: string,
  ticket: string | null,
  argument: ArgumentName | null = null,
): CommandSlip {
  return { ok: false, problem, nearest, given, ticket, argument };
}
