import { generateKeyPairSync } from 'node:crypto';
import { payingCustomer, payOnPages } from '../bench/buyer.ts';
import type { JournalEntry } from '../bench/control.ts';
import type { DemoWorld } from './world.ts';

/** How the walkthrough tells its story. */
export type Narrator = Readonly<{
  step(title: string): void;
  say(sentence: string): void;
  exchange(entry: JournalEntry): void;
}>;

/** A step fell short of what it promises. */
export class FellShort extends Error {
  override readonly name = 'FellShort';
}

const BILLING = { name: 'Ada Lovelace', street: 'Torstr. 1', city: 'Berlin', postalCode: '10119', country: 'DE' };

/** Performs the whole flow, telling each step and what it sent; rejects with the first thing that falls short. */
export async function walkThrough(world: DemoWorld, narrator: Narrator): Promise<void> {
  const { control } = world.simulator;
  const staging = world.shop('sandbox');
  const live = world.shop('production');
  let told = 0;
  const tellWire = async (): Promise<readonly JournalEntry[]> => {
    const entries = await control.journal({ after: told });
    for (const entry of entries) narrator.exchange(entry);
    told = entries.at(-1)?.number ?? told;
    if (entries.length === 0) narrator.say('Nothing went over the wire.');
    return entries;
  };

  narrator.step('1. A seller signs up with the provider, in the sandbox');
  const pending = await control.signUp('sandbox', 'Walkthrough Ltd');
  expect(pending.status, 'pending', 'a new merchant account');
  const merchant = await control.activate(pending.id);
  expect(merchant.status, 'active', 'the activated account');
  narrator.say(`Merchant account ${merchant.id} in ${merchant.environment}: pending, then active.`);

  narrator.step('2. The seller obtains integration information');
  const issued = await control.issue(merchant.id, { kind: 'oauth_client' });
  const { publicId: clientId, maskedSecret } = issued.credential;
  narrator.say(`Client id ${clientId}, secret ${maskedSecret} (shown once, kept as a hash).`);

  narrator.step('3. The seller hands over its own artefacts');
  const { publicKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  type Artefact = { kind: 'public_key'; pem: string } | { kind: 'callback_host'; host: string };
  const register = (merchantId: string, body: Artefact) =>
    control.wire.ask('post', '/merchants/{merchantId}/artefacts', { path: { merchantId }, body });
  const key = (await register(merchant.id, { kind: 'public_key', pem })).expect(201);
  (await register(merchant.id, { kind: 'callback_host', host: new URL(staging.url).host })).expect(201);
  narrator.say(`Public key ${key.algorithm}, fingerprint ${key.fingerprint?.slice(0, 16)}…, and the callback host.`);
  const other = await control.signUpActive('production', 'Walkthrough Ltd');
  expect((await register(other.id, { kind: 'public_key', pem })).status, 409, 'the same key in production');
  narrator.say('The same key offered for production is refused: a key belongs to one environment.');

  narrator.step('4. The seller sets up the integration in the staging shop');
  const administrator = (await staging.signIn()).wire;
  const credential = { kind: 'oauth_client', clientId, clientSecret: issued.secret } as const;
  const draft = { type: 'generic', label: 'Card', enabled: true, paymentAction: 'authorize', credential } as const;
  const integration = (await administrator.ask('post', '/api/integrations', { body: draft })).expect(201);
  const path = { integrationId: integration.id };
  const checked = (await administrator.ask('post', '/api/integrations/{integrationId}/check', { path })).expect(200);
  expect(checked.status, 'active', 'the checked integration');
  await tellWire();
  narrator.say(`The provider knows the caller as "${checked.check.merchantName}"; the integration is active.`);

  narrator.step('5. A payment rule says where it is offered');
  const rule = {
    name: 'Cards in the euro area',
    enabled: true,
    stopFurtherRules: false,
    sortOrder: 10,
    currency: 'EUR',
    countries: ['DE', 'FR'],
    methods: [integration.methodId],
  };
  (await administrator.ask('post', '/api/payment-rules', { body: rule })).expect(201);
  narrator.say('Euro, Germany and France.');

  narrator.step('6. A customer checks out; the payment is authorized');
  const visitor = staging.visitor();
  const { products } = (await visitor.ask('get', '/api/products', {})).expect(200);
  const product = products[0];
  if (product === undefined) throw new FellShort('the catalogue is empty');
  const cart = (await visitor.ask('post', '/api/carts', { body: { currency: 'EUR' } })).expect(201);
  const line = { cartId: cart.id, productId: product.id };
  (await visitor.ask('put', '/api/carts/{cartId}/lines/{productId}', { path: line, body: { quantity: 2 } })).expect(
    200,
  );
  const draftCheckout = { cartId: cart.id, email: 'ada@example.com', billingAddress: BILLING };
  const checkout = (await visitor.ask('post', '/api/checkouts', { body: draftCheckout })).expect(201);
  const offered = checkout.offeredMethods.map(({ id }) => id);
  expect(offered.includes(integration.methodId), true, 'the card being offered');
  const place = { path: { checkoutId: checkout.id }, body: { methodId: integration.methodId } };
  const placed = (await visitor.ask('post', '/api/checkouts/{checkoutId}/place', place)).expect(201);
  if (placed.redirectUrl === undefined) throw new FellShort(`no payment page: ${placed.outcome.kind}`);
  narrator.say(`Order ${placed.orderNumber}: ${checkout.total.minor} minor units of ${checkout.total.currency}.`);
  const back = await payOnPages(placed.redirectUrl, payingCustomer('test'));
  narrator.say("The customer enters the card on the provider's page; the shop never sees it.");
  await fetch(back, { redirect: 'manual' });
  await tellWire();
  const orderPath = { orderId: placed.orderId };
  const asCustomer = { path: orderPath, headers: { 'order-token': placed.orderToken } };
  const authorized = (await visitor.ask('get', '/api/orders/{orderId}', asCustomer)).expect(200);
  expect(authorized.paymentStatus, 'authorized', 'the payment status after checkout');
  narrator.say('The shop asked the provider and believes only that: payment status authorized.');

  narrator.step('7. A sales person reads the payment history and captures');
  const sales = { email: 'walkthrough-sales@shop.example', password: 'walkthrough sales' };
  const user = { ...sales, name: 'Sales person', role: 'sales' } as const;
  (await administrator.ask('post', '/api/users', { body: user })).expect(201);
  const salesPerson = (await staging.signIn(sales)).wire;
  const history = async () =>
    (await salesPerson.ask('get', '/api/orders/{orderId}/payment-transactions', { path: orderPath })).expect(200);
  const [hold] = (await history()).paymentTransactions;
  if (hold === undefined) throw new FellShort('the payment history is empty');
  expect(hold.environment, 'sandbox', 'the environment on the payment transaction');
  const capturePath = { transactionId: hold.id };
  const capture = await salesPerson.ask('post', '/api/payment-transactions/{transactionId}/capture', {
    path: capturePath,
  });
  expect(capture.expect(200).paymentStatus, 'full', 'the payment status after the capture');
  await tellWire();
  for (const { action, amount, outcome } of (await history()).paymentTransactions) {
    narrator.say(`History: ${action} ${amount.minor} ${amount.currency}, ${outcome.kind}.`);
  }

  narrator.step("8. The provider's ledger agrees");
  const ledger = await control.ledgerPayments({ merchant: merchant.id });
  expect(ledger.length, 1, 'payments of the merchant account');
  const [payment] = ledger;
  expect(payment?.counts.authorizations, 1, 'authorizations');
  expect(payment?.counts.captures, 1, 'captures');
  expect(payment?.balances.captured, String(checkout.total.minor), 'captured minor units');
  for (const { name } of world.simulator.environments.filter((environment) => environment.name !== 'sandbox')) {
    expect((await control.ledgerPayments({ environment: name })).length, 0, `payments in ${name}`);
  }
  narrator.say('One authorization and one capture in sandbox; nothing in testing, nothing in production.');

  narrator.step('9. The sandbox secret is taken to the live shop');
  const liveAdministrator = (await live.signIn()).wire;
  const refused = await liveAdministrator.ask('post', '/api/integrations', { body: draft });
  expect(refused.status, 409, 'the sandbox secret in the live shop');
  narrator.say(`Refused by the shop: ${detailOf(refused.body)}`);
  expect((await tellWire()).length, 0, 'exchanges with any provider');

  narrator.step('10. The sandbox secret is sent to production all the same');
  const crossing = await world.simulator.provider('production').token({ id: clientId, secret: issued.secret });
  expect(crossing.status, 401, 'the sandbox client at the production listener');
  const crossings = (await tellWire()).filter((entry) => entry.crossing);
  expect(crossings.length, 1, 'crossings in the journal');
  narrator.say('Refused by the provider, and the journal marks it as a crossing.');
}

function expect<T>(seen: T, wanted: T, what: string): void {
  if (seen !== wanted) throw new FellShort(`${what}: expected ${String(wanted)}, saw ${String(seen)}`);
}

function detailOf(body: unknown): string {
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : undefined;
  return typeof detail === 'string' ? detail : JSON.stringify(body);
}
