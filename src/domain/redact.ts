import { replaceAccounts, replaceIdentities } from './personalNumbers.ts';

/** What was taken out of a text, so that an article made from a ticket names nobody and gives nothing away. */
export interface TakenOut {
  readonly kind: TakenKind;
  /** What it was; of a secret only how long it was, of a number that is somebody's only the last four characters. */
  readonly what: string;
}

export type TakenKind =
  | 'secret'
  | 'address'
  | 'email'
  | 'identity'
  | 'account'
  | 'phone'
  | 'ip'
  | 'ticket'
  | 'name';

/** What stands in its place; a reader has to understand the sentence without it. */
const INSTEAD: Record<TakenKind, string> = {
  secret: '[secret]',
  address: '[address]',
  email: '[e-mail address]',
  identity: '[identity number]',
  account: '[account number]',
  phone: '[phone number]',
  ip: '[IP address]',
  ticket: '[ticket]',
  name: '[name]',
};

/**
 * Words after which a secret follows: `password: x`, `Kennwort=x`, `the PIN is x`, `reset the password to x`, `密码：x`,
 * or nothing between them.
 */
const SECRET_WORD =
  /(?<word>\b(?:pass(?:word|wort|phrase|code)?|pwd?|passwd|kennwort|secret|token|api[ _-]?key|pin(?: code)?|recovery key|one-time code|otp)\b|密码|口令|密钥|令牌|验证码)(?<between>\s{0,5}(?:[:：=]|\b(?:is|was|to)\b|(?:重置|重设|改|设|换)?[为成是])\s{0,5}["'“`]?|\s{1,5}["'“`]?)(?<secret>[^\s"'”`，。；]+)/giu;
/** Tokens that say themselves what they are: JSON web tokens, keys of Slack, GitHub, AWS and others, private keys. */
const TOKENS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b(?:xox[abeprs]-|xapp-|gh[opsru]_|github_pat_|glpat-)[\w-]+/g,
  // Beginnings that words have, too: a digit has to follow, or much.
  /\bsk-(?:[\w-]{8,}|(?=[\w-]*\d)[\w-]{4,})/g,
  /\b(?:AKIA|ASIA)(?=[A-Z]*\d)[A-Z\d]{4,}\b/g,
  /\bBearer\s+[\w.~+/-]{8,}=*/gi,
  /\b\d{6}-\d{6}-\d{6}-\d{6}-\d{6}-\d{6}-\d{6}-\d{6}\b/g,
];
const URL_WITH_USER =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/@:]{1,200}:[^\s/@]{1,200}@[^\s)>\]]+/gi;
const SECRET_IN_QUERY =
  /(?<=[?&](?:token|key|sig|signature|password|secret|code|access_token)=)[^\s&#)>\]]+/gi;
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const TICKET = /(?<![\w-])#?(?:INC|REQ|PRB|CHG)-\d{1,9}(?![\w-])/gi;
const IPV4 =
  /(?<!\b(?:v|version|build|release)[ .:]{0,2}|版本[号]?[ :：]{0,2})(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g;
const IPV6 =
  /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\w:])|(?<![\w:])fe80::[0-9a-f:]+/gi;
/** With a plus or a zero in front, or in brackets and groups: serial and error numbers are not meant. */
const PHONE =
  /(?<![\w.+])(?:\+\d{1,3}[ ./-]?(?:\(0\))?|\(?0\d{1,4}\)?[ ./-])(?:\d[ ./-]?){5,12}\d(?!\w)|(?<!\d)1[3-9]\d{9}(?!\d)/g;

/**
 * Takes out of a text what belongs to somebody or opens something: names (of those who took part, whole or by a part of at
 * least three letters; of `others` whole only), e-mail addresses, phone numbers, identity numbers, numbers of cards and
 * bank accounts, IP addresses, secrets, addresses with a user in them, ticket numbers. What it cannot know, such as a name that was not given, stays: somebody looks at the draft
 * before it is published.
 */
export function redact(
  text: string,
  names: readonly string[],
  others: readonly string[] = [],
): { text: string; taken: readonly TakenOut[] } {
  const taken: TakenOut[] = [];
  const take = (kind: TakenKind, what: string): string => {
    const shown = shownOf(kind, what);
    if (!taken.some((each) => each.kind === kind && each.what === shown)) taken.push({ kind, what: shown });
    return INSTEAD[kind];
  };
  let rest = text;
  for (const token of TOKENS) rest = rest.replace(token, (found) => take('secret', found));
  rest = rest.replace(URL_WITH_USER, (found) => {
    take('address', found.replace(/:\/\/[^@]+@/, '://…@'));
    return INSTEAD.address;
  });
  rest = rest
    .replace(SECRET_IN_QUERY, (found) => take('secret', found))
    .replace(SECRET_WORD, (found, word: string, between: string, secret: string) =>
      isSecret(between, secret) ? `${word}${between}${take('secret', secret)}` : found,
    )
    .replace(EMAIL, (found) => take('email', found));
  rest = replaceIdentities(rest, (found) => take('identity', found));
  rest = replaceAccounts(rest, (found) => take('account', found))
    .replace(TICKET, (found) => take('ticket', found))
    .replace(IPV4, (found) => take('ip', found))
    .replace(IPV6, (found) => take('ip', found))
    .replace(PHONE, (found) => take('phone', found));
  for (const name of namesIn(names, others)) rest = rest.replace(name, (found) => take('name', found));
  return { text: rest, taken };
}

function shownOf(kind: TakenKind, what: string): string {
  if (kind === 'secret') return `${[...what].length}`;
  return kind === 'identity' || kind === 'account' ? `…${what.slice(-4)}` : what;
}

/** After a colon all is taken; in a sentence (`the password is wrong`, `password 90 days old`) only what is no plain word. */
function isSecret(between: string, secret: string): boolean {
  if (secret.startsWith('[')) return false;
  if (/[:：=]/.test(between)) return true;
  const bare = secret.replace(/[.,;!?)\]]+$/, '');
  if (/\p{L}/u.test(between)) return /[^\p{L}]/u.test(bare);
  return /\d/.test(bare) && bare.length >= SHORTEST_SECRET;
}

/** Of what follows with nothing between: shorter numbers count something. */
const SHORTEST_SECRET = 4;

/**
 * Whole names in any case; their parts only as they are written, since Will and Rose are words too. Chinese names stand
 * without spaces around them.
 */
function namesIn(names: readonly string[], others: readonly string[]): RegExp[] {
  const trimmed = (all: readonly string[]) => all.map((name) => name.trim()).filter((name) => name !== '');
  const whole = trimmed([...names, ...others]);
  const parts = trimmed(names)
    .flatMap((name) => name.split(/\s+/))
    .filter((part) => [...part].length >= SHORTEST_PART);
  const pattern = (name: string, flags: string) => {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const alone = /\p{Script=Han}/u.test(name)
      ? escaped
      : `(?<![\\p{L}\\p{N}])@?${escaped}(?![\\p{L}\\p{N}])`;
    return new RegExp(alone, flags);
  };
  return [
    ...[...new Set(whole)].map((name) => pattern(name, 'giu')),
    ...[...new Set(parts)].map((part) => pattern(part, 'gu')),
  ];
}

const SHORTEST_PART = 3;
