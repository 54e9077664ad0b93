import { expect, test } from 'vitest';
import type { Artefact } from '../../src/accounts/artefact.ts';
import type { Credential } from '../../src/accounts/credential.ts';
import { later } from '../../src/engine/ids.ts';
import type { Given } from './given.ts';
import { artefact, belonging, credential, DAY, ids, merchant, START, undecodable } from './samples.ts';

/** Merchants, credentials, tokens and artefacts. */
export function directoryTests(given: () => Given): void {
  test('merchants are found by id and listed newest first, page by page, by environment', async () => {
    const { store } = given();
    for (const id of ['a', 'b', 'c']) await store.addMerchant(merchant({ id }));
    await store.addMerchant(merchant({ id: 'd', environment: 'production' }));
    expect(await store.findMerchant('b')).toEqual(merchant({ id: 'b' }));
    expect(await store.findMerchant('e')).toBeUndefined();
    expect(ids(await store.listMerchants({ limit: 10 }))).toBe('d c b a');
    expect(ids(await store.listMerchants({ environment: 'sandbox', limit: 2 }))).toBe('c b');
    expect(ids(await store.listMerchants({ environment: 'sandbox', before: 'b', limit: 2 }))).toBe('a');
    expect(ids(await store.listMerchants({ before: 'nobody', limit: 10 }))).toBe('');
  });

  test('the accounts of a seller are found together, in all environments', async () => {
    const { store } = given();
    await store.addMerchant(merchant({ id: 'a' }));
    await store.addMerchant(merchant({ id: 'b', environment: 'production', sellerId: 'a' }));
    await store.addMerchant(merchant({ id: 'c' }));
    expect(ids(await store.accountsOf('a'))).toBe('a b');
    expect(ids(await store.accountsOf('b'))).toBe('');
  });

  test('a merchant is moved only from the status it has', async () => {
    const { store } = given();
    await store.addMerchant(merchant({ id: 'a', status: 'pending' }));
    const active = merchant({ id: 'a', status: 'active' });
    expect(await store.moveMerchant(active, 'suspended')).toBe('conflict');
    expect((await store.findMerchant('a'))?.status).toBe('pending');
    const moves = [store.moveMerchant(active, 'pending'), store.moveMerchant(active, 'pending')];
    expect((await Promise.all(moves)).toSorted()).toEqual(['committed', 'conflict']);
    expect(await store.findMerchant('a')).toEqual(active);
  });

  test('what another process takes away is gone at once, however often it was read', async () => {
    const { store, elsewhere } = given();
    const other = await elsewhere();
    await store.addMerchant(merchant({ id: 'mer_1' }));
    await store.saveCredentials([credential({ id: 'a' })]);
    const seen = async () => [
      (await store.findMerchant('mer_1'))?.status,
      ...(await store.credentialsByPublicId('public')).map(({ revokedAt }) => revokedAt),
      (await store.findCredential('a'))?.revokedAt,
    ];
    expect([await seen(), await seen()]).toEqual([
      ['active', undefined, undefined],
      ['active', undefined, undefined],
    ]);
    await other.saveCredentials([credential({ id: 'a', revokedAt: START })]);
    expect(await seen()).toEqual(['active', START, START]);
    await other.moveMerchant(merchant({ id: 'mer_1', status: 'suspended' }), 'active');
    expect(await seen()).toEqual(['suspended', START, START]);
  });

  test('credentials are found by id, public id and merchant, and replaced by id', async () => {
    const { store } = given();
    await store.saveCredentials([credential({ id: 'a' }), credential({ id: 'b', environment: 'production' })]);
    await store.saveCredentials([credential({ id: 'c', publicId: 'other', merchantId: 'mer_2' })]);
    expect(ids(await store.credentialsByPublicId('public'))).toBe('b a');
    expect(ids(await store.credentialsOf('mer_1'))).toBe('b a');
    expect(ids(await store.credentialsOf('mer_2'))).toBe('c');
    await store.saveCredentials([credential({ id: 'a', revokedAt: START })]);
    expect(await store.findCredential('a')).toEqual(credential({ id: 'a', revokedAt: START }));
    expect(ids(await store.credentialsOf('mer_1'))).toBe('b a');
    expect(await store.findCredential('z')).toBeUndefined();
  });

  test('credentials are saved all or none', async () => {
    const { store } = given();
    const unwritable = { ...credential({ id: 'b' }), scopes: undecodable<Credential['scopes']>() };
    await expect(store.saveCredentials([credential({ id: 'a' }), unwritable])).rejects.toThrow();
    expect(await store.credentialsOf('mer_1')).toEqual([]);
  });

  test('a token is found in every environment, and forgotten a week after it has expired for its credential', async () => {
    const { store } = given();
    const token = {
      hash: 'h1',
      credentialId: 'a',
      environment: 'sandbox',
      scopes: ['pay'],
      expiresAt: START,
    } as const;
    await store.addToken(token, START);
    await store.addToken({ ...token, hash: 'h2' }, later(START, 7 * DAY));
    expect(await store.findToken('h1')).toEqual(token);
    await store.addToken({ ...token, hash: 'h3', credentialId: 'b' }, later(START, 7 * DAY + 1));
    expect(await store.findToken('h1')).toEqual(token);
    await store.addToken({ ...token, hash: 'h4' }, later(START, 7 * DAY + 1));
    expect(await store.findToken('h1')).toBeUndefined();
  });

  test('a key belongs to the first merchant that registers it, in whatever form', async () => {
    const { store } = given();
    const key = artefact({ id: 'a' });
    expect(await store.addArtefact(key)).toEqual({ kind: 'added' });
    const certificate = { id: 'b', kind: 'client_certificate', fingerprint: 'other' } as const;
    const others = [
      artefact({ id: 'b' }),
      artefact({ id: 'b', merchantId: 'mer_2' }),
      artefact({ id: 'b', merchantId: 'mer_2', environment: 'production' }),
      artefact({ ...certificate, merchantId: 'mer_2' }),
    ];
    for (const other of others) expect(await store.addArtefact(other)).toEqual({ kind: 'known', artefact: key });
    expect(await store.addArtefact(artefact(certificate))).toEqual({ kind: 'added' });
    expect(ids(await store.artefactsOf('mer_1'))).toBe('b a');
    expect(await store.artefactsOf('mer_2')).toEqual([]);
  });

  test('of two who register a key at once one is told that it is known', async () => {
    const { store } = given();
    const both = ['mer_1', 'mer_2'].map((merchantId) => store.addArtefact(artefact({ id: merchantId, merchantId })));
    expect((await Promise.all(both)).map(({ kind }) => kind).toSorted()).toEqual(['added', 'known']);
  });

  test('a key is found by its fingerprint, wherever it is registered, and changed as long as it is', async () => {
    const { store } = given();
    const key = artefact({ id: 'a', environment: 'production' });
    if (key.kind !== 'public_key') throw new Error('the sample is no public key');
    await store.addArtefact(key);
    expect([await store.artefactByFingerprint(key.fingerprint), await store.findArtefact('a')]).toEqual([key, key]);
    expect([await store.artefactByFingerprint('other'), await store.findArtefact('b')]).toEqual([undefined, undefined]);
    const revoked = { ...key, revokedAt: START };
    expect(await store.saveArtefact(revoked)).toBe('saved');
    expect(await store.artefactByFingerprint(key.fingerprint)).toEqual(revoked);
    await store.removeArtefact('a');
    expect([await store.saveArtefact(revoked), await store.findArtefact('a')]).toEqual(['unknown', undefined]);
  });

  test('a key is free again once its artefact is removed; what is no key is never taken', async () => {
    const { store } = given();
    await store.addArtefact(artefact({ id: 'a' }));
    expect(await store.removeArtefact('a')).toBe('removed');
    expect(await store.removeArtefact('a')).toBe('unknown');
    expect(await store.addArtefact(artefact({ id: 'b', merchantId: 'mer_2' }))).toEqual({ kind: 'added' });
    for (const id of ['c', 'd']) {
      const host: Artefact = { kind: 'callback_host', host: 'shop.example', ...belonging(id) };
      expect(await store.addArtefact(host)).toEqual({ kind: 'added' });
    }
  });
}
