import { ARTICLE_COMMANDS } from './articles.ts';
import { type Command, may } from './command.ts';
import { ESCALATION_COMMANDS } from './escalation.ts';
import { ROTA_COMMANDS } from './rotas.ts';
import { WORK_COMMANDS } from './work.ts';

/** Commands for those who work on tickets, in the order in which the help lists them. */
export const AGENT_COMMANDS: readonly Command[] = [
  {
    verb: 'queue',
    names: ['queue'],
    zh: ['队列'],
    audience: 'agents',
    ticket: false,
    takes: [may('team')],
    description: {
      en: 'List the open tickets of your team, or of another',
      zh: '列出本团队或其他团队的未完成工单',
    },
    example: { en: 'queue network', zh: '队列 network' },
  },
  {
    verb: 'oncall',
    names: ['oncall'],
    zh: ['值班'],
    audience: 'agents',
    ticket: false,
    takes: [may('rota')],
    description: {
      en: 'Show who is on call now and next, or the next 7 days of a rota',
      zh: '查看现在和下一班的值班人员，或某个值班表的未来 7 天',
    },
    example: { en: 'oncall network', zh: '值班 network' },
  },
  ...ROTA_COMMANDS,
  ...WORK_COMMANDS,
  ...ESCALATION_COMMANDS,
  ...ARTICLE_COMMANDS,
];
