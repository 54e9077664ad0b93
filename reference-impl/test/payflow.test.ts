import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reading } from '../src/payments/outcome.ts';
import type { Answered, Known, PurchaseCommand } from '../src/payments/provider.ts';
import { type HttpRequest, httpClient } from '../src/platform/http-client.ts';
import { readConnection } from '../src/providers/payflow/replies.ts';
import { connectionPairs, type Login, requestOf, withLogin } from '../src/providers/payflow/requests.ts';
import { capture, lookUp, refund, release, startPurchase } from '../src/providers/payflow/steps.ts';
import { instant } from '../src/shop/ids.ts';
import { money } from '../src/shop/money.ts';
import { type ProviderProgram, startProvider } from './provider-program.ts';

const send = httpClient({ timeoutMs: 60_000 });
const usd = (minor: bigint) => money(minor, 'USD');

let provider: ProviderProgram;
let login: Login;
beforeAll(async () => {
  provider = await startProvider();
  const { body: merchant } = await provider.control('POST', '/merchants', { environment: 'sandbox', name: 'Shop' });
  await provider.control('POST', `/merchants/${merchant.id}/activate`);
  const wanted = { dialect: 'payflow', kind: 'oauth_client' };
  const { body } = await provider.control('POST', `/merchants/${merchant.id}/credentials`, wanted);
  const { publicId } = body.credential as { publicId: string };
  login = { partner: 'PayPal', vendor: publicId, user: publicId, password: String(body.secret) };
}, 30_000);
afterAll(() => provider.end());

/** Asks an environment with the login of the sandbox. */
function asking(environment: string) {
  return async (request: HttpRequest): Promise<Answered> => {
    const sent = await send(addressOf(environment), withLogin(login, request));
    return sent.kind === 'replied' ? sent : { kind: 'unknown', why: 'connection_lost' };
  };
}

function addressOf(environment: string): string {
  return `${provider.environments[environment]?.url}/payflow`;
}

/** What the shop knows of a purchase of 13.00 USD that nobody has asked for yet. */
function known(name: string, action: PurchaseCommand['action']): Known {
  return {
    address: addressOf('sandbox'),
    // Nobody is there.
    notificationUrl: 'http://127.0.0.1:9/notifications/x',
    now: instant(0),
    wishedAt: instant(0),
    purchase: {
      ...{ action, method: 'card', amount: usd(1300n), orderNumber: `N-${name}`, commandId: `command_${name}` },
      ...{ environment: 'sandbox', idempotencyKey: `key_${name}`, returnUrl: 'http://127.0.0.1:9/return' },
    },
    captures: [],
    unanswered: [],
    refunds: [],
  };
}

/** The payment that was read. */
function paid(reading: Reading) {
  if (reading.kind !== 'payment') throw new Error(`read ${JSON.stringify(reading)}`);
  return reading.payment;
}

/** The customer goes to the page and pays there. */
async function paysAt(redirectUrl: string | undefined, wish: 'approve' | 'decline'): Promise<void> {
  expect(redirectUrl).toContain(`${addressOf('sandbox')}/?SECURETOKEN=`);
  const page = await fetch(redirectUrl ?? '', { redirect: 'manual' });
  expect(page.headers.get('location')).toMatch(/^\/pay\//);
  const { body } = await provider.control('GET', '/journal?environment=sandbox&limit=500');
  const entries = body.entries as readonly { operation: string; paymentId?: string }[];
  const opened = entries.findLast(({ operation }) => operation === 'openTokenPage');
  const { status } = await provider.control('POST', `/payments/${opened?.paymentId}/buyer`, { do: wish });
  expect(status).toBe(200);
}

test('a login is known where it is from, and refused elsewhere', async () => {
  const checked = async (environment: string) => {
    const answered = await asking(environment)(requestOf(connectionPairs()));
    if (answered.kind !== 'replied') throw new Error(answered.kind);
    return readConnection(answered.reply, addressOf(environment), login.vendor);
  };
  expect(await checked('sandbox')).toMatchObject({ connection: { merchantId: login.vendor } });
  expect(await checked('production')).toMatchObject({ kind: 'rejected', rejection: { about: 'access' } });
});

test('held, captured in part with the answer lost, the rest given back, and a part returned', async () => {
  const say = asking('sandbox');
  const asked = known('hold', 'authorize');
  const { redirectUrl, status } = paid(await startPurchase(say, asked));
  expect(status).toBe('action_required');
  expect(paid(await lookUp(say, asked)).redirectUrl).toBe(redirectUrl);
  await paysAt(redirectUrl, 'approve');
  const { reference, ...held } = paid(await lookUp(say, asked));
  expect(held).toMatchObject({ status: 'authorized', capturable: usd(1300n) });

  const command = { paymentReference: reference, amount: usd(500n), rest: 'keep', idempotencyKey: 'key_5' } as const;
  const lost = (request: HttpRequest): Promise<Answered> =>
    say(request).then(() => ({ kind: 'unknown', why: 'timeout' }));
  expect(await capture(lost, { ...asked, reference }, command)).toEqual({ kind: 'unknown', why: 'timeout' });
  const found = paid(await lookUp(say, { ...asked, reference, unanswered: [command] }));
  expect(found).toMatchObject({ status: 'partially_captured', capturable: usd(800n) });
  expect(found.captures.map(({ amount }) => amount)).toEqual([usd(500n)]);

  const captures = found.captures.map((one) => one.reference);
  const [captureReference = ''] = captures;
  const after = { ...asked, reference, captures };
  const ended = paid(await release(say, after, { paymentReference: reference, idempotencyKey: 'key_6' }));
  expect(ended).toMatchObject({ status: 'captured', capturable: usd(0n) });
  const wanted = { paymentReference: reference, captureReference, amount: usd(200n), commandId: 'command_7' };
  const { refunds } = paid(await refund(say, after, { ...wanted, idempotencyKey: 'key_7' }));
  expect(refunds).toMatchObject([{ amount: usd(200n), status: 'succeeded', commandId: 'command_7' }]);
});

test('a declined card leaves the page open, and the next one is taken at once', async () => {
  const say = asking('sandbox');
  const asked = known('sale', 'charge');
  const { redirectUrl } = paid(await startPurchase(say, asked));
  await paysAt(redirectUrl, 'decline');
  const open = paid(await lookUp(say, asked));
  expect(open).toMatchObject({ status: 'action_required', redirectUrl });
  await paysAt(open.redirectUrl, 'approve');
  expect(paid(await lookUp(say, asked))).toMatchObject({ status: 'captured', captures: [{ amount: usd(1300n) }] });
});
