import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Credential } from '../../payments/credential.ts';
import type { Deployment } from '../../payments/deployment.ts';
import { type Declaration, notIssued } from '../../payments/environment-guard.ts';
import type {
  Authorization,
  CaptureCommand,
  Conversation,
  Known,
  PurchaseCommand,
  RefundCommand,
  SettingsForm,
  VoidCommand,
} from '../../payments/provider.ts';
import { unreachable } from '../../shop/unreachable.ts';
import { unsaid } from '../conversation.ts';
import { toUnits } from './amounts.ts';
import { conversation, lookAtIntent, lookAtSession, lookAtSetup, type Told } from './sdk.ts';

const KEY = /^[sr]k_(test|live)_[A-Za-z0-9]{8,}$/;

/** A key says whether money is real, and not which of several sandboxes it is of. */
export function settingsForm({ mode }: Pick<Deployment, 'mode'>): SettingsForm {
  const starts = `Starts with sk_${mode}_, or with rk_${mode}_ where it may also read the balance`;
  const hint = `${starts}, and is shown masked once saved; leave the mask to keep it.`;
  return {
    credentials: [{ kind: 'api_key', hints: { apiKey: hint } }],
    signingSecret:
      'Starts with whsec_. Stripe shows it at the webhook endpoint that has the address for notifications.',
  };
}

/** A secret or restricted key says whether money is real. A publishable key is no secret, and says nothing here. */
export function declarations(credential: Credential): readonly Declaration[] {
  switch (credential.kind) {
    case 'api_key':
      return [{ field: 'apiKey', mode: KEY.exec(credential.apiKey)?.[1] }];
    case 'oauth_client':
    case 'login':
      return notIssued(credential);
    default:
      return unreachable(credential);
  }
}

/** The key goes with every request. */
export function authorization(credential: Credential): Authorization {
  switch (credential.kind) {
    case 'api_key':
      return { kind: 'direct', headers: { authorization: `Bearer ${credential.apiKey}` } };
    case 'oauth_client':
    case 'login':
      throw new Error('the guard lets no such credential through');
    default:
      return unreachable(credential);
  }
}

/** Asks for the balance, which says whose money it is: real or not. */
export function connectionRequest(): Conversation {
  return conversation(async (stripe) => {
    const { livemode } = await stripe.balance.retrieve();
    return { livemode };
  });
}

/** Asks for a page on which the customer pays, and for what it makes to bear the shop's names. */
export function purchaseRequest(command: PurchaseCommand): Conversation {
  const { action, amount, card, orderNumber, idempotencyKey, returnUrl } = command;
  if (card?.kind === 'check') return checkRequest(command);
  if (card?.kind === 'kept') return keptCardRequest(command, card.reference);
  const units = toUnits(amount);
  if (units === undefined) return unsaid('amount_not_countable');
  const metadata = namesOf(command);
  const name = `Order ${orderNumber}`;
  const currency = amount.currency.toLowerCase();
  return conversation<Told>(async (stripe) => {
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'payment',
        client_reference_id: orderNumber,
        line_items: [{ quantity: 1, price_data: { currency, unit_amount: units, product_data: { name } } }],
        metadata,
        payment_intent_data: { capture_method: captureMethodOf(action), metadata },
        ...multicaptureFor(action),
        success_url: returnUrl,
        cancel_url: returnUrl,
      },
      { idempotencyKey },
    );
    return { session };
  });
}

/** Asks for a page on which a card is checked and kept, for a customer at Stripe who is made by that and for this order only. */
function checkRequest(command: PurchaseCommand): Conversation {
  const { amount, orderNumber, idempotencyKey, returnUrl } = command;
  const metadata = namesOf(command);
  return conversation<Told>(async (stripe) => {
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'setup',
        currency: amount.currency.toLowerCase(),
        customer_creation: 'always',
        client_reference_id: orderNumber,
        metadata,
        setup_intent_data: { metadata },
        success_url: returnUrl,
        cancel_url: returnUrl,
      },
      { idempotencyKey },
    );
    return { session };
  });
}

/**
 * Pays with the card that a setup intent has kept, though the customer is not there. The customer at Stripe has nothing but
 * this order, so what was asked for before is found among a few, however long ago that was.
 */
function keptCardRequest(command: PurchaseCommand, setupIntent: string): Conversation {
  const { action, amount, commandId, idempotencyKey } = command;
  const units = toUnits(amount);
  if (units === undefined) return unsaid('amount_not_countable');
  return conversation(async (stripe) => {
    const { customer, payment_method: card } = await stripe.setupIntents.retrieve(setupIntent);
    if (typeof customer !== 'string' || typeof card !== 'string') return {};
    const { data } = await stripe.paymentIntents.list({ customer, limit: INTENTS_MAX });
    const before = data.find(({ metadata }) => metadata.command === commandId);
    if (before) return lookAtIntent(stripe, before.id);
    const made = await stripe.paymentIntents.create(
      {
        amount: units,
        currency: amount.currency.toLowerCase(),
        customer,
        payment_method: card,
        capture_method: captureMethodOf(action),
        ...multicaptureFor(action),
        confirm: true,
        off_session: true,
        metadata: namesOf(command),
      },
      { idempotencyKey },
    );
    return lookAtIntent(stripe, made.id);
  });
}

// A declined card may be tried again, and hardly ever so often.
const INTENTS_MAX = 100;

/** What the shop calls a purchase. */
function namesOf({ commandId, environment, orderNumber }: PurchaseCommand) {
  return { command: commandId, environment, order: orderNumber };
}

function captureMethodOf(action: PurchaseCommand['action']): 'manual' | 'automatic' {
  return action === 'authorize' ? 'manual' : 'automatic';
}

/** Where account and card allow it, a part can be captured and the rest stay. */
function multicaptureFor(action: PurchaseCommand['action']) {
  if (action !== 'authorize') return {};
  return { payment_method_options: { card: { request_multicapture: 'if_available' as const } } };
}

/** What a capture of ours is kept under at the payment, since Stripe tells only what was captured in all. */
export const CAPTURE_PREFIX = 'capture_';

/** Captures an amount; the rest is given back, unless the account is one that may keep it. */
export function captureRequest({ paymentReference, amount, rest, idempotencyKey }: CaptureCommand): Conversation {
  const units = toUnits(amount);
  if (units === undefined) return unsaid('amount_not_countable');
  const mark = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 16);
  return onIntent(paymentReference, (stripe) =>
    stripe.paymentIntents.capture(
      paymentReference,
      {
        amount_to_capture: units,
        metadata: { [`${CAPTURE_PREFIX}${mark}`]: String(units) },
        ...(rest === 'keep' ? { final_capture: false } : {}),
      },
      { idempotencyKey },
    ),
  );
}

/** Gives back what is left of the hold. */
export function voidRequest({ paymentReference, idempotencyKey }: VoidCommand): Conversation {
  return onIntent(paymentReference, (stripe) => stripe.paymentIntents.cancel(paymentReference, {}, { idempotencyKey }));
}

/** Returns an amount. The command is kept with the refund, and tells it from others; so is why it was made. */
export function refundRequest(command: RefundCommand): Conversation {
  const { paymentReference, amount, commandId, note, idempotencyKey } = command;
  const units = toUnits(amount);
  if (units === undefined) return unsaid('amount_not_countable');
  const metadata = note === undefined ? { command: commandId } : { command: commandId, note };
  return onIntent(paymentReference, (stripe) =>
    stripe.refunds.create({ payment_intent: paymentReference, amount: units, metadata }, { idempotencyKey }),
  );
}

/** Stripe renews no hold: the customer would have to pay anew. */
export function reauthorizeRequest(): Conversation {
  return unsaid('not_supported');
}

/** Asks how a payment stands: by its page, or by the payment intent once there is one; the check of a card by its page. */
export function lookupRequest(paymentReference: string, { purchase }: Pick<Known, 'purchase'>): Conversation {
  if (purchase.card?.kind === 'check') return conversation((stripe) => lookAtSetup(stripe, paymentReference));
  const look = paymentReference.startsWith('pi_') ? lookAtIntent : lookAtSession;
  return conversation((stripe) => look(stripe, paymentReference));
}

/**
 * Stripe finds no session by what the shop has called it, so nothing is asked: the purchase that is sent again under its
 * key is answered with the session it made.
 */
export function searchRequest(): Conversation {
  return async () => ({ kind: 'replied', reply: { status: 200, headers: {}, body: '{}' } });
}

/** Does something to a payment intent, and looks at all of it afterwards. */
function onIntent(id: string, act: (stripe: Stripe) => Promise<unknown>): Conversation {
  return conversation(async (stripe) => {
    await act(stripe);
    return lookAtIntent(stripe, id);
  });
}
