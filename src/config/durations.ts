const UNIT_SECONDS = { s: 1, m: 60, h: 3600 } as const;
const DAY_SECONDS = 24 * 3600;
const PART = /(\d+)([smhd])/gy;

/**
 * Seconds of a duration such as `15m`, `4h`, `1h30m`, `2d`; null when it is none. `daySeconds`: what a day counts;
 * null where days are not allowed. Wall-clock durations have days of 24 hours, targets those of their calendar.
 */
export function durationSeconds(text: string, daySeconds: number | null = DAY_SECONDS): number | null {
  let seconds = 0;
  let end = 0;
  for (const part of text.matchAll(PART)) {
    const count = Number(part[1]);
    const unit = part[2];
    end = part.index + part[0].length;
    if (unit === 'd') {
      if (daySeconds === null) return null;
      seconds += count * daySeconds;
    } else if (unit === 's' || unit === 'm' || unit === 'h') seconds += count * UNIT_SECONDS[unit];
  }
  return text.length > 0 && end === text.length && Number.isSafeInteger(seconds) ? seconds : null;
}
