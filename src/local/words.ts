import type { Language, Words } from '../domain/desk.ts';

/** Why the local chat takes something not; the sentences are for the person at the page. */
export type RefusalCode =
  | 'notLocal'
  | 'forwarded'
  | 'foreignPage'
  | 'staleToken'
  | 'malformed'
  | 'unknownPerson'
  | 'notYours'
  | 'tooLong'
  | 'fileTooLarge'
  | 'fileGone'
  | 'commandWithFile'
  | 'notNow'
  | 'unknownPage';

export const longestText = 40_000;

const refusals: Record<RefusalCode, { readonly status: number; readonly words: Words }> = {
  notLocal: {
    status: 403,
    words: {
      en: 'The local chat answers only on this machine: open it as http://localhost or http://127.0.0.1.',
      zh: '本地聊天只在本机可用：请用 http://localhost 或 http://127.0.0.1 打开。',
    },
  },
  forwarded: {
    status: 403,
    words: {
      en: 'The local chat does not work behind a proxy, because anybody there can be anybody.',
      zh: '本地聊天不能放在代理之后，因为在这里任何人都可以扮演任何人。',
    },
  },
  foreignPage: {
    status: 403,
    words: {
      en: 'This came from another page, so it was not taken.',
      zh: '这个请求来自别的页面，因此没有受理。',
    },
  },
  staleToken: {
    status: 403,
    words: {
      en: 'The desk was started again since this page was loaded. Load the page again.',
      zh: '页面打开之后服务台重新启动过，请重新加载页面。',
    },
  },
  malformed: {
    status: 400,
    words: {
      en: 'The desk could not read that, so nothing was done.',
      zh: '服务台无法读懂这个请求，什么都没有做。',
    },
  },
  unknownPerson: {
    status: 403,
    words: { en: 'There is no such person in desk.yaml.', zh: 'desk.yaml 里没有这个人。' },
  },
  notYours: {
    status: 403,
    words: {
      en: 'You are not a member of this conversation, or the message is no longer there.',
      zh: '你不在这个会话中，或者这条消息已不存在。',
    },
  },
  tooLong: {
    status: 413,
    words: {
      en: 'That is longer than 40,000 characters. Please shorten it; nothing was sent.',
      zh: '内容超过 40,000 个字符，请缩短；没有发送任何内容。',
    },
  },
  fileTooLarge: {
    status: 413,
    words: {
      en: 'That file is larger than 10 MB. Please make it smaller, or send a link to it; nothing was sent.',
      zh: '文件超过 10 MB，请压缩，或改为发送链接；没有发送任何内容。',
    },
  },
  fileGone: {
    status: 400,
    words: {
      en: 'One of the files is no longer there. Please choose it again; nothing was sent.',
      zh: '有文件已不存在，请重新选择；没有发送任何内容。',
    },
  },
  commandWithFile: {
    status: 400,
    words: {
      en: "A command takes no files. Send them as a message, in the ticket's thread; nothing was sent.",
      zh: '命令不能带文件。请在工单的话题中用消息发送；没有发送任何内容。',
    },
  },
  notNow: {
    status: 503,
    words: {
      en: 'The desk cannot take this now, and it was not recorded. Please try again in a moment.',
      zh: '服务台现在无法受理，内容没有记录下来。请稍后再试。',
    },
  },
  unknownPage: { status: 404, words: { en: 'There is nothing here.', zh: '这里什么都没有。' } },
};

export function refusal(
  code: RefusalCode,
  language: Language,
): { readonly status: number; readonly sentence: string } {
  const { status, words } = refusals[code];
  return { status, sentence: words[language] };
}
