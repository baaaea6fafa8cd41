import { userInfo } from 'node:os';
import { Command } from 'commander';
import type { Role } from './main.ts';

// Each command loads what it needs when it runs: `sla due -` starts in a tenth of the time that the desk takes.
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
    const { start } = await import('./main.ts');
    const running = await start(role, say);
    let stopping = false;
    const end = (signal: string) => {
      // Whoever presses twice does not want to wait for what is under way.
      if (stopping) process.exit(1);
      stopping = true;
      say(`${signal}: stopping. What is not done yet goes on at the next start.`);
      running.stop().then(() => process.exit(0));
    };
    process.on('SIGINT', () => end('SIGINT'));
    process.on('SIGTERM', () => end('SIGTERM'));
  });

function wholeDays(given: string): number {
  const days = Number(given);
  if (!Number.isInteger(days) || days < 1) program.error('--days: a whole number of days, such as 90.');
  return days;
}

const isRole = (role: string): role is Role => role === 'web' || role === 'worker' || role === 'all';

program
  .command('apply <file>')
  .description('Check desk.yaml whole, show what it changes, and put it in force as a new version.')
  .option('--yes', 'do not ask', false)
  .option('--by <name>', 'who applies it; recorded with the version', userInfo().username)
  .option('--retarget', 'put the open tickets under the new version as well', false)
  .action(async (file: string, { yes, by, retarget }: { yes: boolean; by: string; retarget: boolean }) => {
    const { withDesk } = await import('./cli/withDesk.ts');
    const { applyCommand } = await import('./cli/apply.ts');
    const { openTicketsOf } = await import('./cli/openTickets.ts');
    const confirm = yes || !process.stdin.isTTY ? null : () => answersYes('Apply this? [y/N] ');
    process.exitCode = await withDesk(({ policies: versions, app }) =>
      applyCommand({
        file,
        by,
        versions,
        now: app.now(),
        confirm,
        tickets: openTicketsOf(app, by),
        retarget,
        out: say,
      }),
    );
  });

program
  .command('doctor')
  .description('Look at everything that the desk stands on, and say how to mend what is wrong.')
  .action(async () => {
    const { examine } = await import('./cli/examine.ts');
    process.exitCode = await examine(say);
  });

program
  .command('prove <ticket>')
  .description('What became of every warning and escalation of a ticket, and how late.')
  .option('--json', 'as one JSON object', false)
  .action(async (number: string, { json }: { json: boolean }) => {
    const { withDesk } = await import('./cli/withDesk.ts');
    const { proveCommand } = await import('./cli/prove.ts');
    process.exitCode = await withDesk(({ app }) => proveCommand({ app, number, json, out: say }));
  });

const sla = program.command('sla').description('Service level agreements, checked from the command line.');
sla
  .command('due <file>')
  .description('Deadlines: NDJSON from standard input (-) to standard output; needs no database.')
  .action(async (file: string) => {
    onlyStandardInput(file);
    const { slaDue } = await import('./cli/slaLines.ts');
    await slaDue(process.stdin, process.stdout);
  });
sla
  .command('working <file>')
  .description('Working seconds between two instants: NDJSON from standard input (-) to standard output.')
  .action(async (file: string) => {
    onlyStandardInput(file);
    const { slaWorking } = await import('./cli/slaLines.ts');
    await slaWorking(process.stdin, process.stdout);
  });

sla
  .command('explain <ticket>')
  .description('How the deadlines of a ticket come about, line by line.')
  .option('--json', 'as one JSON object', false)
  .action(async (number: string, { json }: { json: boolean }) => {
    const { withDesk } = await import('./cli/withDesk.ts');
    const { slaExplain } = await import('./cli/slaExplain.ts');
    process.exitCode = await withDesk(({ chat }) => slaExplain({ number, json, chat, out: say }));
  });

sla
  .command('simulate <file>')
  .description('What a desk.yaml would have made of the recorded tickets; changes nothing.')
  .option('--days <number>', 'how many days back', '90')
  .option('--json', 'as one JSON object', false)
  .action(async (file: string, options: { days: string; json: boolean }) => {
    const days = wholeDays(options.days);
    const { withDesk } = await import('./cli/withDesk.ts');
    const { slaSimulate } = await import('./cli/slaSimulate.ts');
    process.exitCode = await withDesk(({ app }) =>
      slaSimulate({ file, days, json: options.json, app, out: say }),
    );
  });

const kb = program.command('kb').description('The knowledge base.');
kb.command('import <path>')
  .description(
    'Bring the knowledge base in step with a folder, a CSV file, or an export of Confluence, Zendesk or Zammad.',
  )
  .option('--watch', 'stay, and import again whenever something changes there', false)
  .action(async (path: string, { watch }: { watch: boolean }) => {
    const { withDesk } = await import('./cli/withDesk.ts');
    const { kbImport, kbWatch } = await import('./cli/kbImport.ts');
    process.exitCode = await withDesk(({ app }) =>
      watch ? kbWatch({ path, app, out: say, until: interrupted() }) : kbImport({ path, app, out: say }),
    );
  });
kb.command('export <folder>')
  .description(
    'Write every article that is not retired as Markdown, with its pictures; importing it changes nothing.',
  )
  .action(async (dir: string) => {
    const { withDesk } = await import('./cli/withDesk.ts');
    const { kbExport } = await import('./cli/kbExport.ts');
    process.exitCode = await withDesk(({ app }) => kbExport({ dir, app, out: say }));
  });
kb.command('search <file>')
  .description('Search articles of a file: questions as NDJSON from standard input (-); needs no database.')
  .requiredOption('--articles <file>', 'NDJSON of {id, title, body}')
  .option('--feedback <file>', 'NDJSON of {query, article}')
  .option('--top <number>', 'how many results', '10')
  .action(async (file: string, options: { articles: string; feedback?: string; top: string }) => {
    onlyStandardInput(file);
    const top = Number(options.top);
    if (!Number.isInteger(top) || top < 1 || top > 50) program.error('--top: a whole number from 1 to 50.');
    const { kbSearchLines } = await import('./cli/kbLines.ts');
    const { articles, feedback } = options;
    const files = feedback ? { articles, feedback } : { articles };
    await kbSearchLines({ ...files, top, input: process.stdin, output: process.stdout });
  });

const report = program.command('report').description('Numbers, each with its definition.');
report
  .command('deflection')
  .description('What self-service brought; with a hold-out, what suggestions cause.')
  .option('--days <number>', 'how many days back', '30')
  .option('--json', 'as one JSON object', false)
  .action(async ({ days: given, json }: { days: string; json: boolean }) => {
    const days = wholeDays(given);
    const { withDesk } = await import('./cli/withDesk.ts');
    const { reportDeflection } = await import('./cli/reportDeflection.ts');
    await withDesk(({ app }) =>
      reportDeflection({ reads: app.store.reads, now: app.now(), days, json, out: say }),
    );
  });

/** Resolves when somebody presses Ctrl+C, or the system stops the process. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

async function answersYes(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(question);
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}

function onlyStandardInput(file: string): void {
  if (file !== '-') program.error(`Write - for standard input, not "${file}".`);
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads the lines has had enough, as `head` does.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
