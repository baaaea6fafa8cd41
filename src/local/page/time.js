import { deskNow, state, words } from './state.js';

const formats = new Map();

function format(at, options) {
  const language = state.me?.language === 'zh' ? 'zh-CN' : 'en-GB';
  const key = JSON.stringify([language, state.desk.timeZone, options]);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language, { ...options, timeZone: state.desk.timeZone });
    formats.set(key, made);
  }
  return made.format(new Date(at));
}

/** All times are the desk's, in its time zone, because its promises are. */
export const hourAndMinute = (at) => format(at, { hour: '2-digit', minute: '2-digit' });
export const dayKey = (at) => format(at, { year: 'numeric', month: '2-digit', day: '2-digit' });
export const dayAndTime = (at) =>
  format(at, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
export const dateOnly = (at) => format(at, { weekday: 'short', day: 'numeric', month: 'short' });

export function dayName(at) {
  const now = deskNow();
  if (dayKey(at) === dayKey(now)) return words().today;
  if (dayKey(at) === dayKey(now - 86_400_000)) return words().yesterday;
  return format(at, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** How far the desk's clock is ahead of the real one, such as `1 d 3 h 15 min`; null below a minute. */
export function aheadText() {
  const minutes = Math.round((deskNow() - Date.now()) / 60_000);
  if (minutes < 1) return null;
  const parts = state.me?.language === 'zh' ? ['天', '小时', '分钟'] : ['d', 'h', 'min'];
  const amounts = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  return amounts.flatMap((amount, index) => (amount ? [`${amount} ${parts[index]}`] : [])).join(' ');
}
