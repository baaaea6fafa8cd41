import { readFileSync } from 'node:fs';
import { scheduleReviews } from './app/deskDue/agreementReview.ts';
import { planForecast } from './app/deskDue/forecast.ts';
import { scheduleKbWeekly } from './app/deskDue/kbWeekly.ts';
import { scheduleRecalibration } from './app/deskDue/recalibration.ts';
import { scheduleRetention } from './app/deskDue/retention.ts';
import { importArticles } from './app/importArticles.ts';
import type { AppDeps } from './app/ports.ts';
import { planHandOvers } from './app/rotas/rotasChanged.ts';
import type { Desk } from './compose.ts';
import { readDesk } from './config/desk.ts';
import { sampleArticles } from './paths.ts';

/**
 * Gives a desk that has never been applied its first version: the file of DESK_FILE, which is the sample desk unless
 * it is set. The sample's articles come with the sample.
 */
export async function prepareDesk(desk: Desk, say: (line: string) => void): Promise<void> {
  const { settings, policies, app } = desk;
  const reviews = async () => {
    const policy = await policies.current();
    await app.store.transaction((tx) => scheduleReviews(tx, policy));
  };
  await app.store.transaction(async (tx) => {
    await scheduleRetention(tx, app.now());
    await scheduleRecalibration(tx, app.now());
  });
  const source = readFileSync(settings.desk.file, 'utf8');
  const latest = await policies.latestSource();
  if (latest) {
    await scheduleWeekly(desk);
    if (latest.source !== source)
      say(`Desk        version ${latest.version}; ${settings.desk.file} differs: firstline apply`);
    await planRotas(app);
    return reviews();
  }
  const read = readDesk(source, app.now());
  if ('faults' in read) {
    const lines = read.faults.map((fault) => `${settings.desk.file}:${fault.line}: ${fault.message}`);
    throw new Error(`The desk cannot be opened:\n${lines.join('\n')}`);
  }
  await policies.record({ source, policy: read.policy, by: 'first start', at: app.now(), onlyAsFirst: true });
  await reviews();
  await scheduleWeekly(desk);
  if (!settings.desk.isSample) return;
  // The readers of all that can be imported are large, and needed once.
  const { readFolder } = await import('./knowledge/import/folder.ts');
  const found = await readFolder(sampleArticles, app.now());
  const { articles, pictures } = found;
  await importArticles(app, { source: 'sample', articles, pictures, unread: [], takesOver: () => false });
  say(`Desk        ${read.policy.name}, the sample, with ${found.articles.length} articles`);
}

/** A version that was applied before rotas were announced has planned nothing; what is planned stays as it is. */
async function planRotas(app: AppDeps): Promise<void> {
  const policy = await app.policies.current();
  await app.store.transaction(async (tx) => {
    await planHandOvers(tx, policy, app.now());
    await planForecast(tx, policy, app.now());
  });
}

async function scheduleWeekly({ policies, app }: Desk): Promise<void> {
  const { timeZone } = await policies.current();
  await app.store.transaction((tx) => scheduleKbWeekly(tx, app.now(), timeZone));
}
