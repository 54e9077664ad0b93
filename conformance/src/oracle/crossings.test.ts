import { expect, test } from 'vitest';
import type { Canary } from './canary.ts';
import { breachesOf, detours, disclosuresIn } from './crossings.ts';
import { Scanner } from './scanner.ts';

const account = (environment: string, number: number) => ({ environment, account: `${environment}-${number}` });
const part = (environment: string, number: number, generation = 1) => ({
  ...account(environment, number),
  credential: `${environment}-${number}-${generation}`,
});

const CANARIES: readonly Canary[] = [
  { text: 'gci_sandbox_one', label: 'client id S1', nature: 'name', ...part('sandbox', 1) },
  { text: 'gsk_sandbox_one', label: 'key S1', nature: 'secret', ...part('sandbox', 1) },
  { text: 'gsk_sandbox_two', label: 'key S2', nature: 'secret', ...part('sandbox', 2) },
  { text: 'gcs_sandbox_new', label: 'new secret S1', nature: 'secret', ...part('sandbox', 1, 2) },
  { text: 'gci_sandbox_late', label: 'later client id S1', nature: 'name', ...part('sandbox', 1) },
  { text: 'gci_sandbox_two', label: 'client id S2', nature: 'name', ...part('sandbox', 2) },
  { text: 'gsk_production_one', label: 'key P1', nature: 'secret', ...part('production', 1) },
  { text: 'pay_sandbox_one', label: 'payment S1', nature: 'reference', ...account('sandbox', 1) },
  { text: 'pay_production_one', label: 'payment P1', nature: 'reference', ...account('production', 1) },
];

const scanner = new Scanner();
for (const canary of CANARIES) scanner.add(canary);

const requests: readonly (readonly [what: string, environment: string, text: string, breaks: readonly string[]])[] = [
  // what                                     at            carries                                      breaks
  ['its own key', 'sandbox', 'gsk_sandbox_one', []],
  ['its own key about its own payment', 'sandbox', 'gsk_sandbox_one pay_sandbox_one', []],
  ['a client id with its secret', 'sandbox', 'gci_sandbox_one gsk_sandbox_one', []],
  ['a client id with its secret after rotation', 'sandbox', 'gci_sandbox_one gcs_sandbox_new', []],
  ['a client id known later with its secret after rotation', 'sandbox', 'gci_sandbox_late gcs_sandbox_new', []],
  ['no credential about a payment', 'sandbox', 'pay_sandbox_one', []],
  ['the key of another environment', 'production', 'gsk_sandbox_one', ['CRE-01']],
  ['a client id of another environment', 'production', 'gci_sandbox_one', ['CRE-01']],
  ['keys of two environments', 'sandbox', 'gsk_sandbox_one gsk_production_one', ['CRE-01']],
  ['a payment of another environment', 'sandbox', 'gsk_sandbox_one pay_production_one', ['CRE-07']],
  ['key and payment of another environment', 'sandbox', 'gsk_production_one pay_production_one', ['CRE-01', 'CRE-07']],
  ['a client id with the secret of another account', 'sandbox', 'gci_sandbox_two gsk_sandbox_one', ['CRE-05']],
  ['two generations of a secret', 'sandbox', 'gsk_sandbox_one gcs_sandbox_new', ['CRE-05']],
  ['the payment of another account', 'sandbox', 'gsk_sandbox_two pay_sandbox_one', ['CRE-06']],
  ['client ids of two accounts', 'sandbox', 'gci_sandbox_one gci_sandbox_two', ['CRE-05']],
  ['nothing of ours', 'sandbox', 'nothing', []],
];
for (const [what, environment, text, breaks] of requests) {
  test(`a request at ${environment} with ${what} breaks ${breaks.join(' and ') || 'nothing'}`, () => {
    const found = breachesOf({ environment, name: 'POST /v1/payments', text }, scanner);
    expect(found.map(({ requirement }) => requirement).toSorted()).toEqual(breaks);
  });
}

test('a breach says whose, how, where and in which request', () => {
  const text = Buffer.from('user:gsk_sandbox_one').toString('base64');
  expect(breachesOf({ environment: 'production', name: 'GET /v1/payments', text }, scanner)).toEqual([
    {
      requirement: 'CRE-01',
      expected: 'no credential of another environment',
      observed: 'key S1 (base64) at the address of production: GET /v1/payments',
    },
  ]);
});

const ofTwo: readonly (readonly [text: string, expected: string, observed: string])[] = [
  [
    'gsk_sandbox_one gsk_sandbox_two',
    'the parts of a credential belong together',
    'key S1 together with key S2 at the address of sandbox: GET /v1/payments',
  ],
  [
    'gsk_sandbox_two pay_sandbox_one',
    'a payment is named only with the credential of its own account',
    'payment S1 with key S2 at the address of sandbox: GET /v1/payments',
  ],
  [
    'pay_production_one',
    "the provider's ids are shown only to the environment that gave them",
    'payment P1 at the address of sandbox: GET /v1/payments',
  ],
];
for (const [text, expected, observed] of ofTwo) {
  test(`a breach says what belongs where: ${expected}`, () => {
    const breaches = breachesOf({ environment: 'sandbox', name: 'GET /v1/payments', text }, scanner);
    expect(breaches).toMatchObject([{ expected, observed }]);
  });
}

test('only secrets are disclosed: names and references may be read by anybody', () => {
  const log = 'client gci_sandbox_one pays pay_sandbox_one with gsk_sandbox_two';
  expect(disclosuresIn("the subject's log", log, scanner)).toEqual([
    {
      requirement: 'PRI-02',
      expected: "no credential in the subject's log",
      observed: "key S2 in the subject's log",
      leak: "the subject's log",
    },
  ]);
});

test('a request that reached a listener by another way than the configured address is a breach of its own', () => {
  const [, own] = CANARIES;
  if (!own) throw new Error('no canary');
  const request = { environment: 'sandbox', name: 'GET /v1/connection', presented: own };
  const seen = new Set(['request-1']);
  expect(detours([{ ...request, requestId: 'request-1' }], seen)).toEqual([]);
  const strayed = detours([{ ...request, requestId: 'request-2' }], seen);
  expect(strayed).toEqual([
    {
      requirement: 'CRE-05',
      expected: 'the provider is called at the configured address only',
      observed: 'key S1 at the listener of sandbox, by another address: GET /v1/connection',
    },
  ]);
  expect(detours([{ ...request, requestId: undefined }], seen)).toEqual(strayed);
  const crossed = detours([{ ...request, environment: 'production', requestId: 'request-3' }], seen);
  expect(crossed.map(({ requirement }) => requirement)).toEqual(['CRE-01']);
});
