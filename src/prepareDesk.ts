import { readFileSync } from 'node:fs';
import { scheduleReviews } from './app/deskDue/agreementReview.ts';
import { planForecast } from './app/deskDue/forecast.ts';
import { scheduleRecalibration } from './app/deskDue/recalibration.ts';
import { scheduleRetention } from './app/deskDue/retention.ts';
import type { AppDeps } from './app/ports.ts';
import { planHandOvers } from './app/rotas/rotasChanged.ts';
import type { Desk } from './compose.ts';
import { readDesk } from './config/desk.ts';
import { draftOf, readMarkdownFolder } from './knowledge/import/markdown.ts';
import { sampleArticles } from './paths.ts';

/**
 * Gives a desk that has never been applied its first version: the file of DESK_FILE, which is the sample desk unless
 * it is set. The sample's articles come with the sample.
 */
export async function prepareDesk(desk: Desk, say: (line: string) => void): Promise<void> {
  const { settings, policies, articles, app, realNow } = desk;
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
  if (!settings.desk.isSample) return;
  const found = await readMarkdownFolder(sampleArticles);
  for (const article of found.articles) await articles.publish(draftOf(article), realNow());
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
