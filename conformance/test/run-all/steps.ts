import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/bench/program.ts';
import { scenarioCounts } from './scenario-counts.ts';
import type { Step } from './step.ts';
import { vitestCounts } from './vitest-counts.ts';

const MINUTE_MS = 60_000;
const VITEST_REPORT = join(ROOT, 'reports/vitest.json');
const SCENARIOS_SUMMARY = join(ROOT, 'reports/scenarios.json');

/** Everything `npm test` runs, cheapest first. What only reads the sources is done side by side. */
export const STEPS: readonly (readonly Step[])[] = [
  [
    {
      name: 'types',
      args: ['node_modules/typescript-7/bin/tsc', '--noEmit', '--pretty', 'false'],
      endsWithinMs: 3 * MINUTE_MS,
      output: 'on_failure',
    },
    {
      name: 'lint',
      args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
      endsWithinMs: 2 * MINUTE_MS,
      output: 'on_failure',
    },
    {
      name: 'unused',
      args: ['node_modules/knip/bin/knip.js'],
      endsWithinMs: 2 * MINUTE_MS,
      output: 'on_failure',
    },
  ],
  [
    {
      name: 'tests',
      args: [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${VITEST_REPORT}`,
      ],
      endsWithinMs: 15 * MINUTE_MS,
      output: 'live',
      counts: () => vitestCounts(VITEST_REPORT),
    },
  ],
  [
    {
      name: 'scenarios',
      args: ['conformance/src/scenarios/main.ts', '--via', 'api', '--via', 'browser'],
      endsWithinMs: 5 * MINUTE_MS,
      output: 'live',
      counts: () => scenarioCounts(SCENARIOS_SUMMARY),
    },
  ],
];

/** Takes away the reports of an earlier run, so that none of them is counted for this one. */
export function forgetReports(): void {
  for (const report of [VITEST_REPORT, SCENARIOS_SUMMARY]) rmSync(report, { force: true });
}
