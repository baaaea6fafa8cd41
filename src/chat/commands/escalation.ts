import { type Command, needs } from './command.ts';

/** Commands for those who are called, and for what hits many: escalations, major incidents and known errors. */
export const ESCALATION_COMMANDS: readonly Command[] = [
  {
    verb: 'acknowledge',
    names: ['ack', 'acknowledge'],
    zh: ['确认告警', '收到'],
    audience: 'agents',
    ticket: true,
    takes: [],
    description: { en: 'Acknowledge an escalation; later steps stop', zh: '确认升级告警，后续步骤停止' },
    example: { en: 'ack INC-1042', zh: '收到 INC-1042' },
  },
  {
    verb: 'takeOver',
    names: ['takeover'],
    zh: ['接手'],
    audience: 'agents',
    ticket: true,
    takes: [],
    description: {
      en: 'Acknowledge and take the ticket, also from somebody else',
      zh: '确认告警并接手工单，也可从他人处接手',
    },
    example: { en: 'takeover INC-1042', zh: '接手 INC-1042' },
  },
  {
    verb: 'snooze',
    names: ['snooze'],
    zh: ['暂停提醒'],
    audience: 'agents',
    ticket: true,
    takes: [needs('duration'), needs('text')],
    description: {
      en: 'Let an escalation sleep for a while, with the reason',
      zh: '让升级提醒暂停一段时间，并说明原因',
    },
    example: {
      en: 'snooze INC-1042 2h waiting for the new part',
      zh: '暂停提醒 INC-1042 2小时 等待备件',
    },
  },
  {
    verb: 'major',
    names: ['major'],
    zh: ['重大事件'],
    audience: 'agents',
    ticket: true,
    takes: [needs('text')],
    description: {
      en: 'Declare a major incident; everybody affected reads the summary',
      zh: '宣布重大事件，受影响的人都会看到概述',
    },
    example: {
      en: 'major INC-1042 no VPN from any office',
      zh: '重大事件 INC-1042 所有办公点无法使用 VPN',
    },
  },
  {
    verb: 'update',
    names: ['update'],
    zh: ['通报'],
    audience: 'agents',
    ticket: true,
    takes: [needs('text')],
    description: {
      en: 'Tell everybody affected by a major incident how it stands',
      zh: '向受重大事件影响的所有人通报进展',
    },
    example: { en: 'update INC-1042 the gateway is being replaced', zh: '通报 INC-1042 正在更换网关' },
  },
  {
    verb: 'standDown',
    names: ['standdown'],
    zh: ['解除重大事件', '解除'],
    audience: 'agents',
    ticket: true,
    takes: [needs('text')],
    description: {
      en: 'End a major incident; the ticket goes on as an incident',
      zh: '解除重大事件，工单按普通事件继续处理',
    },
    example: {
      en: 'standdown INC-1042 only one office is hit',
      zh: '解除重大事件 INC-1042 只影响一个办公点',
    },
  },
  {
    verb: 'knownError',
    names: ['knownerror'],
    zh: ['已知错误'],
    audience: 'agents',
    ticket: true,
    takes: [needs('text')],
    description: {
      en: 'Record a known error: its workaround, which everybody affected reads, or cause: and what only agents read',
      zh: '记录已知错误：写临时解决办法（受影响的人都会看到），或“原因：”加只给处理人员看的原因',
    },
    example: {
      en: 'knownerror INC-1042 reconnect after each hour',
      zh: '已知错误 INC-1042 每小时重新连接一次',
    },
  },
  {
    verb: 'retract',
    names: ['retract'],
    zh: ['撤销已知错误'],
    audience: 'agents',
    ticket: true,
    takes: [needs('text')],
    description: {
      en: 'Withdraw a known error; the ticket goes on as it was',
      zh: '撤销已知错误，工单照常继续处理',
    },
    example: { en: 'retract INC-1042 it was another cause', zh: '撤销已知错误 INC-1042 原因另有其他' },
  },
  {
    verb: 'prove',
    names: ['prove'],
    zh: ['证明'],
    audience: 'agents',
    ticket: true,
    takes: [],
    description: {
      en: 'Show what became of every warning and escalation of a ticket',
      zh: '查看工单每次预警和升级告警的送达记录',
    },
    example: { en: 'prove INC-1042', zh: '证明 INC-1042' },
  },
];
