import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Call } from '../verdict.ts';
import { scenarioOf } from './scenario.ts';

let at = 0;
const call = (method: string, params: object, reply: object): Call => {
  at += 1;
  return { atMs: at, repliedMs: at, request: `${method} ${JSON.stringify(params)}`, reply: JSON.stringify(reply) };
};
const account = { mode: 'test', baseUrl: 'http://127.0.0.1:1', credential: { kind: 'api_key', apiKey: '‹API key›' } };
const order = { reference: 'o', amount: { minor: '1999', currency: 'EUR' } };
const url = 'http://127.0.0.1:1/pay';

const CALLS: readonly Call[] = [
  call('configure', { environments: { sandbox: account, production: account }, active: 'sandbox' }, { outcome: 'ok' }),
  call(
    'createPayment',
    { order, method: { kind: 'redirect' }, capture: 'manual' },
    { outcome: 'action_required', url },
  ),
  call('completeReturn', { url }, { outcome: 'ok' }),
  call('setEnvironment', { environment: 'production' }, { outcome: 'ok' }),
  call('getPayment', {}, { outcome: 'ok' }),
  call('capture', { amount: { minor: '100', currency: 'EUR' } }, { outcome: 'ok' }),
  call('createPayment', { order, method: { kind: 'card' }, capture: 'manual' }, { outcome: 'declined' }),
  call('configure', { environments: { sandbox: account }, active: null }, { outcome: 'ok' }),
  call('void', {}, { outcome: 'unsupported' }),
  call('syncPayment', {}, { outcome: 'unknown' }),
  call('history', {}, { outcome: 'ok' }),
];
const exchange = { atMs: 1, environment: 'production', presented: '', request: 'POST /', crossing: true } as const;
const finding = { kind: 'failed', expected: 'only sandbox\nis called', observed: 'production' } as const;
const FEATURE = scenarioOf({
  requirement: 'CRE-02',
  title: 'A payment stays in the environment it was made in',
  finding,
  evidence: { exchanges: [exchange], calls: CALLS, log: '' },
});

test('a counterexample is told in the steps of the scenarios, and what they cannot say as a comment', () => {
  expect(FEATURE).toBe(`Feature: CRE-02 A payment stays in the environment it was made in

  Scenario: A payment stays in the environment it was made in
    Given the seller has an API key for production
    Given the staging shop takes card payments, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    # one shop that moves, there; two shops, here
    Given the live shop takes card payments, captured later
    When the sales person of the live shop captures the payment
    # only a part of it, which no step says yet
    When a customer of the live shop orders a touchstone in EUR
    And the customer pays with a declined card
    # no step says this yet: a shop is set up for the environment null
    # no step says this yet: void, answered with unsupported
    And the customer asks the shop to look again
    When the sales person of the live shop looks at the payment history
    # expected: only sandbox is called
    # observed: production
    # Something crossed into production: that fails a scenario without a step for it.
`);
});

test('every step of it is in the vocabulary', () => {
  const readme = readFileSync(new URL('../../../scenarios/README.md', import.meta.url), 'utf8');
  const known = [...readme.matchAll(/^- (.+)$/gm)].map(([, pattern = '']) => {
    const text = pattern.replace(/`\{\w+\}`/g, '\u0000').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${text.replaceAll('\u0000', '.+')}$`);
  });
  const steps = [...FEATURE.matchAll(/^ +(?:Given|When|And) (.+)$/gm)].map(([, step = '']) => step);
  expect(steps.length).toBeGreaterThan(8);
  expect(steps.filter((step) => !known.some((pattern) => pattern.test(step)))).toEqual([]);
});

test('what is taken at once is taken at once there as well, and a currency nobody sells in is replaced', () => {
  const payment = { order: { amount: { minor: '1', currency: 'CHF' } }, method: { kind: 'card' }, capture: 'now' };
  const calls = [
    call('configure', { environments: { testing: account }, active: 'testing' }, { outcome: 'ok' }),
    call('createPayment', payment, { outcome: 'ok' }),
  ];
  const reason = 'no shop';
  const evidence = { exchanges: [], calls, log: '' };
  const told = scenarioOf({ requirement: 'AMT-01', title: 't', finding: { kind: 'untestable', reason }, evidence });
  expect(told).toContain('Given the testing shop takes card payments, captured at once\n');
  expect(told).toContain('When a customer of the testing shop orders a touchstone in EUR\n');
  expect(told).toContain('# untestable: no shop\n');
});

test('what is about other payments is left out and counted, and stays where shops are to be kept apart', () => {
  const paid = (paymentId: string) => [
    call('createPayment', { shopId: 's', order, method: { kind: 'card' } }, { outcome: 'ok', paymentId }),
    call('capture', { paymentId }, { outcome: 'ok' }),
  ];
  const calls = [...paid('p1'), ...paid('p2')];
  const told = (requirement: string) =>
    scenarioOf({ requirement, title: 'title', finding, evidence: { exchanges: [], calls, log: '' } });
  expect(told('IDM-04').match(/captures the payment/g)).toHaveLength(1);
  expect(told('IDM-04')).toContain('# 2 calls about other payments are left out; replaying runs them all.');
  expect(told('CRE-06').match(/captures the payment/g)).toHaveLength(2);
  expect(told('CRE-06')).not.toContain('left out');
});
