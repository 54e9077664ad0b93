import { createMollieClient } from '@mollie/api-client';
// @ts-expect-error it comes without declarations
import braintree from 'braintree';
import Stripe from 'stripe';

/**
 * A program as a shop has it: official SDKs with nothing set but their keys, at the hosts that are written in them, and
 * fetch. Prints a line of JSON for each answer.
 */
const [, , sandboxKey = '', productionKey = ''] = process.argv;

await said('stripe, sandbox', () => stripe(sandboxKey));
await said('stripe, production', () => stripe(productionKey));
await said('mollie', () =>
  createMollieClient({ apiKey: 'test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM' }).payments.get('tr_1234567890'),
);
await said('braintree', () =>
  new braintree.BraintreeGateway({
    environment: braintree.Environment.Sandbox,
    merchantId: 'shop',
    publicKey: 'public',
    privateKey: 'private',
  }).transaction.find('1'),
);
await said('fetch', async () => (await fetch('https://checkout-test.adyen.com/v72/payments')).status);
await said('elsewhere', () => fetch('https://collector.example/v1', { method: 'POST', body: 'what nobody may know' }));

async function stripe(key: string): Promise<string> {
  const { email } = await new Stripe(key, { maxNetworkRetries: 0 }).customers.create({ email: 'someone@shop.example' });
  return email ?? '';
}

async function said(who: string, ask: () => Promise<unknown>): Promise<void> {
  console.log(JSON.stringify({ who, ...(await outcome(ask)) }));
}

async function outcome(ask: () => Promise<unknown>): Promise<object> {
  try {
    return { answer: String(await ask()) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { error: cause instanceof Error ? cause.message : String(cause) };
  }
}
