import { expect, test } from 'vitest';
import { money } from '../engine/money.ts';
import { type Counts, fitsPattern, match, type Occasion } from './match.ts';
import { parseSituation } from './parse.ts';
import type { Situation } from './situation.ts';

const NEVER = () => {
  throw new Error('nothing is to be drawn here');
};

function situation(...rules: readonly string[]): Situation {
  const text = rules.map((rule) => `  - ${rule}\n`).join('');
  const parsed = parseSituation(`name: a-name\nabout: Something that happened once.\nrules:\n${text || '  []\n'}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.situation;
}

const OCCASION: Occasion = {
  operations: ['request_payment', 'authorize'],
  merchant: { id: 'mer_1', name: 'Shop of Söhne' },
  amount: money(1_999n, 'EUR'),
  card: { number: '4242424242424242', lastFour: '4242' },
  reference: 'order-17',
  headers: { 'x-tenant': 'blue' },
};

function ruleOf(given: Situation, occasion: Partial<Occasion> = {}, counts: Counts = {}): number | undefined {
  return match(given, 'fault', { ...OCCASION, ...occasion }, counts, NEVER).applied?.rule;
}

const conditions: readonly [when: string, fits: boolean][] = [
  ['{}', true],
  ['{ operation: any }', true],
  ['{ operation: request_payment }', true],
  ['{ operation: authorize }', true],
  ['{ operation: [capture, authorize] }', true],
  ['{ operation: capture }', false],
  ['{ merchant: mer_1 }', true],
  ['{ merchant: mer_2 }', false],
  ['{ merchant: Shop* }', true],
  ['{ merchant: shop* }', false],
  ['{ amount: { minor: 1999 } }', true],
  ['{ amount: { minor: 2000 } }', false],
  ['{ amount: { min: 1999 } }', true],
  ['{ amount: { min: 2000 } }', false],
  ['{ amount: { max: 1999 } }', true],
  ['{ amount: { max: 1998 } }', false],
  ['{ amount: { min: 1, max: 5000 }, currency: EUR }', true],
  ['{ currency: EUR }', true],
  ['{ currency: USD }', false],
  ['{ card: "4242" }', true],
  ['{ card: "4242424242424242" }', true],
  ['{ card: "0002" }', false],
  ['{ reference: order-* }', true],
  ['{ reference: order-?7 }', true],
  ['{ reference: order-1 }', false],
  ['{ header: { x-tenant: blue } }', true],
  ['{ header: { x-tenant: "*" } }', true],
  ['{ header: { x-tenant: green } }', false],
  ['{ header: { x-other: "*" } }', false],
  ['{ operation: capture, currency: EUR }', false],
];

for (const [when, fits] of conditions) {
  test(`when ${when} ${fits ? 'fits' : 'does not fit'}`, () => {
    expect(ruleOf(situation(`{ when: ${when}, fault: drop_reply }`))).toBe(fits ? 0 : undefined);
  });
}

test('what is not known of an occasion fits no condition on it', () => {
  const bare: Occasion = { operations: ['token'], merchant: OCCASION.merchant };
  for (const when of ['amount: { min: 0 }', 'currency: EUR', 'card: "4242"', 'reference: "*"', 'header: { a: "*" }']) {
    const given = situation(`{ when: { ${when} }, fault: drop_reply }`);
    expect(match(given, 'fault', bare, {}, NEVER).applied, when).toBeUndefined();
  }
});

test('a notification is told by its type', () => {
  const given = situation('{ when: { notification: payment.* }, notification: drop }');
  const about = (notification: string) =>
    match(given, 'notification', { ...OCCASION, notification }, {}, NEVER).applied;
  expect(about('payment.captured')?.decides).toEqual({ kind: 'drop' });
  expect(about('refund.succeeded')).toBeUndefined();
});

test('the first rule that applies decides, each aspect for itself', () => {
  const given = situation(
    '{ when: { operation: capture }, fault: reset_before }',
    '{ issuer: { decline: lost_card } }',
    '{ fault: half_reply, issuer: approve }',
    '{ fault: stale_read }',
  );
  expect(ruleOf(given)).toBe(2);
  expect(match(given, 'issuer', OCCASION, {}, NEVER).applied).toMatchObject({ rule: 1, ordinal: 1 });
  expect(match(given, 'outcome', OCCASION, {}, NEVER).applied).toBeUndefined();
});

/** Which rule decides each of the first occasions of several kinds. */
function inARow(given: Situation, operations: readonly ('capture' | 'refund')[]): readonly (number | undefined)[] {
  let counts: Counts = {};
  return operations.map((operation) => {
    const found = match(given, 'fault', { ...OCCASION, operations: [operation] }, counts, NEVER);
    counts = found.counts;
    return found.applied?.rule;
  });
}

test('the nth occasion is counted among those that fit otherwise', () => {
  const given = situation('{ when: { operation: capture, nth: 2 }, fault: drop_reply }');
  expect(inARow(given, ['capture', 'refund', 'refund', 'capture', 'capture'])).toEqual([
    undefined,
    undefined,
    undefined,
    0,
    undefined,
  ]);
});

test('a range of occasions has both ends, or none', () => {
  const given = situation(
    '{ when: { nth: { from: 2, to: 3 } }, fault: drop_reply }',
    '{ when: { nth: { from: 5 } }, fault: half_reply }',
  );
  const six = Array.from({ length: 6 }, () => 'capture' as const);
  expect(inARow(given, six)).toEqual([undefined, 0, 0, undefined, 1, 1]);
});

test('an occasion counts for a rule although an earlier one has decided it', () => {
  const given = situation(
    '{ when: { nth: 1 }, fault: drop_reply }',
    '{ when: { nth: 2 }, fault: half_reply }',
    '{ fault: reset_before }',
  );
  expect(inARow(given, ['capture', 'capture', 'capture'])).toEqual([0, 1, 2]);
});

test('aspects of one rule count for themselves', () => {
  const given = situation('{ when: { nth: 1 }, fault: drop_reply, issuer: decline }');
  const first = match(given, 'fault', OCCASION, {}, NEVER);
  const second = match(given, 'fault', OCCASION, first.counts, NEVER);
  expect(second.applied).toBeUndefined();
  expect(match(given, 'issuer', OCCASION, second.counts, NEVER).applied).toBeDefined();
  expect(second.counts).toEqual({ 'fault/0': 2 });
});

test('a draw decides whether a rule applies, and leaves it to the next one where it does not', () => {
  const given = situation('{ when: { probability: 0.25 }, fault: drop_reply }', '{ fault: half_reply }');
  const rule = (drawn: number) => match(given, 'fault', OCCASION, {}, () => drawn).applied?.rule;
  expect([0, 0.2499, 0.25, 0.99].map(rule)).toEqual([0, 0, 1, 1]);
  const asked: object[] = [];
  match(given, 'fault', OCCASION, { 'fault/0': 6 }, (about) => asked.push(about));
  expect(asked).toEqual([{ aspect: 'fault', rule: 0, ordinal: 7 }]);
});

const patterns: readonly [pattern: string, text: string, fits: boolean][] = [
  ['*', '', true],
  ['**', 'anything', true],
  ['?', '', false],
  ['order-*', 'order-', true],
  ['*-17', 'order-17', true],
  ['*a*b', 'xaxbxab', true],
  ['*a*b', 'xaxbxa', false],
  ['order', 'order-1', false],
  ['payment.*', 'payment.captured', true],
  ['payment.*', 'paymentxcaptured', false],
  ['a?c', 'abc', true],
  ['[a]', '[a]', true],
  ['(a+)+$', '(a+)+$', true],
];

for (const [pattern, text, fits] of patterns) {
  test(`${pattern} ${fits ? 'fits' : 'does not fit'} "${text}"`, () => expect(fitsPattern(pattern, text)).toBe(fits));
}

test('a pattern full of stars takes no longer than its text', () => {
  expect(fitsPattern(`${'*a'.repeat(90)}b`, 'a'.repeat(20_000))).toBe(false);
});
