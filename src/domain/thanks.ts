export const THANKS = new Set(['thanks', 'thank', 'thx', 'ty', 'tysm', 'tnx', 'thankyou', 'cheers']);

/** Words that may stand beside a thank-you without asking for anything. */
export const POLITE = new Set(
  (
    'you so very much a lot many bunch million again for your the quick fast great kind help support all everyone ' +
    'team ok okay great perfect awesome super excellent wonderful nice good cool yes yay got it its is works ' +
    'working now fixed solved done and that this was to appreciated brilliant amazing really'
  ).split(' '),
);

const CHINESE_THANKS = /谢谢|多谢|感谢|谢啦|谢了|谢过|辛苦/;

/** What is left of a Chinese thank-you when all of this is taken out, is nothing. */
export const CHINESE_POLITE =
  /谢谢|多谢|感谢|谢啦|谢了|谢过|辛苦|非常|十分|万分|太|很|你们|您们|你|您|大家|各位|老师|同事|的|了|啦|哈|呀|啊|哦|嗯|好|行|可以|收到|帮助|帮忙|支持|已经|解决|没问题/g;

/**
 * Whether a text is a thank-you and nothing else (`thanks!`, `Perfect, thank you so much`, `好的,谢谢`), in English or
 * Chinese. Whatever asks, or says something else as well, is not: reopening once too often costs less than a
 * request that nobody sees.
 */
export function isThanks(text: string): boolean {
  if (text.length > 120) return false;
  const plain = plainOf(text);
  if (plain.includes('?')) return false;
  if (CHINESE_THANKS.test(plain)) return !/[\p{L}\p{N}]/u.test(plain.replace(CHINESE_POLITE, ''));
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return (
    words.some((word) => THANKS.has(word)) && words.every((word) => THANKS.has(word) || POLITE.has(word))
  );
}

/** In lower case, without apostrophes and emoji that Slack writes as words; a Chinese question mark is an English one. */
export function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/:[a-z_+\d-]+:/g, ' ');
}
