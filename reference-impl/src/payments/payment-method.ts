import type { Integration } from './integration.ts';

/** What a customer can choose to pay with: one per active integration. */
export type PaymentMethod = Readonly<{ id: string; label: string }>;

/** The method an integration brings. The id is kept on transactions and outlives the integration. */
export function methodOf({ type, id, label }: Pick<Integration, 'type' | 'id' | 'label'>): PaymentMethod {
  return { id: `${type}_${id}`, label };
}
