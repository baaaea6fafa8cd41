import type { Language } from '../../domain/desk.ts';

const LOCALES: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };
// Making a formatter costs more than drawing a card does.
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant (epoch ms) in a time zone: `Tue 12 Jan 17:00`, `1月12日 周二 17:00`. Never "today": messages stay on the
 * screen for days. `timeZone` is an IANA name; throws RangeError for an unknown one.
 */
export function formatInstant(instant: number, timeZone: string, language: Language): string {
  const parts = partsOf(instant, timeZone, language);
  return dated(parts, `${parts.hour}:${parts.minute}`, language);
}

/** The same to the second: `Tue 12 Jan 17:00:05`. */
export function formatExactInstant(instant: number, timeZone: string, language: Language): string {
  const parts = partsOf(instant, timeZone, language);
  return dated(parts, `${parts.hour}:${parts.minute}:${parts.second}`, language);
}

type Parts = Partial<Record<string, string>>;

function partsOf(instant: number, timeZone: string, language: Language): Parts {
  return Object.fromEntries(
    formatter(timeZone, language)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
}

function dated(parts: Parts, time: string, language: Language): string {
  return language === 'zh'
    ? `${parts.month}月${parts.day}日 ${parts.weekday} ${time}`
    : `${parts.weekday} ${parts.day} ${parts.month} ${time}`;
}

function formatter(timeZone: string, language: Language): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: language === 'zh' ? 'numeric' : 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(key, made);
  return made;
}

const UNITS: Record<Language, { h: string; min: string; s: string }> = {
  en: { h: 'h', min: 'min', s: 's' },
  zh: { h: '小时', min: '分钟', s: '秒' },
};

/**
 * Seconds as the two largest units: `2 h 15 min`, `45 s`. Hours are never made days, since a working day is not 24 h.
 */
export function formatDuration(seconds: number, language: Language): string {
  const units = UNITS[language];
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} ${units.s}`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} ${units.min}`;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)} ${units.h}`;
  return rest === 0 ? hours : `${hours} ${rest} ${units.min}`;
}

/** Seconds with every unit that is not zero: `2 h 15 min 4.5 s`, `0 s`. */
export function formatExactDuration(seconds: number, language: Language): string {
  const units = UNITS[language];
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const rest = Number((seconds % 60).toFixed(3));
  const parts = [
    ...(hours > 0 ? [`${hours} ${units.h}`] : []),
    ...(minutes > 0 ? [`${minutes} ${units.min}`] : []),
    ...(rest > 0 ? [`${rest} ${units.s}`] : []),
  ];
  return parts.length === 0 ? `0 ${units.s}` : parts.join(' ');
}
