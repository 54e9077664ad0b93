import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { ROOT } from '../../src/bench/program.ts';
import type { SuiteCount } from './step.ts';

type FileResult = Readonly<{
  name: string;
  status: string;
  startTime: number;
  endTime: number;
  /** Why the file did not even load. */
  message?: string;
  assertionResults: readonly Readonly<{ status: string; fullName?: string; failureMessages?: readonly string[] }>[];
}>;

const FAILURE_CHARACTERS_MAX = 1_200;

/** Reads the JSON report of a Vitest run: one suite per workspace for what lies beside the source, one per file of `test/`. */
export async function vitestCounts(reportPath: string): Promise<readonly SuiteCount[]> {
  const report = JSON.parse(await readFile(reportPath, 'utf8')) as { testResults: readonly FileResult[] };
  return countBySuite(report.testResults);
}

/** Adds up the tests of each suite. A file that failed without a test, because it did not even load, is one failure. */
export function countBySuite(files: readonly FileResult[]): readonly SuiteCount[] {
  const suites = new Map<string, SuiteCount>();
  for (const file of files) {
    const path = relative(ROOT, file.name).replaceAll('\\', '/');
    const suite = suiteOf(path);
    const before = suites.get(suite) ?? { suite, passed: 0, failed: 0, skipped: 0, seconds: 0, failures: [] };
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
      failures: [...(before.failures ?? []), ...failuresOf(file, path)],
    });
  }
  return [...suites.values()].sort((a, b) => a.suite.localeCompare(b.suite));
}

function failuresOf({ status, message = '', assertionResults }: FileResult, path: string): readonly string[] {
  const failed = assertionResults.filter((result) => result.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [`${path}: ${message.slice(0, FAILURE_CHARACTERS_MAX)}`];
  return failed.map(({ fullName = '', failureMessages = [] }) => {
    return `${path}: ${fullName}\n${failureMessages.join('\n').slice(0, FAILURE_CHARACTERS_MAX)}`;
  });
}

function suiteOf(path: string): string {
  const [workspace = '', folder = '', ...below] = path.split('/');
  return folder === 'test'
    ? `${workspace}: ${below.join('/').replace(/\.test\.ts$/, '')}`
    : `${workspace}: beside the source`;
}
