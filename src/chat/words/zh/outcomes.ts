import type { DutyWords, FaultWords } from '../sentences.ts';
import type { AllWords } from '../words.ts';

export const zhDone: AllWords['done'] = {
  open: ({ number }) => `已新建 ${number}。后续进展会在这里告诉你。`,
  reply: ({ number }) => `你对 ${number} 的回复正在送达。`,
  confirm: ({ number }) => `谢谢。${number} 已关闭。`,
  reopen: ({ number }) => `${number} 已重新打开。`,
  cancel: ({ number }) => `${number} 已取消。`,
  rate: ({ number }) => `感谢你为 ${number} 评分。`,
  watch: ({ number }) => `你会收到 ${number} 的进展。`,
  unwatch: ({ number }) => `你不会再收到 ${number} 的进展。`,
  claim: ({ number }) => `${number} 由你处理。`,
  assign: ({ number }) => `${number} 已分配。`,
  unassign: ({ number }) => `${number} 已退回队列。`,
  priority: ({ number }) => `${number} 的优先级已更新。`,
  service: ({ number }) => `${number} 的服务已更改。`,
  note: ({ number }) => `${number} 的备注已保存，请求人看不到。`,
  hold: ({ number }) => `${number} 已挂起。`,
  resume: ({ number }) => `${number} 继续处理。`,
  escalate: ({ number }) => `${number} 已升级。`,
  resolve: ({ number }) => `${number} 已解决，正在请请求人确认。`,
  close: ({ number }) => `${number} 已关闭。`,
  merge: ({ number }) => `${number} 已合并。`,
  link: ({ number }) => `${number} 已关联。`,
  acknowledge: ({ number }) => `你已确认 ${number} 的告警。只要处理有进展，就不会再有后续步骤。`,
  snooze: ({ number }) => `${number} 的升级提醒已暂停，到时会自动继续。`,
  major: ({ number }) => `${number} 已宣布为重大事件，正在通知所有受影响的人。`,
  update: ({ number }) => `${number} 的进展正在发给所有受影响的人。`,
  meToo: ({ number }) => `${number} 的进展会通知你。`,
  standDown: ({ number }) => `${number} 不再是重大事件，正在通知所有受影响的人。`,
  knownError: ({ number }) => `${number} 已记录为已知错误，正在通知所有受影响的人。`,
  retract: ({ number }) => `${number} 不再是已知错误，正在通知所有受影响的人。`,
  takeOver: ({ number }) => `已确认告警，${number} 由你处理。`,
};

export const zhFaults: FaultWords = {
  notYetRecorded: '已收到，但还没有记录下来。结果会再告诉你，不需要重复操作。',
  answerFollows: '已收到，回复会发到你与服务台的私聊里。',
  notRecorded: '没能记录下来。请一分钟后再试。',
  deskUnavailable: '服务台暂时无法处理，什么都没有记录。请一分钟后再试。',
  formExpired: '表单已过期，你写的内容没有保存。请重新打开。',
  unexpected: '我们这边出了问题，已有人收到通知。请一分钟后再试。',
  openChat: '有一条只给你的回复。请打开与服务台的私聊查看。',
};

export const zhDuty: DutyWords = {
  title: '服务台自身的故障',
  undeliverable: ({ number, target, reason }) =>
    `${number === '' ? '一条消息' : `${number} 的告警`}无法送达 ${target}：${reason}。请用其他方式通知。`,
  removed: ({ channels, platform }) =>
    `我被移出了 ${platform} 的频道，或该频道已被删除：${channels}。在重新添加我，或在 desk.yaml 中改用其他频道之前，发往那里的消息无人能收到。`,
  setAside: ({ request, reason }) =>
    `有一个请求多次重试后仍无法处理：${reason}。已请提出者重新提出。它在收件箱中以 ${request} 保留 30 天，详情见日志。`,
  dutyUnreachable: ({ target, reason }) =>
    `无法向值守频道（${target}）发送消息：${reason}。请重新添加我，或在 desk.yaml 中改用其他 dutyChannel；\`firstline doctor\` 会说明还有什么问题。`,
  overdueDeadlines: ({ count, oldest }) =>
    `有 ${count} 个时限到期后没有处理，最久的已 ${oldest}。请检查后台进程和队列。`,
  overdueDeliveries: ({ count, oldest }) =>
    `有 ${count} 条消息等待发送，最久的已 ${oldest}。请检查各平台和后台进程。`,
  overdueRequests: ({ count, oldest }) =>
    `有 ${count} 个请求已收到但没有处理，最久的已 ${oldest}。请检查网页进程。`,
  sweepSilent: ({ oldest }) => `已有 ${oldest} 没有检查到期事项。请检查是否有后台进程在运行，并查看其日志。`,
  titleOver: '服务台的故障已消除',
  over: ({ what, lasted }) => `${what}：已消除，持续 ${lasted}。`,
  watched: {
    overdueDeadlines: '到期后没有处理的时限',
    overdueDeliveries: '等待发送的消息',
    overdueRequests: '没有处理的请求',
    sweepSilent: '没有检查到期事项',
  },
};
