/** What the local chat's stream sends. */
export interface StreamEvent {
  readonly name: string;
  readonly data: unknown;
}

/**
 * Follows a stream of server-sent events as a browser does: when it breaks off, it connects again until closed.
 * `opened` resolves with the first event.
 */
export function followStream(url: string, take: (event: StreamEvent) => void) {
  const closing = new AbortController();
  let markOpened: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    markOpened = resolve;
  });

  async function follow(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        const response = await fetch(url, { signal: closing.signal });
        if (!response.body) throw new Error('The stream is empty.');
        let rest = '';
        for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
          const parts = (rest + text).split('\n\n');
          rest = parts.pop() ?? '';
          for (const part of parts) {
            const event = readEvent(part);
            if (!event) continue;
            take(event);
            markOpened();
          }
        }
      } catch {
        // As a browser, it only notices and comes back.
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  const ended = follow();
  return {
    opened,
    async close(): Promise<void> {
      closing.abort();
      await ended;
    },
  };
}

function readEvent(part: string): StreamEvent | null {
  const name = /^event: (.*)$/m.exec(part)?.[1];
  const data = /^data: (.*)$/m.exec(part)?.[1];
  return name && data !== undefined ? { name, data: JSON.parse(data) } : null;
}
