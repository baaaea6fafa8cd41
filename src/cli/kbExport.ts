import type { AppDeps } from '../app/ports.ts';
import { counted } from '../chat/words/en/counted.ts';
import { writeFolder } from '../knowledge/export/writeFolder.ts';

export interface KbExportDeps {
  readonly dir: string;
  readonly app: AppDeps;
  readonly out: (line: string) => void;
}

/** `firstline kb export`: every article that is not retired, as Markdown. Resolves with the exit code. */
export async function kbExport({ dir, app, out }: KbExportDeps): Promise<number> {
  const { reads } = app.store;
  try {
    const written = await writeFolder(dir, await reads.allArticles(), (id) => reads.picture(id));
    out(`${counted(written.articles, 'article')} and ${counted(written.pictures, 'picture')} are in ${dir}.`);
    return 0;
  } catch (error) {
    out(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
