import { defineConfig } from 'vitest/config';

/** What tells whether a check still judges right. */
export default defineConfig({
  test: { include: ['conformance/test/stryker/checks.ts'], pool: 'forks', hookTimeout: 60_000 },
});
