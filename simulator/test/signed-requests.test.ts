import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { card, euros, expectStatus, type MerchantAccount, merchant } from './merchant-account.ts';
import { type ControlWire, type Running, start } from './running-simulator.ts';
import { type RequestSigner, signedHeaders } from './secure-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-signed-'));
let running: Running;
beforeAll(async () => {
  running = await start({ database: join(folder, 'simulator.sqlite') });
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

type Key = RequestSigner & Readonly<{ pem: string }>;

function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    keyId: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    at: () => running.clock.now(),
  };
}

async function register(of: MerchantAccount, key: Key): Promise<string> {
  const answer = await running.control.ask('POST', `/merchants/${of.id}/artefacts`, {
    body: { kind: 'public_key', pem: key.pem },
  });
  const artefact = expectStatus<ControlWire['Artefact']>(answer, 201);
  expect(artefact.fingerprint).toBe(key.keyId);
  return artefact.id;
}

async function demanding(environment = 'sandbox'): Promise<MerchantAccount> {
  const account = await merchant(running, environment);
  const body = { signature: 'required' };
  expectStatus(await running.control.ask('PUT', `/merchants/${account.id}/connection-policy`, { body }), 200);
  return account;
}

/** A payment as the account asks for it, signed by this key. */
function signedPayment(as: MerchantAccount, signer: RequestSigner, reference: string) {
  const body = JSON.stringify({
    amount: euros(1000),
    captureMode: 'manual',
    reference,
    card: card('4242424242424242'),
  });
  const headers = {
    authorization: `Bearer ${as.secret}`,
    'idempotency-key': reference,
    'content-type': 'application/json',
  };
  const url = `${running.provider(as.environment).url}/v1/payments`;
  return { body, headers: signedHeaders(signer, 'POST', url, headers, body) };
}

async function refusalOf(as: MerchantAccount): Promise<string | undefined> {
  const { body } = await running.control.ask('GET', `/journal?merchant=${as.id}&limit=500`);
  return (body as { entries: ControlWire['JournalEntry'][] }).entries.at(-1)?.refusal;
}

async function expectRefused(as: MerchantAccount, asked: Parameters<MerchantAccount['ask']>[2], refusal: string) {
  const answer = await running.provider(as.environment).ask('POST', '/v1/payments', asked);
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ type: '/problems/signature-refused' });
  expect(await refusalOf(as)).toBe(refusal);
  expect((await running.control.ask('GET', `/ledger?merchant=${as.id}`)).body).toMatchObject({ payments: [] });
}

test('a payment that is signed by a registered key is made, and its answer read', async () => {
  const account = await demanding();
  const key = newKey();
  await register(account, key);
  const provider = running.provider('sandbox');
  const made = await provider.ask('POST', '/v1/payments', signedPayment(account, key, 'signed'));
  expect(made.status).toBe(201);
  const target = `/v1/payments/${(made.body as { id: string }).id}`;
  const headers = signedHeaders(key, 'GET', `${provider.url}${target}`, { authorization: `Bearer ${account.secret}` });
  expect((await provider.ask('GET', target, { headers })).status).toBe(200);
});

test('whoever repeats a request word for word is refused, and whoever signs the repeat anew is heard', async () => {
  const account = await demanding();
  const key = newKey();
  await register(account, key);
  const provider = running.provider('sandbox');
  const request = signedPayment(account, key, 'twice');
  const first = await provider.ask('POST', '/v1/payments', request);
  const replayed = await provider.ask('POST', '/v1/payments', request);
  expect([first.status, replayed.status, await refusalOf(account)]).toEqual([201, 401, 'signature_replayed']);
  const anew = await provider.ask('POST', '/v1/payments', signedPayment(account, key, 'twice'));
  expect([anew.status, anew.text]).toEqual([201, first.text]);
});

test('of ten at once with one nonce, one is carried out', async () => {
  const account = await demanding();
  const key = newKey();
  await register(account, key);
  const requests = Array.from({ length: 10 }, (_, index) =>
    signedPayment(account, { ...key, nonce: 'one for all' }, `raced-${index}`),
  );
  const answers = await Promise.all(
    requests.map((request) => running.provider('sandbox').ask('POST', '/v1/payments', request)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
});

const cases: readonly [what: string, signer: (account: MerchantAccount) => Promise<RequestSigner>, refusal: string][] =
  [
    ['a key that nobody has registered', async () => newKey(), 'signature_key_unknown'],
    ['a key of another account here', async () => registered(await merchant(running)), 'signature_key_unknown'],
    [
      'a key of another environment',
      async () => registered(await merchant(running, 'production')),
      'signature_key_of_another_environment',
    ],
    [
      'a key that was revoked',
      async (account) => {
        const key = newKey();
        const id = await register(account, key);
        expectStatus(await running.control.ask('POST', `/artefacts/${id}/revoke`), 200);
        return key;
      },
      'signature_key_revoked',
    ],
    [
      'another key under the name of its own',
      async (account) => ({ ...(await registered(account)), privateKey: newKey().privateKey }),
      'signature_wrong',
    ],
    [
      'its own key, six minutes ago',
      async (account) => ({ ...(await registered(account)), at: () => running.clock.now() - 360_000 }),
      'signature_outside_window',
    ],
  ];

async function registered(account: MerchantAccount): Promise<Key> {
  const key = newKey();
  await register(account, key);
  return key;
}

for (const [what, signerOf, refusal] of cases) {
  test(`a request that is signed by ${what} is refused: ${refusal}`, async () => {
    const account = await demanding();
    await expectRefused(account, signedPayment(account, await signerOf(account), 'refused'), refusal);
  });
}

test('a request that is not signed, and one whose body was changed, are refused', async () => {
  const account = await demanding();
  const key = await registered(account);
  const { headers, body } = signedPayment(account, key, 'changed');
  const { signature: _, ...unsigned } = headers;
  await expectRefused(account, { headers: unsigned, body }, 'signature_missing');
  await expectRefused(account, { headers, body: body.replace('1000', '9999') }, 'signature_digest_wrong');
});

test('one key takes over from another, and no payment is lost', async () => {
  const account = await demanding();
  const [old, next] = [newKey(), newKey()];
  const oldId = await register(account, old);
  const provider = running.provider('sandbox');
  const statuses = async (key: Key, name: string, count: number) => {
    const answers = Array.from({ length: count }, (_, index) =>
      provider.ask('POST', '/v1/payments', signedPayment(account, key, `${name}-${index}`)),
    );
    return (await Promise.all(answers)).map(({ status }) => status);
  };
  const before = statuses(old, 'old', 10);
  await register(account, next);
  const all = [await before, ...(await Promise.all([statuses(old, 'both', 10), statuses(next, 'next', 10)]))];
  expectStatus(await running.control.ask('POST', `/artefacts/${oldId}/revoke`), 200);
  all.push(await statuses(next, 'alone', 10));
  expect(all.flat()).toEqual(Array.from({ length: 40 }, () => 201));
  expect(await statuses(old, 'late', 1)).toEqual([401]);
});

test('what an account wants is still wanted after a restart', async () => {
  const account = await demanding();
  await running[Symbol.asyncDispose]();
  running = await start({ database: join(folder, 'simulator.sqlite') });
  expect((await running.control.ask('GET', `/merchants/${account.id}/connection-policy`)).body).toEqual({
    signature: 'required',
  });
});

test('nothing was logged', () => expect(running.logged).toEqual([]));
