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

/** What each running shop sells, which does not change while it runs. */
const sold = new WeakMap<ShopApi, Promise<readonly ShopSchemas['Product'][]>>();

function productsOf(customer: ShopApi): Promise<readonly ShopSchemas['Product'][]> {
  const asked = sold.get(customer) ?? customer.ask('get', '/api/products', {}).then((all) => all.expect(200).products);
  sold.set(customer, asked);
  return asked;
}

/** What a customer may write into a checkout freely. */
export const CHECKOUT_TEXTS: readonly string[] = [
  ...['billingAddress', 'shippingAddress'].flatMap((address) =>
    ['name', 'street', 'city', 'postalCode'].map((field) => `${address}.${field}`),
  ),
  'discountCode',
];

/** Fills a cart with what comes to the amount of an order, and starts to check it out with these texts in its fields. */
export async function startCheckout(
  customer: ShopApi,
  order: Schemas['Order'],
  texts: Schemas['Texts'] = {},
): Promise<Started | Refusal> {
  const products = await productsOf(customer);
  const line = lineFor(order.amount, products);
  const currency = CURRENCIES.find((known) => known === order.amount.currency);
  if (!line || !currency) return { outcome: 'failed', code: 'order.amount_unreachable' };
  const { id: cartId } = (await customer.ask('post', '/api/carts', { body: { currency } })).expect(201);
  const { productId, quantity } = line;
  const path = { cartId, productId };
  (await customer.ask('put', '/api/carts/{cartId}/lines/{productId}', { path, body: { quantity } })).expect(200);
  const { country, email = 'customer@shop.example' } = order;
  const address = (name: string) => ({ ...USUAL_ADDRESS, ...partsOf(texts, name), country });
  const isSentElsewhere = Object.keys(texts).some((name) => name.startsWith('shippingAddress.'));
  const body = {
    ...{ cartId, email, billingAddress: address('billingAddress') },
    ...(isSentElsewhere ? { shippingAddress: address('shippingAddress') } : {}),
    ...(texts.discountCode === undefined ? {} : { discountCode: texts.discountCode }),
  };
  const started = await customer.ask('post', '/api/checkouts', { body });
  return started.status === 201 ? { checkout: started.expect(201), cartId } : refusalOf(started.body);
}

/** Changes how many of the same are in a cart, so that it comes to another amount; or says why the shop does not. */
export async function changeCart(
  customer: ShopApi,
  cartId: string,
  amount: Schemas['Money'],
): Promise<Refusal | undefined> {
  const products = await productsOf(customer);
  const line = lineFor(amount, products);
  if (!line) return { outcome: 'failed', code: 'order.amount_unreachable' };
  const { productId, quantity } = line;
  const path = { cartId, productId };
  const changed = await customer.ask('put', '/api/carts/{cartId}/lines/{productId}', { path, body: { quantity } });
  return changed.status === 200 ? undefined : refusalOf(changed.body);
}

const USUAL_ADDRESS = { name: 'A Customer', street: 'High Street 1', city: 'Anywhere', postalCode: '12345' };

/** The texts of one address, by their names in it. */
function partsOf(texts: Schemas['Texts'], address: string): Readonly<Record<string, string>> {
  const own = Object.entries(texts).filter(([name]) => name.startsWith(`${address}.`));
  return Object.fromEntries(own.map(([name, text]) => [name.slice(address.length + 1), text]));
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
