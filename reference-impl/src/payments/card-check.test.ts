import { expect, test } from 'vitest';
import { type CardCheck, firstAskedFor } from './card-check.ts';
import type { PaymentAction } from './integration.ts';

// OroCommerce's "zero amount authorization" and "authorization for required amount", and what is asked for.
const MATRIX: [PaymentAction, CardCheck, asked: string][] = [
  ['authorize', 'none', 'authorize'],
  ['authorize', 'only', 'validate, then wait'],
  ['authorize', 'then_authorize', 'validate, then authorize'],
  ['charge', 'none', 'charge'],
  ['charge', 'only', 'validate, then charge'],
  ['charge', 'then_authorize', 'validate, then charge'],
];
for (const [action, check, asked] of MATRIX) {
  test(`${action}, card check ${check}: ${asked}`, () => {
    const first = firstAskedFor(action, check);
    expect(first.action === 'validate' ? `validate, then ${first.next}` : first.action).toBe(asked);
  });
}
