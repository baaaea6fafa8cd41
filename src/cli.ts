import { Command } from 'commander';
import { type Role, start } from './main.ts';

const program = new Command('firstline').description(
  'The service desk that lives in Slack and Microsoft Teams.',
);
const say = (line: string) => process.stdout.write(`${line}\n`);

program
  .command('start', { isDefault: true })
  .description('Start the desk: the web, the worker, or both.')
  .option('--role <role>', 'web, worker or all', 'all')
  .action(async ({ role }: { role: string }) => {
    if (!isRole(role)) return program.error(`There is no role "${role}": it is web, worker or all.`);
    const running = await start(role, say);
    const end = (signal: string) => {
      say(`${signal}: stopping.`);
      running.stop().then(() => process.exit(0));
    };
    process.once('SIGINT', () => end('SIGINT'));
    process.once('SIGTERM', () => end('SIGTERM'));
  });

const isRole = (role: string): role is Role => role === 'web' || role === 'worker' || role === 'all';

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
