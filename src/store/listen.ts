import type pg from 'pg';

const AGAIN_AFTER_MS = 500;

/**
 * Calls back soon after each NOTIFY on a channel, and whenever the listening begins, since something may have been
 * missed before. Holds one client of the pool. Returns the end of it.
 */
export function listen(pool: pg.Pool, channel: string, onNotice: () => void): () => void {
  let client: pg.PoolClient | null = null;
  let again: NodeJS.Timeout | undefined;
  let ended = false;

  function drop(): void {
    client?.removeAllListeners('notification');
    client?.release(true);
    client = null;
  }

  function lost(): void {
    drop();
    // A connection that breaks during LISTEN says so twice.
    clearTimeout(again);
    if (!ended) again = setTimeout(begin, AGAIN_AFTER_MS);
  }

  async function begin(): Promise<void> {
    try {
      const connected = await pool.connect();
      if (ended) return connected.release();
      client = connected;
      connected.once('error', () => {
        if (client === connected) lost();
      });
      connected.on('notification', onNotice);
      await connected.query(`LISTEN ${channel}`);
      onNotice();
    } catch {
      lost();
    }
  }

  void begin();
  return () => {
    ended = true;
    clearTimeout(again);
    drop();
  };
}
