import { type Command, may, needs } from './command.ts';

/** Commands that change who is on call. */
export const ROTA_COMMANDS: readonly Command[] = [
  {
    verb: 'swap',
    names: ['swap'],
    zh: ['换班'],
    audience: 'agents',
    ticket: false,
    takes: [needs('rota'), needs('date'), needs('with'), may('for')],
    description: {
      en: 'Ask somebody to take over your shift, perhaps for one of theirs; they accept or decline',
      zh: '请同事接替你的班次，也可换对方的一个班次；由对方同意或拒绝',
    },
    example: {
      en: 'swap network 2026-12-24 with @olga for next',
      zh: '换班 network 2026-12-24 与 @olga 换下一班',
    },
  },
  {
    verb: 'cover',
    names: ['cover'],
    zh: ['代班'],
    audience: 'agents',
    ticket: false,
    takes: [needs('rota'), needs('from'), needs('to'), needs('by')],
    description: {
      en: 'Put somebody on call for a while (leads)',
      zh: '安排某人在一段时间内值班（主管）',
    },
    example: {
      en: 'cover network 2026-12-24T09:00 2026-12-25T09:00 by @tom',
      zh: '代班 network 2026-12-24T09:00 2026-12-25T09:00 由 @tom',
    },
  },
  {
    verb: 'withdraw',
    names: ['withdraw'],
    zh: ['撤回', '撤回换班'],
    audience: 'agents',
    ticket: false,
    takes: [needs('rota'), needs('date')],
    description: {
      en: 'Take back a swap or a cover before it begins',
      zh: '在开始之前撤回换班或代班',
    },
    example: { en: 'withdraw network 2026-12-24', zh: '撤回 network 2026-12-24' },
  },
];
