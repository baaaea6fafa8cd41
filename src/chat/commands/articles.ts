import { type Command, needs } from './command.ts';

/** Commands for those who write articles, and those who see what L1 could not know. */
export const ARTICLE_COMMANDS: readonly Command[] = [
  {
    verb: 'article',
    names: ['article'],
    zh: ['写成文章', '文章'],
    audience: 'agents',
    ticket: false,
    takes: [needs('article')],
    description: {
      en: 'Make an article of a resolved ticket, or show an article by its name',
      zh: '把已解决的工单写成文章，或按名称查看文章',
    },
    example: { en: 'article INC-1042', zh: '写成文章 INC-1042' },
  },
  {
    verb: 'training',
    names: ['training'],
    zh: ['培训'],
    audience: 'agents',
    ticket: false,
    takes: [],
    description: {
      en: 'For leads: articles that would have solved what L1 handed on',
      zh: '主管：列出本可解决 L1 转交工单的文章',
    },
    example: { en: 'training', zh: '培训' },
  },
];
