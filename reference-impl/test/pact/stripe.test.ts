import { expect, test } from 'vitest';
import { stripe } from '../../src/providers/stripe/index.ts';
import { STRIPE_TALKS } from './stripe/contract.ts';
import { KEY } from './stripe/words.ts';
import { SHOWS_NOTHING, talkTests, withBody, withHeaders } from './talk-tests.ts';

talkTests('stripe', STRIPE_TALKS, [
  ['sends no idempotency key', 'a capture of a hold', withHeaders((headers) => void delete headers['idempotency-key'])],
  [
    'sends another key than it was given',
    'a refund of a hold',
    withHeaders((headers) => void Object.assign(headers, { 'idempotency-key': 'x' })),
  ],
  [SHOWS_NOTHING, 'the balance with a secret key', (request) => request],
  ['captures at once what is to be held', 'a page for a payment to authorize', withBody('=manual', '=automatic')],
  ['asks for another amount', 'a page for a payment to authorize', withBody('=1999', '=1998')],
  ['asks elsewhere', 'a hold', (request) => ({ ...request, path: request.path.replace('/v1/', '/v2/') })],
]);

test('the key of the contract says that it is of test mode', () => {
  expect(stripe.declarations(KEY)).toEqual([{ field: 'apiKey', mode: 'test' }]);
});
