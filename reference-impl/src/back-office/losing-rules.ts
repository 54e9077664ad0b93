import type { LosingRule } from '../payments/integrations.ts';
import type { PaymentMethod } from '../payments/payment-method.ts';

/** What goes, and which payment rules name any of it. */
export type Losing = Readonly<{ going: readonly PaymentMethod[]; losing: readonly LosingRule[] }>;

/** Which payment rules lose which methods when something is switched off or deleted, said before it happens. */
export function losingInWords(how: 'switched off' | 'deleted', { going, losing }: Losing): string {
  if (losing.length === 0) return 'No payment rule names it.';
  const isOne = going.length === 1;
  const names = losing.map(({ rule, methods }) => {
    const nothingLeft = rule.methods.length === methods.length ? ' (nothing is left)' : '';
    if (isOne) return `${rule.name}${nothingLeft}`;
    return `${rule.name} loses ${methods.map(({ label }) => label).join(' and ')}${nothingLeft}`;
  });
  const then = how === 'deleted' ? ' A rule with nothing left is switched off.' : '';
  return isOne
    ? `When it is ${how}, these payment rules lose it: ${names.join(', ')}.${then}`
    : `When it is ${how}, payment rules lose methods: ${names.join('; ')}.${then}`;
}
