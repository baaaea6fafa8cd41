import { likelyService } from './catalogue.ts';
import type { ServiceEntry } from './desk.ts';
import { termsOf } from './likeness.ts';

/** So many of the words of the shorter text are shared by texts about the same. */
export const ALIKE = 0.5;
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

/** How much of the shorter text the two share; 0 for less than two words, or none that says what it is about. */
export function shareOf(asked: ReadonlySet<string>, said: readonly string[]): number {
  const shared = said.filter((term) => asked.has(term));
  const alike = shared.length >= LEAST_SHARED && shared.some((term) => !SAID_OF_ANYTHING.has(term));
  return alike ? shared.length / Math.min(said.length, asked.size) : 0;
}

/** Whether two questions of one person are about the same: one service by its keywords, or half of the words of the shorter. */
export function areAboutTheSame(services: readonly ServiceEntry[], one: string, other: string): boolean {
  const service = likelyService(services, one);
  if (service !== null && service === likelyService(services, other)) return true;
  return shareOf(new Set(termsOf(one)), termsOf(other)) >= ALIKE;
}
