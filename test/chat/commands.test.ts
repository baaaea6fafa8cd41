import { describe, expect, it } from 'vitest';
import { COMMANDS, parseCommand, parseTyped, typedSlip } from '../../src/chat/commands.ts';

describe('a slash command', () => {
  it('understands every example that the help gives, in both languages', () => {
    for (const command of COMMANDS) {
      for (const example of [command.example.en, command.example.zh]) {
        expect(parseCommand(example), example).toMatchObject({ ok: true, verb: command.verb });
      }
    }
  });

  it('knows each command by one name only', () => {
    const names = COMMANDS.flatMap((command) => [...command.names, ...command.zh]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(COMMANDS.map((command) => command.verb)).size).toBe(COMMANDS.length);
  });

  it.each([
    ['claim INC-1042', 'claim', 'INC-1042', {}],
    ['CLAIM #inc-1042', 'claim', 'INC-1042', {}],
    ['认领INC-1042', 'claim', 'INC-1042', {}],
    ['assign req-7 <@U1|ana>', 'assign', 'REQ-7', { person: '<@U1|ana>' }],
    ['assign REQ-7 Ana Silva', 'assign', 'REQ-7', { person: 'Ana Silva' }],
    ['priority INC-1 p1', 'priority', 'INC-1', { priority: 'P1' }],
    [
      'hold INC-1 waiting for the user, asked twice',
      'hold',
      'INC-1',
      { reason: 'requester', text: 'asked twice' },
    ],
    ['hold INC-1 vendor', 'hold', 'INC-1', { reason: 'supplier' }],
    ['挂起 INC-1 等待供应商 备件在途', 'hold', 'INC-1', { reason: 'supplier', text: '备件在途' }],
    ['escalate INC-1 L3 core switch', 'escalate', 'INC-1', { tier: 'L3', text: 'core switch' }],
    ['escalate INC-1 core switch', 'escalate', 'INC-1', { text: 'core switch' }],
    ['resolve INC-1: new cable\nin room 4', 'resolve', 'INC-1', { text: 'new cable\nin room 4' }],
    ['merge INC-2 into INC-1', 'merge', 'INC-2', { into: 'INC-1' }],
    ['merge INC-2 inc-1', 'merge', 'INC-2', { into: 'INC-1' }],
    ['link INC-2 PRB-1', 'link', 'INC-2', { other: 'PRB-1' }],
    ['link INC-2 INC-1 duplicate of', 'link', 'INC-2', { other: 'INC-1', type: 'duplicates' }],
    ['link INC-2 PRB-1 caused by', 'link', 'INC-2', { other: 'PRB-1', type: 'causedBy' }],
    ['rate INC-1 4/5 thanks', 'rate', 'INC-1', { score: '4', text: 'thanks' }],
    ['acknowledge INC-1', 'acknowledge', 'INC-1', {}],
    ['takeover CHG-1', 'takeOver', 'CHG-1', {}],
    ['reopen INC-1', 'reopen', 'INC-1', {}],
    ['queue network', 'queue', null, { team: 'network' }],
    ['open', 'open', null, {}],
    ['open INC-1042', 'show', 'INC-1042', {}],
    ['open INC-1042 is back', 'open', null, { text: 'INC-1042 is back' }],
    ['ask why', 'ask', null, { text: 'why' }],
    ['oncall network', 'oncall', null, { rota: 'network' }],
    [
      'swap networkL2 2026-12-24 with Ana Silva for 2026-12-31',
      'swap',
      null,
      { rota: 'networkL2', date: '2026-12-24', with: 'Ana Silva', for: '2026-12-31' },
    ],
    ['swap network next with ana', 'swap', null, { rota: 'network', date: 'next', with: 'ana' }],
    [
      '换班 network 下一班 与 陈静 换 2026-12-31',
      'swap',
      null,
      { rota: 'network', date: 'next', with: '陈静', for: '2026-12-31' },
    ],
    [
      'cover network from now until 2026-12-24 18:00 by @tom',
      'cover',
      null,
      { rota: 'network', from: 'now', to: '2026-12-24T18:00', by: '@tom' },
    ],
    [
      '代班 network 现在 2026-12-25 由 tom',
      'cover',
      null,
      { rota: 'network', from: 'now', to: '2026-12-25', by: 'tom' },
    ],
    ['withdraw network next', 'withdraw', null, { rota: 'network', date: 'next' }],
    ['', 'help', null, {}],
    ['  ', 'help', null, {}],
    ['help hold', 'help', null, {}],
  ])('reads "%s"', (text, verb, ticket, args) => {
    expect(parseCommand(text)).toEqual({ ok: true, verb, ticket, args });
  });

  it.each([
    ['clam INC-1042', 'claim', 'INC-1042'],
    ['asign INC-1042 ana', 'assign', 'INC-1042'],
    ['rpely INC-1042 hello', 'reply', 'INC-1042'],
    ['priorty INC-1042 P2', 'priority', 'INC-1042'],
    ['esc INC-1042', 'escalate', 'INC-1042'],
    ['take over INC-1042', 'takeOver', null],
    ['认令 INC-1042', 'claim', 'INC-1042'],
    ['quue', 'queue', null],
    ['hlep', 'help', null],
    ['INC-1042', 'show', 'INC-1042'],
    ['xyzzy', null, null],
    ['my vpn drops', null, null],
  ])('names the nearest command for "%s"', (text, nearest, ticket) => {
    expect(parseCommand(text)).toMatchObject({ ok: false, problem: 'unknownVerb', nearest, ticket });
  });

  it.each([
    ['claim', 'missingTicket', 'claim', null, null],
    ['claim 1042', 'missingTicket', 'claim', null, null],
    ['claim INC-1042x', 'missingTicket', 'claim', null, null],
    ['resolve INC-1', 'missingArgument', 'resolve', 'INC-1', 'text'],
    ['hold INC-1', 'missingArgument', 'hold', 'INC-1', 'reason'],
    ['hold INC-1 lunch', 'badArgument', 'hold', 'INC-1', 'reason'],
    ['hold INC-1 username wrong', 'badArgument', 'hold', 'INC-1', 'reason'],
    ['priority INC-1 P5', 'badArgument', 'priority', 'INC-1', 'priority'],
    ['priority INC-1 urgent', 'badArgument', 'priority', 'INC-1', 'priority'],
    ['escalate INC-1 L4 now', 'badArgument', 'escalate', 'INC-1', 'tier'],
    ['rate INC-1 6', 'badArgument', 'rate', 'INC-1', 'score'],
    ['rate INC-1 4.5', 'badArgument', 'rate', 'INC-1', 'score'],
    ['merge INC-1 into the other', 'badArgument', 'merge', 'INC-1', 'into'],
    ['merge INC-1', 'missingArgument', 'merge', 'INC-1', 'into'],
    ['assign INC-1', 'missingArgument', 'assign', 'INC-1', 'person'],
    ['ask', 'missingArgument', 'ask', null, 'text'],
    ['swap', 'missingArgument', 'swap', null, 'rota'],
    ['swap network tomorrow with ana', 'badArgument', 'swap', null, 'date'],
    ['swap network next ana', 'badArgument', 'swap', null, 'with'],
    ['cover network 2026-12-24T25:00 now by ana', 'badArgument', 'cover', null, 'from'],
    ['cover network now 2026-12-24', 'missingArgument', 'cover', null, 'by'],
    ['snooze INC-1', 'missingArgument', 'snooze', 'INC-1', 'duration'],
    ['snooze INC-1 soon', 'badArgument', 'snooze', 'INC-1', 'duration'],
    ['snooze INC-1 2months', 'badArgument', 'snooze', 'INC-1', 'duration'],
    ['snooze INC-1 2h', 'missingArgument', 'snooze', 'INC-1', 'text'],
  ])('says what is wrong in "%s"', (text, problem, nearest, ticket, argument) => {
    expect(parseCommand(text)).toMatchObject({ ok: false, problem, nearest, ticket, argument });
  });
});

describe('a length of time', () => {
  it.each([
    ['2h waiting for a part', '7200', 'waiting for a part'],
    ['1h30m lunch', '5400', 'lunch'],
    ['for 90 minutes mail is sent', '5400', 'mail is sent'],
    ['1d the office is closed', '86400', 'the office is closed'],
    ['2小时等待备件', '7200', '等待备件'],
    ['30分钟 午饭', '1800', '午饭'],
  ])('is read in "%s"', (given, duration, text) => {
    expect(parseCommand(`snooze INC-1 ${given}`)).toMatchObject({ ok: true, args: { duration, text } });
  });
});

describe('typed chat', () => {
  it.each([
    ['oncall network', 'oncall', true],
    ['swap network next with ana', 'swap', true],
    ['换班 network 2026-12-24 与 ana', 'swap', true],
    ['swap network 2026-12-24', 'swap', false],
    ['cover network now 2026-12-24 by ana', 'cover', true],
    ['withdraw network next', 'withdraw', true],
  ])('takes "%s", with a rota and a day, for a command', (text, verb, ok) => {
    expect(parseTyped(text)).toMatchObject(ok ? { ok, verb } : { ok, nearest: verb });
  });

  it.each([
    'hold on, my vpn drops',
    'close my account',
    'claim',
    'claim my laptop back',
    'open',
    'open the door of room 4',
    'Help me with the printer',
    'help!',
    'mine is broken',
    'queue network',
    'queue is stuck on the printer',
    'oncall phone does not ring',
    'who is oncall',
    'show me how to reset my password',
    'service is down',
    'priority mail arrives late',
    'ask',
    'ask INC-1042',
    'rate limit exceeded',
    'link does not open',
    'merge conflict in git',
    'note 10 does not charge',
    'my vpn drops every hour',
    'what about INC-1042?',
    'INC-1042',
    'please claim INC-1042',
    'clam INC-1042',
    '取消会议室预约怎么做',
    '关闭我的账号',
    '我的电脑坏了',
    '帮助我连接打印机',
    '服务器连不上',
    '值班电话打不通',
    'swap my laptop with a new one',
    'swap',
    'cover letter template',
    'withdraw my request',
    '换班怎么申请',
    '',
  ])('takes "%s" for a question', (text) => {
    expect(parseTyped(text)).toBeNull();
  });

  it.each([
    ['help', 'help', null],
    [' HELP ', 'help', null],
    ['帮助', 'help', null],
    ['mine', 'mine', null],
    ['我的', 'mine', null],
    ['queue', 'queue', null],
    ['队列', 'queue', null],
    ['OnCall', 'oncall', null],
    ['值班', 'oncall', null],
    ['claim INC-1042', 'claim', 'INC-1042'],
    ['Claim #inc-1042', 'claim', 'INC-1042'],
    ['认领 INC-1042', 'claim', 'INC-1042'],
    ['关闭INC-1042', 'close', 'INC-1042'],
    ['show req-1043', 'show', 'REQ-1043'],
    ['ack INC-1042', 'acknowledge', 'INC-1042'],
    ['证明 INC-1042', 'prove', 'INC-1042'],
  ])('takes "%s" for a command', (text, verb, ticket) => {
    expect(parseTyped(text)).toMatchObject({ ok: true, verb, ticket });
  });

  it('answers a command that lacks something, rather than searching for it', () => {
    expect(parseTyped('resolve INC-1042')).toMatchObject({
      ok: false,
      problem: 'missingArgument',
      argument: 'text',
    });
  });
});

describe('a slip in typed chat', () => {
  it.each([
    ['clam INC-1042', 'claim', 'INC-1042'],
    ['Reslove #inc-1042', 'resolve', 'INC-1042'],
    ['认令 INC-1042', 'claim', 'INC-1042'],
  ])('takes "%s" for one', (text, nearest, ticket) => {
    expect(typedSlip(text)).toMatchObject({ problem: 'unknownVerb', nearest, ticket });
  });

  it.each([
    'claim INC-1042',
    'printer INC-1042',
    'INC-1042',
    'clam',
    'clam INC-1042 please',
    'please clam INC-1042',
    'hlep INC-1042',
    'clam chowder',
    '',
  ])('takes "%s" for none', (text) => {
    expect(typedSlip(text)).toBeNull();
  });
});
