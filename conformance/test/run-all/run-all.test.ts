import { expect, test } from 'vitest';
import { countsTable, failuresText, totalLine } from './counts-table.ts';
import { countByWay } from './scenario-counts.ts';
import { runStep, type Step } from './step.ts';
import { countBySuite } from './vitest-counts.ts';

const script = (text: string): readonly string[] => ['--eval', text];
const step = (text: string, more: Partial<Step> = {}): Step => ({
  name: 'sample',
  args: script(text),
  endsWithinMs: 10_000,
  output: 'on_failure',
  ...more,
});
const count = (passed: number, failed: number, skipped = 0) => ({
  suite: 'counted',
  passed,
  failed,
  skipped,
  seconds: 1,
});

const outcomes: readonly [title: string, step: Step, expected: string][] = [
  // step                                                                                                       total
  ['a step that ends well', step(''), '1 passed, 0 failed, 0 skipped'],
  ['a step that ends badly', step('process.exit(2)'), '0 passed, 1 failed, 0 skipped'],
  ['a step that is killed', step('process.kill(process.pid, "SIGKILL")'), '0 passed, 1 failed, 0 skipped'],
  ['a step that hangs', step('setInterval(() => {}, 1000)', { endsWithinMs: 200 }), '0 passed, 1 failed, 0 skipped'],
  ['a step that counts', step('', { counts: async () => [count(3, 0, 1)] }), '3 passed, 0 failed, 1 skipped'],
  ['counted failures', step('process.exit(1)', { counts: async () => [count(3, 2)] }), '3 passed, 2 failed, 0 skipped'],
  [
    'a failure nobody counted',
    step('process.exit(1)', { counts: async () => [count(3, 0)] }),
    '3 passed, 1 failed, 0 skipped',
  ],
  ['nothing counted at all', step('', { counts: async () => [] }), '0 passed, 1 failed, 0 skipped'],
  ['no report', step('', { counts: () => Promise.reject(new Error('no file')) }), '0 passed, 1 failed, 0 skipped'],
];

for (const [title, sample, expected] of outcomes) {
  test(`${title}: ${expected}`, async () => {
    expect(totalLine(await runStep(sample, '1/1', () => {}))).toBe(expected);
  });
}

test('what a quick step prints is shown only when it fails', async () => {
  const shown = async (exitCode: number): Promise<string> => {
    let text = '';
    await runStep(step(`console.log('details'); process.exitCode = ${exitCode}`), '1/1', (more) => {
      text += more;
    });
    return text;
  };
  expect(await shown(0)).not.toContain('details');
  expect(await shown(1)).toContain('details');
});

test('tests are counted per suite, and a file that did not load is a failure', () => {
  const result = (name: string, status: string, ...statuses: readonly string[]) => ({
    name: new URL(`../../../${name}`, import.meta.url).pathname,
    status,
    startTime: 1_000,
    endTime: 1_500,
    assertionResults: statuses.map((each) => ({ status: each, fullName: `is ${each}`, failureMessages: ['because'] })),
  });
  const counts = countBySuite([
    result('simulator/src/engine/decide.test.ts', 'passed', 'passed', 'passed'),
    result('simulator/src/store/codec.test.ts', 'failed', 'passed', 'failed', 'skipped'),
    { ...result('simulator/test/story.test.ts', 'failed'), message: 'no such module' },
  ]);
  const failed = ['simulator/src/store/codec.test.ts: is failed\nbecause'];
  const unloaded = ['simulator/test/story.test.ts: no such module'];
  expect(counts).toEqual([
    { suite: 'simulator: beside the source', passed: 3, failed: 1, skipped: 1, seconds: 1, failures: failed },
    { suite: 'simulator: story', passed: 0, failed: 1, skipped: 0, seconds: 0.5, failures: unloaded },
  ]);
  expect(failuresText(counts)).toBe(`FAILED ${failed[0]}\n\nFAILED ${unloaded[0]}\n\n`);
  expect(failuresText([count(3, 0)])).toBe('');
});

test('scenarios are counted by the way they use the shop', () => {
  const scenario = (via: 'api' | 'browser', outcome: 'passed' | 'failed') => ({
    ...{ scenario: 'A customer pays', file: 'scenarios/checkout/paying.feature', line: 3, via, outcome, seconds: 1.5 },
  });
  expect(countByWay([scenario('api', 'passed'), scenario('api', 'failed'), scenario('browser', 'passed')])).toEqual([
    {
      ...{ suite: 'scenarios: by API', passed: 1, failed: 1, skipped: 0, seconds: 3 },
      failures: ['scenarios/checkout/paying.feature:3: A customer pays'],
    },
    { suite: 'scenarios: in a browser', passed: 1, failed: 0, skipped: 0, seconds: 1.5, failures: [] },
  ]);
});

test('the closing table is aligned and its last line adds up', () => {
  const counts = [
    { suite: 'types', passed: 1, failed: 0, skipped: 0, seconds: 4.21 },
    { suite: 'simulator: beside the source', passed: 1200, failed: 1, skipped: 2, seconds: 30 },
  ];
  expect(countsTable(counts)).toBe(
    [
      'suite                         passed  failed  skipped  seconds',
      '----------------------------  ------  ------  -------  -------',
      'types                              1       0        0      4.2',
      'simulator: beside the source    1200       1        2     30.0',
    ].join('\n'),
  );
  expect(totalLine(counts)).toBe('1201 passed, 1 failed, 2 skipped');
});
