import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { failureText, resultLine, unclearText } from './print.ts';
import type { ScenarioResult } from './record.ts';

const paint = picocolors.createColors(false);
const RESULT: ScenarioResult = {
  name: 'A test card pays nothing in the live shop',
  feature: 'Cards',
  file: 'scenarios/environments/cards.feature',
  line: 5,
  tags: ['@environments'],
  outcome: 'failed',
  durationMs: 2_140,
  failure: {
    step: 'the order is declined',
    kind: 'outcome',
    line: 9,
    message: 'Error: the order: expected declined, saw paid in full\n    at expectEqual (steps/world.ts:254:30)',
  },
  attachments: ["The provider's journal:\n   1 production POST /oauth/token → 200"],
};

test('a finished scenario is one line: its place, how it went, its stage, its title, how long it took', () => {
  const title = RESULT.name.padEnd(86);
  expect(resultLine(RESULT, '[ 7/88]', paint)).toBe(`[ 7/88] ✖ environments        ${title}   2.1 s`);
});

test('a failure is told with where it stands, the step, what was expected and the evidence', () => {
  expect(failureText(RESULT, paint)).toBe(
    [
      '✖ A test card pays nothing in the live shop',
      '  scenarios/environments/cards.feature:5',
      '',
      '  scenarios/environments/cards.feature:9  the order is declined',
      '    Error: the order: expected declined, saw paid in full',
      '',
      "  The provider's journal:",
      '     1 production POST /oauth/token → 200',
    ].join('\n'),
  );
});

test('a step that two patterns match is told with both', () => {
  const matches = ['the order is {status}  (a.ts:1)', 'the {word} is {word}  (b.ts:2)'];
  expect(unclearText({ file: 'x.feature', line: 3, step: 'the order is pending', matches }, [])).toBe(
    [
      'x.feature:3: more than one step reads "the order is pending". Expected one of these to be it:',
      '    the order is {status}  (a.ts:1)',
      '    the {word} is {word}  (b.ts:2)',
    ].join('\n'),
  );
});
