import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import what: the table of the design. A file on its own is named with its ending. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: ['domain'],
  app: ['domain', 'app'],
  config: ['config', 'domain'],
  chat: ['domain', 'app', 'chat'],
  slack: ['chat', 'app/ports.ts', 'domain', 'slack'],
  teams: ['chat', 'app/ports.ts', 'domain', 'teams'],
  local: ['chat', 'app/ports.ts', 'domain', 'local'],
  knowledge: ['app/ports.ts', 'domain', 'knowledge'],
  store: ['app/ports.ts', 'domain', 'store'],
  jobs: ['app', 'chat', 'domain', 'jobs'],
  web: ['app', 'chat', 'domain', 'web'],
  embedded: ['config', 'embedded'],
};

/** Packages that one folder alone may import. */
const OWNERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^@slack\//, ['slack']],
  [/^(botbuilder|botframework)/, ['teams']],
  [/^(@prisma\/|prisma$)/, ['store']],
  [/^(bullmq|ioredis)$/, ['jobs']],
  [/^(zod|yaml|date-holidays)$/, ['config', 'knowledge', 'cli']],
  [/^(minisearch|lunr|@node-rs\/jieba)/, ['knowledge']],
  [/^pg$/, ['store', 'embedded', 'jobs', 'pools.ts', 'cli']],
];

/** The pure rings import no package at all; calendars may use a date library. */
const NO_PACKAGES = ['domain', 'app'];
const BOTBUILDER_FILES = 2;

const src = resolve(import.meta.dirname, '../src');

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly from: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith(join('store', 'generated')),
);

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'/g,
  );
  const folder = file.includes('/') ? (file.split('/')[0] ?? '') : file;
  return [...found].map((match) => ({ file, folder, from: match[1] ?? match[2] ?? '' }));
});

describe('the house', () => {
  it('lets each room import only what the design allows', () => {
    const wrong = imports.filter(({ file, folder, from }) => {
      const allowed = MAY_IMPORT[folder];
      if (!allowed || !from.startsWith('.')) return false;
      const target = relative(src, resolve(src, dirname(file), from));
      return !allowed.some((each) => target === each || target.startsWith(`${each}/`));
    });
    expect(wrong).toEqual([]);
  });

  it('keeps each SDK in the one room that knows it', () => {
    const wrong = imports.filter(({ folder, from }) =>
      OWNERS.some(([name, owners]) => name.test(from) && !owners.includes(folder)),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps domain and use cases free of packages and of Node', () => {
    const wrong = imports.filter(({ folder, from }) => NO_PACKAGES.includes(folder) && !from.startsWith('.'));
    expect(wrong).toEqual([]);
  });

  it('keeps botbuilder in two files, so that its successor can take its place', () => {
    const using = new Set(
      imports.filter(({ from }) => /^(botbuilder|botframework)/.test(from)).map(({ file }) => file),
    );
    expect(using.size).toBeLessThanOrEqual(BOTBUILDER_FILES);
  });

  it('keeps the clock, chance and timers out of domain and use cases', () => {
    const wrong = files.filter(
      (file) =>
        /^(domain|app)\//.test(file) &&
        /Date\.now\(|new Date\(\)|Math\.random\(|setTimeout\(|setInterval\(/.test(
          readFileSync(join(src, file), 'utf8'),
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const wrong = files.filter(
      (file) => file !== 'config/env.ts' && /process\.env\b/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});
