import type { ConversationWords } from '../conversation.ts';

export const zhConversation: ConversationWords = {
  known: ({ number, service }) => `${service}的已知故障（${number}）`,
  knownOver: ({ number }) => `已知故障 ${number} 已结束。`,
  tellWhenOver: '恢复后通知我',
  somethingElse: '我的问题不一样',
  joined: ({ number }) => `${number} 的进展以及恢复的消息会通知你。`,
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
  heldOut: '要不要为此新建一张工单，让同事来看看？',

  assistIntro: '可能对这张工单有帮助：',
  forAgents: '仅限处理人员',
  earlier: ({ number, title }) => `${number} ${title} 当时是这样解决的：`,
  send: ({ title }) => `发送：${title}`,
  sentBy: ({ by }) => `${by} 已发给请求人。`,
  sendTitle: '发给请求人',
};
