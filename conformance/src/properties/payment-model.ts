import { type Card, conductOf, type Mode } from './card.ts';
import type { MerchantModel } from './world.ts';

/** An amount, or all there is. */
export type Wanted = 'all' | Amount;

/** Minor units and their currency. */
export type Amount = Readonly<{ minor: bigint; currency: string }>;

/** Why the provider has to refuse, in the words of its problem documents. */
export type Refused = Readonly<{ status: number; problem: string }>;

/** The heaps of a payment's money, as the ledger names them. */
export const HEAPS = [
  'authorized',
  'capturable',
  'capturing',
  'captured',
  'released',
  'expired',
  'overCaptured',
  'refundable',
  'refunding',
  'refunded',
  'disputed',
] as const;
/** Minor units per heap. */
export type Heaps = Readonly<Record<(typeof HEAPS)[number], bigint>>;

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

// The terms of the generic provider, and what its test cards do later on.
const ACTION_MS = HOUR_MS;
const HOLD_MS = 7 * DAY_MS;
const REFUND_WINDOW_MS = 180 * DAY_MS;
const REVIEW_MS = HOUR_MS;
const SLOW_REFUND_MS = DAY_MS;
const RETURNED_REFUND_MS = 3 * DAY_MS;

const CAPTURES_MAX = 50;
const REFUNDS_MAX = 100;
const INCREMENTS_MAX = 10;
const REAUTHORIZATIONS_MAX = 10;

const NOT_FOUND: Refused = { status: 404, problem: '/problems/not-found' };
const WRONG_STATE: Refused = { status: 409, problem: '/problems/wrong-state' };
const HOLD_RELEASED: Refused = { status: 409, problem: '/problems/hold-released' };
const TOO_MANY: Refused = { status: 409, problem: '/problems/too-many' };
const PERIOD_OVER: Refused = { status: 409, problem: '/problems/period-over' };
const WRONG_CURRENCY: Refused = { status: 422, problem: '/problems/currency-mismatch' };

const tooMuch = (of: 'capturable' | 'refundable'): Refused => ({ status: 422, problem: `/problems/exceeds-${of}` });

type Capture = { id: string; minor: bigint; returned: bigint; atMs: number };
type PendingRefund = Readonly<{ minor: bigint; named: Capture | undefined; atMs: number; arrives: boolean }>;
type Due = Readonly<{ atMs: number; happen(): void }>;

/** A payment as it has to be. Each command has a question, `…Refused`, and a deed, which assumes that it is allowed. */
export class PaymentModel {
  readonly id: string;
  readonly reference: string;
  readonly merchant: MerchantModel;
  readonly amount: Amount;
  readonly captureMode: 'automatic' | 'manual';
  readonly number: number;
  state: 'action_required' | 'processing' | 'approved' | 'declined' | 'cancelled' = 'processing';
  hold: 'none' | 'open' | 'closed' | 'voided' | 'expired' = 'none';
  /** By the clock of the account, as all times here. */
  holdUntilMs = 0;
  /** Where the customer acts; known once the provider has shown it. */
  pageToken: string | undefined;
  action: Readonly<{ kind: 'card' | 'challenge'; untilMs: number }> | undefined;
  /** The card that was used, and what the issuer makes of it here. */
  paidBy: Card | undefined;
  card: Exclude<Card, 'of_other_mode'> | undefined;
  /** Succeeded captures, oldest first, with what refunds that name them have taken. */
  captures: Capture[] = [];
  counts = { authorizations: 0, refunds: 0 };
  #money = { authorized: 0n, capturable: 0n, released: 0n, expired: 0n, refunding: 0n, refunded: 0n, disputed: 0n };
  #reviewedAtMs = 0;
  #pendingRefunds: PendingRefund[] = [];
  #asked = { increments: 0, reauthorizations: 0, refunds: 0 };

  constructor(
    born: Readonly<Pick<PaymentModel, 'id' | 'reference' | 'merchant' | 'amount' | 'captureMode' | 'number'>>,
    paidBy: Card | 'on_page',
  ) {
    this.id = born.id;
    this.reference = born.reference;
    this.merchant = born.merchant;
    this.amount = born.amount;
    this.captureMode = born.captureMode;
    this.number = born.number;
    if (paidBy === 'on_page') {
      this.state = 'action_required';
      this.action = { kind: 'card', untilMs: this.#nowMs() + ACTION_MS };
    } else this.pay(paidBy, born.merchant.mode);
  }

  /** captured + capturing + capturable + released + expired = authorized; what was captured is in four heaps again. */
  heaps(): Heaps {
    const captured = this.captures.reduce((sum, { minor }) => sum + minor, 0n);
    const { refunding, refunded, disputed } = this.#money;
    const refundable = captured - refunding - refunded - disputed;
    return { ...this.#money, captured, refundable, capturing: 0n, overCaptured: 0n };
  }

  /** The status that the provider's API has to show. */
  status(): string {
    if (this.state !== 'approved') return this.state;
    const captured = this.captures.length > 0;
    if (this.hold === 'open') return captured ? 'partially_captured' : 'authorized';
    if (captured) return 'captured';
    return this.hold === 'expired' ? 'expired' : 'voided';
  }

  /** The issuer is asked for the first time. */
  pay(card: Card, mode: Mode): void {
    this.paidBy = card;
    this.card = conductOf(card, mode);
    this.action = undefined;
    switch (this.card) {
      case 'declined':
        this.state = 'declined';
        return;
      case 'reviewed':
        this.state = 'processing';
        this.#reviewedAtMs = this.#nowMs() + REVIEW_MS;
        return;
      case 'challenged':
        this.state = 'action_required';
        this.action = { kind: 'challenge', untilMs: this.#nowMs() + ACTION_MS };
        return;
      case 'approved_for_half':
        this.#approve((this.amount.minor + 1n) / 2n, this.#nowMs());
        return;
      default:
        this.#approve(this.amount.minor, this.#nowMs());
    }
  }

  /** The customer has answered the issuer's challenge. */
  answerChallenge(answer: 'pass' | 'fail'): void {
    this.action = undefined;
    if (answer === 'pass') this.#approve(this.amount.minor, this.#nowMs());
    else this.state = 'declined';
  }

  cancelRefused(): Refused | undefined {
    return this.state === 'action_required' || this.state === 'processing' ? undefined : WRONG_STATE;
  }

  cancel(): void {
    this.state = 'cancelled';
    this.action = undefined;
  }

  captureRefused(wanted: Wanted): Refused | undefined {
    const { capturable } = this.heaps();
    return (
      this.#holdRefused() ??
      (this.captures.length >= CAPTURES_MAX ? TOO_MANY : undefined) ??
      this.#amountRefused(wanted, capturable, tooMuch('capturable'))
    );
  }

  capture(wanted: Wanted, id: string, rest: 'keep' | 'release', atMs = this.#nowMs()): void {
    const minor = wanted === 'all' ? this.#money.capturable : wanted.minor;
    this.captures.push({ id, minor, returned: 0n, atMs });
    this.#money.capturable -= minor;
    if (rest === 'release') this.#release();
    if (this.#money.capturable === 0n) this.hold = 'closed';
    if (this.card === 'disputed') this.#money.disputed += this.heaps().refundable;
  }

  voidRefused(): Refused | undefined {
    return this.#holdRefused();
  }

  void(): void {
    this.#release();
    this.hold = 'voided';
  }

  incrementRefused(by: Amount): Refused | undefined {
    return (
      this.#holdRefused() ??
      (this.#asked.increments >= INCREMENTS_MAX ? TOO_MANY : undefined) ??
      (by.currency === this.amount.currency ? undefined : WRONG_CURRENCY)
    );
  }

  increment(by: Amount): void {
    const granted = this.card === 'approved_for_half' ? (by.minor + 1n) / 2n : by.minor;
    this.#money.authorized += granted;
    this.#money.capturable += granted;
    this.#asked.increments += 1;
  }

  reauthorizeRefused(): Refused | undefined {
    return this.#holdRefused() ?? (this.#asked.reauthorizations >= REAUTHORIZATIONS_MAX ? TOO_MANY : undefined);
  }

  /** A fresh hold for what is left: the money stays where it is, unless the issuer consents to half of it only. */
  reauthorize(): void {
    this.#asked.reauthorizations += 1;
    this.#asked.increments = 0;
    this.holdUntilMs = this.#nowMs() + HOLD_MS;
    this.counts.authorizations += 1;
    if (this.card !== 'approved_for_half') return;
    const granted = (this.#money.capturable + 1n) / 2n;
    this.#money.released += this.#money.capturable - granted;
    this.#money.capturable = granted;
  }

  refundRefused(wanted: Wanted, captureId: string | undefined): Refused | undefined {
    if (this.state !== 'approved') return WRONG_STATE;
    const named = this.captures.find(({ id }) => id === captureId);
    if (captureId !== undefined && named === undefined) return NOT_FOUND;
    if (this.captures.length === 0) return WRONG_STATE;
    const latestMs = Math.max(...(named === undefined ? this.captures : [named]).map(({ atMs }) => atMs));
    if (this.#nowMs() >= latestMs + REFUND_WINDOW_MS) return PERIOD_OVER;
    if (this.#asked.refunds >= REFUNDS_MAX) return TOO_MANY;
    return this.#amountRefused(wanted, this.refundLimit(captureId), tooMuch('refundable'));
  }

  /** What can be refunded, of one capture or of the whole payment. */
  refundLimit(captureId: string | undefined): bigint {
    const { refundable } = this.heaps();
    const named = this.captures.find(({ id }) => id === captureId);
    const own = named === undefined ? refundable : named.minor - named.returned;
    return own < refundable ? own : refundable;
  }

  refund(wanted: Wanted, captureId: string | undefined): void {
    const minor = wanted === 'all' ? this.refundLimit(captureId) : wanted.minor;
    const named = this.captures.find(({ id }) => id === captureId);
    if (named !== undefined) named.returned += minor;
    this.#asked.refunds += 1;
    if (this.card === 'refunded_slowly' || this.card === 'refunds_come_back') {
      const arrives = this.card === 'refunded_slowly';
      const atMs = this.#nowMs() + (arrives ? SLOW_REFUND_MS : RETURNED_REFUND_MS);
      this.#money.refunding += minor;
      this.#pendingRefunds.push({ minor, named, atMs, arrives });
      return;
    }
    this.#money.refunded += minor;
    this.counts.refunds += 1;
  }

  /** Everything happens that time alone has brought, in the order in which it fell due. */
  catchUp(): void {
    for (let due = this.#nextDue(); due !== undefined; due = this.#nextDue()) due.happen();
  }

  #nextDue(): Due | undefined {
    const dues: Due[] = this.#pendingRefunds.map((refund) => ({
      atMs: refund.atMs,
      happen: () => this.#decide(refund),
    }));
    const { action } = this;
    if (action !== undefined) dues.push({ atMs: action.untilMs, happen: () => this.cancel() });
    if (this.state === 'processing') {
      const atMs = this.#reviewedAtMs;
      dues.push({ atMs, happen: () => this.#approve(this.amount.minor, atMs) });
    }
    if (this.hold === 'open') dues.push({ atMs: this.holdUntilMs, happen: () => this.#expire() });
    return dues.filter(({ atMs }) => atMs <= this.#nowMs()).toSorted((left, right) => left.atMs - right.atMs)[0];
  }

  #decide(refund: PendingRefund): void {
    this.#pendingRefunds = this.#pendingRefunds.filter((pending) => pending !== refund);
    this.#money.refunding -= refund.minor;
    if (refund.arrives) {
      this.#money.refunded += refund.minor;
      this.counts.refunds += 1;
    } else if (refund.named !== undefined) refund.named.returned -= refund.minor;
  }

  #expire(): void {
    this.#money.expired += this.#money.capturable;
    this.#money.capturable = 0n;
    this.hold = 'expired';
  }

  #nowMs(): number {
    return this.merchant.elapsedMs;
  }

  #approve(minor: bigint, atMs: number): void {
    this.state = 'approved';
    this.hold = 'open';
    this.holdUntilMs = atMs + HOLD_MS;
    this.#money.authorized = minor;
    this.#money.capturable = minor;
    this.counts.authorizations = 1;
    if (this.captureMode === 'automatic') this.capture('all', '', 'release', atMs);
  }

  #release(): void {
    this.#money.released += this.#money.capturable;
    this.#money.capturable = 0n;
  }

  #holdRefused(): Refused | undefined {
    if (this.state !== 'approved') return WRONG_STATE;
    return this.hold === 'open' ? undefined : HOLD_RELEASED;
  }

  #amountRefused(wanted: Wanted, limit: bigint, exceeded: Refused): Refused | undefined {
    if (wanted === 'all') return limit > 0n ? undefined : exceeded;
    if (wanted.currency !== this.amount.currency) return WRONG_CURRENCY;
    return wanted.minor > limit ? exceeded : undefined;
  }
}
