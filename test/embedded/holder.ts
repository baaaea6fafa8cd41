import { startEmbeddedPostgres } from '../../src/embedded/server.ts';

// A process that starts the database in the folder named by its argument and holds it until it is killed.
// Says on standard output, a JSON object a line, what became of it.
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  const { url } = await startEmbeddedPostgres({
    dataDir: process.argv[2] ?? '',
    fsync: false,
    log: (sentence) => say({ log: sentence }),
  });
  say({ url });
  setInterval(() => undefined, 60_000);
} catch (error) {
  say({ error: error instanceof Error ? error.message : String(error) });
}
