import { describe, expect, test } from 'vitest';
import { generic } from '../providers/generic/index.ts';
import type { Credential } from './credential.ts';
import type { Deployment } from './deployment.ts';
import {
  type Claim,
  guardConnection,
  guardIntegration,
  guardTransaction,
  refusalInWords,
} from './environment-guard.ts';

const ADDRESS = 'https://pay.example';
const live: Deployment = {
  environment: 'production',
  mode: 'live',
  address: 'fixed',
  publicUrl: 'https://shop.example',
  providers: new Map([['generic', ADDRESS]]),
};

function claim(credential: Credential, more: Partial<Claim> = {}): Claim {
  const declarations = generic.declarations(credential);
  return { environment: 'production', address: ADDRESS, providerAddress: ADDRESS, declarations, ...more };
}

const key = (apiKey: string): Credential => ({ kind: 'api_key', apiKey });
const client = (clientId: string, clientSecret: string): Credential => ({
  kind: 'oauth_client',
  clientId,
  clientSecret,
});
const good = key('gsk_production_a1B2');

const CASES: readonly (readonly [what: string, claim: Claim, refusal: string | undefined])[] = [
  ['a key of this environment', claim(good), undefined],
  ['a key with an id and a secret in it', claim(key('gsk_production_a1B2_c3D4')), undefined],
  ['a key of another with the name of this in it', claim(key('gsk_sandbox_production_c3')), 'environment_mismatch'],
  ['an id and secret of this environment', claim(client('gci_production_a', 'gcs_production_b')), undefined],
  ['a key of another environment', claim(key('gsk_sandbox_a1B2')), 'environment_mismatch'],
  ['a client id of another', claim(client('gci_sandbox_a', 'gcs_production_b')), 'environment_mismatch'],
  ['a client secret of another', claim(client('gci_production_a', 'gcs_sandbox_b')), 'environment_mismatch'],
  ['an environment that only begins alike', claim(key('gsk_production-2_a')), 'environment_mismatch'],
  ['an environment in capitals', claim(key('gsk_Production_a')), 'credential_undeclared'],
  ['a key without an environment', claim(key('gsk_a1B2')), 'credential_undeclared'],
  ['a secret in the place of a key', claim(key('gcs_production_a')), 'credential_undeclared'],
  ['a key in the place of a secret', claim(client('gci_production_a', 'gsk_production_b')), 'credential_undeclared'],
  ['an empty key', claim(key('')), 'credential_undeclared'],
  ['a key with something after it', claim(key('gsk_production_a b')), 'credential_undeclared'],
  ['a row of another environment', claim(good, { environment: 'sandbox' }), 'environment_mismatch'],
  ['an address of another environment', claim(good, { address: 'https://sandbox.pay.example' }), 'address_mismatch'],
  ['an address that only begins alike', claim(good, { address: `${ADDRESS}.evil.example` }), 'address_mismatch'],
  ['no address in this deployment', claim(good, { providerAddress: undefined }), 'address_missing'],
];

describe('an integration in a live deployment', () => {
  for (const [what, claimed, refusal] of CASES) {
    test(`${what}: ${refusal ?? 'accepted'}`, () => {
      expect(guardIntegration(live, claimed)?.code).toBe(refusal);
    });
  }
});

test('a refusal names both environments and not the secret', () => {
  const refusal = guardIntegration(live, claim(key('gsk_sandbox_SECRETSECRET')));
  expect(refusal).toEqual({
    code: 'environment_mismatch',
    about: 'apiKey',
    expected: 'production',
    found: 'sandbox',
  });
  const words = refusal && refusalInWords(refusal);
  expect(words).toContain('"production"');
  expect(words).toContain('"sandbox"');
  expect(words).not.toContain('SECRET');
});

const SAID: readonly (readonly [environment: string, mode: string, refusal: string | undefined])[] = [
  ['production', 'live', undefined],
  ['sandbox', 'test', 'environment_mismatch'],
  ['sandbox', 'live', 'environment_mismatch'],
  ['production', 'test', 'mode_mismatch'],
  ['Production', 'live', 'environment_mismatch'],
];

for (const [environment, mode, refusal] of SAID) {
  test(`a provider that says ${environment}, ${mode}: ${refusal ?? 'agrees'}`, () => {
    expect(guardConnection(live, { environment, mode })?.code).toBe(refusal);
  });
  test(`a payment transaction of ${environment}, ${mode}: ${refusal ?? 'ours'}`, () => {
    expect(guardTransaction(live, { environment, mode })?.code).toBe(refusal);
  });
}
