/** Conversations, as the outbox names them, and workspaces that nothing is to be taken for. */
export interface LeftAlone {
  readonly conversations: readonly string[];
  readonly workspaces: readonly string[];
}

/** Which conversations and platforms are left alone for a while, by this process's knowledge. */
export interface Pauses {
  /** The platform asked to wait so many milliseconds before the next message there. */
  conversation(workspaceId: string, conversation: string, milliseconds: number): void;
  /** The platform does not answer: each time twice as long, up to a minute. Returns for how many milliseconds. */
  platformDown(workspaceId: string): number;
  platformUp(workspaceId: string): void;
  /** What is not to be taken now. */
  current(): LeftAlone;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** `monotonic`, in milliseconds, is a clock that nobody sets: a pause ends when it should, whatever becomes of the time of day. */
export function createPauses(monotonic: () => number): Pauses {
  const conversations = new Map<string, number>();
  const workspaces = new Map<string, { until: number; wait: number }>();
  return {
    conversation(workspaceId, conversation, milliseconds) {
      conversations.set(`${workspaceId}/${conversation}`, monotonic() + milliseconds);
    },
    platformDown(workspaceId) {
      const now = monotonic();
      const before = workspaces.get(workspaceId);
      // Messages that fail together are one failure.
      if (before && before.until > now) return before.until - now;
      const wait = Math.min((before?.wait ?? FIRST_MS / 2) * 2, LONGEST_MS);
      workspaces.set(workspaceId, { until: now + wait, wait });
      return wait;
    },
    platformUp(workspaceId) {
      workspaces.delete(workspaceId);
    },
    current() {
      const now = monotonic();
      for (const [key, until] of conversations) if (until <= now) conversations.delete(key);
      const down = [...workspaces].filter(([, { until }]) => until > now).map(([id]) => id);
      return { conversations: [...conversations.keys()], workspaces: down };
    },
  };
}
