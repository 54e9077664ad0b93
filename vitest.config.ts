import { defineConfig } from 'vitest/config';

/**
 * Files that change what belongs to their whole process (nock takes over its sockets), or that start programs. They come
 * first: what takes long would be waited for by an idle core at the end.
 */
const ALONE = [
  'conformance/test/**/*.test.ts',
  'conformance/src/scenarios/environment-checks.test.ts',
  'reference-impl/test/pact/**/*.test.ts',
  '**/http-client*.test.ts',
];

export default defineConfig({
  test: {
    // Tests start programs and speak to real sockets, so they run in processes. Two cores have three, as each waits for
    // its programs a quarter of the time.
    pool: 'forks',
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{simulator,reference-impl}/{src,test}/**/*.test.ts', 'conformance/src/**/*.test.ts'],
          exclude: ALONE,
          // No file leaves anything behind in its process, so the next one need not load everything once more.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE, exclude: ['**/node_modules/**'] } },
    ],
    // Colours are for people. Some machines ask every program for them (`CI`, `FORCE_COLOR`), and tests read plain text.
    // Both are said, as Node warns of one that contradicts the other.
    env: { NO_COLOR: '1', FORCE_COLOR: '0' },
    // A failure is told whole: where it happened once, it may be all there is to find out by.
    chaiConfig: { truncateThreshold: 4_000 },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    // A test that asserts nothing promises nothing.
    // What is waited for has the same patience as a whole test: a busy machine is no failure.
    expect: { requireAssertions: true, poll: { timeout: 15_000, interval: 20 } },
    allowOnly: false,
    restoreMocks: true,
  },
});
