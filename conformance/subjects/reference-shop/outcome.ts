import type { components as ShopComponents } from '../../src/bench/shop.wire.d.ts';
import type { components } from '../../src/bench/subject-protocol.wire.d.ts';

type Schemas = components['schemas'];
type ShopSchemas = ShopComponents['schemas'];

/** One operation on an order's money, as the shop tells it. */
export type Transaction = ShopSchemas['PaymentTransaction'];

/** An order, as the shop tells it. */
export type Order = ShopSchemas['Order'];

/** What became of an operation, in the words of the protocol. */
export function resultOf(paymentId: string, outcome: ShopSchemas['Outcome']): Schemas['PaymentResult'] {
  const { kind, code, redirectUrl, why } = outcome;
  switch (kind) {
    case 'approved':
      return { outcome: 'ok', paymentId };
    case 'declined':
      return { outcome: 'declined', paymentId, ...(code === undefined ? {} : { code }) };
    case 'action_required':
      if (redirectUrl === undefined)
        return { outcome: 'unknown', why: 'no address to send the customer to', paymentId };
      return { outcome: 'action_required', paymentId, action: { kind: 'redirect', url: redirectUrl } };
    case 'rejected':
    case 'cancelled':
      return { outcome: 'failed', code: code ?? kind, paymentId };
    // The shop has not heard yet, or has heard something that a person has to look at: not known either way.
    case 'pending':
    case 'mismatch':
    case 'unknown':
      return { outcome: 'unknown', why: why ?? kind, paymentId };
  }
}

/** A refusal of the shop's API, in the words of the protocol. */
export function refusalOf(body: unknown, paymentId?: string): Extract<Schemas['PaymentResult'], { outcome: 'failed' }> {
  const type = typeof body === 'object' && body !== null && 'type' in body ? String(body.type) : '/problems/unreadable';
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? { message: String(body.detail) } : {};
  return {
    outcome: 'failed',
    code: CODES[type] ?? `shop.${type.replace('/problems/', '')}`,
    ...detail,
    ...(paymentId === undefined ? {} : { paymentId }),
  };
}

const CODES: Readonly<Record<string, string>> = {
  '/problems/environment-mismatch': 'config.environment_mismatch',
  '/problems/credential-undeclared': 'config.credential_malformed',
};

/** The first operation of the latest attempt to pay. Transactions come newest first. */
export function purchaseIn(transactions: readonly Transaction[]): Transaction | undefined {
  return transactions.find(({ action }) => action === 'authorize' || action === 'charge');
}

/** An order with its transactions as a payment in the words of the protocol. */
export function paymentOf(
  shopId: string,
  { id, total, unresolved }: Order,
  transactions: readonly Transaction[],
): Schemas['Payment'] | undefined {
  const purchase = purchaseIn(transactions);
  if (!purchase) return undefined;
  const approved = purchase.outcome.kind === 'approved';
  const charged = purchase.action === 'charge' && approved ? [purchase] : [];
  const taken = [...charged, ...transactions.filter(({ action, successful }) => action === 'capture' && successful)];
  const returned = transactions.filter(({ action, successful }) => action === 'refund' && successful);
  const sums = { captured: sumOf(taken), refunded: sumOf(returned) };
  return {
    paymentId: id,
    shopId,
    environment: purchase.environment,
    state: stateOf(purchase, transactions, { ...sums, unresolved }),
    currency: total.currency,
    amount: String(total.minor),
    authorized: approved ? String(purchase.amount.minor) : '0',
    captured: String(sums.captured),
    refunded: String(sums.refunded),
    capturable: String(purchase.action === 'authorize' ? purchase.remaining.minor : 0),
    refundable: String(taken.reduce((sum, { remaining }) => sum + remaining.minor, 0)),
    ...(purchase.reference === undefined ? {} : { providerReference: purchase.reference }),
    attempts: transactions.map(({ action, outcome }) => ({
      operation: action,
      outcome: outcome.kind,
      ...(outcome.code === undefined ? {} : { code: outcome.code }),
    })),
  };
}

/** What is not known for good yet, and so not told as what it has come to. */
const UNSETTLED: readonly ShopSchemas['Outcome']['kind'][] = ['unknown', 'pending', 'action_required'];

/** What there is to tell of one operation: that it was wanted, unless it was done elsewhere, and then what it came to. */
export function happeningsOf({
  createdAt: at,
  action,
  outcome: { kind },
  origin,
}: Transaction): readonly Readonly<{ at: string; text: string }>[] {
  const isElsewhere = origin === 'provider';
  const wanted = isElsewhere ? [] : [{ at, text: `${action}: wanted` }];
  const became = { at, text: `${isElsewhere ? 'at the provider, ' : ''}${action}: ${kind}` };
  return UNSETTLED.includes(kind) ? wanted : [...wanted, became];
}

function sumOf(transactions: readonly Transaction[]): number {
  return transactions.reduce((sum, { amount }) => sum + amount.minor, 0);
}

type Sums = Readonly<{ captured: number; refunded: number; unresolved: boolean }>;

function stateOf(purchase: Transaction, transactions: readonly Transaction[], sums: Sums): Schemas['PaymentState'] {
  switch (purchase.outcome.kind) {
    case 'approved':
      return stateOfApproved(purchase, transactions, sums);
    case 'action_required':
      return 'action_required';
    case 'declined':
      return 'declined';
    case 'cancelled':
      return 'cancelled';
    case 'rejected':
      return 'failed';
    case 'pending':
      return 'processing';
    case 'mismatch':
    case 'unknown':
      return 'unknown';
  }
}

function stateOfApproved(
  purchase: Transaction,
  transactions: readonly Transaction[],
  { captured, refunded, unresolved }: Sums,
): Schemas['PaymentState'] {
  if (transactions.some(({ outcome }) => outcome.kind === 'unknown')) return 'unknown';
  if (refunded > 0) return refunded < captured ? 'partially_refunded' : 'refunded';
  if (captured > 0) {
    return purchase.action === 'authorize' && purchase.remaining.minor > 0 ? 'partially_captured' : 'captured';
  }
  const released = transactions.find(({ action, successful }) => action === 'cancel' && successful);
  if (released) return released.reference?.endsWith('-expired') ? 'expired' : 'voided';
  return unresolved ? 'unknown' : 'authorized';
}
