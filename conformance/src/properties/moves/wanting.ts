import fc from 'fast-check';
import { APPROVED_CARD, type PaymentRequest } from '../../bench/provider.ts';
import { type Asked, OPERATIONS, type OperationName } from '../asked.ts';
import { CARDS, type Card, type Mode, numberOf } from '../card.ts';
import { fresh } from '../fresh.ts';
import type { Amount, PaymentModel, Wanted } from '../payment-model.ts';
import { at, pick } from './aim.ts';

/** The currencies, with 2, 0, 3 and again 2 decimal digits. */
export const CURRENCIES = ['EUR', 'JPY', 'KWD', 'USD'] as const;

/** Hosts to which a customer might be sent back. */
export const HOSTS = ['shop.example', 'other-shop.example:8443'] as const;

/** What is wanted of an operation, before it is known which payment it is about. */
export type Wanting = Readonly<{
  operation: OperationName;
  amount: 'all' | 'part' | 'exactly' | 'too much' | 'other currency';
  percent: number;
  rest: 'keep' | 'release';
  capture: 'any' | 'own' | 'of another payment';
  other: number;
  minor: number;
  currency: (typeof CURRENCIES)[number];
  captureMode: 'automatic' | 'manual';
  card: Card | 'on_page';
  host: (typeof HOSTS)[number];
  limit: number | undefined;
  list: 'whole' | 'by reference' | 'from a payment on';
}>;

/** What one request can ask for, by the specification; increments may bring a payment beyond it. */
export const MINOR_MAX = 999_999_999_999n;

const minorUnits = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.constant(Number(MINOR_MAX)),
);

/** Any operation of the API, those that need a fresh payment no oftener than others. */
export const anyWanting: fc.Arbitrary<Wanting> = fc.record({
  operation: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('createPayment' as const, 'capturePayment' as const) },
    { weight: 2, arbitrary: fc.constant('refundPayment' as const) },
    { weight: 10, arbitrary: fc.constantFrom(...OPERATIONS) },
  ),
  amount: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('all' as const, 'part' as const, 'part' as const, 'exactly' as const) },
    { weight: 1, arbitrary: fc.constantFrom('too much' as const, 'other currency' as const) },
  ),
  percent: fc.integer({ min: 1, max: 99 }),
  rest: fc.oneof({ weight: 4, arbitrary: fc.constant('keep' as const) }, fc.constant('release' as const)),
  capture: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('any' as const, 'own' as const) },
    { weight: 1, arbitrary: fc.constant('of another payment' as const) },
  ),
  other: pick,
  minor: minorUnits,
  currency: fc.constantFrom(...CURRENCIES),
  captureMode: fc.oneof({ weight: 3, arbitrary: fc.constant('manual' as const) }, fc.constant('automatic' as const)),
  card: fc.oneof(
    { weight: 8, arbitrary: fc.constant('good' as const) },
    { weight: 4, arbitrary: fc.constant('on_page' as const) },
    { weight: 8, arbitrary: fc.constantFrom(...CARDS) },
  ),
  host: fc.constantFrom(...HOSTS),
  limit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  list: fc.constantFrom('whole' as const, 'by reference' as const, 'from a payment on' as const),
});

/** Whether a payment is in the state for an operation. */
export function fits(operation: OperationName, payment: PaymentModel): boolean {
  switch (operation) {
    case 'capturePayment':
    case 'voidPayment':
    case 'incrementPayment':
    case 'reauthorizePayment':
      return payment.voidRefused() === undefined;
    case 'cancelPayment':
      return payment.cancelRefused() === undefined;
    case 'refundPayment':
      return payment.refundLimit(undefined) > 0n;
    default:
      return true;
  }
}

/** What is asked, now that it is known about which payment, among which others and in which mode. */
export function asked(wanting: Wanting, payment: PaymentModel, all: readonly PaymentModel[], mode: Mode): Asked {
  const { operation } = wanting;
  const { id: paymentId } = payment;
  switch (operation) {
    case 'checkConnection':
      return { operation };
    case 'createPayment':
      return { operation, body: paymentRequest(wanting, mode) };
    case 'listPayments':
      return { operation, query: listQuery(wanting, payment) };
    case 'getPayment':
    case 'voidPayment':
    case 'cancelPayment':
    case 'reauthorizePayment':
      return { operation, paymentId };
    case 'capturePayment':
      return { operation, paymentId, amount: wanted(wanting, payment, payment.heaps().capturable), rest: wanting.rest };
    case 'incrementPayment':
      return { operation, paymentId, amount: increase(wanting, payment) };
    case 'refundPayment': {
      const captureId = captureOf(wanting, payment, all);
      const limit = payment.refundLimit(captureId);
      return {
        operation,
        paymentId,
        amount: wanted(wanting, payment, limit),
        ...(captureId === undefined ? {} : { captureId }),
      };
    }
  }
}

function paymentRequest({ minor, currency, captureMode, card, host }: Wanting, mode: Mode): PaymentRequest {
  const paidBy =
    card === 'on_page'
      ? { returnUrl: `https://${host}/paid?from=assay` }
      : { card: { ...APPROVED_CARD, number: numberOf(card, mode) } };
  return { amount: { minor, currency }, captureMode, reference: fresh('order'), ...paidBy };
}

function listQuery({ list, limit }: Wanting, payment: PaymentModel) {
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(list === 'by reference' ? { reference: payment.reference } : {}),
    ...(list === 'from a payment on' ? { cursor: payment.id } : {}),
  };
}

function wanted({ amount, percent }: Wanting, payment: PaymentModel, limit: bigint): Wanted {
  const { currency } = payment.amount;
  const least = smallerOf(MINOR_MAX, limit > 0n ? limit : 1n);
  switch (amount) {
    case 'all':
      return 'all';
    case 'part':
      return { minor: largerOf(1n, (least * BigInt(percent)) / 100n), currency };
    case 'exactly':
      return { minor: least, currency };
    case 'too much':
      return { minor: smallerOf(MINOR_MAX, limit + 1n), currency };
    case 'other currency':
      return { minor: 1n, currency: otherThan(currency) };
  }
}

function increase({ amount, minor }: Wanting, payment: PaymentModel): Amount {
  const { currency } = payment.amount;
  return { minor: BigInt(minor), currency: amount === 'other currency' ? otherThan(currency) : currency };
}

function captureOf({ capture, other }: Wanting, payment: PaymentModel, all: readonly PaymentModel[]) {
  if (capture === 'any') return undefined;
  const others = all.filter((candidate) => candidate !== payment);
  const captures = (capture === 'own' ? [payment] : others).flatMap((candidate) => candidate.captures);
  const known = captures.filter(({ id }) => id !== '');
  return known.length === 0 ? undefined : at(known, other).id;
}

function otherThan(currency: string): string {
  return currency === 'EUR' ? 'USD' : 'EUR';
}

function largerOf(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}

function smallerOf(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
