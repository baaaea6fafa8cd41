import type { HoldReason } from '../../domain/desk.ts';
import type { TicketLink } from '../../domain/ticket.ts';
import type { ArgumentName } from './command.ts';

/** What a reader found at the beginning of a text: a value and what comes after it, nothing, or something wrong. */
export type Found = Reading | 'absent' | 'wrong';

interface Reading {
  readonly value: string;
  readonly rest: string;
}

const TICKET = /^[#\uFF03]?((?:INC|REQ|PRB|CHG)-\d{1,9})(?![\w-])[.,:;\uFF0C\uFF1A\uFF1B\u3002]?\s*/i;

/** Reads the number of a ticket, with or without `#`, in either case; the value is as stored: `INC-1042`. */
export function readTicket(text: string): Reading | null {
  const match = TICKET.exec(text);
  if (!match?.[1]) return null;
  return { value: match[1].toUpperCase(), rest: text.slice(match[0].length) };
}

const REASONS: Record<HoldReason, readonly string[]> = {
  requester: ['requester', 'user', 'customer', 'client', 'employee', '请求人', '用户', '申请人', '客户'],
  supplier: ['supplier', 'vendor', 'third party', '供应商', '厂商', '第三方'],
  change: ['change', 'release', '变更', '发布'],
  approval: ['approval', 'approver', '审批', '批准'],
  scheduled: ['scheduled', 'schedule', 'appointment', 'date', '预约', '排期', '计划'],
};

const LINK_TYPES: Record<TicketLink['type'], readonly string[]> = {
  relates: ['relates to', 'relates', 'related to', 'related', '相关'],
  causedBy: ['causedby', 'caused by', 'cause', '起因', '由其引起'],
  duplicates: ['duplicates', 'duplicate of', 'duplicate', '重复'],
};

const WAITING = /^(?:waiting\s+(?:for|on)|wait\s+for|for|on|等待|等)\s*(?:the\s+)?/i;
const INTO = /^(?:into|to|with|到|至|入)\s*/i;

/** How each argument is read from what stands after the ticket number. Texts take all that is left. */
export const READERS: Readonly<Record<ArgumentName, (text: string) => Found>> = {
  person: everything,
  service: everything,
  team: everything,
  article: everything,
  text: everything,
  priority: (text) => coded(text, /^p?([1-4])(?!\w)\s*/i, 'P'),
  score: (text) => coded(text, /^([1-5])(?![\w.])(?:\s*\/\s*5)?\s*/, ''),
  tier: readTier,
  duration: readDuration,
  reason: (text) => oneOf(text.replace(WAITING, ''), REASONS),
  type: (text) => oneOf(text, LINK_TYPES),
  into: (text) => numbered(text.replace(INTO, '')),
  other: (text) => numbered(text.replace(INTO, '')),
  rota: (text) => matched(text, /^([\w-]+)\s*/),
  date: (text) => readDay(text),
  for: (text) => (FOR.test(text) ? readDay(text.replace(FOR, '')) : text === '' ? 'absent' : 'wrong'),
  from: (text) => readMoment(text.replace(/^(?:from\s+|从\s*)/i, '')),
  to: (text) => readMoment(text.replace(/^(?:to\s+|until\s+|到\s*|至\s*)/i, '')),
  with: (text) => matched(text, /^(?:with\s+|与\s*|和\s*|跟\s*)(.+?)\s*(?=(?:\bfor\s|换)\s*\S+$|$)/is),
  by: (text) => matched(text, /^(?:by\s+|由\s*)(.+)$/is),
};

function everything(text: string): Found {
  return text === '' ? 'absent' : { value: text, rest: '' };
}

function coded(text: string, pattern: RegExp, prefix: string): Found {
  if (text === '') return 'absent';
  const match = pattern.exec(text);
  if (!match?.[1]) return 'wrong';
  return { value: prefix + match[1], rest: text.slice(match[0].length) };
}

/** A tier is optional, so a text that does not begin like one has none; `L7` is meant to be one and is not. */
function readTier(text: string): Found {
  const match = /^(?:to\s+|到\s*)?(l\d+)(?!\w)\s*/i.exec(text);
  if (!match?.[1]) return 'absent';
  const tier = match[1].toUpperCase();
  return ['L1', 'L2', 'L3'].includes(tier) ? { value: tier, rest: text.slice(match[0].length) } : 'wrong';
}

const FOR = /^(?:for\s+|换\s*)/i;
const NEXT = /^(?:next|下一班|下次)\s*/i;

/** A date of the calendar, looked at by the rota, or `next`. */
function readDay(text: string): Found {
  if (NEXT.test(text)) return { value: 'next', rest: text.replace(NEXT, '') };
  return matched(text, /^(\d{4}-\d{2}-\d{2})(?!\S)\s*/);
}

/** `now`, a date, or a date and time; the time may stand after a space. */
function readMoment(text: string): Found {
  const now = /^(?:now|现在)\s*/i;
  if (now.test(text)) return { value: 'now', rest: text.replace(now, '') };
  const found = matched(text, /^(\d{4}-\d{2}-\d{2}(?:[T ](?:[01]\d|2[0-3]):[0-5]\d)?)(?!\S)\s*/i);
  if (typeof found === 'string') return found;
  return { ...found, value: found.value.toUpperCase().replace(' ', 'T') };
}

function matched(text: string, pattern: RegExp): Found {
  if (text === '') return 'absent';
  const match = pattern.exec(text);
  return match?.[1] ? { value: match[1], rest: text.slice(match[0].length) } : 'wrong';
}

const DAYS = /^(\d{1,4})\s*(?:days?|d|天)(?![a-z])\s*/i;
const HOURS = /^(\d{1,4})\s*(?:hours?|hrs?|h|个?小时)(?![a-z])\s*/i;
const MINUTES = /^(\d{1,5})\s*(?:minutes?|mins?|min|m|分钟?)(?![a-z])\s*/i;

/** `2h`, `1h30m`, `90 minutes`, `2小时`; the value is in seconds. */
function readDuration(text: string): Found {
  if (text === '') return 'absent';
  let rest = text.replace(/^(?:for|until)\s+/i, '');
  let seconds = 0;
  let found = false;
  for (const [unit, length] of [
    [DAYS, 86_400],
    [HOURS, 3_600],
    [MINUTES, 60],
  ] as const) {
    const match = unit.exec(rest);
    if (!match) continue;
    found = true;
    seconds += Number(match[1]) * length;
    rest = rest.slice(match[0].length);
  }
  return found ? { value: String(seconds), rest } : 'wrong';
}

function numbered(text: string): Found {
  return readTicket(text) ?? (text === '' ? 'absent' : 'wrong');
}

function oneOf(text: string, known: Readonly<Record<string, readonly string[]>>): Found {
  if (text === '') return 'absent';
  const given = text.toLowerCase();
  for (const [value, names] of Object.entries(known)) {
    for (const name of names) {
      if (!given.startsWith(name)) continue;
      const rest = text.slice(name.length);
      // English words end at a space or a mark; Chinese ones may be followed by the next word at once.
      if (/^[\w-]/.test(rest) && /^\w/.test(name)) continue;
      return { value, rest: rest.replace(/^[\s.,:;\uFF0C\uFF1A\uFF1B\u3002]+/, '') };
    }
  }
  return 'wrong';
}
