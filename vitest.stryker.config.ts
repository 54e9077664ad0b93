import { defineConfig } from 'vitest/config';

/**
 * The tests that Stryker asks: pure and quick, as each of its mutants is put to them. The properties of the engine take
 * seconds, so they are left out: what is killed is killed by a table or a story, and never by luck.
 */
export default defineConfig({
  test: {
    include: ['simulator/src/engine/*.test.ts', 'conformance/src/{oracle,run}/*.test.ts'],
    exclude: ['**/properties.test.ts'],
    pool: 'threads',
    isolate: false,
    expect: { requireAssertions: true },
  },
});
