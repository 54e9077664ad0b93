import { expect, test } from 'vitest';
import { explained } from './junit.ts';
import type { ScenarioResult } from './record.ts';

const JUNIT = `<testsuite name="s">
  <testcase classname="A" name="first">
    <failure/>
  </testcase>
  <testcase classname="A" name="second">
    <system-out/>
  </testcase>
</testsuite>`;

const result = (file: string, line: number, attachments: readonly string[]): ScenarioResult => ({
  ...{ name: 'n', feature: 'f', file, line, tags: [], outcome: 'failed', durationMs: 1, attachments },
});

test('the evidence goes to the scenario it is about, wherever it ended in the run', () => {
  const results = [result('b.feature', 2, []), result('a.feature', 9, ['the journal', 'a log with ]]> in it'])];
  expect(explained(JUNIT, results)).toBe(`<testsuite name="s">
  <testcase classname="A" name="first">
    <failure/>
    <system-err><![CDATA[the journal

a log with ]]]]><![CDATA[> in it]]></system-err>
  </testcase>
  <testcase classname="A" name="second">
    <system-out/>
  </testcase>
</testsuite>`);
});

test('a report that is not of these scenarios is left alone', () => {
  expect(explained(JUNIT, [result('a.feature', 1, ['the journal'])])).toBe(JUNIT);
});
