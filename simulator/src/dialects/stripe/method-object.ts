import type { DialectObject } from '../../store/objects.ts';
import { seconds } from './call.ts';
import { type KeptBilling, type KeptCard, type KeptMethod, readMethod, readToken } from './codec.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A payment method as it is answered. */
export function renderMethod(object: DialectObject, livemode: boolean): Wire['PaymentMethod'] {
  const kept = readMethod(object);
  return methodOf(object.id, kept, { created: seconds(object.createdAt), livemode });
}

/** A payment method by what is kept of it. */
export function methodOf(
  id: string,
  kept: KeptMethod,
  { created, livemode }: Readonly<{ created: number; livemode: boolean }>,
): Wire['PaymentMethod'] {
  const { card } = kept;
  return {
    id,
    object: 'payment_method',
    allow_redisplay: kept.allowRedisplay,
    billing_details: renderBilling(kept.billing),
    card: {
      brand: card.brand,
      checks: renderChecks(card),
      country: card.country,
      display_brand: card.brand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: card.fingerprint,
      funding: card.funding,
      generated_from: null,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created,
    customer: kept.customer ?? null,
    livemode,
    metadata: { ...kept.metadata },
    type: 'card',
  };
}

/** Who a card belongs to. */
export function renderBilling(billing: KeptBilling): Wire['BillingDetails'] {
  const { address, email, name, phone, taxId } = billing;
  return {
    address: address ?? { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
    email: email ?? null,
    name: name ?? null,
    phone: phone ?? null,
    tax_id: taxId ?? null,
  };
}

/** What the issuer said about the parts of a card. */
export function renderChecks({ cvcCheck }: KeptCard): Wire['CardChecks'] {
  return { address_line1_check: null, address_postal_code_check: null, cvc_check: cvcCheck };
}

/** A token as it is answered. */
export function renderToken(object: DialectObject, livemode: boolean): Wire['Token'] {
  const { card, billing, used } = readToken(object);
  return {
    id: object.id,
    object: 'token',
    card: {
      id: object.id.replace(/^tok_/, 'card_'),
      object: 'card',
      address_city: billing.address?.city ?? null,
      address_country: billing.address?.country ?? null,
      address_line1: billing.address?.line1 ?? null,
      address_line1_check: null,
      address_line2: billing.address?.line2 ?? null,
      address_state: billing.address?.state ?? null,
      address_zip: billing.address?.postal_code ?? null,
      address_zip_check: null,
      brand: BRAND_NAMES[card.brand],
      country: card.country,
      cvc_check: card.cvcCheck,
      dynamic_last4: null,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: card.fingerprint,
      funding: card.funding,
      last4: card.last4,
      metadata: {},
      name: billing.name ?? null,
      tokenization_method: null,
      wallet: null,
    },
    client_ip: null,
    created: seconds(object.createdAt),
    livemode,
    type: 'card',
    used,
  };
}

// A token names the brand as it is spoken.
const BRAND_NAMES: Readonly<Record<KeptCard['brand'], string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'MasterCard',
  unionpay: 'UnionPay',
  visa: 'Visa',
  unknown: 'Unknown',
};
