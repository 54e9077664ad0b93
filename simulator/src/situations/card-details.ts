import { createHmac } from 'node:crypto';
import { type Brand, brandOf } from './card.ts';
import type { CardEntry } from './issuer.ts';

/** All that is kept of a card. */
export type CardDetails = Readonly<{
  brand: Brand;
  lastFour: string;
  fingerprint: string;
  expiryMonth: number;
  expiryYear: number;
}>;

/**
 * What may be kept of a card. The fingerprint is keyed, since the hash of a card number alone can be undone by trying
 * all of them; with a key per environment it also says nothing elsewhere.
 */
export function cardDetails(card: CardEntry, fingerprintKey: string): CardDetails {
  return {
    brand: brandOf(card.number),
    lastFour: card.number.slice(-4),
    fingerprint: createHmac('sha256', fingerprintKey).update(card.number).digest('hex').slice(0, 24),
    expiryMonth: card.expiryMonth,
    expiryYear: card.expiryYear,
  };
}
