import { named } from '../names.ts';
import type { ErrorFacts, ErrorWords } from '../sentences.ts';
import { enNames } from './names.ts';

const possible = (facts: ErrorFacts): string => {
  const verbs = (facts.possible ?? '').split(',').filter((verb) => verb !== '');
  if (verbs.length === 0) return 'Nothing more can be done with it, but you can open a new ticket.';
  return `What you can do: ${verbs.map((verb) => named(enNames.verb, verb.trim())).join(', ')}.`;
};

export const enErrors: ErrorWords = {
  ticketUnknown: ({ number }) =>
    `I cannot find ${number || 'that ticket'} among the tickets you may see. Type "mine" to list yours.`,
  notAllowed: ({ verb, number }) =>
    number === undefined
      ? 'Only the person who asked can do that. You can ask a question of your own.'
      : `"${named(enNames.verb, verb ?? '')}" on ${number} is not yours to do. You can look at it with "show ${number}", or ask its team with "reply".`,
  claimedByOther: ({ number, assignee }) =>
    `${assignee} already has ${number}. If it should be yours, type "takeover ${number}".`,
  wrongState: (facts) =>
    `${facts.number} is ${named(enNames.status, facts.status ?? '')}, so "${named(enNames.verb, facts.verb ?? '')}" is not possible now. ${possible(facts)}`,
  personUnknown: ({ person }) =>
    `I know nobody called "${person}". Try a mention, the full name or the e-mail address.`,
  notAnAgent: ({ person, team }) => `${person} is not an agent of ${team}. Choose one of its members.`,
  serviceUnknown: ({ service, known }) => `There is no service "${service}". These exist: ${known}.`,
  priorityUnknown: ({ priority }) => `"${priority}" is no priority. Choose P1, P2, P3 or P4.`,
  teamUnknown: ({ given, known }) =>
    given
      ? `There is no team "${given}". The teams are: ${known}.`
      : `You are in no team. Name one of these: ${known}.`,
  tierUnknown: ({ team, tier }) =>
    `${team} has no ${tier}. Choose a tier that the team has, or move the ticket to another service.`,
  tierNotHigher: ({ number, tier }) =>
    `${number} cannot go up to ${tier} from where it is. Choose a higher tier if the team has one, or assign it to somebody.`,
  mergeWithItself: ({ number }) =>
    `${number} cannot be merged into itself. Name the other ticket: "merge ${number} into INC-…".`,
  mergeCycle: ({ number, into }) =>
    `${into} was merged into ${number} already. Merge the other way round, or link the two.`,
  reopenTooLate: ({ number }) =>
    `The time to reopen ${number} is over. Please open a new ticket and mention ${number} in it.`,
  alreadyRated: ({ number }) =>
    `You rated ${number} already, thank you. If there is more to say, use "reply" or open a new ticket.`,
  ratingUnknown: ({ score }) =>
    `"${score}" is no rating. Choose a whole number from 1 (poor) to 5 (excellent).`,
  nothingToAcknowledge: ({ number }) =>
    `${number} has no escalation to acknowledge. You can claim it with "claim ${number}".`,
  nothingToSnooze: ({ number }) =>
    `${number} has no escalation that runs, so there is nothing to snooze. With "show ${number}" you see how it stands.`,
  snoozeOutOfRange: ({ number }) =>
    `A snooze lasts from 1 minute to 7 days. For example: "snooze ${number} 2h waiting for the supplier".`,
  majorIncidentsNotSet: ({ number }) =>
    `${number} cannot be declared a major incident, since desk.yaml does not say how one is handled. Ask whoever keeps it to add "majorIncidents".`,
  notMajor: ({ number }) =>
    `${number} is no major incident. An agent of its team can declare it: "major ${number} <summary>".`,
  textMissing: ({ verb }) =>
    `"${named(enNames.verb, verb ?? '')}" needs a few words. Please write them after the ticket number.`,
  titleMissing: () => 'A ticket needs a title. Please say in a few words what it is about.',
};
