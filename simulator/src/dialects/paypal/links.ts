import type { components } from './wire.d.ts';

type Link = components['schemas']['Link'];

/** What an answer shows of where it is given: the base address of its environment. */
export type At = Readonly<{ pages: string }>;

/** A link to a part of the API. */
export function link(at: At, rel: string, path: string, method: Link['method'] = 'GET'): Link {
  return { href: `${at.pages}${path}`, rel, method };
}

/** The path of an order, an authorization, a capture or a refund. */
export const PATHS = {
  order: '/v2/checkout/orders',
  authorization: '/v2/payments/authorizations',
  capture: '/v2/payments/captures',
  refund: '/v2/payments/refunds',
} as const;

/** Where the buyer goes to approve an order. */
export function approvalLink(at: At, rel: 'approve' | 'payer-action' | 'redirect', orderId: string): Link {
  return link(at, rel, `/checkoutnow?token=${orderId}`);
}
