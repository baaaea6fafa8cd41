import { existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { type ImportResult, importArticles } from '../app/importArticles.ts';
import type { AppDeps } from '../app/ports.ts';
import { type ReadFolder, readFolder } from '../knowledge/import/folder.ts';
import { whyUnreadable } from './whyUnreadable.ts';

export interface KbImportDeps {
  readonly path: string;
  readonly app: AppDeps;
  /** Is given each line. */
  readonly out: (line: string) => void;
}

/** Sources that come with Firstline, or from before sources were kept: any folder may take these over. */
const ANYBODYS = ['sample', 'before'];

/**
 * `firstline kb import`: brings the knowledge base in step with a folder or an export. What cannot be understood is told
 * with its place, and the rest is imported all the same. Resolves with the exit code: 1 if anything has a fault.
 */
export async function kbImport({ path, app, out }: KbImportDeps): Promise<number> {
  const found = await readFolder(path, app.now()).catch((error: Error) => error);
  if (found instanceof Error) {
    out(notThere(path, found));
    return 1;
  }
  const results = await importArticles(app, {
    source: found.source,
    articles: found.articles,
    pictures: found.pictures,
    unread: found.faults.flatMap(({ slug }) => slug ?? []),
    takesOver: (source) => ANYBODYS.includes(source) || !existsSync(source),
  });
  for (const line of reportOf(results, found)) out(line);
  return found.faults.length > 0 || results.some(({ outcome }) => outcome === 'taken') ? 1 : 0;
}

const notThere = (path: string, error: unknown): string =>
  `${whyUnreadable(path, error)}: give the path of the articles to import, as it is on this machine.`;

const SAYS: Readonly<Record<ImportResult['outcome'], ((other: string) => string) | null>> = {
  new: () => '',
  changed: () => '',
  unchanged: null,
  retired: () => ': no longer in the folder',
  edited: () => ': was edited or retired in chat since; the version of the file waits there for a review',
  busy: () => ': somebody is writing a new version in chat; import again when it is published',
  duplicate: (other) => `: says the same as, or is called like, ${other}`,
  taken: (other) =>
    `: the name belongs to an article ${other === '' ? 'written in chat' : `from ${other}`}; give the file a slug of its own`,
};

function reportOf(results: readonly ImportResult[], { faults, notes }: ReadFolder): string[] {
  const said = results.flatMap(({ file, outcome, other }) => {
    const says = SAYS[outcome];
    return says ? [`${outcome.padEnd(9)} ${file}${says(other ?? '')}`] : [];
  });
  const places = (kind: string, list: ReadFolder['faults']) =>
    list.map(
      ({ file, line, reason }) => `${kind} ${line === undefined ? file : `${file}:${line}`}: ${reason}`,
    );
  const count = (outcome: ImportResult['outcome']) =>
    results.filter((each) => each.outcome === outcome).length;
  const others = (['retired', 'edited', 'busy', 'duplicate', 'taken'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}, `)
    .join('');
  return [
    ...said,
    ...places('note     ', notes),
    ...places('fault    ', faults),
    `${count('new')} new, ${count('changed')} changed, ${count('unchanged')} unchanged, ${others}${faults.length} with faults.`,
  ];
}

/** Changes that come together, as of a `git pull`, are imported together. */
const SETTLE_MS = 500;

/**
 * `firstline kb import --watch`: imports once, and again whenever something changes there, until `until` resolves. What
 * changes during an import is imported after it. An import that fails is told, and the next change is tried again; only
 * if the first one fails, or there is nothing to watch, it ends. Resolves with the exit code of the last import.
 */
export async function kbWatch(deps: KbImportDeps & { readonly until: Promise<void> }): Promise<number> {
  const { path, out, until } = deps;
  const missing = await access(path).catch((error: unknown) => notThere(path, error));
  if (missing !== undefined) {
    out(missing);
    return 1;
  }
  let code = 0;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const again = () => {
    running = running
      .then(() => kbImport(deps))
      .catch((error: unknown) => {
        out(`The import failed: ${error instanceof Error ? error.message : String(error)}`);
        return 1;
      })
      .then((done) => {
        code = done;
      });
  };
  const { watch } = await import('chokidar');
  const watcher = watch(path, {
    ignoreInitial: true,
    ignored: (each) => /[\\/](?:\.git|node_modules)(?:[\\/]|$)/.test(each),
  });
  watcher.on('error', (error) => out(`The folder cannot be watched: ${String(error)}`));
  try {
    // Watched first and read then: the other way round, what changes in between would be missed.
    await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
    const first = kbImport(deps);
    running = first.then(
      () => undefined,
      () => undefined,
    );
    watcher.on('all', () => {
      clearTimeout(timer);
      timer = setTimeout(again, SETTLE_MS);
    });
    code = await first;
    out(`Watching ${path}.`);
    await until;
  } finally {
    clearTimeout(timer);
    await watcher.close();
    await running;
  }
  return code;
}
