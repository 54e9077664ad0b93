import { expect, test } from 'vitest';
import { instant, integrationId } from '../shop/ids.ts';
import {
  type ConnectionCheck,
  checkIdentity,
  type Integration,
  type IntegrationSettings,
  integrationStatus,
  whyNotActive,
} from './integration.ts';

const settings: IntegrationSettings = {
  address: 'https://pay.example',
  credential: { kind: 'api_key', apiKey: 'gsk_sandbox_one' },
  paymentAction: 'charge',
  signingSecrets: [],
};
const at = instant(0);
const agreed = { kind: 'agreed', at, merchantId: 'm', merchantName: 'Demo', scopes: [] } as const;
const madeWith = (other: Partial<IntegrationSettings>): ConnectionCheck => ({
  ...agreed,
  madeWith: checkIdentity({ ...settings, ...other }),
});

function integration(check: ConnectionCheck, enabled = true): Integration {
  const id = integrationId('integration_1');
  const base = { id, type: 'generic', environment: 'sandbox', accessId: 'access', label: 'Card', version: 1 } as const;
  return { ...base, enabled, check, settings, createdAt: at, updatedAt: at };
}

const CASES: readonly (readonly [what: string, integration: Integration, status: string])[] = [
  ['checked', integration(madeWith({})), 'active'],
  ['checked, switched off', integration(madeWith({}), false), 'disabled'],
  ['never checked', integration({ kind: 'unchecked' }), 'unchecked'],
  ['checked with another address', integration(madeWith({ address: 'https://other.example' })), 'unchecked'],
  [
    'checked with another credential',
    integration(madeWith({ credential: { kind: 'api_key', apiKey: 'gsk_sandbox_two' } })),
    'unchecked',
  ],
  ['checked, otherwise taken', integration(madeWith({ paymentAction: 'authorize' })), 'active'],
  ['refused', integration({ kind: 'rejected', at, code: 'credential-revoked' }), 'check_failed'],
  ['not answered', integration({ kind: 'unknown', at, why: 'timeout' }), 'check_failed'],
  ['merchant suspended', integration({ kind: 'merchant_not_active', at, merchantStatus: 'suspended' }), 'check_failed'],
];

for (const [what, one, status] of CASES) {
  test(`an integration that is ${what} is ${status}, and says why it is not offered`, () => {
    const opened = { kind: 'open', integration: one } as const;
    expect(integrationStatus(opened)).toBe(status);
    expect(whyNotActive(opened) === undefined).toBe(status === 'active');
  });
}
