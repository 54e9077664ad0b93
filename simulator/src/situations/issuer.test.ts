import { expect, test } from 'vitest';
import { actionId, instant, later } from '../engine/ids.ts';
import { type Money, money } from '../engine/money.ts';
import { DECLINE_CODES } from '../engine/payment.ts';
import { hasCheckDigit } from './card.ts';
import { conductOf, finalAnswer, firstAnswer, outcomePlan, refundPlan } from './issuer.ts';
import type { IssuerRule } from './situation.ts';
import { adviceFor, isTestCard, TEST_CARDS } from './test-cards.ts';

const NOW = instant(Date.UTC(2027, 5, 15));
const HOUR = 3_600_000;
const AMOUNT = money(1_001n, 'EUR');
const GOOD = { expiryMonth: 12, expiryYear: 2030 };

const cases: readonly [number: string, mode: 'test' | 'live', first: string, later: string, refund: string][] = [
  // number              mode    first answer                        in the end              a refund
  ['4242424242424242', 'test', 'approved', 'approved', 'succeeded now'],
  ['4111111111111111', 'test', 'approved', 'approved', 'succeeded now'],
  ['5555555555554444', 'test', 'approved', 'approved', 'succeeded now'],
  ['2223003122003222', 'test', 'approved', 'approved', 'succeeded now'],
  ['378282246310005', 'test', 'approved', 'approved', 'succeeded now'],
  ['6011111111111117', 'test', 'approved', 'approved', 'succeeded now'],
  ['3056930009020004', 'test', 'approved', 'approved', 'succeeded now'],
  ['3566002020360505', 'test', 'approved', 'approved', 'succeeded now'],
  ['6200000000000005', 'test', 'approved', 'approved', 'succeeded now'],
  ['4000056655665556', 'test', 'approved', 'approved', 'succeeded now'],
  ['5200828282828210', 'test', 'approved', 'approved', 'succeeded now'],
  ['5105105105105100', 'test', 'approved', 'approved', 'succeeded now'],
  ['4000000000000077', 'test', 'approved', 'approved', 'succeeded now'],
  ['4012000033330026', 'test', 'approved', 'approved', 'succeeded now'],
  ['4005519200000004', 'test', 'approved', 'approved', 'succeeded now'],
  ['2223000048400011', 'test', 'approved', 'approved', 'succeeded now'],
  ['371449635398431', 'test', 'approved', 'approved', 'succeeded now'],
  ['4000000000000002', 'test', 'declined do_not_honor', 'declined do_not_honor', 'succeeded now'],
  ['4000000000000341', 'test', 'declined do_not_honor', 'declined do_not_honor', 'succeeded now'],
  ['4000000000009995', 'test', 'declined insufficient_funds', 'declined insufficient_funds', 'succeeded now'],
  ['4000000000009987', 'test', 'declined lost_card', 'declined lost_card', 'succeeded now'],
  ['4000000000009979', 'test', 'declined stolen_card', 'declined stolen_card', 'succeeded now'],
  ['4000000000000069', 'test', 'declined expired_card', 'declined expired_card', 'succeeded now'],
  ['4000000000000127', 'test', 'declined incorrect_cvc', 'declined incorrect_cvc', 'succeeded now'],
  ['4000000000000119', 'test', 'declined processing_error', 'declined processing_error', 'succeeded now'],
  ['4100000000000019', 'test', 'declined suspected_fraud', 'declined suspected_fraud', 'succeeded now'],
  ['4000000000003220', 'test', 'challenge', 'approved', 'succeeded now'],
  ['4000000000003063', 'test', 'challenge', 'approved', 'succeeded now'],
  ['4000002500003155', 'test', 'challenge', 'approved', 'succeeded now'],
  ['4000002760003184', 'test', 'challenge', 'approved', 'succeeded now'],
  ['4868719460707704', 'test', 'challenge', 'approved', 'succeeded now'],
  ['4868719796782421', 'test', 'challenge', 'declined do_not_honor', 'succeeded now'],
  ['4000008400001629', 'test', 'challenge', 'declined do_not_honor', 'succeeded now'],
  ['4000008260003178', 'test', 'challenge', 'declined do_not_honor', 'succeeded now'],
  ['4000000000001000', 'test', 'review, then approved in 1 h', 'approved', 'succeeded now'],
  ['4000000000001042', 'test', 'approved for 501', 'approved for 501', 'succeeded now'],
  ['4000000000005126', 'test', 'approved', 'approved', 'failed in 72 h'],
  ['4000000000007726', 'test', 'approved', 'approved', 'succeeded in 24 h'],
  ['4000000000000259', 'test', 'approved', 'approved', 'succeeded now'],
  ['4000000000002685', 'test', 'approved', 'approved', 'succeeded now'],
  ['4000000000001976', 'test', 'approved', 'approved', 'succeeded now'],
  [
    '4539578763621486',
    'test',
    'declined real_card_in_test_environment',
    'declined real_card_in_test_environment',
    'succeeded now',
  ],
  ['4242424242424241', 'test', 'declined invalid_number', 'declined invalid_number', 'succeeded now'],
  ['4539578763621486', 'live', 'approved', 'approved', 'succeeded now'],
  [
    '4242424242424242',
    'live',
    'declined test_card_in_live_environment',
    'declined test_card_in_live_environment',
    'succeeded now',
  ],
  [
    '4000000000003220',
    'live',
    'declined test_card_in_live_environment',
    'declined test_card_in_live_environment',
    'succeeded now',
  ],
  ['4242424242424241', 'live', 'declined invalid_number', 'declined invalid_number', 'succeeded now'],
];
for (const [number, mode, first, last, refund] of cases) {
  test(`${number} in a ${mode} environment: ${first}; ${last}; a refund ${refund}`, () => {
    const conduct = conductOf({ number, ...GOOD }, mode, NOW);
    expect([firstOf(conduct), lastOf(conduct), refundOf(conduct)]).toEqual([first, last, refund]);
  });
}

test('the table has every test card', () => {
  const told = cases.filter(([, mode]) => mode === 'test').map(([number]) => number);
  expect(Object.keys(TEST_CARDS).filter((number) => !told.includes(number))).toEqual([]);
});

test('every test card has a right check digit, or no form would take it', () => {
  expect(Object.keys(TEST_CARDS).filter((number) => !hasCheckDigit(number))).toEqual([]);
});

test('every declining card has advice, and what is never to be tried again is said so', () => {
  expect(DECLINE_CODES.map((code) => `${code} ${adviceFor(code)}`)).toMatchInlineSnapshot(`
    [
      "do_not_honor other_method",
      "insufficient_funds try_later",
      "lost_card never_again",
      "stolen_card never_again",
      "expired_card other_method",
      "incorrect_cvc other_method",
      "invalid_number other_method",
      "processing_error try_later",
      "authentication_failed other_method",
      "suspected_fraud never_again",
      "amount_limit_exceeded other_method",
      "test_card_in_live_environment other_method",
      "real_card_in_test_environment other_method",
    ]
  `);
});

test('names that every object has are no test cards', () => {
  expect(['toString', '__proto__', 'constructor'].map(isTestCard)).toEqual([false, false, false]);
});

const expiries: readonly [month: number, year: number, expected: string][] = [
  // month, year      on 15 June 2027
  [6, 2027, 'approved'],
  [5, 2027, 'declined expired_card'],
  [12, 2026, 'declined expired_card'],
  [1, 2028, 'approved'],
];
for (const [expiryMonth, expiryYear, expected] of expiries) {
  test(`a card good until ${expiryMonth}/${expiryYear}: ${expected}`, () => {
    expect(firstOf(conductOf({ number: '4242424242424242', expiryMonth, expiryYear }, 'test', NOW))).toBe(expected);
  });
}

test('a card is good to the end of its month wherever that comes last', () => {
  const midnight = instant(Date.UTC(2027, 6, 1));
  const card = { number: '4242424242424242', expiryMonth: 6, expiryYear: 2027 };
  expect(firstOf(conductOf(card, 'test', later(midnight, 12 * HOUR - 1)))).toBe('approved');
  expect(firstOf(conductOf(card, 'test', later(midnight, 12 * HOUR)))).toBe('declined expired_card');
});

const ruled: readonly [number: string, rule: IssuerRule, first: string, afterChallenge: string][] = [
  // card               rule                                                    first answer              once challenged
  ['4242424242424242', { kind: 'decline', code: 'stolen_card' }, 'declined stolen_card', 'declined stolen_card'],
  ['4000000000000002', { kind: 'approve' }, 'approved', 'approved'],
  ['4242424242424242', { kind: 'approve_part', percent: 60 }, 'approved for 601', 'approved for 601'],
  ['4242424242424242', { kind: 'challenge', action: 'challenge' }, 'challenge', 'approved'],
  ['4242424242424242', { kind: 'challenge', action: 'redirect' }, 'redirect', 'approved'],
  ['4000000000000002', { kind: 'challenge', action: 'challenge' }, 'challenge', 'declined do_not_honor'],
  [
    '4242424242424242',
    { kind: 'review', afterMs: 2 * HOUR, decide: 'approve' },
    'review, then approved in 2 h',
    'approved',
  ],
  [
    '4242424242424242',
    { kind: 'review', afterMs: HOUR, decide: 'lost_card' },
    'review, then declined lost_card in 1 h',
    'approved',
  ],
  [
    '4539578763621486',
    { kind: 'approve' },
    'declined real_card_in_test_environment',
    'declined real_card_in_test_environment',
  ],
  ['4242424242424241', { kind: 'approve' }, 'declined invalid_number', 'declined invalid_number'],
];

for (const [number, rule, first, afterChallenge] of ruled) {
  test(`${number} under ${JSON.stringify(rule)}: ${first}`, () => {
    const conduct = conductOf({ ...GOOD, number }, 'test', NOW);
    expect(firstOf(conduct, rule)).toBe(first);
    expect(said(finalAnswer(conduct, AMOUNT, rule))).toBe(afterChallenge);
  });
}

test('a part of very little is never nothing', () => {
  const rule: IssuerRule = { kind: 'approve_part', percent: 1 };
  const approves = { kind: 'approves' } as const;
  expect(finalAnswer(approves, money(1n, 'JPY'), rule)).toEqual({ kind: 'approved', amount: money(1n, 'JPY') });
});

test('a rule on how it ends goes before what the card lets a refund do', () => {
  const returns = { kind: 'returns_refunds' } as const;
  expect(refundPlan(returns, NOW, { afterMs: 0, ends: 'succeed' })).toEqual({
    when: 'now',
    outcome: { kind: 'succeeded' },
  });
  expect(outcomePlan({ afterMs: HOUR, ends: 'account_closed' }, NOW)).toEqual({
    when: 'later',
    decideAt: later(NOW, HOUR),
    outcome: { kind: 'failed', reason: 'account_closed' },
  });
  expect(outcomePlan(undefined, NOW)).toEqual({ when: 'now', outcome: { kind: 'succeeded' } });
});

type Conduct = ReturnType<typeof conductOf>;

function firstOf(conduct: Conduct, rule?: IssuerRule): string {
  const answer = firstAnswer(conduct, { amount: AMOUNT, challengeId: actionId('act'), now: NOW, rule });
  switch (answer.kind) {
    case 'action_required':
      return answer.action.kind;
    case 'pending': {
      const { plan } = answer;
      const end = plan.when === 'later' ? `${said(plan.outcome)} in ${(plan.decideAt - NOW) / HOUR} h` : 'nothing';
      return `${answer.reason}, then ${end}`;
    }
    default:
      return said(answer);
  }
}

function lastOf(conduct: Conduct): string {
  return said(finalAnswer(conduct, AMOUNT));
}

function said(answer: ReturnType<typeof finalAnswer>): string {
  if (answer.kind === 'declined') return `declined ${answer.decline.code}`;
  const amount: Money | undefined = answer.amount;
  return amount === undefined ? 'approved' : `approved for ${amount.minor}`;
}

function refundOf(conduct: Conduct): string {
  const plan = refundPlan(conduct, NOW);
  if (plan.when === 'unplanned') return 'never';
  return `${plan.outcome.kind} ${plan.when === 'now' ? 'now' : `in ${(plan.decideAt - NOW) / HOUR} h`}`;
}
