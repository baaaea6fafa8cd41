import type { ExplainWords } from '../explain.ts';

export const enExplain: ExplainWords = {
  title: ({ number }) => `How the deadlines of ${number} come about`,
  source: ({ agreement, version }) => `Agreement "${agreement}", version ${version} of the desk.`,
  meaning: {
    firstResponse:
      'From the opening to the first reply of an agent to the requester, or the resolution. Claiming, notes and holds are no response.',
    nextResponse: 'From a word of the requester after the first response to the next reply of an agent.',
    resolution: 'From the opening to the resolution; while it was resolved nothing counts.',
    acceptance: 'From the hand-over until somebody of the tier claims it, is given it, or acts on it.',
    supplier: 'While the ticket waits for the supplier, by the contract and its calendar.',
  },
  priorityChange: {
    recompute: 'After a change of the priority the new target counts from the start.',
    forward:
      'After a change of the priority the share that is used stays used, and the rest counts by the new target.',
    reset: 'After a change of the priority the clock starts anew.',
  },
  instance: ({ clock, instance }) => `${clock}, time ${instance}`,
  promisedBy: ({ clock, by }) => `${clock} (promised by ${by})`,
  started: 'Started',
  stopped: 'Stopped',
  target: 'Target',
  targetOf: ({ target, priority, calendar, timeZone }) =>
    `${target} of working time for ${priority} (calendar ${calendar}, ${timeZone})`,
  piece: ({ seconds, priority, target }) => `${seconds} by the target of ${priority} (${target})`,
  unpromised: 'none',
  noDeadline: 'none while it is on hold; until now:',
  running: 'counts',
  closed: 'closed',
  holiday: 'holiday',
  resolved: 'resolved',
  clockChange: ({ hours }) => `the clocks change by ${hours} h`,
  sum: ({ total }) => `Together ${total} that count.`,
};
