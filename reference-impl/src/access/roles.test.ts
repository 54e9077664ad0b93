import { expect, test } from 'vitest';
import { mayDo, PERMISSIONS, ROLES } from './roles.ts';

// permission                 administrator, integrator, sales, support
const MATRIX: Readonly<Record<(typeof PERMISSIONS)[number], string>> = {
  manage_users: 'yes no no no',
  view_audit: 'yes no no no',
  manage_integrations: 'yes yes no no',
  manage_payment_rules: 'yes yes no no',
  manage_prices: 'yes no no no',
  manage_customers: 'yes no yes no',
  view_health: 'yes yes yes yes',
  view_orders: 'yes no yes yes',
  view_payment_history: 'yes no yes yes',
  capture_payments: 'yes no yes no',
  cancel_payments: 'yes no yes no',
  refund_payments: 'yes no yes no',
  reconcile_payments: 'yes no yes no',
};

for (const permission of PERMISSIONS) {
  test(`${permission}: ${MATRIX[permission]}`, () => {
    expect(ROLES.map((role) => (mayDo(role, permission) ? 'yes' : 'no')).join(' ')).toBe(MATRIX[permission]);
  });
}
