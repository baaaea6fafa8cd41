/** Which conversations and platforms are left alone for a while, by this process's knowledge. */
export interface Pauses {
  /** The platform asked to wait before the next message there. */
  conversation(workspaceId: string, conversation: string, until: number): void;
  /** The platform does not answer: each time twice as long, up to a minute. Returns until when. */
  platformDown(workspaceId: string, now: number): number;
  platformUp(workspaceId: string): void;
  /** What is not to be taken now. */
  current(now: number): { readonly conversations: readonly string[]; readonly workspaces: readonly string[] };
}

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

export function createPauses(): Pauses {
  const conversations = new Map<string, number>();
  const workspaces = new Map<string, { until: number; wait: number }>();
  return {
    conversation(workspaceId, conversation, until) {
      conversations.set(`${workspaceId}/${conversation}`, until);
    },
    platformDown(workspaceId, now) {
      const before = workspaces.get(workspaceId);
      // Messages that fail together are one failure.
      if (before && before.until > now) return before.until;
      const wait = Math.min((before?.wait ?? FIRST_MS / 2) * 2, LONGEST_MS);
      workspaces.set(workspaceId, { until: now + wait, wait });
      return now + wait;
    },
    platformUp(workspaceId) {
      workspaces.delete(workspaceId);
    },
    current(now) {
      for (const [key, until] of conversations) if (until <= now) conversations.delete(key);
      const down = [...workspaces].filter(([, { until }]) => until > now).map(([id]) => id);
      return { conversations: [...conversations.keys()], workspaces: down };
    },
  };
}
