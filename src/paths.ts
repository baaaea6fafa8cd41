import { fileURLToPath } from 'node:url';

const inPackage = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Files that come with Firstline and are read from the checkout, from the sources and compiled alike. */
export const migrationsFolder = inPackage('prisma/migrations');
export const sampleArticles = inPackage('desk/kb');
export const documents = { privacy: inPackage('docs/privacy.md'), terms: inPackage('docs/terms.md') };
