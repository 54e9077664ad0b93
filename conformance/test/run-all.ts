import { countsTable, failuresText, totalLine } from './run-all/counts-table.ts';
import { runStep, type SuiteCount } from './run-all/step.ts';
import { forgetReports, STEPS } from './run-all/steps.ts';

/** `npm test`: every step, even after one has failed, then the counts. The exit code is 1 when anything failed. */
const print = (text: string): void => void process.stdout.write(text);
const counts: SuiteCount[] = [];

forgetReports();
for (const [index, step] of STEPS.entries()) {
  counts.push(...(await runStep(step, `${index + 1}/${STEPS.length}`, print)));
}
print(`\n${countsTable(counts)}\n\n${failuresText(counts)}${totalLine(counts)}\n`);
process.exitCode = counts.some((count) => count.failed > 0) ? 1 : 0;
