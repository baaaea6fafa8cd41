import { named } from '../names.ts';
import type { ErrorFacts, ErrorWords } from '../sentences.ts';
import { zhNames } from './names.ts';

const possible = (facts: ErrorFacts): string => {
  const verbs = (facts.possible ?? '').split(',').filter((verb) => verb !== '');
  if (verbs.length === 0) return '这张工单已不能再操作，你可以新建一张工单。';
  return `现在可以：${verbs.map((verb) => named(zhNames.verb, verb.trim())).join('、')}。`;
};

const DECIDED = {
  declined: '已被拒绝',
  expired: '已过期',
  inForce: '已被接受',
  withdrawn: '已被撤回',
  over: '已结束',
};

const zhRotaVerbs = { oncall: '值班', swap: '换班', cover: '代班', withdraw: '撤回' };

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
  supplierMissing: ({ number, known }) => `${number} 在等哪家供应商？请在“供应商”后写明其中一家：${known}。`,
  supplierUnknown: ({ supplier, known }) =>
    `没有名为“${supplier}”的供应商。${known === '' ? '服务台没有登记供应商。' : `现有供应商：${known}。`}`,
  teamUnknown: ({ given, known }) =>
    given ? `没有名为“${given}”的团队。现有团队：${known}。` : `你不属于任何团队。请指定其中一个：${known}。`,
  tierUnknown: ({ team, tier }) => `${team}没有 ${tier}。请选择该团队已有的级别，或把工单改到其他服务。`,
  tierNotHigher: ({ number, tier }) =>
    `${number} 不能从现在的级别升到 ${tier}。如果团队有更高级别，请选择它，或分配给某位成员。`,
  mergeWithItself: ({ number }) => `${number} 不能合并到自己。请写另一张工单：“合并 ${number} 到 INC-…”。`,
  linkWithItself: ({ number }) => `${number} 不能关联到自己。请写另一张工单的编号。`,
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
  knownErrorEmpty: ({ number }) =>
    `已知错误需要写明临时解决办法或原因。例如：“已知错误 ${number} 每小时重新连接一次”，或“已知错误 ${number} 原因：新固件”。`,
  textMissing: ({ verb }) => `“${named(zhNames.verb, verb ?? '')}”需要写几句说明，请写在工单编号后面。`,
  articleUnknown: ({ article }) => `找不到你可以阅读的文章“${article ?? ''}”。请使用地址中的文章名称。`,
  articleNotAllowed: ({ verb, article }) =>
    `只有“${article}”的负责人和主管可以“${named(zhNames.articleVerb, verb ?? '')}”。你可以编辑，由他们审核你的版本。`,
  articleNotPublished: ({ article, state }) =>
    `“${article}”目前是${named(zhNames.articleState, state ?? '')}状态，无需确认。请先发布。`,
  articleMoved: ({ article }) => `“${article}”刚刚被修改。请查看最新版本后再决定：“文章 ${article}”。`,
  reasonMissing: () => '请说明缺少什么或哪里有误，否则作者无法修改。',
  notATranslation: ({ article }) => `这篇不能是“${article}”的译文：请填写另一种语言的另一篇文章，或留空。`,
  articleTooLongToEdit: ({ article }) =>
    `“${article}”太长，无法在表单中编辑。请修改导入它的文件，或拆成几篇文章。`,
  dayUnknown: ({ day }) => `“${day}”不是有效日期。请写成 2027-06-01，或留空。`,
  notResolved: ({ number, status }) =>
    `${number} 目前是${named(zhNames.status, status ?? '')}状态，没有解决方案可写成文章。请先解决它。`,
  trainingForLeads: () => '只有服务台或团队的主管可以查看此列表。请向你的主管索取。',
  articleEmpty: () => '文章需要标题和正文。',
  articleTooLong: ({ characters }) =>
    `文章最多 ${characters} 个字符，标题只能一行。请拆成几篇，每篇回答一个问题。`,
  titleMissing: () => '工单需要一个标题。请用几个字说明是什么事。',
  agentsOnly: ({ verb }) => `“${named(zhRotaVerbs, verb ?? '')}”只供处理人员使用。如有需要，请直接写给我。`,
  leadsOnly: ({ verb }) =>
    `“${named(zhRotaVerbs, verb ?? '')}”只供主管使用。如果要把自己的班次交给别人，请用“换班”。`,
  rotaUnknown: ({ given, known }) =>
    `没有名为“${given}”的值班表。${known === '' ? '这个服务台还没有值班表。' : `现有值班表：${known}。`}`,
  dateUnknown: ({ given }) => `“${given}”不是日期。请写成 2026-12-24 这样。`,
  noShift: ({ rota, person, date }) =>
    date === 'next'
      ? `${person} 在 ${rota} 没有之后的班次。“值班 ${rota}”可以列出未来 7 天。`
      : `${person} 在 ${rota} 的 ${date} 没有班次。“值班 ${rota}”可以列出未来 7 天。`,
  shiftBegun: ({ rota }) => `${rota} 的这个班次已经开始。主管可以用“代班”调整。`,
  swapWithSelf: () => '这个班次已经是你的。请指定其他人。',
  swapNotYours: () => '这次换班不由你决定。请联系换班的两个人之一或主管。',
  swapDecided: ({ state }) => `太晚了：这次换班${named(DECIDED, state ?? '')}。请用“换班”重新提出。`,
  swapOutdated: ({ rota }) => `提出之后 ${rota} 的值班已有变动。请用“值班 ${rota}”查看后重新提出。`,
  coverEmpty: ({ from, to }) => `${from} 不早于 ${to}。请先写开始时间，再写结束时间。`,
  coverOver: ({ to }) => `${to} 已经过去。请写将来的结束时间。`,
  nothingToWithdraw: ({ rota, date }) =>
    date === 'next' ? `${rota} 之后没有你可以撤回的调整。` : `${rota} 在 ${date} 没有你可以撤回的调整。`,
};
