import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { ROOT } from '../../src/bench/program.ts';
import type { SuiteCount } from './step.ts';

type FileResult = Readonly<{
  name: string;
  status: string;
  startTime: number;
  endTime: number;
  assertionResults: readonly Readonly<{ status: string }>[];
}>;

/** Reads the JSON report of a Vitest run: one suite per workspace for what lies beside the source, one per file of `test/`. */
export async function vitestCounts(reportPath: string): Promise<readonly SuiteCount[]> {
  const report = JSON.parse(await readFile(reportPath, 'utf8')) as { testResults: readonly FileResult[] };
  return countBySuite(report.testResults);
}

/** Adds up the tests of each suite. A file that failed without a test, because it did not even load, is one failure. */
export function countBySuite(files: readonly FileResult[]): readonly SuiteCount[] {
  const suites = new Map<string, SuiteCount>();
  for (const file of files) {
    const suite = suiteOf(relative(ROOT, file.name).replaceAll('\\', '/'));
    const before = suites.get(suite) ?? { suite, passed: 0, failed: 0, skipped: 0, seconds: 0 };
    const number = (...statuses: readonly string[]) =>
      file.assertionResults.filter(({ status }) => statuses.includes(status)).length;
    const failedTests = number('failed');
    const failedToLoad = failedTests === 0 && file.status === 'failed' ? 1 : 0;
    suites.set(suite, {
      suite,
      passed: before.passed + number('passed'),
      failed: before.failed + failedTests + failedToLoad,
      skipped: before.skipped + number('skipped', 'pending', 'todo', 'disabled'),
      seconds: before.seconds + Math.max(0, file.endTime - file.startTime) / 1_000,
    });
  }
  return [...suites.values()].sort((a, b) => a.suite.localeCompare(b.suite));
}

function suiteOf(path: string): string {
  const [workspace = '', folder = '', ...below] = path.split('/');
  return folder === 'test'
    ? `${workspace}: ${below.join('/').replace(/\.test\.ts$/, '')}`
    : `${workspace}: beside the source`;
}
