import { readFile } from 'node:fs/promises';
import { parseSummary, type Summarized } from '../../src/scenarios/summary.ts';
import type { SuiteCount } from './step.ts';

/** Reads the summary of a run of the scenarios: one suite per way of using the shop. */
export async function scenarioCounts(summaryPath: string): Promise<readonly SuiteCount[]> {
  return countByWay(parseSummary(await readFile(summaryPath, 'utf8')));
}

/** Adds up the scenarios of each way. */
export function countByWay(scenarios: readonly Summarized[]): readonly SuiteCount[] {
  return [...Map.groupBy(scenarios, ({ via }) => via)].map(([via, run]) => {
    const number = (wanted: Summarized['outcome']) => run.filter(({ outcome }) => outcome === wanted).length;
    return {
      suite: via === 'api' ? 'scenarios: by API' : 'scenarios: in a browser',
      passed: number('passed'),
      failed: number('failed'),
      skipped: number('skipped'),
      seconds: run.reduce((total, { seconds }) => total + seconds, 0),
      failures: run
        .filter(({ outcome }) => outcome === 'failed')
        .map(({ file, line, scenario }) => `${file}:${line}: ${scenario}`),
    };
  });
}
