import type { Instant, IntegrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { PaymentMethod } from './payment-method.ts';
import type { Operation } from './provider.ts';

/** The ways to pay that need no provider: the customer sends the money, and a sales person says that it has come. */
export const OFFLINE_TYPES = ['payment_term', 'check_money_order'] as const;

/** A way to pay without a provider. */
export type OfflineType = (typeof OFFLINE_TYPES)[number];

/** What each kind asks for besides its label. */
export type OfflineSettings =
  /** For customers who may pay an invoice later; how much later hangs on the customer. */
  Readonly<{ type: 'payment_term' }> | Readonly<{ type: 'check_money_order'; payTo: string; sendTo: string }>;

/** A way to pay without a provider, as the shop offers it. There is nothing secret about it. */
export type OfflineMethod = Readonly<{
  id: IntegrationId;
  label: string;
  enabled: boolean;
  /** The environment it was saved in; in a copy for another one it is not offered until it is saved again. */
  environment: string;
  settings: OfflineSettings;
  createdAt: Instant;
  version: number;
}>;

/** What can be done to what a customer has promised. */
export const OFFLINE_OPERATIONS: readonly Operation[] = ['capture', 'cancel', 'refund', 'invoice'];

/** The method that customers choose. The id is kept on transactions and outlives what it came from. */
export function offlineMethodOf({ id, label, settings }: OfflineMethod): PaymentMethod {
  return { id: `${settings.type}_${id}`, label, shortLabel: label };
}

/** Whether a payment method is one without a provider, by its id; no provider's type begins like theirs. */
export function isOfflineMethod(methodId: string): boolean {
  return OFFLINE_TYPES.some((type) => methodId.startsWith(`${type}_`));
}

/** What the customer is asked to do, in a sentence. `termDays` is how long the customer may take. */
export function instructionsFor({ settings }: OfflineMethod, termDays: number | undefined): string {
  switch (settings.type) {
    case 'payment_term':
      return `Please pay our invoice within ${termDays ?? 0} days.`;
    case 'check_money_order':
      return `Please make your check or money order out to ${settings.payTo} and send it to ${settings.sendTo}.`;
    default:
      return unreachable(settings);
  }
}

/** A kind of way to pay, in words. */
export function offlineTypeInWords(type: OfflineType): string {
  switch (type) {
    case 'payment_term':
      return 'Payment term: invoice, to be paid within the days that the customer has';
    case 'check_money_order':
      return 'Check or money order';
    default:
      return unreachable(type);
  }
}
