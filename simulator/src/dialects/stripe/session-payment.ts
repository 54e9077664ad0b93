import type { Merchant } from '../../accounts/merchant.ts';
import type { Command } from '../../engine/command.ts';
import { type Instant, paymentId } from '../../engine/ids.ts';
import type { Payment } from '../../engine/payment.ts';
import type { ListenerExchange } from '../../http/exchange.ts';
import { askIssuer, newAttempt } from '../../operations/attempt.ts';
import { changePayment, createPayment, Overtaken } from '../../operations/change.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import type { World } from '../../operations/world.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { Ownership } from '../../store/store.ts';
import { DIALECT } from './call.ts';
import type { ReadCard } from './card-entry.ts';
import { sessionStatus, sessionUrl } from './checkout-session-object.ts';
import { tagsOf } from './checkout-sessions.ts';
import {
  decodeDetails,
  encodeDetails,
  type KeptMethod,
  type KeptSession,
  merged,
  type PaymentDetails,
  readSession,
} from './codec.ts';
import { readAmount, readCurrency } from './currency.ts';
import { withMethod } from './intent-state.ts';
import { changedObject } from './objects.ts';

/** What the customer has submitted; the number lives as long as the request. */
export type Paying = Readonly<{ merchant: Merchant; id: string; number: string; card: ReadCard; email: string }>;

/**
 * Attempts the payment of an open session with a card: the first time a payment is made for it, after a decline the same
 * one is tried again. One at a time, so that a second click finds what came of the first.
 */
export async function payInSession(world: World, exchange: ListenerExchange, paying: Paying): Promise<void> {
  await world.inTurn(paying.id, async () => {
    try {
      await pay(world, exchange, paying);
    } catch (error) {
      // Another process has begun to pay in this session, and the page shows what came of that.
      if (!(error instanceof Overtaken)) throw error;
    }
  });
}

async function pay(world: World, exchange: ListenerExchange, paying: Paying): Promise<void> {
  const owner = { environment: exchange.environment.name, merchantId: paying.merchant.id, dialect: DIALECT };
  const object = await world.store.findObject(owner, 'checkout_session', paying.id);
  if (object === undefined) return;
  const kept = readSession(object);
  if (sessionStatus(kept, undefined, { now: world.now(owner) }) !== 'open') return;
  const method = methodOf(world, object, paying);
  const asked = askedOf(world, exchange, kept, paying);
  const attempt = (payment: Pick<Payment, 'amount'>, at: Instant): Command => ({
    type: 'authorize',
    attempt: newAttempt(world, asked, payment.amount, at),
    at,
  });
  const disputed = (at: Instant) => (payment: Payment) => disputeAfterCapture(world, asked.conduct, payment, at);
  const used = { id: method.id, ...paying.card, billing: billingOf(paying) };
  if (kept.payment !== undefined) {
    await changePayment(world, { ...owner, paymentId: paymentId(kept.payment) }, (stored, at) => ({
      // Whatever somebody else was faster with is refused by the engine.
      commands: [attempt(stored.payment, at)],
      next: disputed(at),
      objects: [method],
      details: encodeDetails(withMethod(decodeDetails(stored), stored.payment, used)),
    }));
    return;
  }
  const now = world.now(owner);
  const id = paymentId(world.random.id('pi'));
  const value = merged<KeptSession>({ ...kept, payment: id }, { email: paying.email });
  const amount = amountOf(kept);
  const ownership: Ownership = {
    ...owner,
    paymentId: id,
    reference: kept.clientReferenceId ?? kept.metadata.order_id ?? kept.intent.description ?? paying.id,
    pageToken: world.random.secret(),
    createdAt: now,
  };
  const captureMode = kept.intent.capture_method === 'manual' ? 'manual' : 'automatic';
  const details = detailsOf(world, exchange, { object, value });
  await createPayment(world, ownership, {
    commands: [{ type: 'request', paymentId: id, amount, captureMode, at: now }, attempt({ amount }, now)],
    next: disputed(now),
    objects: [changedObject(object, { ...value }, tagsOf(value)), method],
    details: encodeDetails(withMethod(details, undefined, used)),
  });
}

function askedOf(world: World, exchange: ListenerExchange, kept: KeptSession, { merchant, number, card }: Paying) {
  const reference = kept.clientReferenceId;
  return askIssuer(
    world,
    merchant,
    {
      operations: ['page', 'authorize'],
      headers: exchange.headers,
      amount: amountOf(kept),
      card: { number, lastFour: number.slice(-4) },
      ...(reference === undefined ? {} : { reference }),
    },
    card.conduct,
    kept.intent.capture_method === 'manual' ? 'manual' : 'automatic',
  );
}

/** What a session is for, as it was read when the session was made. */
export function amountOf({ amount, currency }: KeptSession) {
  const known = readCurrency(currency);
  const read = known.ok ? readAmount(amount, known.value) : known;
  if (!read.ok) throw new Error(`a session is for ${amount} ${currency}, which is no amount`);
  return read.value;
}

function billingOf({ email }: Paying): KeptMethod['billing'] {
  return email === '' ? {} : { email };
}

/** The card as a payment method that was used, and cannot be used again. */
export function methodOf(
  world: World,
  { environment, merchantId, dialect }: DialectObject,
  paying: Paying,
): DialectObject {
  const value: KeptMethod = {
    ...paying.card,
    allowRedisplay: 'limited',
    billing: billingOf(paying),
    metadata: {},
    spent: true,
  };
  const createdAt = world.now({ environment, merchantId });
  const id = world.random.id('pm');
  return {
    environment,
    merchantId,
    dialect,
    kind: 'payment_method',
    id,
    createdAt,
    tags: [],
    value: { ...value },
    version: 1,
  };
}

function detailsOf(
  world: World,
  { environment }: ListenerExchange,
  { object, value }: Readonly<{ object: DialectObject; value: KeptSession }>,
): PaymentDetails {
  const { intent, customer } = value;
  return merged<PaymentDetails>(
    {
      captureMethod: intent.capture_method ?? 'automatic_async',
      clientSecret: world.random.secret().slice(0, CLIENT_SECRET_LENGTH),
      confirmationMethod: 'automatic',
      metadata: intent.metadata,
      methods: [],
      methodTypes: value.methodTypes,
      multicapture: value.multicapture ?? false,
      pointerVersion: 1,
      refunds: {},
      requestThreeDSecure: 'automatic',
      returnUrl: sessionUrl(object.id, { pages: world.pageAddress(environment.name) }),
      session: { id: object.id, createdAt: object.createdAt, kept: value },
    },
    {
      customer,
      description: intent.description,
      receiptEmail: intent.receipt_email,
      statementDescriptor: intent.statement_descriptor,
      statementDescriptorSuffix: intent.statement_descriptor_suffix,
    },
  );
}

const CLIENT_SECRET_LENGTH = 25;
