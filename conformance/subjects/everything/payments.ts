import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import { uniqueText } from '../../src/platform/random.ts';
import type { Book, Written } from './ledger.ts';
import { ask, isPayment, type KnownPayment, keptOf, type ProviderPayment, type Reading } from './provider.ts';
import { type Account, isOffered, type Shop } from './shops.ts';

type Schemas = components['schemas'];
type Result = Schemas['PaymentResult'];

/** What a change is about: all there is when it names no amount. */
export type Changed = Readonly<{ amount?: Readonly<{ minor: number; currency: string }> }> | undefined;

/** What payments are made with: the shops as they are configured now, and the book. */
export type World = Readonly<{ shops: ReadonlyMap<string, Shop>; book: Book }>;

// Of a customer's own words; a reference that was drawn may have as many digits by chance.
const HAS_CARD_NUMBER = /\d(?:[ -]?\d){12,18}/;

/** A customer checks out: the payment is written down before it is sent. */
export async function createPayment(world: World, params: Schemas['CreatePaymentParams']): Promise<Result> {
  const { shopId, commandId, order, method, capture, returnUrl } = params;
  const shop = world.shops.get(shopId);
  const account = shop?.accounts.get(shop.active);
  if (!shop || !account) return { outcome: 'failed', code: 'shop.unknown' };
  if (HAS_CARD_NUMBER.test(order.email ?? '')) return { outcome: 'failed', code: 'order.has_a_card_number' };
  if (!isOffered(shop, order)) return { outcome: 'failed', code: 'method.not_offered' };
  const body = {
    amount: { minor: Number(order.amount.minor), currency: order.amount.currency },
    captureMode: capture === 'now' ? 'automatic' : 'manual',
    reference: order.reference,
    returnUrl,
    ...(method.kind === 'card' ? { card: method.card } : {}),
  };
  const paymentId = uniqueText('payment');
  const { card: _, ...kept } = { card: undefined, ...body };
  const payment: Written = {
    paymentId,
    shopId,
    environment: account.environment,
    request: { path: '/v1/payments', body: kept, idempotencyKey: `${shopId}-${commandId}` },
    amount: order.amount,
    known: undefined,
    sent: [],
    unresolved: true,
    history: [],
  };
  world.book.write(payment, 'requested');
  const { path, idempotencyKey } = payment.request;
  return record(
    world,
    payment,
    await ask(account, { method: 'POST', path, body, idempotencyKey }, isPayment),
    'request',
  );
}

/** Asks the provider what a payment has come to; one whose first answer was lost is asked for under its own key. */
export async function syncPayment(world: World, paymentId: string): Promise<Result> {
  const found = accountOf(world, paymentId);
  if ('outcome' in found) return found;
  const { payment, account } = found;
  if (payment.known) {
    return record(
      world,
      payment,
      await ask(account, { method: 'GET', path: pathOf(payment.known) }, isPayment),
      'look-up',
    );
  }
  return record(world, payment, await ask(account, { method: 'POST', ...payment.request }, isPayment), 'request');
}

/** Does something to the money of a payment. The key says which click it was, so the same click twice is one effect. */
export async function changePayment(
  world: World,
  paymentId: string,
  change: Readonly<{ operation: 'captures' | 'void' | 'refunds'; commandId: string; body: Changed }>,
): Promise<Result> {
  const found = accountOf(world, paymentId);
  if ('outcome' in found) return found;
  const { payment, account } = found;
  if (!payment.known) return { outcome: 'failed', code: 'payment.not_known', paymentId };
  const { operation, commandId, body } = change;
  if (!payment.sent.includes(commandId)) {
    const refusal = overdrawn(payment.known, change);
    if (refusal !== undefined) return { outcome: 'failed', code: refusal, paymentId };
  } else if (payment.unresolved) {
    // The provider may have forgotten the key by now: what has been done is not sent again.
    const looked = await syncPayment(world, paymentId);
    if (hasMoved(payment.known, world.book.find(paymentId)?.known)) return looked;
  }
  const begun = { ...payment, sent: [...payment.sent, commandId] };
  world.book.write(begun, `${operation}: requested`);
  const path = `${pathOf(payment.known)}/${operation}`;
  const idempotencyKey = `${payment.shopId}-${operation}-${commandId}`;
  const reading = await ask(account, { method: 'POST', path, body, idempotencyKey }, isPayment);
  return record(world, world.book.find(paymentId) ?? begun, reading, operation);
}

/** Whether money has moved between two looks at a payment. */
function hasMoved(before: KnownPayment, now: KnownPayment | undefined): boolean {
  return now !== undefined && JSON.stringify(now.balances) !== JSON.stringify(before.balances);
}

/** Why there is no money for a change, as far as is known here. */
function overdrawn(
  { balances: { capturable, refundable } }: KnownPayment,
  { operation, body }: Readonly<{ operation: 'captures' | 'void' | 'refunds'; body: Changed }>,
): string | undefined {
  const left = operation === 'refunds' ? refundable : capturable;
  const wanted = body?.amount?.minor ?? left;
  if (wanted <= 0) return operation === 'refunds' ? 'payment.nothing_to_refund' : 'payment.nothing_held';
  return wanted > left ? 'payment.exceeds_what_is_left' : undefined;
}

function pathOf({ id }: KnownPayment): string {
  return `/v1/payments/${encodeURIComponent(id)}`;
}

/** The account of the environment that the payment was made in, whatever the shop trades in by now. */
function accountOf(
  { shops, book }: World,
  paymentId: string,
): Readonly<{ payment: Written; account: Account }> | Extract<Result, { outcome: 'failed' }> {
  const payment = book.find(paymentId);
  if (!payment) return { outcome: 'failed', code: 'payment.not_found' };
  const account = shops.get(payment.shopId)?.accounts.get(payment.environment);
  return account ? { payment, account } : { outcome: 'failed', code: 'config.environment_missing', paymentId };
}

function record(world: World, payment: Written, reading: Reading<ProviderPayment>, operation: string): Result {
  const { paymentId } = payment;
  switch (reading.kind) {
    case 'unknown':
      world.book.write({ ...payment, unresolved: true }, `${operation}: no readable answer (${reading.why})`);
      return { outcome: 'unknown', why: reading.why, paymentId };
    case 'refused':
      world.book.write({ ...payment, unresolved: false }, `${operation}: refused (${reading.code})`);
      return { outcome: 'failed', code: reading.code, paymentId };
    case 'read': {
      const body = newerOf(payment.known, keptOf(reading.body));
      if (!isAbout(body, payment)) {
        world.book.write({ ...payment, unresolved: true }, `${operation}: the answer is about another payment`);
        return { outcome: 'unknown', why: 'mismatch', paymentId };
      }
      world.book.write(
        { ...payment, known: body, unresolved: body.status === 'processing' || isPending(body) || isUncaptured(body) },
        `${operation}: ${body.status}`,
      );
      return isPending(body) || isUncaptured(body)
        ? { outcome: 'unknown', why: 'pending', paymentId }
        : resultOf(paymentId, body);
    }
  }
}

/** An answer about another payment says nothing about this one. */
function isAbout({ environment, amount }: KnownPayment, payment: Written): boolean {
  const { minor, currency } = payment.amount;
  return environment === payment.environment && String(amount.minor) === minor && amount.currency === currency;
}

function isPending({ balances }: KnownPayment): boolean {
  return balances.capturing > 0 || balances.refunding > 0;
}

/** Money that was authorized or captured does not become less: an answer that says so is of before. */
function newerOf(known: KnownPayment | undefined, told: KnownPayment): KnownPayment {
  if (known?.id !== told.id) return told;
  const [before, now] = [known.balances, told.balances];
  return now.authorized < before.authorized || now.captured < before.captured ? known : told;
}

/** To be taken at once, and only held as yet. */
function isUncaptured({ captureMode, status }: KnownPayment): boolean {
  return captureMode === 'automatic' && (status === 'authorized' || status === 'processing');
}

function resultOf(paymentId: string, { status, action, decline }: KnownPayment): Result {
  if (status === 'action_required' && action) {
    return { outcome: 'action_required', paymentId, action: { kind: 'redirect', url: action.url } };
  }
  if (status === 'declined') return { outcome: 'declined', paymentId, code: decline?.code ?? 'declined' };
  if (status === 'cancelled') return { outcome: 'failed', code: 'payment.cancelled', paymentId };
  return { outcome: 'ok', paymentId };
}
