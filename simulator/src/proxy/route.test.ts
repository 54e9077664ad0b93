import { expect, test } from 'vitest';
import type { Environment } from '../accounts/environment.ts';
import { destinationOf, isOurName, type Names, routeTo } from './route.ts';

const environments: readonly Environment[] = [
  { name: 'sandbox', mode: 'test', port: 0 },
  { name: 'testing', mode: 'test', port: 0 },
  { name: 'production', mode: 'live', port: 0 },
];
const names: Names = {
  environments,
  configured: { 'pay.example': 'testing', 'api-m.paypal.com': 'testing' },
  listeners: new Map([['127.0.0.1:4010', 'sandbox']]),
};

const cases: readonly [host: string, port: number, expected: string][] = [
  // where to                                     environment, or how it is found · whose name it is
  ['api.stripe.com', 443, 'by_credential stripe'],
  ['files.stripe.com', 443, 'by_credential stripe'],
  ['api.mollie.com', 443, 'by_credential mollie'],
  ['api-m.sandbox.paypal.com', 443, 'sandbox paypal'],
  ['api-m.paypal.com', 443, 'testing paypal'],
  ['api.paypal.com', 443, 'production paypal'],
  ['www.sandbox.paypal.com', 443, 'sandbox paypal'],
  ['www.paypal.com', 443, 'production paypal'],
  ['pilot-payflowpro.paypal.com', 443, 'sandbox payflow'],
  ['payflowpro.paypal.com', 443, 'production payflow'],
  ['checkout-test.adyen.com', 443, 'sandbox adyen'],
  ['pal-live.adyen.com', 443, 'production adyen'],
  ['1797a841-acme-checkout-live.adyenpayments.com', 443, 'production adyen'],
  ['api.sandbox.braintreegateway.com', 443, 'sandbox braintree'],
  ['api.braintreegateway.com', 443, 'production braintree'],
  ['connect.squareupsandbox.com', 443, 'sandbox square'],
  ['connect.squareup.com', 443, 'production square'],
  ['apitest.authorize.net', 443, 'sandbox authorizenet'],
  ['api2.authorize.net', 443, 'production authorizenet'],
  ['pay.example', 443, 'testing'],
  ['127.0.0.1', 4010, 'sandbox'],
  ['127.0.0.1', 4011, 'outside'],
  ['production.assay.internal', 443, 'production'],
  ['staging.assay.internal', 443, 'outside'],
  ['stripe.com', 443, 'outside'],
  ['api.stripe.com.evil.example', 443, 'outside'],
  ['evil-api.stripe.com', 443, 'outside'],
  ['apixstripe.com', 443, 'outside'],
  ['-test.adyen.com', 443, 'outside'],
  ['a.b-test.adyen.com', 443, 'outside'],
  ['169.254.169.254', 80, 'outside'],
  ['localhost', 5432, 'outside'],
];
for (const [host, port, expected] of cases) {
  test(`${host}:${port} leads to ${expected}`, () => {
    const route = routeTo({ host, port }, names);
    const to = route.kind === 'environment' ? route.environment : route.kind;
    const whose = route.kind !== 'outside' && route.provider !== undefined ? ` ${route.provider}` : '';
    expect(`${to}${whose}`).toBe(expected);
  });
}

test('with no environment of a mode, the first one answers', () => {
  const only = { ...names, environments: environments.slice(0, 1) };
  expect(routeTo({ host: 'api.paypal.com', port: 443 }, only)).toMatchObject({ environment: 'sandbox' });
});

test('a certificate is shown for names that lead somewhere, and for no other', () => {
  expect(['api.stripe.com', 'pay.example', 'elsewhere.example'].map((name) => isOurName(name, names))).toEqual([
    true,
    true,
    false,
  ]);
});

const destinations: readonly [text: string, expected: string][] = [
  ['api.stripe.com:443', 'api.stripe.com 443'],
  ['API.Stripe.com.:443', 'api.stripe.com 443'],
  ['[::1]:4010', '::1 4010'],
  ['api.stripe.com', 'none'],
  ['api.stripe.com:0', 'none'],
  ['api.stripe.com:65536', 'none'],
  ['api.stripe.com:443/v1', 'none'],
  ['user@api.stripe.com:443', 'none'],
  [':443', 'none'],
  ['a b:443', 'none'],
  ['', 'none'],
  [`${'a'.repeat(254)}:443`, 'none'],
];
for (const [text, expected] of destinations) {
  test(`"${text.slice(0, 40)}" is ${expected}`, () => {
    const read = destinationOf(text);
    expect(read === undefined ? 'none' : `${read.host} ${read.port}`).toBe(expected);
  });
}
