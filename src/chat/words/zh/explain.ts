import type { ExplainWords } from '../explain.ts';

export const zhExplain: ExplainWords = {
  title: ({ number }) => `${number} 的时限是怎样得出的`,
  source: ({ agreement, version }) => `协议“${agreement}”，服务台第 ${version} 版。`,
  meaning: {
    firstResponse: '从新建工单到处理人员首次回复请求人，或到解决为止。认领、备注和挂起不算响应。',
    nextResponse: '首次响应之后，从请求人留言到处理人员下一次回复。',
    resolution: '从新建工单到解决；已解决的时间不计。',
    acceptance: '从工单升级到该级别起，到该级别有人认领、被分配或开始处理为止。',
    supplier: '工单等待供应商期间，按合同及其日历计算。',
  },
  priorityChange: {
    recompute: '优先级更改后，新目标从开始时算起。',
    forward: '优先级更改后，已用的比例保留，其余按新目标计算。',
    reset: '优先级更改后，重新开始计时。',
  },
  instance: ({ clock, instance }) => `${clock}，第 ${instance} 次`,
  promisedBy: ({ clock, by }) => `${clock}（由 ${by} 承诺）`,
  started: '开始',
  stopped: '停止',
  target: '目标',
  targetOf: ({ target, priority, calendar, timeZone }) =>
    `${priority}：${target} 工作时间（日历 ${calendar}，${timeZone}）`,
  piece: ({ seconds, priority, target }) => `按 ${priority} 的目标（${target}）计 ${seconds}`,
  unpromised: '无',
  noDeadline: '挂起期间没有截止时间；到目前为止：',
  running: '计时',
  closed: '非工作时间',
  holiday: '节假日',
  resolved: '已解决',
  clockChange: ({ hours }) => `时钟调整 ${hours} 小时`,
  sum: ({ total }) => `共计 ${total}。`,
};
