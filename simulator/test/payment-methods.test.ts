import { expect, test } from 'vitest';
import { CARDS, card, euros, expectProblem, journal, type MerchantAccount, merchant } from './merchant-account.ts';
import { DAY, HOUR, type Running, START, start, type Wire } from './running-simulator.ts';
import type { Answer } from './specification.ts';

const RETURN_URL = 'https://shop.example/back?order=7';
const RETURNED = (id: string) => `${RETURN_URL}&payment=${id}`;

type Page = Readonly<{
  running: Running;
  shop: MerchantAccount;
  payment: Wire['Payment'];
  open: () => Promise<Answer>;
  submit: (what: string, fields?: Record<string, string>) => Promise<Answer>;
  read: () => Promise<Wire['Payment']>;
}>;

/** A customer who was sent to the payment page. */
async function sent(more: Partial<Wire['PaymentRequest']>): Promise<Page & AsyncDisposable> {
  const running = await start();
  const shop = await merchant(running);
  const payment = await shop.pay({ returnUrl: RETURN_URL, ...more });
  const { pathname } = new URL(payment.action?.url ?? '');
  const provider = running.provider('sandbox');
  return {
    running,
    shop,
    payment,
    read: () => shop.read(payment),
    open: () => provider.ask('GET', pathname),
    submit: (what, fields = {}) =>
      provider.ask('POST', `${pathname}/${what}`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

const wallet = (more: Partial<Wire['PaymentRequest']> = {}) => sent({ method: 'wallet', ...more });
const transfer = () => sent({ method: 'bank_transfer', captureMode: 'automatic' });

/** Lets a situation of its own decide what the issuer says to this merchant account. */
async function issuerSays({ running, shop }: Page, issuer: object | string): Promise<void> {
  const body = {
    situation: { name: 'for-this-story', about: 'What this story needs.', rules: [{ when: {}, issuer }] },
  };
  const answer = await running.control.ask('PUT', `/merchants/${shop.id}/situation`, { body });
  expect(answer.status, answer.text).toBe(200);
}

test('a payment says what it is paid with: a card, where nothing was said', async () => {
  await using page = await wallet();
  expect(page.payment.method).toBe('wallet');
  expect((await page.shop.pay()).method).toBe('card');
  expect((await page.shop.pay({ method: 'card', returnUrl: RETURN_URL })).method).toBe('card');
});

test('a wallet is asked on a page without a card form, and pays', async () => {
  await using page = await wallet();
  const { text } = await page.open();
  expect(text).toContain('Pay with your wallet');
  expect(text).toContain('Pay 100.00 EUR');
  expect(text).not.toContain('Card number');
  const paid = await page.submit('wallet', { answer: 'approve' });
  expect(`${paid.status} ${paid.headers.get('location')}`).toBe(`303 ${RETURNED(page.payment.id)}`);
  const payment = await page.read();
  expect(payment).toMatchObject({ status: 'authorized', method: 'wallet' });
  expect(payment).not.toHaveProperty('card');
  expect((await page.open()).text).toContain('This payment has been made.');
});

test('a wallet captures at once where the shop asked for it', async () => {
  await using page = await wallet({ captureMode: 'automatic' });
  await page.submit('wallet', { answer: 'approve' });
  expect(await page.read()).toMatchObject({ status: 'captured', balances: { captured: 10_000 } });
});

const walletEnds: readonly [what: string, fields: Record<string, string>, expected: object][] = [
  ['wallet', { answer: 'decline' }, { status: 'declined', decline: { code: 'insufficient_funds' } }],
  ['cancel', {}, { status: 'cancelled' }],
];
for (const [what, fields, expected] of walletEnds) {
  test(`a wallet that is answered with ${fields.answer ?? what} ends so`, async () => {
    await using page = await wallet();
    const answer = await page.submit(what, fields);
    expect(answer.headers.get('location')).toBe(RETURNED(page.payment.id));
    expect(await page.read()).toMatchObject(expected);
  });
}

test('an answer that is none is asked for again, and one to another page changes nothing', async () => {
  await using page = await wallet();
  expect((await page.submit('wallet', { answer: 'perhaps' })).text).toContain('Pay with your wallet');
  const { pathname } = new URL(page.payment.action?.url ?? '');
  for (const [what, fields] of [
    ['card', { number: CARDS.approves, expiry: '12/30', cvc: '737' }],
    ['challenge', { answer: 'pass' }],
    ['transfer', { answer: 'arrives' }],
  ] as const) {
    const answer = await page.submit(what, fields);
    expect(`${answer.status} ${answer.headers.get('location')}`).toBe(`303 ${pathname}`);
  }
  expect(await page.read()).toMatchObject({ status: 'action_required', authorizations: [] });
});

test('of several answers from several tabs the first counts', async () => {
  await using page = await wallet({ captureMode: 'automatic' });
  const answers = await Promise.all([
    page.submit('wallet', { answer: 'approve' }),
    page.submit('wallet', { answer: 'decline' }),
    page.submit('cancel'),
    page.submit('wallet', { answer: 'approve' }),
  ]);
  for (const answer of answers) expect(answer.headers.get('location')).toBe(RETURNED(page.payment.id));
  const paid = await page.read();
  expect(paid.status).toBe('captured');
  expect(paid.captures).toHaveLength(1);
});

test('a bank transfer is on its way for a day, and then has arrived', async () => {
  await using page = await transfer();
  const { text } = await page.open();
  for (const shown of ['Pay by bank transfer', '100.00 EUR', 'Shop &amp; Söhne', 'order-1'])
    expect(text).toContain(shown);
  const sentIt = await page.submit('transfer', { answer: 'arrives' });
  expect(sentIt.headers.get('location')).toBe(RETURNED(page.payment.id));
  expect((await page.read()).status).toBe('processing');
  expect((await page.open()).text).toContain('The shop will hear when the money has arrived.');
  await page.running.pass(DAY - 1);
  expect((await page.read()).status).toBe('processing');
  await page.running.pass(1);
  expect(await page.read()).toMatchObject({ status: 'captured', method: 'bank_transfer' });
});

test('a bank transfer can fail, and be decided earlier in the console', async () => {
  await using page = await transfer();
  await page.submit('transfer', { answer: 'fails' });
  expect((await page.read()).status).toBe('processing');
  await page.running.pass(DAY);
  expect(await page.read()).toMatchObject({ status: 'declined', decline: { code: 'insufficient_funds' } });
  await using other = await transfer();
  await other.submit('transfer', { answer: 'arrives' });
  const decided = await other.running.control.ask('POST', `/payments/${other.payment.id}/decide`, {
    body: { answer: 'decline', code: 'processing_error' },
  });
  expect(decided.status).toBe(200);
  expect(await other.read()).toMatchObject({ status: 'declined', decline: { code: 'processing_error' } });
});

test('a shop can withdraw what is on its way', async () => {
  await using page = await transfer();
  await page.submit('transfer', { answer: 'arrives' });
  expect((await page.shop.change(page.payment, 'cancel')).status).toBe('cancelled');
  await page.running.pass(2 * DAY);
  expect((await page.read()).status).toBe('cancelled');
});

test('what does not go together is refused', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const base = { amount: euros(100), captureMode: 'manual', reference: 'r' };
  const ask = (body: object) => shop.ask('POST', '/v1/payments', { body: { ...base, ...body } });
  const both = expectProblem(await ask({ method: 'wallet', card: card(CARDS.approves) }), 400, 'invalid-request');
  expect(both.errors).toEqual([{ pointer: '/card', detail: 'does not go with the method wallet' }]);
  const held = expectProblem(await ask({ method: 'bank_transfer', returnUrl: RETURN_URL }), 422, 'not-supported');
  expect(held.detail).toContain('captureMode automatic');
  const lost = expectProblem(await ask({ method: 'wallet' }), 400, 'invalid-request');
  expect(lost.errors?.[0]?.pointer).toBe('/returnUrl');
  const odd = expectProblem(await ask({ method: 'cash', returnUrl: RETURN_URL }), 400, 'invalid-request');
  expect(odd.errors?.[0]?.pointer).toBe('/method');
});

test('a situation decides over a customer who wants to pay, and not over one who does not', async () => {
  await using page = await wallet();
  await issuerSays(page, { decline: 'lost_card' });
  await page.submit('wallet', { answer: 'approve' });
  expect(await page.read()).toMatchObject({ status: 'declined', decline: { code: 'lost_card' } });
  await using unwilling = await wallet();
  await issuerSays(unwilling, 'approve');
  await unwilling.submit('wallet', { answer: 'decline' });
  expect((await unwilling.read()).status).toBe('declined');
});

for (const action of ['redirect', 'challenge'] as const) {
  test(`whoever is sent to the bank after the first page (${action}) proves who he is there, and is not asked for all again`, async () => {
    await using page = await sent({});
    await issuerSays(page, { challenge: action });
    await page.submit('card', { number: CARDS.approves, expiry: '12/30', cvc: '737' });
    expect(await page.read()).toMatchObject({ status: 'action_required', action: { kind: action } });
    const { text } = await page.open();
    expect(text).toContain('Confirm with your bank');
    expect(text).not.toContain('Card number');
    await page.submit('challenge', { answer: 'pass' });
    expect((await page.read()).status).toBe('authorized');
  });
}

test('the way back without a decision leaves the payment waiting, and the page open until its time is up', async () => {
  await using page = await sent({ card: card(CARDS.challenges) });
  const { text } = await page.open();
  expect(text).toContain(`href="${RETURNED(page.payment.id).replace('&', '&amp;')}"`);
  expect(text).toContain(`<time datetime="${new Date(START + HOUR).toISOString()}">13:00 UTC on 2027-01-01</time>`);
  expect((await page.read()).status).toBe('action_required');
  await page.running.pass(HOUR);
  const late = (await page.open()).text;
  expect(late).toContain('Time is up');
  expect(late).not.toContain('without deciding');
  expect(await page.read()).toMatchObject({ status: 'cancelled' });
  await page.submit('challenge', { answer: 'pass' });
  expect((await page.read()).status).toBe('cancelled');
});

test('the time of a page is that of its merchant account', async () => {
  await using page = await wallet();
  await page.running.control.ask('PUT', `/merchants/${page.shop.id}/clock`, { body: { kind: 'frozen' } });
  await page.running.pass(2 * DAY);
  expect((await page.open()).text).toContain('Pay with your wallet');
  await page.running.control.ask('POST', `/merchants/${page.shop.id}/clock/advance`, { body: { to: 'next_timer' } });
  expect((await page.open()).text).toContain('Time is up');
});

test('pages of every method are journaled under their payment', async () => {
  await using page = await wallet();
  await page.open();
  await page.submit('wallet', { answer: 'approve' });
  const entries = await journal(page.running, `merchant=${page.shop.id}&path=/pay/`);
  expect(entries.map(({ operation, paymentId }) => `${operation} ${paymentId}`)).toEqual([
    `showPaymentPage ${page.payment.id}`,
    `submitWallet ${page.payment.id}`,
  ]);
});
