import engineAndOracles from '../../../stryker.config.mjs';

/**
 * Stryker over checks: `npm run stryker -- conformance/test/stryker/checks.config.mjs`. Each of its mistakes is put to whole
 * programs, for seconds each, so it is done for a sample: the fourth check of every group.
 */
export default {
  ...engineAndOracles,
  mutate: ['conformance/src/checks/*-04-*.ts'],
  // What a check says is for people.
  mutator: { excludedMutations: ['StringLiteral'] },
  vitest: { configFile: 'conformance/test/stryker/vitest.config.ts', related: false },
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 15,
  tempDirName: 'reports/stryker/checks-sandbox',
  incrementalFile: 'reports/stryker/checks-incremental.json',
  htmlReporter: { fileName: 'reports/stryker/checks.html' },
  jsonReporter: { fileName: 'reports/stryker/checks.json' },
};
