import { CHINESE_POLITE, isThanks, POLITE, plainOf, THANKS } from './thanks.ts';

/** What people say to be polite: a greeting begins a conversation, a thank-you or an *ok* ends one. */
export type Courtesy = 'greeting' | 'thanks';

const GREETING = new Set('hi hello hey hiya howdy greetings morning afternoon evening'.split(' '));
const GREETED_WITH = new Set('there again folks guys day desk service bot firstline dear'.split(' '));
/** Asked, but not to be answered. */
const GREETING_PHRASE =
  /how are you(?: doing| today)?\s*\?*|are you there\s*\?*|(?:你好吗|您好吗|在吗|在么|在不在|有人吗)\s*\?*|你好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|嗨|哈[喽啰罗]/g;
/** With what somebody begins who only says that they have read it. */
const HEARD = new Set(
  'ok okay k yes yep great perfect awesome super nice good cool fine done got bye'.split(' '),
);
const NODS = /^(?:[👍👌🙏👏🙌💪🎉✅😊😀🙂❤👋💯]|\p{Emoji_Modifier}|\ufe0f|\s)+$/u;
const NODS_IN_WORDS =
  /^\s*(?::(?:\+1|thumbsup|ok_hand|pray|clap|raised_hands|tada|wave|white_check_mark|heart)(?:::skin-tone-\d)?:\s*)+$/;

/**
 * What a text is that is polite and nothing else (`hi`, `Good morning!`, `ok, thanks`, `你好`, `👍`), in English, Chinese
 * or both; null for one that asks or says anything besides, and is a question to the knowledge base.
 */
export function courtesyOf(text: string): Courtesy | null {
  if (text.length > 120) return null;
  if (NODS.test(text) || NODS_IN_WORDS.test(text)) return 'thanks';
  const plain = plainOf(text);
  const rest = plain.replace(GREETING_PHRASE, ' ');
  if (rest.includes('?')) return null;
  const words = rest.replace(CHINESE_POLITE, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  const greets = rest !== plain || words.some((word) => GREETING.has(word));
  const inGreeting = (word: string) => GREETING.has(word) || GREETED_WITH.has(word) || isPolite(word);
  if (greets) return words.every(inGreeting) ? 'greeting' : null;
  if (isThanks(text)) return 'thanks';
  const [first] = words;
  const onlyChinese = first === undefined && /\p{Script=Han}/u.test(rest);
  const heard = first !== undefined && HEARD.has(first);
  return onlyChinese || (heard && words.every((word) => HEARD.has(word) || isPolite(word))) ? 'thanks' : null;
}

function isPolite(word: string): boolean {
  return THANKS.has(word) || POLITE.has(word);
}
