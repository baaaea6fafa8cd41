import type { Articles } from '../app/ports.ts';
import { draftOf, readMarkdownFolder } from '../knowledge/import/markdown.ts';

export interface KbImportDeps {
  readonly dir: string;
  readonly articles: Articles;
  /** Epoch ms. */
  readonly now: number;
  /** Is given each line. */
  readonly out: (line: string) => void;
}

/**
 * `firstline kb import`: publishes the Markdown files below a folder. What cannot be understood is told with its line,
 * and the rest is published all the same. Resolves with the exit code: 1 if a file or the folder has a fault.
 */
export async function kbImport({ dir, articles, now, out }: KbImportDeps): Promise<number> {
  const found = await readMarkdownFolder(dir).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    out(`${dir} cannot be read (${found.code ?? found.message}).`);
    return 1;
  }
  const count = { new: 0, changed: 0, unchanged: 0 };
  for (const article of found.articles) {
    const state = await articles.publish(draftOf(article), now);
    count[state] += 1;
    if (state !== 'unchanged') out(`${state.padEnd(8)} ${article.file}`);
  }
  for (const { file, line, reason } of found.faults) {
    out(`fault    ${line === undefined ? file : `${file}:${line}`}: ${reason}`);
  }
  out(
    `${count.new} new, ${count.changed} changed, ${count.unchanged} unchanged, ${found.faults.length} with faults.`,
  );
  return found.faults.length > 0 ? 1 : 0;
}
