import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import { instant } from '../../src/platform/clock.ts';
import type { KnownPayment } from './provider.ts';

type Schemas = components['schemas'];

/** A payment as this subject has it written down. Shop and environment are those it was made in, for ever. */
export type Written = Readonly<{
  paymentId: string;
  shopId: string;
  environment: string;
  /** What was asked for, so that it can be asked once more under the same key. */
  request: Readonly<{ path: string; body: unknown; idempotencyKey: string }>;
  amount: Schemas['Money'];
  known: KnownPayment | undefined;
  /** Clicks that have been sent to the provider; one that is repeated may go there again under its key. */
  sent: readonly string[];
  unresolved: boolean;
  history: readonly Readonly<{ at: string; text: string }>[];
}>;

/** The payments of this subject, in memory for as long as it runs. */
export class Book {
  readonly #payments = new Map<string, Written>();

  find(paymentId: string): Written | undefined;
  find(isWanted: (payment: Written) => boolean): Written | undefined;
  find(wanted: string | ((payment: Written) => boolean)): Written | undefined {
    if (typeof wanted === 'string') return this.#payments.get(wanted);
    return [...this.#payments.values()].find(wanted);
  }

  /** Writes a payment down, with a sentence about what has happened to it. */
  write(payment: Written, text: string): void {
    const history = [...payment.history, { at: instant(), text }];
    this.#payments.set(payment.paymentId, { ...payment, history });
  }

  unresolved(): readonly string[] {
    return [...this.#payments.values()].filter(({ unresolved }) => unresolved).map(({ paymentId }) => paymentId);
  }

  /** Everything that is written down. */
  text(): string {
    return JSON.stringify([...this.#payments.values()]);
  }
}

/** The payment in the words of the protocol. */
export function observed({ paymentId, shopId, environment, amount, known, unresolved }: Written): Schemas['Payment'] {
  const { minor, currency } = amount;
  const base = { paymentId, shopId, environment, currency, amount: minor };
  if (!known)
    return { ...base, state: unresolved ? 'unknown' : 'failed', authorized: '0', captured: '0', refunded: '0' };
  const { authorized, captured, refunded, capturable, refundable } = known.balances;
  return {
    ...base,
    state: unresolved ? 'unknown' : stateOf(known),
    providerReference: known.id,
    authorized: String(authorized),
    captured: String(captured),
    refunded: String(refunded),
    capturable: String(capturable),
    refundable: String(refundable),
  };
}

function stateOf({ status, balances }: KnownPayment): Schemas['PaymentState'] {
  // What checks a card is of nothing, and never asked for here.
  if (status === 'card_checked') return 'unknown';
  if (status !== 'captured' || balances.refunded === 0) return status;
  return balances.refundable === 0 ? 'refunded' : 'partially_refunded';
}
