import type { CustomerId, Instant } from '../shop/ids.ts';

/** Somebody who buys here and has a password. */
export type Customer = Readonly<{
  id: CustomerId;
  /** In lower case. */
  email: string;
  name: string;
  passwordHash: string;
  /** How many days this customer may take to pay an invoice; nothing for whoever pays at once. */
  paymentTermDays?: number;
  createdAt: Instant;
  version: number;
}>;

/** A customer's signed-in browser or program. The token itself is kept by its holder only. */
export type CustomerSession = Readonly<{ tokenHash: string; customerId: CustomerId; expiresAt: Instant }>;

/** The longest time a customer may have to pay an invoice, in days. */
export const TERM_DAYS_MAX = 180;
