import type { FileWords } from '../files.ts';

export const enFiles: FileWords = {
  copying: 'copying…',
  problem: {
    tooLarge: ({ platform }) => `too large to copy, in ${platform} only`,
    elsewhere: ({ platform }) => `not kept by ${platform} itself, so only linked`,
    gone: ({ platform }) => `no longer in ${platform}`,
    forbidden: ({ platform }) => `${platform} does not give it to the desk`,
    unreachable: ({ platform }) => `could not be fetched from ${platform}`,
  },
  localChat: 'the local chat',
  someChat: 'the chat',
  linkEnded: 'This link has ended. Type "show INC-…" to get a new one.',
  notThere: 'There is no such file, or its link is not complete.',
};
