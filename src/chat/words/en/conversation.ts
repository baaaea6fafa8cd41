import type { ConversationWords } from '../conversation.ts';

export const enConversation: ConversationWords = {
  known: ({ number, service }) => `Known issue with ${service} (${number})`,
  knownOver: ({ number }) => `The known issue ${number} is over.`,
  tellWhenOver: 'Tell me when it is over',
  somethingElse: 'This is something else',
  joined: ({ number }) => `You will hear how it goes on with ${number}, and when it is over.`,
  clarify: {
    service: 'Let me ask one thing: which of these is it about?',
    platform: 'Let me ask one thing: what are you working on?',
    tag: 'Let me ask one thing: which word fits best?',
    heading: 'Let me ask one thing: which of these is it about?',
  },
  noneOfThese: 'None of these',
  notQuite: 'Not quite',
  othersIntro: 'Then one of these may help:',
  ticketOffer: 'I know nothing better. Shall I open a ticket, so that somebody looks at it?',
  heldOut: 'Shall I open a ticket for this, so that somebody looks at it?',

  assistIntro: 'What may help with this ticket:',
  forAgents: 'for agents only',
  earlier: ({ number, title }) => `${number} ${title} was resolved like this:`,
  send: ({ title }) => `Send: ${title}`,
  sentBy: ({ by }) => `Sent to the requester by ${by}.`,
  sendTitle: 'Send to the requester',
};
