import type { FileWords } from '../files.ts';

export const zhFiles: FileWords = {
  copying: '正在复制…',
  problem: {
    tooLarge: ({ platform }) => `文件过大，未复制，只能在 ${platform} 中打开`,
    elsewhere: ({ platform }) => `文件不在 ${platform} 上，只保留链接`,
    gone: ({ platform }) => `已不在 ${platform} 中`,
    forbidden: ({ platform }) => `${platform} 没有把文件提供给服务台`,
    unreachable: ({ platform }) => `无法从 ${platform} 取得文件`,
  },
  localChat: '本地聊天',
  someChat: '聊天工具',
  linkEnded: '这个链接已失效。请输入“查看 INC-…”获取新的链接。',
  notThere: '没有这个文件，或者链接不完整。',
};
