import type { ResolvedTarget } from '../../../domain/escalationState.ts';
import type { LineFacts, LineWords } from '../sentences.ts';
import { zhNames } from './names.ts';

const ROLES = {
  onCall: '值班',
  assignee: '处理人',
  teamLead: '团队主管',
  requesterManager: '请求人的上级',
} as const;

function told(targets: readonly ResolvedTarget[], facts: LineFacts): string {
  const names = targets.map((target) => {
    if (target.to === 'room') return target.name.zh;
    return target.to === 'channel'
      ? `${facts.team(target.team)} ${target.tier}`
      : `${facts.person(target.person)}(${ROLES[target.as]})`;
  });
  return names.join('、');
}

export const zhLines: LineWords = {
  agents: (event, facts) => {
    const { by, number } = facts;
    switch (event.type) {
      case 'TicketOpened':
        return `${by} 新建了 ${number}。`;
      case 'TicketClaimed':
        return `${facts.person(event.assignee)} 认领了 ${number}。`;
      case 'TicketAssigned':
        return event.before
          ? `${by} 把 ${number} 从 ${facts.person(event.before)} 转给了 ${facts.person(event.assignee)}。`
          : `${by} 把 ${number} 分配给了 ${facts.person(event.assignee)}。`;
      case 'TicketUnassigned':
        return `${by} 把 ${number} 退回了队列（原处理人 ${facts.person(event.before)}）。`;
      case 'PriorityChanged':
        return `${by} 把 ${number} 的优先级从 ${event.before} 改为 ${event.priority}。`;
      case 'ServiceChanged':
        return `${by} 把 ${number} 改到${facts.service(event.service)}（${facts.team(event.team)}）。`;
      case 'NoteAdded':
        return `${by} 为 ${number} 添加了内部备注。`;
      case 'AgentReplied':
        return `${by} 回复了 ${number} 的请求人。`;
      case 'RequesterReplied':
        return `${by} 回复了 ${number}。`;
      case 'PutOnHold':
        return `${by} 挂起了 ${number}：${zhNames.holdReason[event.reason]}。`;
      case 'Resumed':
        return event.why === 'requesterReplied'
          ? `请求人已答复，${number} 继续处理。`
          : `${by} 恢复了 ${number} 的处理。`;
      case 'HandedOver':
        return `${by} 把 ${number} 从 ${event.from} 升级到 ${event.to}。`;
      case 'HandOverAccepted':
        return `${facts.person(event.by)} 已代表 ${event.tier} 受理 ${number}。`;
      case 'Retargeted':
        return `${by} 将 ${number} 改为适用服务台第 ${event.to} 版（协议 ${event.agreement}，原为第 ${event.from} 版）。`;
      case 'Resolved':
        return `${by} 解决了 ${number}。`;
      case 'Reopened':
        return `${by} 重新打开了 ${number}。`;
      case 'Closed':
        return {
          confirmed: `${by} 确认已解决，${number} 关闭。`,
          unanswered: `${number} 一直没有答复，已自动关闭。`,
          agent: `${by} 关闭了 ${number}。`,
        }[event.why];
      case 'Cancelled':
        return `${by} 取消了 ${number}。`;
      case 'Merged':
        return `${by} 把 ${number} 合并到 ${event.into}。`;
      case 'Absorbed':
        return `${by} 把 ${event.from} 合并到 ${number}。`;
      case 'Linked':
        return `${by} 添加了关联：${number} ${zhNames.link[event.link.type]} ${event.link.ticket}。`;
      case 'WatcherAdded':
        return `${facts.person(event.person)} 关注了 ${number}。`;
      case 'WatcherRemoved':
        return `${facts.person(event.person)} 不再关注 ${number}。`;
      case 'Rated':
        return `${by} 为 ${number} 评了 ${event.score} 分（满分 5 分）。`;
      case 'SlaWarned':
        return `${number} 的${zhNames.clock[event.clock]}时限已用去 ${Math.round(event.threshold * 100)}%，截止 ${facts.instant(event.due)}。`;
      case 'SlaBreached':
        return `${number} 的${zhNames.clock[event.clock]}应在 ${facts.instant(event.due)} 前完成，现已超时。`;
      case 'Escalated':
        return `${number} 升级第 ${event.rung + 1} 步：已通知 ${told(event.told, facts)}。`;
      case 'RungEmpty':
        return event.unreachable
          ? `${number} 升级第 ${event.rung + 1} 步的消息全部无法送达，立即进入下一步。`
          : `${number} 升级第 ${event.rung + 1} 步没有通知到任何人（${event.missing.join('、')}），立即进入下一步。`;
      case 'Acknowledged':
        return `${facts.person(event.by)} 确认了 ${number} 的升级告警。`;
      case 'Snoozed':
        return `${facts.person(event.by)} 暂停了 ${number} 的升级提醒，到 ${facts.instant(event.until)} 为止。`;
      case 'SnoozeEnded':
        return `${number} 的暂停已结束，升级继续。`;
      case 'MajorDeclared':
        return `${by} 宣布 ${number} 为重大事件。`;
      case 'MajorUpdated':
        return `${by} 向所有受影响的人通报了 ${number} 的进展。`;
      case 'MajorUpdateMissed':
        return `重大事件 ${number} 的进展应在 ${facts.instant(event.due)} 前通报。`;
      case 'AffectedAdded':
        return `${facts.person(event.person)} 受 ${number} 影响。`;
      case 'StoodDown':
        return `${by} 解除了重大事件 ${number}。`;
      case 'KnownErrorRecorded':
        return `${by} 把 ${number} 记录为已知错误。`;
      case 'KnownErrorWithdrawn':
        return `${by} 撤销了已知错误 ${number}。`;
      case 'AcknowledgementWentStale':
        return `${facts.person(event.by)} 确认后 ${number} 一直没有进展，升级继续。`;
      default:
        return event satisfies never;
    }
  },
  requester: (event, facts) => {
    const { by, number } = facts;
    switch (event.type) {
      case 'TicketOpened':
        return `我们已收到你的工单 ${number}。`;
      case 'TicketClaimed':
        return `${facts.person(event.assignee)} 正在处理 ${number}。`;
      case 'TicketAssigned':
        return `${number} 现在由 ${facts.person(event.assignee)} 处理。`;
      case 'TicketUnassigned':
        return `${number} 已回到队列，会由其他同事处理。`;
      case 'PriorityChanged':
        return `${number} 的优先级现在是 ${zhNames.priority[event.priority]}。`;
      case 'ServiceChanged':
        return `${number} 现在由${facts.team(event.team)}处理。`;
      case 'AgentReplied':
        return `${by} 回复了 ${number}。`;
      case 'RequesterReplied':
        return `你对 ${number} 的回复已转给服务台。`;
      case 'PutOnHold':
        return event.reason === 'requester'
          ? `${number} 正在等待你的答复。`
          : `${number} 已挂起：${zhNames.holdReason[event.reason]}。`;
      case 'Resumed':
        return `${number} 继续处理。`;
      case 'HandedOver':
        return `${number} 已转给${zhNames.tier[event.to]}。`;
      case 'Resolved':
        return `${by} 解决了 ${number}。`;
      case 'Reopened':
        return `${number} 已重新打开。`;
      case 'Closed':
        return event.why === 'unanswered' ? `${number} 一直没有收到答复，已关闭。` : `${number} 已关闭。`;
      case 'Cancelled':
        return `${number} 已取消。`;
      case 'Merged':
        return `${number} 与 ${event.into} 是同一件事，将在那里继续处理。`;
      case 'Rated':
        return `感谢你为 ${number} 评分。`;
      case 'HandOverAccepted':
      case 'Retargeted':
      case 'NoteAdded':
      case 'Absorbed':
      case 'Linked':
      case 'WatcherAdded':
      case 'WatcherRemoved':
      case 'SlaWarned':
      case 'SlaBreached':
      case 'Escalated':
      case 'RungEmpty':
      case 'Acknowledged':
      case 'Snoozed':
      case 'SnoozeEnded':
      case 'MajorDeclared':
      case 'MajorUpdated':
      case 'MajorUpdateMissed':
      case 'AffectedAdded':
      case 'StoodDown':
      case 'KnownErrorRecorded':
      case 'KnownErrorWithdrawn':
      case 'AcknowledgementWentStale':
        return null;
      default:
        return event satisfies never;
    }
  },
};
