import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { CERTIFICATE_PEM, CERTIFICATE_PUBLIC_KEY_PEM } from './certificate.ts';
import { expectProblem, expectStatus, merchant } from './merchant-account.ts';
import { type ControlWire, type Running, start } from './running-simulator.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const edwards = generateKeyPairSync('ed25519');
const pemOf = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' });
const certified = createPublicKey(CERTIFICATE_PUBLIC_KEY_PEM);

async function register(running: Running, merchantId: string, body: object) {
  return running.control.ask('POST', `/merchants/${merchantId}/artefacts`, { body });
}

async function listed(running: Running, merchantId: string): Promise<readonly ControlWire['Artefact'][]> {
  const answer = await running.control.ask('GET', `/merchants/${merchantId}/artefacts`);
  return expectStatus<{ artefacts: ControlWire['Artefact'][] }>(answer, 200).artefacts;
}

test('a key, a certificate, a webhook endpoint and a callback host are registered, listed newest first and removed', async () => {
  await using running = await start();
  const { id } = await merchant(running);
  const asked: readonly object[] = [
    { kind: 'public_key', pem: pemOf(rsa.publicKey) },
    { kind: 'public_key', jwk: jwkOf(edwards.publicKey) },
    { kind: 'client_certificate', pem: CERTIFICATE_PEM },
    { kind: 'webhook_endpoint', url: 'https://shop.example/hooks?shop=1' },
    { kind: 'callback_host', host: 'shop.example:8443' },
  ];
  for (const body of asked) expectStatus(await register(running, id, body), 201);
  const artefacts = await listed(running, id);
  expect(artefacts).toMatchObject([
    { kind: 'callback_host', host: 'shop.example:8443' },
    { kind: 'webhook_endpoint', url: 'https://shop.example/hooks?shop=1' },
    { kind: 'client_certificate', algorithm: 'ec-prime256v1', subject: 'CN=shop.example' },
    { kind: 'public_key', algorithm: 'ed25519' },
    { kind: 'public_key', algorithm: 'rsa-2048' },
  ]);
  for (const artefact of artefacts) {
    const removed = await running.control.ask('DELETE', `/artefacts/${artefact.id}`);
    expect(`${removed.status}${removed.text}`).toBe('204');
  }
  expect(await listed(running, id)).toEqual([]);
});

const pairs: readonly [what: string, first: object, second: object][] = [
  ['PEM, PEM', { pem: pemOf(rsa.publicKey) }, { pem: pemOf(rsa.publicKey) }],
  ['PEM, JWK', { pem: pemOf(rsa.publicKey) }, { jwk: jwkOf(rsa.publicKey) }],
  ['JWK, PEM', { jwk: jwkOf(edwards.publicKey) }, { pem: pemOf(edwards.publicKey) }],
  [
    'JWK, JWK with more members',
    { jwk: jwkOf(edwards.publicKey) },
    { jwk: { ...jwkOf(edwards.publicKey), kid: 'other', use: 'sig' } },
  ],
  [
    'PEM, older PEM',
    { pem: pemOf(rsa.publicKey) },
    { pem: rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString() },
  ],
  ['PEM, certificate', { pem: CERTIFICATE_PUBLIC_KEY_PEM }, { kind: 'client_certificate', pem: CERTIFICATE_PEM }],
  ['certificate, JWK', { kind: 'client_certificate', pem: CERTIFICATE_PEM }, { jwk: jwkOf(certified) }],
  [
    'certificate, certificate',
    { kind: 'client_certificate', pem: CERTIFICATE_PEM },
    { kind: 'client_certificate', pem: CERTIFICATE_PEM },
  ],
];
for (const [what, first, second] of pairs) {
  test(`one key in two environments is refused: ${what}`, async () => {
    await using running = await start();
    const [sandbox, production, neighbour] = [
      await merchant(running, 'sandbox'),
      await merchant(running, 'production'),
      await merchant(running, 'sandbox'),
    ];
    const key = (content: object) => ({ kind: 'public_key', ...content });
    expectStatus(await register(running, sandbox.id, key(first)), 201);
    expectProblem(await register(running, production.id, key(second)), 409, 'key-registered-elsewhere');
    expectProblem(await register(running, neighbour.id, key(second)), 409, 'key-already-registered');
    expect(await listed(running, production.id)).toEqual([]);
    const [registered] = await listed(running, sandbox.id);
    await running.control.ask('DELETE', `/artefacts/${registered?.id}`);
    expectStatus(await register(running, production.id, key(second)), 201);
  });
}

test('a refusal does not tell whose the key is', async () => {
  await using running = await start();
  const [mine, theirs] = [await merchant(running, 'sandbox'), await merchant(running, 'production')];
  const key = { kind: 'public_key', pem: pemOf(rsa.publicKey) };
  await register(running, mine.id, key);
  const refused = await register(running, theirs.id, key);
  for (const telling of [mine.id, 'sandbox']) expect(refused.text).not.toContain(telling);
});

const privatePem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const unreadable: readonly [what: string, body: object][] = [
  ['a private key', { kind: 'public_key', pem: privatePem }],
  ['a private JWK', { kind: 'public_key', jwk: jwkOf(rsa.privateKey) }],
  ['a certificate with its private key', { kind: 'client_certificate', pem: `${CERTIFICATE_PEM}${privatePem}` }],
  ['text as a key', { kind: 'public_key', pem: 'ssh-ed25519 AAAA' }],
  ['a key as a certificate', { kind: 'client_certificate', pem: pemOf(rsa.publicKey) }],
];
for (const [what, body] of unreadable) {
  test(`${what} is refused, and not repeated`, async () => {
    await using running = await start();
    const { id } = await merchant(running);
    const refused = await register(running, id, body);
    expectProblem(refused, 422, 'unreadable-key');
    expect(refused.text).not.toContain(privatePem.slice(100, 140));
    expect(await listed(running, id)).toEqual([]);
  });
}

const invalid: readonly [what: string, body: object, pointer: string][] = [
  ['no kind', { pem: 'x' }, '/kind'],
  ['an unknown kind', { kind: 'password' }, '/kind'],
  ['neither PEM nor JWK', { kind: 'public_key' }, ''],
  ['both PEM and JWK', { kind: 'public_key', pem: 'x', jwk: {} }, ''],
  ['a webhook without a scheme', { kind: 'webhook_endpoint', url: 'shop.example' }, '/url'],
  ['a webhook on port 99999', { kind: 'webhook_endpoint', url: 'https://shop.example:99999/' }, '/url'],
  ['a host with a path', { kind: 'callback_host', host: 'shop.example/x' }, '/host'],
  ['a host in capitals', { kind: 'callback_host', host: 'Shop.example' }, '/host'],
  ['a host with a scheme', { kind: 'callback_host', host: 'https://shop.example' }, '/host'],
];
for (const [what, body, pointer] of invalid) {
  test(`an artefact with ${what} is refused at "${pointer}"`, async () => {
    await using running = await start();
    const { id } = await merchant(running);
    const { errors } = expectProblem(await register(running, id, body), 400, 'invalid-request');
    expect(errors?.[0]?.pointer).toBe(pointer);
  });
}

test('an account registers a hundred artefacts and no more', async () => {
  await using running = await start();
  const { id } = await merchant(running);
  for (let count = 0; count < 100; count += 1) {
    const body = { kind: 'callback_host', host: `shop-${count}.example` };
    expectStatus(await register(running, id, body), 201);
  }
  expectProblem(await register(running, id, { kind: 'callback_host', host: 'one.example' }), 409, 'too-many');
});
