import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../engine/ids.ts';
import { corrupted, type DisorderRule, firstAttempt, matchesTypes, takeRule } from './disorder.ts';

const NOW = instant(1_000_000);

const bodies: readonly [body: string, expected: string][] = [
  ['{"amount":{"minor":1999}}', '{"amount":{"minor":2999}}'],
  ['{"at":"2027-01-01","minor": 900}', '{"at":"2027-01-01","minor": 800}'],
  ['{"minor":0}', '{"minor":1}'],
  ['{"id":"a1"}', '{"id":"a2"}'],
  ['{}', '{} '],
];
for (const [body, expected] of bodies) {
  test(`${body} becomes ${expected}`, () => expect(corrupted(body)).toBe(expected));
}

test('what is corrupted differs, and can still be read as JSON', () => {
  fc.assert(
    fc.property(fc.json(), (body) => {
      expect(corrupted(body)).not.toBe(body);
      expect(() => JSON.parse(corrupted(body))).not.toThrow();
    }),
  );
});

const types: readonly [wanted: readonly string[] | undefined, type: string, expected: boolean][] = [
  [undefined, 'refund.failed', true],
  [['refund.failed'], 'refund.failed', true],
  [['refund.fail'], 'refund.failed', false],
  [['refund.*'], 'refund.failed', true],
  [['refund.*'], 'refunds.failed', false],
  [['*'], 'refund.failed', true],
  [['dispute.*', 'refund.failed'], 'refund.failed', true],
  [[], 'refund.failed', false],
];
for (const [wanted, type, expected] of types) {
  test(`${wanted?.join(', ') ?? 'anything'} ${expected ? 'takes' : 'leaves'} ${type}`, () => {
    expect(matchesTypes(wanted, type)).toBe(expected);
  });
}

test('the first rule that fits and is not used up decides, and has one fewer left', () => {
  const rules: readonly DisorderRule[] = [
    { disorder: { kind: 'drop' }, types: ['refund.*'] },
    { disorder: { kind: 'corrupt' }, times: 1 },
    { disorder: { kind: 'delay', ms: 5 }, types: ['payment.*'] },
  ];
  const first = takeRule(rules, 'payment.captured');
  expect(first.disorder?.kind).toBe('corrupt');
  const second = takeRule(first.rules, 'payment.captured');
  expect(second.disorder?.kind).toBe('delay');
  expect(second.rules.map(({ times }) => times)).toEqual([undefined, 0, undefined]);
  expect(takeRule(second.rules, 'dispute.won')).toEqual({ disorder: undefined, rules: second.rules });
  expect(takeRule(rules, 'refund.failed')).toEqual({ disorder: { kind: 'drop' }, rules });
});

test('a delay and a wait for the next one move the first attempt, nothing else does', () => {
  expect(firstAttempt(NOW, undefined)).toEqual({ nextAttemptAt: NOW, waitsFor: 'time' });
  expect(firstAttempt(NOW, { kind: 'drop' })).toEqual({ nextAttemptAt: NOW, waitsFor: 'time' });
  expect(firstAttempt(NOW, { kind: 'delay', ms: 7 })).toEqual({ nextAttemptAt: NOW + 7, waitsFor: 'time' });
  expect(firstAttempt(NOW, { kind: 'reorder' })).toEqual({ nextAttemptAt: NOW + 60_000, waitsFor: 'next_delivery' });
  expect(firstAttempt(NOW, { kind: 'reorder', withinMs: 9 })).toMatchObject({ nextAttemptAt: NOW + 9 });
});
