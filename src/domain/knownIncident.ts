import { termsOf } from './likeness.ts';

/** A major incident or a known error as a question is compared with it. */
export interface Known {
  readonly service: string;
  readonly title: string;
  /** A major incident hits whoever uses its service; a known error, whoever says the same. */
  readonly isMajor: boolean;
  /** Of a major incident; empty for a known error. */
  readonly summary: string;
  /** Of its ticket. */
  readonly visibility: 'normal' | 'team';
  /** What was asked and written about it within the last `LIKE_ONE_FROM`, word for word. */
  readonly said: readonly string[];
}

/** How long a question stands for what others ask, in milliseconds: an hour. */
export const LIKE_ONE_FROM = 3_600_000;

/** So many of the words of the shorter text are shared by texts about the same. */
const ALIKE = 0.5;
const LEAST_SHARED = 2;

/** How anything fails, and when: texts that share nothing else are about different things. */
const SAID_OF_ANYTHING = new Set([
  ...(
    'again always broke broken cannot close connect connected connection crash crashe day disconnect down drop error ' +
    'every fail failed failing freeze hang hour issue keep load loading minute minutes never nothing open opening ' +
    'problem slow slowly somehow sometime start started starting stop stopped stuck suddenly time try trying ' +
    'unable wrong yesterday'
  ).split(' '),
  ...(
    '不上 不了 不能 不行 不开 不到 无法 无反 没有 没反 反应 连不 连接 接不 打不 用不 断开 断线 掉线 很慢 太慢 变慢 卡住 失败 ' +
    '报错 错误 出错 问题 故障 一直 总是 经常 突然 今天 昨天 早上 下午 现在 刚才 每天 每小 小时 分钟 怎么 么办 为什 什么 请问'
  ).split(' '),
]);

/**
 * The major incident or known error that a question is probably about: the major incident of the same service, or else
 * what says the same, in its title and summary or in a question of the last hour that belongs to it; of several the one
 * that shares most. Null if there is none. Of one that only its team may see nobody is told.
 */
export function knownIncident<Incident extends Known>(
  incidents: readonly Incident[],
  question: { readonly text: string; readonly service: string | null },
): Incident | null {
  const asked = new Set(termsOf(question.text));
  let best: { readonly incident: Incident; readonly score: number } | null = null;
  for (const incident of incidents) {
    if (incident.visibility !== 'normal') continue;
    const texts = [`${incident.title}\n${incident.summary}`, ...incident.said];
    const share = Math.max(...texts.map((text) => shareOf(asked, termsOf(text))));
    const sameService = incident.service === question.service;
    if (share < ALIKE && !(incident.isMajor && sameService)) continue;
    const score = share + (sameService ? 1 : 0);
    if (score > (best?.score ?? 0)) best = { incident, score };
  }
  return best?.incident ?? null;
}

/** How much of the shorter text the two share; 0 for less than two words, or none that says what it is about. */
function shareOf(asked: ReadonlySet<string>, said: readonly string[]): number {
  const shared = said.filter((term) => asked.has(term));
  const alike = shared.length >= LEAST_SHARED && shared.some((term) => !SAID_OF_ANYTHING.has(term));
  return alike ? shared.length / Math.min(said.length, asked.size) : 0;
}
