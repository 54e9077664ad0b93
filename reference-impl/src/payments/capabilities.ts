import { unreachable } from '../shop/unreachable.ts';
import type { Operation, Provider } from './provider.ts';

/** What a payment method can do: at the checkout, and with what was paid there. */
export type Capability =
  | 'validate'
  | 'charge'
  | 'authorize'
  | 'capture'
  | 'partial_capture'
  | 'cancel'
  | 'refund'
  | 'partial_refund'
  | 're_authorize';

/** What the methods of a provider can do. Every one can take money at once, or hold it. */
export function capabilitiesOf({
  operations,
  methods,
}: Pick<Provider, 'operations' | 'methods'>): readonly Capability[] {
  const isChecked = methods.some(({ checksCards }) => checksCards);
  const first: readonly Capability[] = isChecked ? ['validate', 'charge', 'authorize'] : ['charge', 'authorize'];
  return [...first, ...operations.flatMap(afterPurchase)];
}

/** A capability in words. */
export function capabilityInWords(capability: Capability): string {
  switch (capability) {
    case 'validate':
      return 'check a card with an amount of nothing';
    case 'charge':
      return 'take money at once';
    case 'authorize':
      return 'hold it until it is captured';
    case 'capture':
      return 'capture a hold';
    case 'partial_capture':
      return 'capture a part of it';
    case 'cancel':
      return 'give a hold back';
    case 'refund':
      return 'refund';
    case 'partial_refund':
      return 'refund a part';
    case 're_authorize':
      return 'renew a hold';
    default:
      return unreachable(capability);
  }
}

function afterPurchase(operation: Operation): readonly Capability[] {
  switch (operation) {
    case 'capture':
      return ['capture', 'partial_capture'];
    case 'refund':
      return ['refund', 'partial_refund'];
    case 'cancel':
    case 're_authorize':
      return [operation];
    case 'invoice':
      return [];
    default:
      return unreachable(operation);
  }
}
