import type { ConversationWords } from '../conversation.ts';

export const zhConversation: ConversationWords = {
  clarify: {
    service: '再问一句：是关于下面哪一项？',
    platform: '再问一句：你用的是什么系统？',
    tag: '再问一句：下面哪个词最贴切？',
    heading: '再问一句：是关于下面哪一项？',
  },
  noneOfThese: '都不是',
  notQuite: '不太对',
  othersIntro: '那么下面的内容也许能帮到你：',
  ticketOffer: '我没有更好的答案了。要不要新建一张工单，让同事来看看？',
};
