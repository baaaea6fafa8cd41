import { named } from '../names.ts';
import type { ErrorFacts, ErrorWords } from '../sentences.ts';
import { zhNames } from './names.ts';

const possible = (facts: ErrorFacts): string => {
  const verbs = (facts.possible ?? '').split(',').filter((verb) => verb !== '');
  if (verbs.length === 0) return '这张工单已不能再操作，你可以新建一张工单。';
  return `现在可以：${verbs.map((verb) => named(zhNames.verb, verb.trim())).join('、')}。`;
};

export const zhErrors: ErrorWords = {
  ticketUnknown: ({ number }) =>
    `在你能看到的工单里没有 ${number || '这张工单'}。输入“我的”可以列出你的工单。`,
  notAllowed: ({ verb, number }) =>
    number === undefined
      ? '只有提问的人可以这样做。你可以自己提一个问题。'
      : `你不能对 ${number} 执行“${named(zhNames.verb, verb ?? '')}”。你可以用“查看 ${number}”查看它，或用“回复”联系处理团队。`,
  claimedByOther: ({ number, assignee }) =>
    `${number} 已由 ${assignee} 处理。如果应该由你处理，请输入“接手 ${number}”。`,
  wrongState: (facts) =>
    `${facts.number} ${named(zhNames.status, facts.status ?? '')}，现在不能“${named(zhNames.verb, facts.verb ?? '')}”。${possible(facts)}`,
  personUnknown: ({ person }) => `找不到“${person}”。请用 @ 提及、完整姓名或邮箱地址。`,
  notAnAgent: ({ person, team }) => `${person} 不是${team}的成员。请选择该团队的成员。`,
  serviceUnknown: ({ service, known }) => `没有名为“${service}”的服务。现有服务：${known}。`,
  priorityUnknown: ({ priority }) => `“${priority}”不是优先级。请选择 P1、P2、P3 或 P4。`,
  teamUnknown: ({ given, known }) =>
    given ? `没有名为“${given}”的团队。现有团队：${known}。` : `你不属于任何团队。请指定其中一个：${known}。`,
  tierUnknown: ({ team, tier }) => `${team}没有 ${tier}。请选择该团队已有的级别，或把工单改到其他服务。`,
  tierNotHigher: ({ number, tier }) =>
    `${number} 不能从现在的级别升到 ${tier}。如果团队有更高级别，请选择它，或分配给某位成员。`,
  mergeWithItself: ({ number }) => `${number} 不能合并到自己。请写另一张工单：“合并 ${number} 到 INC-…”。`,
  mergeCycle: ({ number, into }) => `${into} 已经合并到 ${number}。请反过来合并，或把两张工单关联起来。`,
  reopenTooLate: ({ number }) => `${number} 已过了可以重新打开的时间。请新建工单，并在其中提到 ${number}。`,
  alreadyRated: ({ number }) => `你已经为 ${number} 评过分，谢谢。如果还有要说的，请使用“回复”或新建工单。`,
  ratingUnknown: ({ score }) => `“${score}”不是有效的评分。请选择 1（差）到 5（很好）的整数。`,
  nothingToAcknowledge: ({ number }) => `${number} 没有需要确认的升级告警。你可以用“认领 ${number}”认领它。`,
  nothingToSnooze: ({ number }) =>
    `${number} 没有正在进行的升级，无需暂停提醒。可以用“查看 ${number}”了解情况。`,
  snoozeOutOfRange: ({ number }) =>
    `暂停提醒的时间为 1 分钟到 7 天，例如“暂停提醒 ${number} 2小时 等待供应商”。`,
  majorIncidentsNotSet: ({ number }) =>
    `不能把 ${number} 宣布为重大事件：desk.yaml 没有写明如何处理。请维护它的同事添加“majorIncidents”。`,
  notMajor: ({ number }) => `${number} 不是重大事件。所属团队的处理人员可以宣布：“重大事件 ${number} 概述”。`,
  textMissing: ({ verb }) => `“${named(zhNames.verb, verb ?? '')}”需要写几句说明，请写在工单编号后面。`,
  titleMissing: () => '工单需要一个标题。请用几个字说明是什么事。',
};
