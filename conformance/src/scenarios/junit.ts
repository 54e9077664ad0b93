import type { ScenarioResult } from './record.ts';

/**
 * The JUnit report with the evidence of every failure in it. Cucumber's own writer leaves attachments out, and readers of
 * JUnit reports have nothing else. It writes the scenarios by file and line.
 */
export function explained(junit: string, results: readonly ScenarioResult[]): string {
  const [head = '', ...cases] = junit.split(/(?=<testcase )/);
  const inOrder = results.toSorted((left, right) => left.file.localeCompare(right.file) || left.line - right.line);
  if (cases.length !== inOrder.length) return junit;
  return [head, ...cases.map((text, index) => withEvidence(text, inOrder[index]?.attachments ?? []))].join('');
}

function withEvidence(testcase: string, attachments: readonly string[]): string {
  if (attachments.length === 0) return testcase;
  const text = attachments.join('\n\n').replaceAll(']]>', ']]]]><![CDATA[>');
  return testcase.replace('</testcase>', () => `  <system-err><![CDATA[${text}]]></system-err>\n  </testcase>`);
}
