/**
 * Which mistakes in the sources no test notices: `npm run stryker`, or a part of it:
 * `npm run stryker -- --mutate 'simulator/src/engine/decide*.ts'`.
 */
export default {
  mutate: [
    'simulator/src/engine/*.ts',
    'conformance/src/oracle/*.ts',
    'conformance/src/run/{always-on,evidence,shard,verdicts}.ts',
    '!**/*.{test,testing}.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.stryker.config.ts', related: true },
  coverageAnalysis: 'perTest',
  // What is run once, when a file is loaded, would need every test again, and is a table of words in nearly every case.
  ignoreStatic: true,
  // Beside everything else on the machine.
  concurrency: 1,
  timeoutMS: 10_000,
  timeoutFactor: 2,
  incremental: true,
  incrementalFile: 'reports/stryker/incremental.json',
  tempDirName: 'reports/stryker/sandbox',
  htmlReporter: { fileName: 'reports/stryker/index.html' },
  jsonReporter: { fileName: 'reports/stryker/mutation.json' },
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  thresholds: { high: 90, low: 80, break: 80 },
  ignorePatterns: ['.git', '.assay', 'reports', 'scenarios'],
};
