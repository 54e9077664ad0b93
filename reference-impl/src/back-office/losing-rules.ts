import type { PaymentRule } from '../payments/payment-rule.ts';

/** Which payment rules lose a method when it is switched off or deleted, said before it happens. */
export function losingInWords(how: 'switched off' | 'deleted', naming: readonly PaymentRule[]): string {
  if (naming.length === 0) return 'No payment rule names it.';
  const names = naming.map(({ name, methods }) => (methods.length === 1 ? `${name} (nothing is left)` : name));
  const then = how === 'deleted' ? ' A rule with nothing left is switched off.' : '';
  return `When it is ${how}, these payment rules lose it: ${names.join(', ')}.${then}`;
}
