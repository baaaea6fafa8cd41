import type { Courtesy } from '../../domain/courtesy.ts';
import type { Language } from '../../domain/desk.ts';
import { COMMANDS, type Command, type CommandSlip, type Verb } from '../commands.ts';
import type { Block, Button, Inline, View } from '../view.ts';
import { wordsFor } from '../words/words.ts';
import { buttonBlock, contextBlock, plainView, textBlock } from './pieces.ts';

const EXAMPLE_TICKET = 'INC-1042';

/**
 * Every command that a reader may use, from the table. `commandName` is what is typed first, such as `/ticket`; empty
 * where commands are typed as they are.
 */
export function helpView(language: Language, isAgent: boolean, commandName: string): View {
  const { commands: words } = wordsFor(language);
  const section = (title: string, audience: Command['audience']): readonly Block[] => [
    textBlock({ bold: title }),
    {
      type: 'list',
      items: COMMANDS.filter((command) => command.audience === audience).map((command): readonly Inline[] => [
        { code: typed(commandName, patternOf(command, language)) },
        ` ${command.description[language]}`,
      ]),
    },
  ];
  return {
    fallback: words.helpTitle,
    blocks: [
      { type: 'heading', text: words.helpTitle },
      textBlock(words.helpIntro),
      ...section(words.helpEverybody, 'everybody'),
      ...(isAgent ? section(words.helpAgents, 'agents') : []),
      contextBlock(words.helpHint),
    ],
  };
}

/** To somebody whom the desk meets, or who only greets it. */
export function welcome(language: Language, commandName: string): View {
  const { cards, commands } = wordsFor(language);
  return {
    fallback: `${cards.welcome} ${cards.welcomeHint}`,
    blocks: [
      textBlock({ bold: cards.welcome }),
      textBlock(cards.welcomeHint),
      contextBlock(`${commands.askHint} `, { code: typed(commandName, nameOf('help', language)) }),
    ],
  };
}

/** The answer to mere politeness. */
export function courtesyView(courtesy: Courtesy, language: Language, commandName: string): View {
  return courtesy === 'greeting'
    ? welcome(language, commandName)
    : plainView(wordsFor(language).cards.notAtAll, 'normal');
}

/** What was typed, kept for the case that it was no slip. */
interface Meant {
  /** The ticket in whose thread it was written; null elsewhere. */
  readonly ticket: string | null;
  readonly kept: string;
  /** With which it came: knows where it was written. */
  readonly request: string;
}

/** What was wrong with a command, the nearest one, and how it is written. */
export function nearestCommand(slip: CommandSlip, commandName: string, language: Language): View {
  const { commands: words } = wordsFor(language);
  const nearest = COMMANDS.find((command) => command.verb === slip.nearest);
  const problem = problemText(slip, language);
  const proposal = nearest ? typed(commandName, proposalOf(nearest, slip, language)) : null;
  const lead = slip.problem === 'unknownVerb' ? words.didYouMean : words.forExample;
  return {
    fallback: proposal === null ? problem : `${problem} ${lead}: ${proposal}`,
    blocks: [
      textBlock(problem),
      ...(proposal === null ? [] : [textBlock(`${lead} `, { code: proposal })]),
      contextBlock(`${words.askHint} `, { code: typed(commandName, nameOf('help', language)) }),
    ],
  };
}

/** The same for what was typed in a conversation, which may have been meant as it stands. */
export function typedSlipView(
  slip: CommandSlip,
  commandName: string,
  meant: Meant,
  language: Language,
): View {
  const { buttons } = wordsFor(language);
  const { ticket, kept, request } = meant;
  const asItStands: Button =
    ticket === null
      ? { label: buttons.askAnyway, verb: 'newQuestion', args: { kept, request } }
      : { label: buttons.sayAnyway, verb: 'chooseTicket', args: { kept, ticket } };
  const view = nearestCommand(slip, commandName, language);
  return { ...view, blocks: [...view.blocks, ...buttonBlock([asItStands])] };
}

function problemText(slip: CommandSlip, language: Language): string {
  const { commands: words } = wordsFor(language);
  if (slip.problem === 'missingTicket' && slip.nearest) {
    return words.missingTicket({ verb: nameOf(slip.nearest, language) });
  }
  if (slip.argument === null) return words.noSuchCommand({ given: slip.given });
  return slip.problem === 'missingArgument' ? words.missing[slip.argument] : words.bad[slip.argument];
}

/** The given ticket with the command that was meant, or the command's example about that ticket. */
function proposalOf(command: Command, slip: CommandSlip, language: Language): string {
  const example = command.example[language];
  return slip.ticket === null ? example : example.replace(EXAMPLE_TICKET, slip.ticket);
}

function nameOf(verb: Verb, language: Language): string {
  const command = COMMANDS.find((each) => each.verb === verb);
  return (language === 'zh' ? command?.zh[0] : command?.names[0]) ?? verb;
}

function patternOf(command: Command, language: Language): string {
  const { argument } = wordsFor(language).names;
  const args = command.takes.map(({ name, required }) => (required ? argument[name] : `[${argument[name]}]`));
  return [nameOf(command.verb, language), ...(command.ticket ? [EXAMPLE_TICKET] : []), ...args].join(' ');
}

function typed(commandName: string, rest: string): string {
  return commandName === '' ? rest : `${commandName} ${rest}`;
}
