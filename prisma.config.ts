import { defineConfig } from 'prisma/config';

// Read by Prisma's own command only: `prisma generate`, and `prisma migrate deploy` at sites that prefer it.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
