import type { components as ShopComponents } from '../../src/bench/shop.wire.d.ts';
import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import type { ShopApi } from './deployment.ts';
import { refusalOf } from './outcome.ts';

type Schemas = components['schemas'];
type Refusal = Schemas['Failed'];
type ShopSchemas = ShopComponents['schemas'];

const QUANTITY_MAX = 99;

/** A customer's checkout, ready to choose a payment method in, and the cart that it is of. */
export type Started = Readonly<{ checkout: ShopSchemas['Checkout']; cartId: string }>;

/** Fills a cart with what comes to the amount of an order, and starts to check it out. */
export async function startCheckout(customer: ShopApi, order: Schemas['Order']): Promise<Started | Refusal> {
  const { products } = (await customer.ask('get', '/api/products', {})).expect(200);
  const line = lineFor(order.amount, products);
  const currency = CURRENCIES.find((known) => known === order.amount.currency);
  if (!line || !currency) return { outcome: 'failed', code: 'order.amount_unreachable' };
  const { id: cartId } = (await customer.ask('post', '/api/carts', { body: { currency } })).expect(201);
  const { productId, quantity } = line;
  const path = { cartId, productId };
  (await customer.ask('put', '/api/carts/{cartId}/lines/{productId}', { path, body: { quantity } })).expect(200);
  const { country, email = 'customer@shop.example' } = order;
  const billingAddress = {
    name: 'A Customer',
    street: 'High Street 1',
    city: 'Anywhere',
    postalCode: '12345',
    country,
  };
  const started = await customer.ask('post', '/api/checkouts', { body: { cartId, email, billingAddress } });
  return started.status === 201 ? { checkout: started.expect(201), cartId } : refusalOf(started.body);
}

/** Changes how many of the same are in a cart, so that it comes to another amount; or says why the shop does not. */
export async function changeCart(
  customer: ShopApi,
  cartId: string,
  amount: Schemas['Money'],
): Promise<Refusal | undefined> {
  const { products } = (await customer.ask('get', '/api/products', {})).expect(200);
  const line = lineFor(amount, products);
  if (!line) return { outcome: 'failed', code: 'order.amount_unreachable' };
  const { productId, quantity } = line;
  const path = { cartId, productId };
  const changed = await customer.ask('put', '/api/carts/{cartId}/lines/{productId}', { path, body: { quantity } });
  return changed.status === 200 ? undefined : refusalOf(changed.body);
}

const CURRENCIES = ['EUR', 'USD', 'JPY', 'KWD'] as const;

/** So many of one product that they come to exactly this amount. */
function lineFor({ minor, currency }: Schemas['Money'], products: readonly ShopSchemas['Product'][]) {
  for (const { id, prices } of products) {
    const price = prices.find((candidate) => candidate.currency === currency);
    if (!price || price.minor === 0) continue;
    const quantity = Number(minor) / price.minor;
    if (Number.isInteger(quantity) && quantity >= 1 && quantity <= QUANTITY_MAX) return { productId: id, quantity };
  }
  return undefined;
}
