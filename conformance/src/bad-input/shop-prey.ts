import type { Shop } from '../bench/shop.ts';
import type { Simulator } from '../bench/simulator.ts';
import { uniqueText } from '../platform/random.ts';
import { shopApi } from './shop-api.ts';
import type { Prey } from './simulator-prey.ts';

const ADDRESS = { name: 'A Customer', street: 'Main Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' };
const CUSTOMER = 'customer@shop.example';

/** Sets up an integration, a payment rule and an order that waits for its payment; everything by the shop's API. */
export async function prepareShop(simulator: Simulator, shop: Shop): Promise<Prey> {
  const merchant = await simulator.merchant(shop.environment);
  const elsewhere = simulator.environments.find(({ name }) => name !== shop.environment);
  if (!elsewhere) throw new Error('the simulator has only one environment');
  const foreign = await simulator.merchant(elsewhere.name);
  const staff = await shop.signIn();
  const { wire } = staff;
  const visitor = shop.visitor();

  const settings = { type: 'generic', label: 'Card', enabled: true, paymentAction: 'authorize' } as const;
  const client = await simulator.control.issue(merchant.id, { kind: 'oauth_client' });
  const { publicId: clientId } = client.credential;
  const credential = { kind: 'oauth_client', clientId, clientSecret: client.secret } as const;
  const integration = (await wire.ask('post', '/api/integrations', { body: { ...settings, credential } })).expect(201);
  const { id: integrationId, methodId } = integration;
  (await wire.ask('post', '/api/integrations/{integrationId}/check', { path: { integrationId } })).expect(200);
  const rule = {
    name: 'Everybody',
    enabled: true,
    sortOrder: 1,
    stopFurtherRules: false,
    currency: 'EUR',
    countries: [],
  };
  const paymentRule = await wire.ask('post', '/api/payment-rules', { body: { ...rule, methods: [methodId] } });

  const newCart = async () => (await visitor.ask('post', '/api/carts', { body: { currency: 'EUR' } })).expect(201).id;
  const [product] = (await visitor.ask('get', '/api/products', {})).expect(200).products;
  if (!product) throw new Error('the shop sells nothing');
  const checkout = async () => {
    const cartId = await newCart();
    const path = { cartId, productId: product.id };
    (await visitor.ask('put', '/api/carts/{cartId}/lines/{productId}', { path, body: { quantity: 1 } })).expect(200);
    const body = { cartId, email: CUSTOMER, billingAddress: ADDRESS };
    return (await visitor.ask('post', '/api/checkouts', { body })).expect(201);
  };
  const ordered = await checkout();
  const placing = { path: { checkoutId: ordered.id }, body: { methodId } };
  const order = (await visitor.ask('post', '/api/checkouts/{checkoutId}/place', placing)).expect(201);
  const path = { orderId: order.orderId };
  const history = (await wire.ask('get', '/api/orders/{orderId}/payment-transactions', { path })).expect(200);
  const open = await checkout();
  const account = {
    email: `${uniqueText('customer')}@shop.example`,
    name: 'A Customer',
    password: uniqueText('password'),
  };
  const customer = (await visitor.ask('post', '/api/customers', { body: account })).expect(201);
  const { email, password } = account;
  const signedIn = await visitor.ask('post', '/api/customer-session', { body: { email, password } });
  const byCheck = { type: 'check_money_order', payTo: 'Assay', sendTo: 'Markt 1' } as const;
  const check = await wire.ask('post', '/api/offline-methods', {
    body: { label: 'Check', enabled: true, settings: byCheck },
  });
  const api = shopApi({
    url: shop.url,
    session: staff.headers,
    administratorEmail: shop.administrator.email,
    foreignKey: foreign.secret,
    methodId,
    emptyCartId: await newCart(),
    orderToken: order.orderToken,
    customerToken: signedIn.expect(201).customerToken,
    ids: {
      integrationId,
      customerId: customer.id,
      offlineMethodId: check.expect(201).id,
      paymentRuleId: paymentRule.expect(201).id,
      cartId: open.cartId,
      productId: product.id,
      checkoutId: open.id,
      orderId: order.orderId,
      transactionId: history.paymentTransactions[0]?.id ?? uniqueText('none'),
    },
  });
  return { targets: { apis: [api] }, snapshot: () => snapshot(simulator, wire, order.orderId) };
}

/** All that a refused request might have changed, in the shop and at the provider. */
async function snapshot(
  { control, environments }: Simulator,
  wire: Awaited<ReturnType<Shop['signIn']>>['wire'],
  orderId: string,
) {
  return {
    integrations: (await wire.ask('get', '/api/integrations', {})).expect(200),
    paymentRules: (await wire.ask('get', '/api/payment-rules', {})).expect(200),
    pricing: (await wire.ask('get', '/api/pricing', {})).expect(200),
    offlineMethods: (await wire.ask('get', '/api/offline-methods', {})).expect(200),
    customers: (await wire.ask('get', '/api/customers', {})).expect(200),
    users: (await wire.ask('get', '/api/users', {})).expect(200),
    orders: (await wire.ask('get', '/api/orders', { query: { limit: 100 } })).expect(200),
    history: (await wire.ask('get', '/api/orders/{orderId}/payment-transactions', { path: { orderId } })).expect(200),
    ledgers: await Promise.all(environments.map(({ name }) => control.ledgerPayments({ environment: name }))),
  };
}
