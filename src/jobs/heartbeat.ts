export interface HeartbeatDeps {
  /** Where somebody outside listens, and raises the alarm when the beat is missing. */
  readonly url: string;
  /** All is well: the database answers, deadlines are looked for, and nothing is overdue. */
  readonly isWell: () => boolean;
  readonly monotonic: () => number;
  readonly log: { warn(details: object, message: string): void };
}

export interface Heartbeat {
  stop(): void;
}

const LOOK_MS = 1_000;
const BEAT_MS = 60_000;
const PATIENCE_MS = 10_000;

/**
 * For a dead man's switch outside: fetches an address each minute, only while all is well. Silence is the alarm, so
 * that it is raised too when this machine is off. Whether the fetch succeeds changes nothing here.
 */
export function startHeartbeat({ url, isWell, monotonic, log }: HeartbeatDeps): Heartbeat {
  let beatAt = Number.NEGATIVE_INFINITY;
  let wasWell = true;
  const look = async () => {
    const well = isWell();
    if (wasWell && !well) log.warn({}, 'The heartbeat stops: not all is well, see /healthz');
    wasWell = well;
    if (!well || monotonic() - beatAt < BEAT_MS) return;
    beatAt = monotonic();
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
      await answer.body?.cancel();
      if (!answer.ok) log.warn({ status: answer.status }, 'The heartbeat was not taken');
    } catch (error) {
      // The address may hold a secret: it is not said.
      log.warn(
        { reason: error instanceof Error ? error.name : 'unknown' },
        'The heartbeat did not get through',
      );
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
