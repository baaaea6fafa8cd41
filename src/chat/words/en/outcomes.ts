import type { DutyWords, FaultWords } from '../sentences.ts';
import type { AllWords } from '../words.ts';

export const enDone: AllWords['done'] = {
  open: ({ number }) => `${number} is open. You will hear from us here.`,
  reply: ({ number }) => `Your reply on ${number} is on its way.`,
  confirm: ({ number }) => `Thank you. ${number} is closed.`,
  reopen: ({ number }) => `${number} is open again.`,
  cancel: ({ number }) => `${number} is cancelled.`,
  rate: ({ number }) => `Thank you for rating ${number}.`,
  watch: ({ number }) => `You will hear of what happens to ${number}.`,
  unwatch: ({ number }) => `You will hear no more of ${number}.`,
  claim: ({ number }) => `${number} is yours.`,
  assign: ({ number }) => `${number} is assigned.`,
  unassign: ({ number }) => `${number} is back in the queue.`,
  priority: ({ number }) => `The priority of ${number} is set.`,
  service: ({ number }) => `The service of ${number} is changed.`,
  note: ({ number }) => `Your note on ${number} is saved. The requester does not see it.`,
  hold: ({ number }) => `${number} is on hold.`,
  resume: ({ number }) => `${number} goes on.`,
  escalate: ({ number }) => `${number} is handed over.`,
  resolve: ({ number }) => `${number} is resolved. The requester is asked to confirm.`,
  close: ({ number }) => `${number} is closed.`,
  merge: ({ number }) => `${number} is merged.`,
  link: ({ number }) => `${number} is linked.`,
  acknowledge: ({ number }) => `You acknowledged ${number}. No further steps follow unless work stops.`,
  snooze: ({ number }) => `The escalation of ${number} is snoozed. It goes on by itself at the end.`,
  major: ({ number }) => `${number} is a major incident now. Everybody affected is told.`,
  update: ({ number }) => `Your update on ${number} is on its way to everybody affected.`,
  meToo: ({ number }) => `You will hear how it goes on with ${number}.`,
  standDown: ({ number }) => `${number} is a major incident no longer. Everybody affected is told.`,
  knownError: ({ number }) => `${number} is recorded as a known error. Everybody affected is told.`,
  retract: ({ number }) => `${number} is a known error no longer. Everybody affected is told.`,
  takeOver: ({ number }) => `${number} is acknowledged and yours.`,
};

export const enFaults: FaultWords = {
  notYetRecorded:
    'I have received this, but not yet recorded it. I will tell you how it ends; there is no need to repeat it.',
  answerFollows: 'Received. The answer follows in your chat with the desk.',
  notRecorded: 'I could not record this. Please do it again in a minute.',
  deskUnavailable: 'The desk cannot take this right now. Nothing was recorded; please try again in a minute.',
  formExpired: 'This form has expired. Please open it again; what you wrote was not saved.',
  unexpected: 'Something went wrong on our side, and we have been told. Please try again in a minute.',
  openChat: 'There is an answer for you alone. Please open a chat with the desk to get it.',
};

export const enDuty: DutyWords = {
  title: 'A fault of the desk itself',
  undeliverable: ({ number, target, reason }) =>
    `${number === '' ? 'A message' : `An alert for ${number}`} could not be delivered to ${target}: ${reason}. Please tell them another way.`,
  removed: ({ channels, platform }) =>
    `I was taken out of a channel in ${platform}, or it was deleted: ${channels}. What belongs there reaches nobody until I am added again, or desk.yaml names another channel.`,
  setAside: ({ request, reason }) =>
    `A request could not be worked, though it was tried again and again: ${reason}. Whoever made it was told to ask again. It is kept for 30 days as ${request} in the inbox; the log says more.`,
  dutyUnreachable: ({ target, reason }) =>
    `The duty channel (${target}) cannot be written to: ${reason}. Add me to it again, or name another dutyChannel in desk.yaml; \`firstline doctor\` says what else is wrong.`,
  overdueDeadlines: ({ count, oldest }) =>
    count === 1
      ? `One deadline has not been acted on, for ${oldest}. Check the worker and the queue.`
      : `${count} deadlines have not been acted on, the oldest for ${oldest}. Check the worker and the queue.`,
  overdueDeliveries: ({ count, oldest }) =>
    count === 1
      ? `One message has been waiting to be sent for ${oldest}. Check the platforms and the worker.`
      : `${count} messages are waiting to be sent, the oldest for ${oldest}. Check the platforms and the worker.`,
  overdueRequests: ({ count, oldest }) =>
    count === 1
      ? `One request was received and has not been worked on, for ${oldest}. Check the web process.`
      : `${count} requests have been received and not worked on, the oldest for ${oldest}. Check the web process.`,
  sweepSilent: ({ oldest }) =>
    `Nobody has looked for what is due for ${oldest}. Check that a worker runs, and its log.`,
  titleOver: 'A fault of the desk is over',
  over: ({ what, lasted }) => `${what}: over after ${lasted}.`,
  watched: {
    overdueDeadlines: 'Deadlines that were not acted on',
    overdueDeliveries: 'Messages that waited to be sent',
    overdueRequests: 'Requests that were not worked on',
    sweepSilent: 'Nobody looked for what was due',
  },
};
