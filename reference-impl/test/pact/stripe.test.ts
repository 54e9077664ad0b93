import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { HttpRequest } from '../../src/platform/http-client.ts';
import { stripe } from '../../src/providers/stripe/index.ts';
import type { Talk } from './interaction.ts';
import { committedForm, fileOf, meetInTalk } from './pact.ts';
import { STRIPE_TALKS } from './stripe/contract.ts';
import { KEY } from './stripe/words.ts';

// Pact reports its use to its makers unless told otherwise.
vi.stubEnv('PACT_DO_NOT_TRACK', 'true');

const PROVIDER = 'stripe';
const written = mkdtempSync(join(tmpdir(), 'assay-pact-'));
const thrownAway = mkdtempSync(join(tmpdir(), 'assay-pact-'));
afterAll(() => {
  for (const folder of [written, thrownAway]) rmSync(folder, { recursive: true });
});

for (const talk of STRIPE_TALKS) {
  test(`Stripe: ${talk.description}`, async () => {
    expect(await meetInTalk(talk, PROVIDER, written)).toEqual(talk.reading);
  });
}

test('the committed pact is what has just been written; `vitest run -u` on this folder renews it', async () => {
  const now = readFileSync(join(written, fileOf(PROVIDER)), 'utf8');
  await expect(committedForm(now)).toMatchFileSnapshot(`../../pacts/${fileOf(PROVIDER)}`);
});

type Spoil = (request: HttpRequest) => HttpRequest;

const withHeaders =
  (change: (headers: Record<string, string>) => void): Spoil =>
  (request) => {
    const headers = { ...request.headers };
    change(headers);
    return { ...request, headers };
  };
const withBody =
  (from: string, to: string): Spoil =>
  (request) =>
    request.method === 'GET' ? request : { ...request, body: String(request.body).replace(from, to) };

const MISTAKES: readonly (readonly [what: string, against: string, spoil: Spoil])[] = [
  ['sends no idempotency key', 'a capture of a hold', withHeaders((headers) => void delete headers['idempotency-key'])],
  [
    'sends another key than it was given',
    'a refund of a hold',
    withHeaders((headers) => void Object.assign(headers, { 'idempotency-key': 'x' })),
  ],
  ['shows no key', 'the balance with a secret key', (request) => request],
  ['captures at once what is to be held', 'a page for a payment to authorize', withBody('=manual', '=automatic')],
  ['asks for another amount', 'a page for a payment to authorize', withBody('=1999', '=1998')],
  ['asks elsewhere', 'a hold', (request) => ({ ...request, path: request.path.replace('/v1/', '/v2/') })],
];

for (const [what, against, spoil] of MISTAKES) {
  test(`an adapter that ${what} breaks the contract`, async () => {
    const talk = STRIPE_TALKS.find(({ description }) => description === against);
    if (talk === undefined) throw new Error(`the contract has no ${against}`);
    const ask: Talk['ask'] = () => (say) => talk.ask()((request) => say(spoil(request)));
    const headers = what === 'shows no key' ? {} : talk.headers;
    await expect(meetInTalk({ ...talk, ask, headers }, PROVIDER, thrownAway)).rejects.toThrow(
      'Mock server failed with the following mismatches',
    );
  });
}

test('the key of the contract says that it is of test mode', () => {
  expect(stripe.declarations(KEY)).toEqual([{ field: 'apiKey', mode: 'test' }]);
});
