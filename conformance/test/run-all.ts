import { countsTable, failuresText, totalLine } from './run-all/counts-table.ts';
import { runStep, type SuiteCount } from './run-all/step.ts';
import { forgetReports, STEPS } from './run-all/steps.ts';

/** `npm test`: every step, even after one has failed, then the counts. The exit code is 1 when anything failed. */
const print = (text: string): void => void process.stdout.write(text);
const counts: SuiteCount[] = [];

forgetReports();
for (const [index, sideBySide] of STEPS.entries()) {
  const place = `${index + 1}/${STEPS.length}`;
  const counted = await Promise.all(sideBySide.map((step) => runStep(step, place, print)));
  counts.push(...counted.flat());
}
print(`\n${countsTable(counts)}\n\n${failuresText(counts)}${totalLine(counts)}\n`);
process.exitCode = counts.some((count) => count.failed > 0) ? 1 : 0;
