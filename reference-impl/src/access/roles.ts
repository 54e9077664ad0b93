/** What a member of the staff may be. */
export const ROLES = ['administrator', 'integrator', 'sales', 'support'] as const;
export type Role = (typeof ROLES)[number];

/** What can be allowed or not. */
export const PERMISSIONS = [
  'manage_users',
  'view_audit',
  'manage_integrations',
  'manage_payment_rules',
  'manage_prices',
  'manage_customers',
  'view_health',
  'view_orders',
  'view_payment_history',
  'capture_payments',
  'cancel_payments',
  'refund_payments',
  'reconcile_payments',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const MATRIX: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: PERMISSIONS,
  integrator: ['manage_integrations', 'manage_payment_rules', 'view_health'],
  sales: [
    'manage_customers',
    'view_health',
    'view_orders',
    'view_payment_history',
    'capture_payments',
    'cancel_payments',
    'refund_payments',
    'reconcile_payments',
  ],
  support: ['view_health', 'view_orders', 'view_payment_history'],
};

/** What a role allows. */
export function permissionsOf(role: Role): readonly Permission[] {
  return MATRIX[role];
}

/** Whether a role allows something. */
export function mayDo(role: Role, permission: Permission): boolean {
  return MATRIX[role].includes(permission);
}

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
