import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    testTimeout: 30_000,
    // On a busy machine of others a story may time out; one that needed a second try is named in the output.
    retry: process.env.CI ? 1 : 0,
    hookTimeout: 60_000,
    // Most of a story is waiting: for PostgreSQL, for stand-ins, for the next look of a timer.
    maxWorkers: 3,
  },
});
