import { expect, test } from 'vitest';
import type { Requirement } from '../requirement.ts';
import type { Finding } from '../verdict.ts';
import type { CheckOutcome } from './check-run.ts';
import { brokenBy, dependsOnOrder, steadied } from './steadiness.ts';
import { verdictsOf } from './verdicts.ts';

const words = { level: 'MUST', title: 't', text: 't', sources: [], evidence: 'e', incident: 'i' } as const;
const [first, second, third]: readonly Requirement[] = ['CRE-01', 'CRE-02', 'CRE-03'].map((id) => ({ id, ...words }));
if (!first || !second || !third) throw new Error('three requirements');
const ALL = [first, second, third];

function outcome(requirement: string, finding: Finding, breaches: CheckOutcome['breaches'] = []): CheckOutcome {
  const evidence = { exchanges: [], calls: [], log: `the log of ${requirement}` };
  return { requirement, finding, breaches, evidence, durationMs: 5 };
}

const passed: Finding = { kind: 'passed' };
const untestable: Finding = { kind: 'untestable', reason: 'no shop' };
const failed: Finding = { kind: 'failed', expected: 'one', observed: 'two' };
const crossing = { requirement: 'CRE-01', expected: 'nothing foreign', observed: 'a foreign key' };
const disclosure = { expected: 'no key in the log', observed: 'a key in the log' };

const cases: readonly (readonly [string, readonly CheckOutcome[], readonly string[]])[] = [
  ['what a check found', [outcome('CRE-01', passed), outcome('CRE-02', failed)], ['CRE-01 passed', 'CRE-02 two']],
  [
    'what an oracle saw counts for its own requirement, whichever check was running',
    [outcome('CRE-01', passed), outcome('CRE-02', passed, [crossing])],
    ['CRE-01 a foreign key, while CRE-02 was checked', 'CRE-02 passed'],
  ],
  [
    'a breach is worse than a missing prerequisite',
    [outcome('CRE-01', untestable, [crossing]), outcome('CRE-02', untestable)],
    ['CRE-01 a foreign key', 'CRE-02 untestable'],
  ],
  [
    'a breach no requirement speaks of fails the check that was running',
    [outcome('CRE-01', passed), outcome('CRE-02', passed, [disclosure])],
    ['CRE-01 passed', 'CRE-02 a key in the log'],
  ],
  [
    'what the check itself found comes first',
    [outcome('CRE-01', failed, [crossing]), outcome('CRE-02', passed)],
    ['CRE-01 two', 'CRE-02 passed'],
  ],
  [
    'what was seen each time comes before what was not',
    [
      steadied(outcome('CRE-01', passed, [crossing]), [outcome('CRE-01', passed)]),
      outcome('CRE-02', passed, [crossing]),
    ],
    ['CRE-01 a foreign key, while CRE-02 was checked', 'CRE-02 passed'],
  ],
];
for (const [what, outcomes, expected] of cases) {
  test(`verdicts: ${what}`, () => {
    const verdicts = verdictsOf(outcomes, [first, second], ALL);
    const told = verdicts.map(({ requirement: { id }, finding }) =>
      finding.kind === 'failed' ? `${id} ${finding.observed}` : `${id} ${finding.kind}`,
    );
    expect(told).toEqual(expected);
  });
}

const never = outcome('CRE-02', passed);
const once = '(depends on the order of things: 1 of 3 runs failed)';
const twice = '(depends on the order of things: 2 of 3 runs failed)';
const repetitions: readonly (readonly [string, CheckOutcome, readonly CheckOutcome[], readonly string[]])[] = [
  ['a finding seen each time', outcome('CRE-02', failed), [outcome('CRE-02', failed)], ['CRE-02 two']],
  ['a finding never seen again', outcome('CRE-02', failed), [never, never], [`CRE-02 two ${once}`]],
  [
    "a breach of the check's own requirement, found by the check the next time",
    outcome('CRE-02', passed, [disclosure]),
    [outcome('CRE-02', failed)],
    ['CRE-02 a key in the log'],
  ],
  [
    'a breach of another requirement that is seen once more and once not',
    outcome('CRE-02', passed, [crossing]),
    [outcome('CRE-02', passed, [crossing]), never],
    [`CRE-01 a foreign key ${twice}, while CRE-02 was checked`, 'CRE-02 passed'],
  ],
  [
    'a breach beside a finding, of which only the finding is seen again',
    outcome('CRE-02', failed, [crossing]),
    [outcome('CRE-02', failed), outcome('CRE-02', failed)],
    [`CRE-01 a foreign key ${once}, while CRE-02 was checked`, 'CRE-02 two'],
  ],
];
for (const [what, before, again, expected] of repetitions) {
  test(`looked at again: ${what}`, () => {
    const verdicts = verdictsOf([steadied(before, again)], [second], ALL);
    const told = verdicts.map(({ requirement: { id }, finding }) =>
      finding.kind === 'failed' ? `${id} ${finding.observed}` : `${id} ${finding.kind}`,
    );
    expect(told).toEqual(expected);
    expect(told.map(dependsOnOrder)).toEqual(
      expected.map((text) => text.includes('1 of 3') || text.includes('2 of 3')),
    );
  });
}

test('an outcome breaks what its check finds and what is come upon, and nothing when all is well', () => {
  expect([...brokenBy(outcome('CRE-02', failed, [crossing, disclosure]))]).toEqual(['CRE-02', 'CRE-01']);
  expect([...brokenBy(outcome('CRE-02', passed, [disclosure]))]).toEqual(['CRE-02']);
  expect(brokenBy(outcome('CRE-02', untestable)).size).toBe(0);
});

test('a requirement nobody asked about gets a verdict when it is found broken', () => {
  const verdicts = verdictsOf([outcome('CRE-03', passed, [crossing])], [third], ALL);
  expect(verdicts.map(({ requirement, finding }) => [requirement.id, finding.kind])).toEqual([
    ['CRE-01', 'failed'],
    ['CRE-03', 'passed'],
  ]);
});

test('only what is red carries evidence, and that of the run it was seen in', () => {
  const verdicts = verdictsOf([outcome('CRE-01', passed), outcome('CRE-02', passed, [crossing])], [first, second], ALL);
  expect(verdicts.map(({ evidence }) => evidence?.log)).toEqual(['the log of CRE-02', undefined]);
});

test('a verdict takes as long as its check, and no time where there is none', () => {
  const verdicts = verdictsOf([outcome('CRE-01', passed)], [first, second], ALL);
  expect(verdicts.map(({ durationMs }) => durationMs)).toEqual([5, 0]);
});

test('what is missing carries its evidence too, and a leak is told with its place', () => {
  const leak = { ...crossing, leak: 'the log' };
  const verdicts = verdictsOf([outcome('CRE-01', passed, [leak]), outcome('CRE-02', untestable)], [first, second], ALL);
  expect(verdicts).toMatchObject([{ finding: { leak: 'the log' } }, { evidence: { log: 'the log of CRE-02' } }]);
  const [without] = verdictsOf([outcome('CRE-01', passed, [crossing])], [first], ALL);
  expect(without?.finding).toEqual({ kind: 'failed', expected: 'nothing foreign', observed: 'a foreign key' });
});

test('what nobody can see from outside is attested, unless a check saw it', () => {
  const attested: Requirement = { ...first, attested: 'a form' };
  const reason = 'cannot be seen from outside, to be attested: a form';
  expect(verdictsOf([], [attested], [attested])).toMatchObject([{ finding: { kind: 'not_applicable', reason } }]);
  expect(verdictsOf([outcome('CRE-01', failed)], [attested], [attested])).toMatchObject([{ finding: failed }]);
});

test('a requirement without a check is red', () => {
  expect(verdictsOf([], [second], ALL)).toMatchObject([
    { finding: { kind: 'untestable', reason: 'there is no check for it yet' } },
  ]);
});
