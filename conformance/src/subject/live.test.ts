import { expect, test } from 'vitest';
import { liveTraces } from './live.ts';

// Put together here, so that no file holds a text of that shape.
const stripe = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_');
const mollie = `live_${'dHar4XY7LxsDOtmnkVtjNVWXLSlXsM'}`;

const refusals: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    `stdio:php subject.php --key=${stripe}`,
    {},
    'the subject’s address holds what looks like a live credential of Stripe',
  ],
  ['stdio:php subject.php', { PROVIDER_KEY: stripe }, 'the variable PROVIDER_KEY holds'],
  ['stdio:php subject.php', { KEYS: `test,${mollie}` }, 'a live credential of Mollie'],
  ['stdio:php subject.php https://api-m.paypal.com', {}, 'names api-m.paypal.com, a live provider'],
  ['stdio:php subject.php', { PAYFLOW: 'https://PayflowPro.PayPal.com/' }, 'names payflowpro.paypal.com'],
];
for (const [address, variables, complaint] of refusals) {
  test(`refused, without the secret itself: ${complaint}`, () => {
    const [why = ''] = liveTraces(address, variables);
    expect(why).toContain(complaint);
    expect(why).not.toContain(stripe);
    expect(why).not.toContain(mollie);
  });
}

test('what is for testing, or has nothing to do with it, is let be', () => {
  const variables = {
    KEY: stripe.replace('live', 'test'),
    HOST: 'https://api-m.sandbox.paypal.com https://pilot-payflowpro.paypal.com',
    PATH: '/usr/bin:/opt/live_music',
    NOTHING: undefined,
  };
  expect(liveTraces('stdio:node subject.ts', variables)).toEqual([]);
  expect(liveTraces('http://127.0.0.1:9000', {})).toEqual([]);
});
