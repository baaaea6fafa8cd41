import { type Logger, pino } from 'pino';

/** The log of every process of the desk: JSON lines on stdout. */
export function deskLog(level: string): Logger {
  return pino({ level, serializers: { err: errorFacts } });
}

/** What of an error goes into the log: libraries hang whole connections, with their secrets, on theirs. */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? { code: error.code } : {};
  return { type: error.name, message: error.message, ...code, stack: error.stack };
}
