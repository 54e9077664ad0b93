import type { SuiteCount } from './step.ts';

/** The closing table of a run, for people. */
export function countsTable(counts: readonly SuiteCount[]): string {
  const rows = [
    ['suite', 'passed', 'failed', 'skipped', 'seconds'],
    ...counts.map(({ suite, passed, failed, skipped, seconds }) => [
      suite,
      String(passed),
      String(failed),
      String(skipped),
      seconds.toFixed(1),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n');
}

/** What failed, once more and in one place, since a long run has scrolled it away; nothing when nothing did. */
export function failuresText(counts: readonly SuiteCount[]): string {
  return counts.flatMap(({ failures = [] }) => failures.map((failure) => `FAILED ${failure}\n\n`)).join('');
}

/** The last line of a run, for programs as well. */
export function totalLine(counts: readonly SuiteCount[]): string {
  const sum = (of: 'passed' | 'failed' | 'skipped') => counts.reduce((total, count) => total + count[of], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}
