import type { components as ShopComponents } from '../../src/bench/shop.wire.d.ts';
import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import { changeCart, startCheckout } from './checkout.ts';
import { partOf, refundResult, refundsOf } from './follow-ups.ts';
import { happeningsOf, type Order, paymentOf, purchaseIn, refusalOf, resultOf, type Transaction } from './outcome.ts';
import type { Shop, Shops } from './shops.ts';

type Schemas = components['schemas'];
type ShopSchemas = ShopComponents['schemas'];
type Result = Schemas['PaymentResult'];

type CaptureWish = ShopSchemas['CaptureDraft'];

/** What stood under a name first, which is this when nothing did. */
function firstOf<Value>(values: Map<string, Value>, name: string, now: Value): Value {
  const first = values.get(name) ?? now;
  values.set(name, first);
  return first;
}

const NOTE = 'asked for by the harness';

/** A payment of the protocol is an order of the shop. */
type Known = Readonly<{ shop: Shop; orderToken: string; cartId: string }>;

/** The payments that were made through this subject, and what customers and staff do with them. */
export class Payments {
  readonly #shops: Shops;
  readonly #known = new Map<string, Known>();
  readonly #commands = new Map<string, Promise<Result>>();
  /** What each command asked for, so that the same click again asks for the same. */
  readonly #captures = new Map<string, CaptureWish>();
  readonly #refunds = new Map<string, ReturnType<typeof refundsOf>>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(shops: Shops) {
    this.#shops = shops;
  }

  async create({ shopId, commandId, order, method, capture, texts }: Schemas['CreatePaymentParams']): Promise<Result> {
    const shop = this.#shops.find(shopId);
    if (!shop) return { outcome: 'failed', code: 'shop.unknown' };
    if (method.kind === 'card') return { outcome: 'unsupported', reason: 'card numbers have no place in this shop' };
    const command = `${shopId} ${commandId}`;
    const repeated = this.#commands.get(command);
    if (repeated) {
      const first = await repeated;
      return 'paymentId' in first && first.paymentId !== undefined ? this.#now(first.paymentId) : first;
    }
    const placing = this.#place(shop, order, capture, texts);
    this.#commands.set(command, placing);
    return placing;
  }

  async #place(
    shop: Shop,
    order: Schemas['Order'],
    capture: 'now' | 'manual',
    texts: Schemas['Texts'] | undefined,
  ): Promise<Result> {
    const offered = await this.#inTurn(() => this.#shops.method(shop, capture === 'now' ? 'charge' : 'authorize'));
    if ('outcome' in offered) return offered;
    const { customer } = shop.house.deployment;
    const started = await startCheckout(customer, order, texts);
    if ('outcome' in started) return started;
    const { checkout, cartId } = started;
    const path = { checkoutId: checkout.id };
    const placed = await customer.ask('post', '/api/checkouts/{checkoutId}/place', {
      path,
      body: { methodId: offered.methodId },
    });
    if (placed.status !== 201) return refusalOf(placed.body);
    const { orderId, orderToken, outcome } = placed.expect(201);
    this.#known.set(orderId, { shop, orderToken, cartId });
    return resultOf(orderId, outcome);
  }

  /** The browser comes back by the shop's own address, which is another one when the shop has been restarted. */
  async completeReturn({ paymentId, url, headers = [] }: Schemas['CompleteReturnParams']): Promise<Result> {
    const known = this.#known.get(paymentId);
    if (!known) return { outcome: 'failed', code: 'payment.not_found' };
    const { pathname, search } = new URL(url);
    const arrived = await fetch(known.shop.house.deployment.url + pathname + search, {
      redirect: 'manual',
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    });
    await arrived.arrayBuffer();
    return this.#now(paymentId);
  }

  async capture({ paymentId, commandId, amount, final }: Schemas['CaptureParams']): Promise<Result> {
    const read = await this.#read(paymentId);
    if ('outcome' in read) return read;
    const purchase = purchaseIn(read.transactions);
    if (!purchase) return { outcome: 'failed', code: 'payment.not_found', paymentId };
    const part = amount === undefined ? {} : partOf(amount, purchase.remaining);
    const now = { ...part, ...(final === undefined ? {} : { final }) };
    const wish = firstOf(this.#captures, `${paymentId} ${commandId}`, now);
    const path = { transactionId: purchase.id };
    const { staff } = read.shop.house.deployment;
    const asked = { path, body: wish } as const;
    const captured = await staff.ask('post', '/api/payment-transactions/{transactionId}/capture', asked);
    if (captured.status !== 200) return refusalOf(captured.body, paymentId);
    return resultOf(paymentId, captured.expect(200).capture.outcome);
  }

  async void({ paymentId, texts }: Schemas['VoidParams']): Promise<Result> {
    const read = await this.#read(paymentId);
    if ('outcome' in read) return read;
    const purchase = purchaseIn(read.transactions);
    if (!purchase) return { outcome: 'failed', code: 'payment.not_found', paymentId };
    const { staff } = read.shop.house.deployment;
    const asked = { path: { transactionId: purchase.id }, body: { note: texts?.note ?? NOTE } } as const;
    const cancelled = await staff.ask('post', '/api/payment-transactions/{transactionId}/cancel', asked);
    if (cancelled.status !== 200) return refusalOf(cancelled.body, paymentId);
    return resultOf(paymentId, cancelled.expect(200).transaction.outcome);
  }

  /** A refund is of one capture; what is more than the shop can return of one is asked of the next. */
  async refund({ paymentId, commandId, amount, texts }: Schemas['RefundParams']): Promise<Result> {
    const read = await this.#read(paymentId);
    if ('outcome' in read) return read;
    const { transactions, shop } = read;
    const wishes = firstOf(this.#refunds, `${paymentId} ${commandId}`, refundsOf(transactions, amount));
    let result: Result = { outcome: 'failed', code: 'payment.nothing_to_refund', paymentId };
    for (const { transactionId, body } of wishes) {
      const asked = { path: { transactionId }, body: { ...body, note: texts?.note ?? NOTE } } as const;
      const { staff } = shop.house.deployment;
      const refunded = await staff.ask('post', '/api/payment-transactions/{transactionId}/refund', asked);
      if (refunded.status !== 200) return refusalOf(refunded.body, paymentId);
      result = refundResult(paymentId, refunded.expect(200).transaction.outcome);
      if (result.outcome !== 'ok') return result;
    }
    return result;
  }

  async sync(paymentId: string): Promise<Result> {
    const known = this.#known.get(paymentId);
    if (!known) return { outcome: 'failed', code: 'payment.not_found' };
    const { staff } = known.shop.house.deployment;
    const asked = await staff.ask('post', '/api/orders/{orderId}/reconcile', { path: { orderId: paymentId } });
    return asked.status === 200 ? this.#now(paymentId) : refusalOf(asked.body, paymentId);
  }

  /** The customer goes back to the cart of what was ordered, and changes how many there are. */
  async changeOrder({ paymentId, amount }: Schemas['ChangeOrderParams']): Promise<Schemas['ConfigureResult']> {
    const known = this.#known.get(paymentId);
    if (!known) return { outcome: 'failed', code: 'payment.not_found' };
    const refusal = await changeCart(known.shop.house.deployment.customer, known.cartId, amount);
    return refusal ?? { outcome: 'ok' };
  }

  async observe(paymentId: string): Promise<Schemas['GetPaymentResult']> {
    const read = await this.#read(paymentId);
    if ('outcome' in read) return read;
    const payment = paymentOf(read.shop.configuration.shopId, read.order, read.transactions);
    return payment ? { outcome: 'ok', payment } : { outcome: 'failed', code: 'payment.not_found' };
  }

  async history(paymentId: string): Promise<Schemas['HistoryResult']> {
    const read = await this.#read(paymentId);
    if ('outcome' in read) return read;
    const entries = read.transactions.toReversed().flatMap(happeningsOf);
    return { outcome: 'ok', entries };
  }

  async unresolved(): Promise<Schemas['ListUnresolvedResult']> {
    const paymentIds: string[] = [];
    for (const paymentId of this.#known.keys()) {
      const read = await this.#read(paymentId);
      if (!('outcome' in read) && read.order.unresolved) paymentIds.push(paymentId);
    }
    return { outcome: 'ok', paymentIds };
  }

  async methods({ shopId, order }: Schemas['ListMethodsParams']): Promise<Schemas['ListMethodsResult']> {
    const shop = this.#shops.find(shopId);
    if (!shop) return { outcome: 'failed', code: 'shop.unknown' };
    const started = await startCheckout(shop.house.deployment.customer, order);
    return 'outcome' in started ? started : { outcome: 'ok', methods: started.checkout.offeredMethods };
  }

  /** What the latest attempt to pay has come to, by the shop's records. */
  async #now(paymentId: string): Promise<Result> {
    const read = await this.#read(paymentId);
    if ('outcome' in read) return read;
    const purchase = purchaseIn(read.transactions);
    if (!purchase) return { outcome: 'failed', code: 'payment.not_found' };
    const open = read.transactions.find(({ outcome }) => outcome.kind === 'unknown');
    return resultOf(paymentId, open?.outcome ?? purchase.outcome);
  }

  async #read(
    paymentId: string,
  ): Promise<
    | Readonly<{ shop: Shop; order: Order; transactions: readonly Transaction[] }>
    | Extract<Result, { outcome: 'failed' }>
  > {
    const known = this.#known.get(paymentId);
    if (!known) return { outcome: 'failed', code: 'payment.not_found' };
    const { staff } = known.shop.house.deployment;
    const path = { orderId: paymentId };
    const order = await staff.ask('get', '/api/orders/{orderId}', { path });
    if (order.status !== 200) return refusalOf(order.body, paymentId);
    const transactions = await staff.ask('get', '/api/orders/{orderId}/payment-transactions', { path });
    const { paymentTransactions } = transactions.expect(200);
    return { shop: known.shop, order: order.expect(200), transactions: paymentTransactions };
  }

  /** Changes to integrations happen one after the other, so that two sales cannot undo each other's. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn;
    return turn;
  }
}
