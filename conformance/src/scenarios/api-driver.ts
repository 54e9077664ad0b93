import { type Behaviour, payOnPages } from '../bench/buyer.ts';
import type { Staff } from '../bench/shop.ts';
import type { components, paths } from '../bench/shop.wire.d.ts';
import type { WireClient } from '../bench/wire-client.ts';
import { currencyOf, inWords } from './money.ts';
import { operate, type Wanted } from './operate.ts';
import type { Currency, Role } from './places.ts';
import type {
  Attempt,
  Basket,
  CameBack,
  HistoryRow,
  Integration,
  Order,
  OrderStatus,
  Placed,
  Rule,
  Screenshot,
  Settings,
  ShopDriver,
} from './shop-driver.ts';
import type { Site } from './site.ts';

type Wire = components['schemas'];

const STATUSES: Readonly<Record<string, OrderStatus>> = {
  pending: 'pending',
  authorized: 'authorized',
  full: 'paid in full',
  declined: 'declined',
  canceled: 'canceled',
};

/** What a customer may want besides, at the checkout. */
type Extras = Readonly<Partial<Pick<Wire['CheckoutDraft'], 'shippingMethod' | 'discountCode'>>>;

/** People who use the shop through its API, and what programs can do with it beyond that. */
export class ApiDriver implements ShopDriver {
  readonly #site: Site;
  readonly #customer: WireClient<paths>;
  #checkout: Wire['Checkout'] | undefined;

  constructor(site: Site) {
    this.#site = site;
    this.#customer = site.shop.visitor();
  }

  async integrations(): Promise<readonly Integration[]> {
    return (await this.#integrations()).map(integrationIn);
  }

  async saveIntegration(by: Role, settings: Settings, as: 'new' | 'last'): Promise<Attempt<Integration>> {
    const { wire } = await this.#site.staff(by);
    if (as === 'new') {
      const made = await wire.ask('post', '/api/integrations', { body: draftOf(settings) });
      return made.status === 201 ? done(integrationIn(made.expect(201))) : refused(made.body);
    }
    const last = await this.#lastIntegration();
    const path = { integrationId: last.id };
    const body = draftOf(settings, last);
    const changed = await wire.ask('put', '/api/integrations/{integrationId}', { path, body });
    return changed.status === 200 ? done(integrationIn(changed.expect(200))) : refused(changed.body);
  }

  async checkConnection(by: Role): Promise<Attempt<Integration>> {
    const { wire } = await this.#site.staff(by);
    const path = { integrationId: (await this.#lastIntegration()).id };
    const checked = await wire.ask('post', '/api/integrations/{integrationId}/check', { path });
    return checked.status === 200 ? done(integrationIn(checked.expect(200))) : refused(checked.body);
  }

  async confirmPlace(by: Role): Promise<Attempt<undefined>> {
    const { wire } = await this.#site.staff(by);
    const confirmed = await wire.ask('post', '/api/deployment/confirm', {});
    return confirmed.status === 200 ? done(undefined) : refused(confirmed.body);
  }

  /** Where the provider is to send notifications about the last integration. */
  async notificationAddress(): Promise<string> {
    return (await this.#lastIntegration()).notificationUrl;
  }

  /** Enters what the provider signs notifications with; everything else of the last integration stays. */
  async enterSigningSecret(by: Role, secret: string): Promise<Attempt<undefined>> {
    const { wire } = await this.#site.staff(by);
    const { id, type, label, enabled, paymentAction = 'authorize', credential } = await this.#lastIntegration();
    if (credential === undefined) throw new Error('the integration shows no credential that could be given back');
    const body: Wire['IntegrationDraft'] = {
      ...{ type, label, enabled, paymentAction, credential },
      signingSecrets: [secret],
    };
    const asked = { path: { integrationId: id }, body };
    const changed = await wire.ask('put', '/api/integrations/{integrationId}', asked);
    return changed.status === 200 ? done(undefined) : refused(changed.body);
  }

  /** Why the shop has not believed what came to the last integration, in its own words: signed or not. */
  async notificationsRefused(): Promise<readonly string[]> {
    const { wire } = await this.#administrator();
    const path = { integrationId: (await this.#lastIntegration()).id };
    const asked = await wire.ask('get', '/api/integrations/{integrationId}/notifications', { path });
    const { notifications, unverified } = asked.expect(200);
    const told = notifications.filter(({ state }) => state === 'refused').map(({ reason }) => reason);
    return [...told, ...unverified.map(({ reason }) => reason)];
  }

  /** Deletes the last integration. */
  async deleteIntegration(by: Role): Promise<Attempt<undefined>> {
    const { wire } = await this.#site.staff(by);
    const path = { integrationId: (await this.#lastIntegration()).id };
    const deleted = await wire.ask('delete', '/api/integrations/{integrationId}', { path });
    return deleted.status === 200 ? done(undefined) : refused(deleted.body);
  }

  async addRule(by: Role, { label, currency, countries, stopFurtherRules }: Rule): Promise<Attempt<undefined>> {
    const { wire } = await this.#site.staff(by);
    const rules = (await (await this.#administrator()).wire.ask('get', '/api/payment-rules', {})).expect(200);
    const body = {
      name: `${label} in ${currency}`,
      enabled: true,
      sortOrder: rules.paymentRules.length,
      stopFurtherRules,
      currency,
      countries: [...countries],
      methods: [await this.#methodOf(label)],
    };
    const added = await wire.ask('post', '/api/payment-rules', { body });
    return added.status === 201 ? done(undefined) : refused(added.body);
  }

  /** Offers a method for what an expression says of an order. */
  async addExpressionRule(by: Role, label: string, currency: Currency, expression: string): Promise<void> {
    const { wire } = await this.#site.staff(by);
    const methods = [await this.#methodOf(label)];
    const body = { name: label, enabled: true, sortOrder: 0, stopFurtherRules: false, currency, methods, expression };
    (await wire.ask('post', '/api/payment-rules', { body })).expect(201);
  }

  /** What the shop says about each of its rules for the checkout that was started last. */
  async explanations(by: Role): Promise<readonly string[]> {
    const { wire } = await this.#site.staff(by);
    const path = { checkoutId: this.#started().id };
    const explained = await wire.ask('get', '/api/checkouts/{checkoutId}/payment-methods', { path });
    return explained.expect(200).rules.map(({ reason }) => reason);
  }

  /** Takes a tax on top of what goes to a country, and so much off for a code. */
  async setPricing(pricing: Omit<Wire['Pricing'], 'version'>): Promise<void> {
    const { wire } = await this.#administrator();
    const { version } = (await wire.ask('get', '/api/pricing', {})).expect(200);
    (await wire.ask('put', '/api/pricing', { body: { ...pricing, version } })).expect(200);
  }

  /** Takes checks, in a currency. */
  async takeChecks(label: string, currency: Currency): Promise<void> {
    const { wire } = await this.#administrator();
    const settings = { type: 'check_money_order', payTo: 'Assay', sendTo: 'Markt 1, Frankfurt' } as const;
    const made = await wire.ask('post', '/api/offline-methods', { body: { label, enabled: true, settings } });
    const methods = [made.expect(201).methodId];
    const body = { name: label, enabled: true, sortOrder: 0, stopFurtherRules: false, currency, methods };
    (await wire.ask('post', '/api/payment-rules', { body })).expect(201);
  }

  /** Puts one more into the cart of the checkout that was started last, as from another tab. */
  async changeCart(product: Basket['product']): Promise<void> {
    const line = { path: { cartId: this.#started().cartId, productId: product }, body: { quantity: 2 } };
    (await this.#customer.ask('put', '/api/carts/{cartId}/lines/{productId}', line)).expect(200);
  }

  async checkOut({ product, currency, country, ...more }: Basket & Extras): Promise<readonly string[]> {
    const customer = this.#customer;
    const { id: cartId } = (await customer.ask('post', '/api/carts', { body: { currency } })).expect(201);
    const line = { path: { cartId, productId: product }, body: { quantity: 1 } };
    (await customer.ask('put', '/api/carts/{cartId}/lines/{productId}', line)).expect(200);
    const street = 'Marktstrasse 5';
    const billingAddress = { name: 'Ada Lovelace', street, city: 'Anywhere', postalCode: '60311', country };
    const body = { cartId, email: 'ada@example.com', billingAddress, ...more };
    this.#checkout = (await customer.ask('post', '/api/checkouts', { body })).expect(201);
    return this.#checkout.offeredMethods.map(({ label }) => label);
  }

  async placeOrder(label: string): Promise<Attempt<Placed>> {
    const { id: checkoutId, offeredMethods, review } = this.#started();
    const offered = offeredMethods.find((method) => method.label === label)?.id;
    const asked = { path: { checkoutId }, body: { methodId: offered ?? (await this.#methodOf(label)), review } };
    const placed = await this.#customer.ask('post', '/api/checkouts/{checkoutId}/place', asked);
    return placed.status === 201 || placed.status === 200
      ? done(placedIn(placed.status === 201 ? placed.expect(201) : placed.expect(200), checkoutId))
      : refused(placed.body);
  }

  /** Presses the button twice at the same moment; gives both answers. */
  async placeOrderTwice(label: string): Promise<readonly Placed[]> {
    const both = await Promise.all([this.placeOrder(label), this.placeOrder(label)]);
    return both.flatMap((attempt) => (attempt.kind === 'done' ? [attempt.value] : []));
  }

  /** Pays on the payment page and closes the browser there. */
  async payAndLeave({ paymentPage }: Placed, behaviour: Behaviour): Promise<void> {
    if (paymentPage === undefined) throw new Error('the customer is on no payment page');
    await payOnPages(paymentPage, behaviour);
  }

  async pay({ order, paymentPage }: Placed, behaviour: Behaviour): Promise<CameBack> {
    if (paymentPage === undefined) throw new Error('the customer is on no payment page');
    const address = await payOnPages(paymentPage, behaviour);
    await this.comeBack(address);
    return { address, order };
  }

  /** Presses Cancel on the payment page, and comes back. */
  async cancelPayment({ paymentPage }: Placed): Promise<string> {
    if (paymentPage === undefined) throw new Error('the customer is on no payment page');
    const page = await (await fetch(paymentPage)).text();
    const action = /formaction="([^"]*)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`the payment page has no button to cancel:\n${page}`);
    const cancelled = await fetch(new URL(action, paymentPage), { method: 'POST', redirect: 'manual' });
    await cancelled.arrayBuffer();
    const back = cancelled.headers.get('location');
    if (back === null) throw new Error('the customer is not sent back');
    await this.comeBack(back);
    return back;
  }

  /** Opens a return address of the shop, as a browser does that has been sent there or has kept it. */
  async comeBack(address: string): Promise<void> {
    const answer = await fetch(address, { redirect: 'manual' });
    await answer.arrayBuffer();
    if (answer.status !== 303) throw new Error(`the shop does not take the customer back: ${answer.status}`);
  }

  async payAgain(order: Order, label: string): Promise<Attempt<Placed>> {
    const asked = { ...(await this.#asCustomer(order)), body: { methodId: await this.#methodOf(label) } };
    const again = await this.#customer.ask('post', '/api/orders/{orderId}/payments', asked);
    return again.status === 201 ? done(placedIn(again.expect(201), order.checkoutId)) : refused(again.body);
  }

  async status(order: Order): Promise<OrderStatus> {
    const asked = await this.#asCustomer(order);
    const { paymentStatus } = (await this.#customer.ask('get', '/api/orders/{orderId}', asked)).expect(200);
    const status = STATUSES[paymentStatus];
    if (status === undefined) throw new Error(`no scenario speaks of the payment status ${paymentStatus}`);
    return status;
  }

  async capture(by: Role, order: Order): Promise<Attempt<string>> {
    return this.#captureAs(await this.#site.staff(by), order);
  }

  /** Two people in that role press the button at the same moment. */
  async captureTwice(by: Role, order: Order): Promise<readonly Attempt<string>[]> {
    const staff = await Promise.all([this.#site.staff(by), this.#site.colleague(by)]);
    return Promise.all(staff.map((person) => this.#captureAs(person, order)));
  }

  /** Captures a part, gives back what is held, or returns a part, as somebody in that role. */
  async operate(by: Role, order: Order, wanted: Wanted): Promise<Attempt<string>> {
    return operate((await this.#site.staff(by)).wire, await this.#idOf(order), wanted);
  }

  async history(by: Role, order: Order): Promise<Attempt<readonly HistoryRow[]>> {
    const { wire } = await this.#site.staff(by);
    const path = { orderId: await this.#idOf(order) };
    const listed = await wire.ask('get', '/api/orders/{orderId}/payment-transactions', { path });
    return listed.status === 200 ? done(listed.expect(200).paymentTransactions.map(rowOf)) : refused(listed.body);
  }

  /** Hands a settlement report of the last integration to the shop, and gives what the shop says about it. */
  async loadReport(by: Role, report: string): Promise<Attempt<Wire['SettlementReportDetails']>> {
    const { wire } = await this.#site.staff(by);
    const { id } = await this.#lastIntegration();
    const body = { integrationId: id, report };
    const loaded = await wire.ask('post', '/api/settlement-reports', { body });
    return loaded.status === 201 ? done(loaded.expect(201)) : refused(loaded.body);
  }

  /** Has the shop ask the provider what became of an order, as somebody in that role or as the customer. */
  async reconcile(by: Role | 'customer', order: Order): Promise<Attempt<undefined>> {
    const wire = by === 'customer' ? this.#customer : (await this.#site.staff(by)).wire;
    const asked = by === 'customer' ? await this.#asCustomer(order) : { path: { orderId: await this.#idOf(order) } };
    const looked = await wire.ask('post', '/api/orders/{orderId}/reconcile', asked);
    return looked.status === 200 ? done(undefined) : refused(looked.body);
  }

  async screenshots(): Promise<readonly Screenshot[]> {
    return [];
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  async #captureAs({ wire }: Staff, order: Order): Promise<Attempt<string>> {
    const administrator = await this.#administrator();
    const path = { orderId: await this.#idOf(order) };
    const history = await administrator.wire.ask('get', '/api/orders/{orderId}/payment-transactions', { path });
    // Of a card that was checked first, the hold that was made with it.
    const purchase = history
      .expect(200)
      .paymentTransactions.find(({ action, sourceId }) => sourceId === undefined || action === 'authorize');
    if (!purchase) throw new Error('the order has no payment transaction');
    const asked = { path: { transactionId: purchase.id } };
    const captured = await wire.ask('post', '/api/payment-transactions/{transactionId}/capture', asked);
    return captured.status === 200 ? done(captured.expect(200).capture.outcome.kind) : refused(captured.body);
  }

  #administrator(): Promise<Staff> {
    return this.#site.staff('administrator');
  }

  async #integrations(): Promise<readonly Wire['Integration'][]> {
    const { wire } = await this.#administrator();
    return (await wire.ask('get', '/api/integrations', {})).expect(200).integrations;
  }

  async #lastIntegration(): Promise<Wire['Integration']> {
    const last = (await this.#integrations()).at(-1);
    if (!last) throw new Error('the shop has no integration');
    return last;
  }

  async #methodOf(label: string): Promise<string> {
    const methods = (await this.#integrations()).flatMap((integration) => integration.methods);
    const found = methods.find((method) => method.label === label);
    if (!found) throw new Error(`no payment method of the shop is called ${label}`);
    return found.id;
  }

  #started(): Wire['Checkout'] {
    if (!this.#checkout) throw new Error('no customer has started a checkout');
    return this.#checkout;
  }

  async #asCustomer(order: Order) {
    return { path: { orderId: await this.#idOf(order) }, headers: { 'order-token': order.token } };
  }

  /** The shop's own name for the order, which in a copied database is the same as in the original. */
  async #idOf({ id, number }: Order): Promise<string> {
    if (id !== undefined) return id;
    const { wire } = await this.#administrator();
    const { orders } = (await wire.ask('get', '/api/orders', { query: { limit: 100 } })).expect(200);
    const found = orders.find((order) => order.number === number);
    if (!found) throw new Error(`the shop has no order ${number}`);
    return found.id;
  }
}

function done<T>(value: T): Attempt<T> {
  return { kind: 'done', value };
}

/** A problem of the shop as the person who caused it reads it. */
function refused(body: unknown): Readonly<{ kind: 'refused'; words: string }> {
  const fields = new Map(Object.entries(typeof body === 'object' && body !== null ? body : {}));
  const errors: unknown = fields.get('errors');
  const wrong = Array.isArray(errors) ? errors.map((error) => `${error.pointer} ${error.detail}`) : [];
  const words = [...['title', 'detail'].flatMap((name) => fields.get(name) ?? []), ...wrong];
  return { kind: 'refused', words: words.length > 0 ? words.join('. ') : String(body) };
}

function integrationIn(integration: Wire['Integration']): Integration {
  const { label, status, reason = '' } = integration;
  return { label, status, reason, shown: JSON.stringify(integration) };
}

function draftOf(
  { credential, provider, ...settings }: Settings,
  last?: Wire['Integration'],
): Wire['IntegrationDraft'] {
  const given = credential === 'as_shown' ? last?.credential : credential;
  if (given === undefined) throw new Error('the integration shows no credential that could be given back');
  return { type: provider, ...settings, credential: given };
}

function placedIn(placed: Wire['PlacedOrder'], checkoutId: string | undefined): Placed {
  const { orderId, orderNumber, orderToken, outcome, redirectUrl } = placed;
  const order = { number: orderNumber, token: orderToken, id: orderId };
  return {
    order: checkoutId === undefined ? order : { ...order, checkoutId },
    outcome: outcome.kind,
    ...(redirectUrl === undefined ? {} : { paymentPage: redirectUrl }),
  };
}

function rowOf({ action, amount, successful, environment, outcome }: Wire['PaymentTransaction']): HistoryRow {
  const minor = BigInt(amount.minor);
  return {
    type: action,
    amount: inWords({ minor, currency: currencyOf(amount.currency) }),
    successful: successful ? 'yes' : 'no',
    environment,
    outcome: [outcome.kind, outcome.about ?? outcome.code ?? ''].join(' ').trim(),
  };
}
