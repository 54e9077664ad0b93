import { balances } from '../../engine/balances.ts';
import { instant } from '../../engine/ids.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { seconds } from './call.ts';
import { type KeptItem, type KeptSession, readSession } from './codec.ts';
import { statusOf } from './intent-state.ts';
import type { At } from './objects.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** As much of a session's object as is needed to show it. */
export type Session = Readonly<{ id: string; createdAt: number; kept: KeptSession }>;

/** The session that an object keeps. */
export function sessionIn(object: DialectObject): Session {
  return { id: object.id, createdAt: object.createdAt, kept: readSession(object) };
}

/** How a session stands: read off its payment and the time, never stored. */
export function sessionStatus(
  { ended, expiresAt, setup }: KeptSession,
  stored: StoredPayment | undefined,
  { now }: Pick<At, 'now'>,
): Wire['CheckoutSession']['status'] {
  if (stored?.payment.state === 'approved' || setup?.done === true) return 'complete';
  // Whoever withdraws the payment takes the session with it.
  const isOver = ended === true || now >= expiresAt || stored?.payment.state === 'cancelled';
  return isOver ? 'expired' : 'open';
}

/** Where the customer pays. */
export function sessionUrl(id: string, { pages }: Pick<At, 'pages'>): string {
  return `${pages}/c/pay/${id}`;
}

/** A checkout session as it is answered; `stored` is its payment, once there is one. */
export function renderSession(session: Session, stored: StoredPayment | undefined, at: At): Wire['CheckoutSession'] {
  const { kept } = session;
  const status = sessionStatus(kept, stored, at);
  const paid = stored !== undefined && balances(stored.payment).captured > 0n && statusOf(stored) === 'succeeded';
  return {
    id: session.id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: [...kept.methodTypes],
    customer_account: null,
    integration_identifier: null,
    managed_payments: null,
    origin_context: null,
    permissions: null,
    amount_subtotal: kept.setup ? null : kept.amount,
    amount_total: kept.setup ? null : kept.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: kept.cancelUrl ?? null,
    client_reference_id: kept.clientReferenceId ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: seconds(instant(session.createdAt)),
    currency: kept.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: kept.customer ?? null,
    customer_creation: creationOf(kept),
    customer_details: detailsOf(kept, status),
    customer_email: kept.customerEmail ?? null,
    discounts: [],
    expires_at: seconds(instant(kept.expiresAt)),
    invoice: null,
    invoice_creation: null,
    livemode: at.livemode,
    locale: kept.locale ?? null,
    metadata: { ...kept.metadata },
    mode: kept.setup ? 'setup' : 'payment',
    // It is only told once it has come to something: before, the customer may still turn away.
    payment_intent: status === 'complete' ? (stored?.paymentId ?? null) : null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: [...kept.methodTypes],
    payment_status: kept.setup ? 'no_payment_required' : paid ? 'paid' : 'unpaid',
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: kept.setup?.intent ?? null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status,
    submit_type: null,
    subscription: null,
    success_url: kept.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: kept.uiMode,
    url: status === 'open' ? sessionUrl(session.id, at) : null,
    wallet_options: null,
  };
}

function creationOf({ customer, setup }: KeptSession): Wire['CheckoutSession']['customer_creation'] {
  if (setup?.makesCustomer) return 'always';
  return customer === undefined ? 'if_required' : null;
}

function detailsOf(
  { customerEmail, email }: KeptSession,
  status: Wire['CheckoutSession']['status'],
): Wire['CheckoutSession']['customer_details'] {
  const given = customerEmail ?? email;
  if (given === undefined && status !== 'complete') return null;
  return { address: null, email: given ?? null, name: null, phone: null, tax_exempt: 'none', tax_ids: [] };
}

/** One line of what a session is for. */
export function renderItem(item: KeptItem, session: Session, { livemode }: Pick<At, 'livemode'>): Wire['LineItem'] {
  const { currency } = session.kept;
  const total = item.unit * item.quantity;
  return {
    id: item.id,
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency,
    description: item.name,
    metadata: {},
    price: {
      id: item.price,
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: seconds(instant(session.createdAt)),
      currency,
      custom_unit_amount: null,
      livemode,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: item.product,
      recurring: null,
      tax_behavior: 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: item.unit,
      unit_amount_decimal: String(item.unit),
    },
    quantity: item.quantity,
  };
}
