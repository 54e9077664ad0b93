import { CheckoutAPI, Client, EnvironmentEnum, Types } from '@adyen/api-library';
import { createMollieClient } from '@mollie/api-client';
import {
  CheckoutPaymentIntent,
  Environment,
  OrdersController,
  Client as PayPalClient,
} from '@paypal/paypal-server-sdk';
// @ts-expect-error it comes without declarations
import authorizenet from 'authorizenet';
// @ts-expect-error it comes without declarations
import braintree from 'braintree';
import { SquareClient, SquareEnvironment } from 'square';
import Stripe from 'stripe';

/**
 * A program as a shop has it: official SDKs with nothing set but their keys, at the hosts that are written in them, and
 * fetch. Prints a line of JSON for each answer.
 */
const [, , sandboxKey = '', productionKey = '', sandboxClient = '', productionClient = ''] = process.argv;

await said('stripe, sandbox', () => stripe(sandboxKey));
await said('stripe, production', () => stripe(productionKey));
// Both in one process, by turns: neither may go where the other one is to go.
for (const round of ['first', 'second']) {
  await said(`paypal, sandbox, ${round}`, () => paypal(sandboxClient, Environment.Sandbox));
  await said(`paypal, production, ${round}`, () => paypal(productionClient, Environment.Production));
}
await said('paypal, sandbox in production', () => paypal(sandboxClient, Environment.Production));
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
for (const environment of [EnvironmentEnum.TEST, EnvironmentEnum.LIVE]) {
  await said(`adyen, ${environment}`, () => adyen(environment));
}
for (const environment of [SquareEnvironment.Sandbox, SquareEnvironment.Production]) {
  await said(`square, ${new URL(environment).hostname}`, () =>
    new SquareClient({ token: 'none', environment, maxRetries: 0 }).payments.get({ paymentId: 'none' }),
  );
}
await said('authorizenet', () => authorizeNet());
await said('fetch', async () => (await fetch('https://checkout-test.adyen.com/v72/payments')).status);
await said('elsewhere', () => fetch('https://collector.example/v1', { method: 'POST', body: 'what nobody may know' }));

async function stripe(key: string): Promise<string> {
  const { email } = await new Stripe(key, { maxNetworkRetries: 0 }).customers.create({ email: 'someone@shop.example' });
  return email ?? '';
}

async function paypal(client: string, environment: Environment): Promise<string> {
  const [oAuthClientId = '', oAuthClientSecret = ''] = client.split(':');
  const orders = new OrdersController(
    new PayPalClient({ clientCredentialsAuthCredentials: { oAuthClientId, oAuthClientSecret }, environment }),
  );
  const purchaseUnits = [{ amount: { currencyCode: 'EUR', value: '19.99' } }];
  const { result } = await orders.createOrder({ body: { intent: CheckoutPaymentIntent.Capture, purchaseUnits } });
  return result.status ?? '';
}

function adyen(environment: EnvironmentEnum): Promise<unknown> {
  const client = new Client({ apiKey: 'none', environment, liveEndpointUrlPrefix: 'acme' });
  return new CheckoutAPI(client).PaymentsApi.payments({
    amount: { currency: 'EUR', value: 1_999 },
    merchantAccount: 'shop',
    paymentMethod: { type: Types.checkout.CardDetails.TypeEnum.Scheme },
    reference: 'order-1',
    returnUrl: 'https://shop.example/',
  });
}

/** Its SDK calls back, and knows success and failure only by what the answer holds. */
function authorizeNet(): Promise<unknown> {
  const { APIContracts, APIControllers } = authorizenet;
  const merchant = new APIContracts.MerchantAuthenticationType();
  merchant.setName('shop');
  merchant.setTransactionKey('none');
  const request = new APIContracts.GetTransactionDetailsRequest();
  request.setMerchantAuthentication(merchant);
  request.setTransId('1');
  const controller = new APIControllers.GetTransactionDetailsController(request.getJSON());
  return new Promise((resolve) => {
    controller.execute(() => resolve(JSON.stringify(controller.getResponse() ?? controller.getError()?.message)));
  });
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
