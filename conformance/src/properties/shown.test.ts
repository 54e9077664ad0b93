import { expect, test } from 'vitest';
import { asBearer, asClient, isStillGood, SPOILINGS, type Spoil } from './shown.ts';
import { type CredentialKind, type CredentialModel, type MerchantModel, World } from './world.ts';

const merchant: MerchantModel = {
  id: 'mer_1',
  name: 'shop',
  environment: 'sandbox',
  mode: 'test',
  number: 1,
  status: 'active',
  startedAtMs: 0,
  elapsedMs: 0,
  hosts: new Set(),
  answered: new Map(),
};

function credential(kind: CredentialKind, publicId: string, secret: string): CredentialModel {
  return {
    id: publicId,
    merchant,
    kind,
    publicId,
    secret,
    scopes: ['read'],
    number: 1,
    expiresAtMs: undefined,
    revoked: false,
    succeeded: false,
  };
}

const key = credential('api_key', 'gsk_sandbox_Ab1', 'gsk_sandbox_Ab1_QwErTy');
const client = credential('oauth_client', 'gci_sandbox_Cd2', 'gcs_sandbox_AsDfGh');
const world = new World([]);
world.credentials.push(key, client);

const spoil = (how: Spoil['how']): Spoil => ({
  how,
  other: 'gsk_sandbox_Zz9_YxCvBn',
  otherEnvironment: 'production',
  garbage: 'garbage',
});

for (const how of SPOILINGS) {
  test(`${how}: ${isStillGood(how) ? 'still good' : 'refused'}, as key and as client`, () => {
    const shownAsKey = asBearer({ kind: 'key', credential: key }, spoil(how));
    expect(world.identify('sandbox', shownAsKey.shown).ok).toBe(isStillGood(how));
    const inText = !['as_basic', 'without_scheme', 'two_at_once'].includes(how);
    for (const form of ['basic', 'form'] as const) {
      const shownAsClient = asClient({ kind: 'client', credential: client }, spoil(how), form);
      // What spoils the header of a bearer token leaves a client as it is.
      expect(world.identify('sandbox', shownAsClient.shown).ok).toBe(isStillGood(how) || !inText);
    }
  });
}

test('what is sent is what the law looks at', () => {
  expect(asBearer({ kind: 'key', credential: key }, spoil('relabelled')).headers).toEqual({
    authorization: 'Bearer gsk_production_Ab1_QwErTy',
  });
  expect(asBearer({ kind: 'key', credential: key }, spoil('glued')).headers).toEqual({
    authorization: 'Bearer gsk_sandbox_Ab1_YxCvBn',
  });
  expect(asBearer({ kind: 'key', credential: key }, spoil('case_changed')).headers).toEqual({
    authorization: 'Bearer gsk_sandbox_Ab1_qWeRtY',
  });
  const { headers, form } = asClient({ kind: 'client', credential: client }, spoil('none'), 'basic');
  expect(form).toEqual({});
  expect(headers.authorization).toBe(`Basic ${Buffer.from('gci_sandbox_Cd2:gcs_sandbox_AsDfGh').toString('base64')}`);
});

test('a secret of one kind is unknown where the other is wanted', () => {
  expect(world.identify('sandbox', asBearer({ kind: 'client', credential: client }, spoil('none')).shown)).toEqual({
    ok: false,
    refusal: 'unknown',
  });
  const asOther = asClient({ kind: 'key', credential: key }, spoil('none'), 'form').shown;
  expect(world.identify('sandbox', asOther)).toEqual({ ok: false, refusal: 'unknown' });
});
