import { named } from '../names.ts';
import type { ErrorFacts, ErrorWords } from '../sentences.ts';
import { enNames } from './names.ts';

const possible = (facts: ErrorFacts): string => {
  const verbs = (facts.possible ?? '').split(',').filter((verb) => verb !== '');
  if (verbs.length === 0) return 'Nothing more can be done with it, but you can open a new ticket.';
  return `What you can do: ${verbs.map((verb) => named(enNames.verb, verb.trim())).join(', ')}.`;
};

const DECIDED = {
  declined: 'declined',
  expired: 'expired',
  inForce: 'accepted',
  withdrawn: 'withdrawn',
  over: 'over',
};

const enRotaVerbs = { oncall: 'oncall', swap: 'swap', cover: 'cover', withdraw: 'withdraw' };

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
  supplierMissing: ({ number, known }) =>
    `For which supplier does ${number} wait? Name one of ${known} after "supplier".`,
  supplierUnknown: ({ supplier, known }) =>
    `There is no supplier "${supplier}". ${known === '' ? 'The desk has none.' : `These exist: ${known}.`}`,
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
  linkWithItself: ({ number }) => `${number} cannot be linked to itself. Name another ticket.`,
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
  knownErrorEmpty: ({ number }) =>
    `A known error needs a workaround or a cause. For example: "knownerror ${number} reconnect after each hour", or "knownerror ${number} cause: the new firmware".`,
  textMissing: ({ verb }) =>
    `"${named(enNames.verb, verb ?? '')}" needs a few words. Please write them after the ticket number.`,
  articleUnknown: ({ article }) =>
    `I cannot find an article "${article ?? ''}" that you may read. Give its name as it stands in its address.`,
  articleNotAllowed: ({ verb, article }) =>
    `"${named(enNames.articleVerb, verb ?? '')}" is for the owner of "${article}" and the leads. You can edit it; they will review your version.`,
  articleNotPublished: ({ article, state }) =>
    `"${article}" is ${named(enNames.articleState, state ?? '')}, so there is nothing to confirm. Publish it first.`,
  articleMoved: ({ article }) =>
    `"${article}" was changed meanwhile. Look at the newest version and decide again: "article ${article}".`,
  reasonMissing: () => 'Please say what is missing or wrong: its author cannot mend it otherwise.',
  notATranslation: ({ article }) =>
    `This cannot be a translation of "${article}": name another article, in another language, or leave it empty.`,
  articleTooLongToEdit: ({ article }) =>
    `"${article}" is too long for a form. Edit the file it was imported from, or split it into several articles.`,
  dayUnknown: ({ day }) => `"${day}" is no day. Write it as 2027-06-01, or leave it empty.`,
  notResolved: ({ number, status }) =>
    `${number} is ${named(enNames.status, status ?? '')} and has no resolution to write an article from. Resolve it first.`,
  trainingForLeads: () => 'This list is for those who lead the desk or a team. Ask yours for it.',
  articleEmpty: () => 'An article needs a title and a text.',
  articleTooLong: ({ characters }) =>
    `An article has at most ${characters} characters and a title of one line. Split it into articles that each answer one question.`,
  titleMissing: () => 'A ticket needs a title. Please say in a few words what it is about.',
  agentsOnly: ({ verb }) =>
    `"${named(enRotaVerbs, verb ?? '')}" is for those who work in the desk. To ask for something, just write it to me.`,
  leadsOnly: ({ verb }) =>
    `"${named(enRotaVerbs, verb ?? '')}" is for leads. To give a shift away yourself, use "swap".`,
  rotaUnknown: ({ given, known }) =>
    `There is no rota "${given}". ${known === '' ? 'This desk has none.' : `The rotas are: ${known}.`}`,
  dateUnknown: ({ given }) => `"${given}" is no date. Write it like 2026-12-24.`,
  noShift: ({ rota, person, date }) =>
    date === 'next'
      ? `${person} has no shift to come in ${rota}. "oncall ${rota}" lists the next 7 days.`
      : `${person} has no shift in ${rota} on ${date}. "oncall ${rota}" lists the next 7 days.`,
  shiftBegun: ({ rota }) => `That shift of ${rota} has begun already. A lead can change it with "cover".`,
  swapWithSelf: () => 'That shift is yours already. Name somebody else.',
  swapNotYours: () => 'That swap is not yours to decide. Ask one of the two whose it is, or a lead.',
  swapDecided: ({ state }) =>
    `Too late: that swap is ${named(DECIDED, state ?? '')}. Propose a new one with "swap".`,
  swapOutdated: ({ rota }) =>
    `The rota ${rota} has changed since this was proposed. Look at "oncall ${rota}" and propose it again.`,
  coverEmpty: ({ from, to }) => `${from} is not before ${to}. Give the beginning first, then the end.`,
  coverOver: ({ to }) => `${to} is over already. Give an end that is still to come.`,
  nothingToWithdraw: ({ rota, date }) =>
    date === 'next'
      ? `There is nothing to come in ${rota} that you could take back.`
      : `There is nothing in ${rota} on ${date} that you could take back.`,
};
