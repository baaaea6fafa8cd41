import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from './settings.ts';

/** Hands what Bolt says to the desk's log; its debug lines, which hold payloads, are dropped. */
export function boltLogger(log: Log): Logger {
  const join = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : part)).join(' ');
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts: unknown[]) => log.warn({ from: 'bolt' }, join(parts)),
    error: (...parts: unknown[]) => log.error({ from: 'bolt' }, join(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
