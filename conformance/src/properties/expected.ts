import { type Asked, isKeyed, paymentIdIn, SCOPE_NEEDED, type Sent } from './asked.ts';
import { cardOf } from './card.ts';
import { broken } from './law.ts';
import { PaymentModel, type Refused } from './payment-model.ts';
import type { Answered, Identified, MerchantModel, RefusalKind, Scope, Shown, World } from './world.ts';

/** A request on its way: who shows what on which listener, and what is asked under which key. */
export type Request = Readonly<{ listener: string; shown: Shown; asked: Asked; key: string }>;

/** What the law says about a request before it is sent. */
export type Expected = Readonly<{
  identified: Identified;
  status: number;
  problem?: string;
  refusal?: RefusalKind;
  /** The payment it is about, when the caller may see it. */
  payment?: PaymentModel;
  /** Repeated byte for byte what was answered before. */
  replay?: Answered;
  /** How the world changes; to be called with the answer. */
  effect: (sent: Sent) => PaymentModel | undefined;
}>;

const PROBLEM_OF: Readonly<Record<RefusalKind, Refused>> = {
  missing: { status: 401, problem: '/problems/credential-missing' },
  unknown: { status: 401, problem: '/problems/credential-unknown' },
  other_environment: { status: 401, problem: '/problems/credential-of-another-environment' },
  revoked: { status: 401, problem: '/problems/credential-revoked' },
  expired: { status: 401, problem: '/problems/credential-expired' },
  merchant_pending: { status: 403, problem: '/problems/merchant-pending' },
  merchant_suspended: { status: 403, problem: '/problems/merchant-suspended' },
  under_scoped: { status: 403, problem: '/problems/scope-missing' },
};

// As the specification of the Idempotency-Key header has it.
const KEY_KEPT_MS = 24 * 60 * 60 * 1_000;

const NOTHING = () => undefined;
const NOT_FOUND: Refused = { status: 404, problem: '/problems/not-found' };
const INVALID: Refused = { status: 400, problem: '/problems/invalid-request' };
const KEY_REUSED: Refused = { status: 422, problem: '/problems/idempotency-key-reused' };

/** A request succeeds exactly when its caller may make it, the payment is the caller's, and the payment allows it. */
export function expected(world: World, request: Request): Expected {
  const { listener, shown, asked } = request;
  const found = world.identify(listener, shown);
  const identified: Identified =
    found.ok && !mayDo(found.scopes, SCOPE_NEEDED[asked.operation])
      ? { ok: false, refusal: 'under_scoped', credential: found.credential }
      : found;
  if (!identified.ok) {
    const { refusal } = identified;
    return { identified, refusal, ...PROBLEM_OF[refusal], effect: NOTHING };
  }
  const { merchant } = identified.credential;
  return isKeyed(asked.operation)
    ? change(world, merchant, request, identified)
    : look(world, merchant, asked, identified);
}

function look(world: World, merchant: MerchantModel, asked: Asked, identified: Identified): Expected {
  switch (asked.operation) {
    case 'checkConnection':
      return { identified, status: 200, effect: NOTHING };
    case 'listPayments': {
      const { cursor } = asked.query;
      const known = cursor === undefined || world.paymentsOf(merchant).some(({ id }) => id === cursor);
      return known ? { identified, status: 200, effect: NOTHING } : { identified, ...INVALID, effect: NOTHING };
    }
    default: {
      const payment = ownPayment(world, merchant, asked);
      if (payment === undefined) return { identified, ...NOT_FOUND, effect: NOTHING };
      return { identified, status: 200, payment, effect: () => payment };
    }
  }
}

function change(world: World, merchant: MerchantModel, request: Request, identified: Identified): Expected {
  const { asked, key } = request;
  const remembered = merchant.answered.get(key);
  const isForgotten = remembered !== undefined && merchant.elapsedMs >= remembered.atMs + KEY_KEPT_MS;
  const earlier = isForgotten ? undefined : remembered;
  const text = JSON.stringify(asked, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  if (earlier !== undefined && earlier.request !== text) return { identified, ...KEY_REUSED, effect: NOTHING };
  if (earlier !== undefined) return replayed(identified, earlier);
  const remember = (sent: Sent, about: PaymentModel | undefined): PaymentModel | undefined => {
    merchant.answered.set(key, {
      request: text,
      status: sent.status,
      text: sent.text,
      payment: about,
      atMs: merchant.elapsedMs,
    });
    return about;
  };
  if (asked.operation === 'createPayment') {
    if (!mayReturn(merchant, asked.body.returnUrl)) return { identified, ...INVALID, effect: NOTHING };
    return {
      identified,
      status: 201,
      effect: (sent) => remember(sent, created(world, merchant, asked, sent)),
    };
  }
  const payment = ownPayment(world, merchant, asked);
  const refused = payment === undefined ? NOT_FOUND : refusedBy(payment, asked);
  // Also a no is remembered, so that whoever repeats the request hears it again.
  if (payment === undefined || refused !== undefined) {
    const about = payment === undefined ? {} : { payment };
    return { identified, ...(refused ?? NOT_FOUND), ...about, effect: (sent) => remember(sent, payment) };
  }
  return {
    identified,
    status: STATUS_OF_CHANGE[asked.operation] ?? 201,
    payment,
    effect: (sent) => {
      apply(payment, asked, sent);
      return remember(sent, payment);
    },
  };
}

function replayed(identified: Identified, earlier: Answered): Expected {
  const { status, text, payment } = earlier;
  const problem = /"type":"(\/problems\/[a-z-]+)"/.exec(status >= 400 ? text : '')?.[1];
  return {
    identified,
    status,
    ...(problem === undefined ? {} : { problem }),
    ...(payment === undefined ? {} : { payment }),
    replay: earlier,
    effect: NOTHING,
  };
}

const STATUS_OF_CHANGE: Readonly<Record<string, number>> = { voidPayment: 200, cancelPayment: 200 };

function refusedBy(payment: PaymentModel, asked: Asked): Refused | undefined {
  switch (asked.operation) {
    case 'capturePayment':
      return payment.captureRefused(asked.amount);
    case 'voidPayment':
      return payment.voidRefused();
    case 'cancelPayment':
      return payment.cancelRefused();
    case 'incrementPayment':
      return payment.incrementRefused(asked.amount);
    case 'reauthorizePayment':
      return payment.reauthorizeRefused();
    case 'refundPayment':
      return payment.refundRefused(asked.amount, asked.captureId);
    default:
      return undefined;
  }
}

function apply(payment: PaymentModel, asked: Asked, sent: Sent): void {
  switch (asked.operation) {
    case 'capturePayment':
      payment.capture(asked.amount, sent.payment?.captures.at(-1)?.id ?? '', asked.rest);
      break;
    case 'voidPayment':
      payment.void();
      break;
    case 'cancelPayment':
      payment.cancel();
      break;
    case 'incrementPayment':
      payment.increment(asked.amount);
      break;
    case 'reauthorizePayment':
      payment.reauthorize();
      break;
    case 'refundPayment':
      payment.refund(asked.amount, asked.captureId);
      break;
    default:
  }
}

function created(
  world: World,
  merchant: MerchantModel,
  asked: Extract<Asked, { operation: 'createPayment' }>,
  sent: Sent,
): PaymentModel {
  const shown = sent.payment;
  if (shown === undefined) throw broken('a created payment is shown', 'a payment', 'none', sent.describe());
  const { reference, amount, captureMode, card } = asked.body;
  if (world.payments.some(({ id }) => id === shown.id)) {
    throw broken('every payment has an id of its own', 'a new id', shown.id, sent.describe());
  }
  const payment = new PaymentModel(
    {
      id: shown.id,
      reference,
      merchant,
      amount: { minor: BigInt(amount.minor), currency: amount.currency },
      captureMode,
      number: world.payments.length + 1,
    },
    card === undefined ? 'on_page' : cardOf(card.number, merchant.mode),
  );
  payment.pageToken = pageTokenIn(shown.action?.url);
  world.payments.push(payment);
  return payment;
}

/** The last part of the address of a payment page. */
function pageTokenIn(url: string | undefined): string | undefined {
  return url?.slice(url.lastIndexOf('/') + 1);
}

function mayDo(scopes: readonly Scope[], needed: Scope | 'any'): boolean {
  return needed === 'any' || scopes.includes(needed);
}

function ownPayment(world: World, merchant: MerchantModel, asked: Asked): PaymentModel | undefined {
  const id = paymentIdIn(asked);
  return world.payments.find((payment) => payment.id === id && payment.merchant === merchant);
}

function mayReturn(merchant: MerchantModel, returnUrl: string | undefined): boolean {
  return returnUrl === undefined || merchant.hosts.size === 0 || merchant.hosts.has(new URL(returnUrl).host);
}
