import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{simulator,conformance,reference-impl}/{src,test}/**/*.test.ts'],
    // Tests start programs and speak to real sockets, so each file has a process of its own, and two cores have two.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    // A test that asserts nothing promises nothing.
    expect: { requireAssertions: true },
    allowOnly: false,
    restoreMocks: true,
  },
});
