import { expect, test } from 'vitest';
import { CARDS, card, expectProblem, journal, type MerchantAccount, merchant } from './merchant-account.ts';
import { DAY, HOUR, type Running, START, start, type Wire } from './running-simulator.ts';
import type { Answer } from './specification.ts';

const RETURN_URL = 'https://shop.example/back?order=7#top';
const RETURNED = (id: string) => `https://shop.example/back?order=7&payment=${id}#top`;
const FORM = { number: '4242 4242 4242 4242', expiry: '12/30', cvc: '737' };

type Page = Readonly<{
  running: Running;
  shop: MerchantAccount;
  payment: Wire['Payment'];
  open: () => Promise<Answer>;
  submit: (what: string, fields?: Record<string, string>) => Promise<Answer>;
}>;

/** A customer who was sent to the payment page. */
async function sent(
  more: Partial<Wire['PaymentRequest']> = {},
  environment = 'sandbox',
): Promise<Page & AsyncDisposable> {
  const running = await start();
  const shop = await merchant(running, environment);
  const payment = await shop.pay({ returnUrl: RETURN_URL, ...more });
  const { pathname } = new URL(payment.action?.url ?? '');
  const provider = running.provider(environment);
  return {
    running,
    shop,
    payment,
    open: () => provider.ask('GET', pathname),
    submit: (what, fields = {}) =>
      provider.ask('POST', `${pathname}/${what}`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

test('without a card the customer is sent to a page, pays there, and goes back to the shop', async () => {
  await using page = await sent();
  const { shop, payment } = page;
  expect(payment).toMatchObject({
    status: 'action_required',
    action: { kind: 'redirect', expiresAt: new Date(START + HOUR).toISOString() },
    authorizations: [],
  });
  const opened = await page.open();
  expect(opened.status).toBe(200);
  for (const shown of ['100.00 EUR', 'Shop &amp; Söhne', 'order-1', 'sandbox: test environment']) {
    expect(opened.text).toContain(shown);
  }
  const paid = await page.submit('card', FORM);
  expect(paid.status).toBe(303);
  expect(paid.headers.get('location')).toBe(RETURNED(payment.id));
  expect(await shop.read(payment)).toMatchObject({ status: 'authorized', card: { lastFour: '4242' } });
});

test('a page lets no script run, no other site frame it, and no address leak', async () => {
  await using page = await sent();
  const { headers, text } = await page.open();
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' https://shop.example; " +
      "base-uri 'none'; frame-ancestors 'none'",
  );
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).not.toContain('<script');
});

test('a payment captured automatically is captured when the customer has paid', async () => {
  await using page = await sent({ captureMode: 'automatic' });
  await page.submit('card', FORM);
  expect(await page.shop.read(page.payment)).toMatchObject({ status: 'captured', balances: { captured: 10_000 } });
});

test('what comes from the shop is shown as text', async () => {
  await using page = await sent({ reference: '"><script>alert(1)</script>' });
  const { text } = await page.open();
  expect(text).toContain('&lt;script>alert(1)&lt;/script>');
  expect(text).not.toContain('<script>');
});

const mistakes: readonly [what: string, fields: Record<string, string>, says: string][] = [
  ['an empty form', {}, 'Enter the 12 to 19 digits'],
  ['a number that is too short', { ...FORM, number: '4242' }, 'Enter the 12 to 19 digits'],
  ['a month that is none', { ...FORM, expiry: '13/30' }, 'Enter month and year'],
  ['a code that is too long', { ...FORM, cvc: '12345' }, 'Enter the 3 or 4 digits'],
];
for (const [what, fields, says] of mistakes) {
  test(`${what} is shown again with what is wrong, without what was entered`, async () => {
    await using page = await sent();
    const answer = await page.submit('card', fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(says);
    expect(answer.text).toContain('aria-invalid="true"');
    for (const value of Object.values(fields)) expect(answer.text).not.toContain(`"${value}"`);
    expect((await page.shop.read(page.payment)).status).toBe('action_required');
    expect((await page.submit('card', FORM)).status).toBe(303);
  });
}

test('a declined card goes back to the shop, and the page says so when it is opened again', async () => {
  await using page = await sent();
  const declined = await page.submit('card', { ...FORM, number: CARDS.declines });
  expect(declined.headers.get('location')).toBe(RETURNED(page.payment.id));
  expect(await page.shop.read(page.payment)).toMatchObject({ status: 'declined', decline: { code: 'do_not_honor' } });
  expect((await page.open()).text).toContain('This payment was declined.');
  await page.submit('card', FORM);
  expect((await page.shop.read(page.payment)).status).toBe('declined');
});

test('a test card is declined where money is real, and the page says that it is', async () => {
  await using page = await sent({}, 'production');
  const opened = await page.open();
  expect(opened.text).toContain('production: live environment');
  expect(opened.text).not.toContain('Test cards');
  await page.submit('card', FORM);
  expect((await page.shop.read(page.payment)).decline?.code).toBe('test_card_in_live_environment');
});

test('a challenge that is passed approves', async () => {
  await using page = await sent();
  const asked = await page.submit('card', { ...FORM, number: CARDS.challenges });
  expect(asked.headers.get('location')).toBe(new URL(page.payment.action?.url ?? '').pathname);
  expect(await page.shop.read(page.payment)).toMatchObject({
    status: 'action_required',
    action: { kind: 'challenge' },
  });
  expect((await page.open()).text).toContain('Confirm with your bank');
  const passed = await page.submit('challenge', { answer: 'pass' });
  expect(passed.headers.get('location')).toBe(RETURNED(page.payment.id));
  expect((await page.shop.read(page.payment)).status).toBe('authorized');
});

const challenges: readonly [what: string, number: string, answer: string, code: string][] = [
  ['is failed', CARDS.challenges, 'fail', 'authentication_failed'],
  ['is passed with a card that is then declined', CARDS.challengesThenDeclines, 'pass', 'do_not_honor'],
];
for (const [what, number, answer, code] of challenges) {
  test(`a challenge that ${what} declines: ${code}`, async () => {
    await using page = await sent();
    await page.submit('card', { ...FORM, number });
    await page.submit('challenge', { answer });
    expect(await page.shop.read(page.payment)).toMatchObject({ status: 'declined', decline: { code } });
  });
}

test('a card that came with the request is challenged on the page', async () => {
  await using page = await sent({ card: card(CARDS.challenges) });
  expect(page.payment).toMatchObject({ status: 'action_required', action: { kind: 'challenge' } });
  await page.submit('challenge', { answer: 'pass' });
  expect((await page.shop.read(page.payment)).status).toBe('authorized');
});

test('a challenge without a shop to go back to ends on the page', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const payment = await shop.pay({ card: card(CARDS.challenges) });
  const { pathname } = new URL(payment.action?.url ?? '');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const passed = await running
    .provider('sandbox')
    .ask('POST', `${pathname}/challenge`, { headers, body: 'answer=pass' });
  expect(passed.headers.get('location')).toBe(pathname);
  expect((await running.provider('sandbox').ask('GET', pathname)).text).toContain('You can close this window.');
});

test('a challenge that is answered with neither yes nor no is asked again', async () => {
  await using page = await sent({ card: card(CARDS.challenges) });
  const asked = await page.submit('challenge', { answer: 'maybe' });
  expect(asked.text).toContain('Confirm with your bank');
  expect((await page.shop.read(page.payment)).status).toBe('action_required');
});

test('a customer who cancels goes back, before the card and at the challenge', async () => {
  await using before = await sent();
  expect((await before.submit('cancel', FORM)).headers.get('location')).toBe(RETURNED(before.payment.id));
  expect((await before.shop.read(before.payment)).status).toBe('cancelled');
  expect((await before.open()).text).toContain('This payment was cancelled.');
  await using challenged = await sent({ card: card(CARDS.challenges) });
  await challenged.submit('cancel');
  expect((await challenged.shop.read(challenged.payment)).status).toBe('cancelled');
});

test('a form that is submitted twice, or twice at once, pays once', async () => {
  await using page = await sent({ captureMode: 'automatic' });
  const submissions = await Promise.all([1, 2, 3].map(() => page.submit('card', FORM)));
  submissions.push(await page.submit('card', FORM));
  for (const answer of submissions) expect(answer.headers.get('location')).toBe(RETURNED(page.payment.id));
  const paid = await page.shop.read(page.payment);
  expect(paid.captures).toHaveLength(1);
  expect(paid.authorizations).toHaveLength(1);
});

test('whoever goes back to the page, or refreshes it, sees how the payment stands', async () => {
  await using page = await sent();
  await page.open();
  expect((await page.open()).text).toContain('Pay by card');
  await page.submit('card', FORM);
  for (let count = 0; count < 2; count += 1) {
    const again = await page.open();
    expect(again.status).toBe(200);
    expect(again.text).toContain('This payment has been made.');
    expect(again.text).toContain(`href="${RETURNED(page.payment.id).replace('&', '&amp;')}"`);
  }
  expect((await page.submit('cancel')).headers.get('location')).toBe(RETURNED(page.payment.id));
  expect((await page.submit('challenge', { answer: 'fail' })).status).toBe(303);
  expect((await page.shop.read(page.payment)).status).toBe('authorized');
});

test('a payment in review says that it is looked at', async () => {
  await using page = await sent();
  await page.submit('card', { ...FORM, number: CARDS.reviews });
  expect((await page.open()).text).toContain('This payment is being looked at.');
  await page.running.pass(HOUR);
  expect((await page.open()).text).toContain('This payment has been made.');
});

test('a page expires after an hour, also while the form is being filled in', async () => {
  await using page = await sent();
  page.running.clock.advance(HOUR);
  const late = await page.submit('card', FORM);
  expect(late.headers.get('location')).toBe(RETURNED(page.payment.id));
  expect(await page.shop.read(page.payment)).toMatchObject({ status: 'cancelled', authorizations: [] });
  expect((await page.open()).text).toContain('This payment was cancelled.');
});

test('a challenge has an hour of its own', async () => {
  await using page = await sent();
  page.running.clock.advance(HOUR - 1);
  await page.submit('card', { ...FORM, number: CARDS.challenges });
  page.running.clock.advance(HOUR - 1);
  expect((await page.open()).text).toContain('Confirm with your bank');
  page.running.clock.advance(1);
  await page.submit('challenge', { answer: 'pass' });
  expect((await page.shop.read(page.payment)).status).toBe('cancelled');
});

test('a shop can withdraw a payment while the customer is away', async () => {
  await using page = await sent();
  expect((await page.shop.change(page.payment, 'cancel')).status).toBe('cancelled');
  expect((await page.submit('card', FORM)).headers.get('location')).toBe(RETURNED(page.payment.id));
  expect((await page.shop.read(page.payment)).status).toBe('cancelled');
  const again = await page.shop.ask('POST', `/v1/payments/${page.payment.id}/cancel`, { body: {} });
  expectProblem(again, 409, 'wrong-state');
});

test('a page belongs to one environment, and its address cannot be guessed', async () => {
  await using page = await sent();
  const { pathname } = new URL(page.payment.action?.url ?? '');
  for (const [environment, path] of [
    ['testing', pathname],
    ['production', pathname],
    ['sandbox', '/pay/guessed'],
    ['sandbox', `/pay/${page.payment.id}`],
  ] as const) {
    for (const [method, what] of [
      ['GET', ''],
      ['POST', '/card'],
      ['POST', '/challenge'],
      ['POST', '/cancel'],
    ] as const) {
      const answer = await page.running.provider(environment).ask(method, `${path}${what}`);
      expect(`${answer.status} ${answer.headers.get('content-type')}`).toBe('404 text/html; charset=utf-8');
      expect(answer.text).toContain('No such payment');
    }
  }
  expect((await page.shop.read(page.payment)).status).toBe('action_required');
  expect(pathname.length).toBeGreaterThan(40);
});

test('pages are journaled under the payment, its merchant and its dialect, without the card', async () => {
  await using page = await sent();
  await page.open();
  await page.submit('card', FORM);
  const entries = await journal(page.running, `merchant=${page.shop.id}&path=/pay/`);
  expect(entries.map(({ operation }) => operation)).toEqual(['showPaymentPage', 'submitCard']);
  for (const entry of entries) expect(entry).toMatchObject({ paymentId: page.payment.id, dialect: 'generic' });
  expect(entries[1]?.request.body).toEqual({ number: '••••4242', expiry: '12/30', cvc: '•••' });
  expect(entries[0]?.response).not.toHaveProperty('body');
});

const addresses: readonly [what: string, returnUrl: string, says: RegExp][] = [
  ['no address', 'shop', /match (format|pattern)/],
  ['another scheme', 'ftp://shop.example/', /match pattern/],
  ['a script', 'javascript:alert(1)', /match pattern/],
  ['a port that is none', 'https://shop.example:99999/', /not an address that a browser can open/],
  ['no host', 'https://?x', /match format|not an address/],
];
for (const [what, returnUrl, says] of addresses) {
  test(`${what} as return address is refused`, async () => {
    await using running = await start();
    const shop = await merchant(running);
    const body = { amount: { minor: 1, currency: 'EUR' }, captureMode: 'manual', reference: 'r', returnUrl };
    const problem = expectProblem(await shop.ask('POST', '/v1/payments', { body }), 400, 'invalid-request');
    expect(problem.errors?.[0]).toMatchObject({ pointer: '/returnUrl', detail: expect.stringMatching(says) });
    expect(running.logged).toEqual([]);
  });
}

test('without card and return address there is nowhere to go', async () => {
  await using running = await start();
  const shop = await merchant(running);
  const body = { amount: { minor: 1, currency: 'EUR' }, captureMode: 'manual', reference: 'r' };
  const problem = expectProblem(await shop.ask('POST', '/v1/payments', { body }), 400, 'invalid-request');
  expect(problem.errors).toEqual([
    { pointer: '/returnUrl', detail: 'is required when the customer pays on the payment page' },
  ]);
});

test('once callback hosts are registered, customers are sent to no other', async () => {
  await using running = await start();
  const shop = await merchant(running);
  for (const host of ['shop.example', 'localhost:3000']) {
    const body = { kind: 'callback_host', host };
    expect((await running.control.ask('POST', `/merchants/${shop.id}/artefacts`, { body })).status).toBe(201);
  }
  const good = [
    'https://shop.example/',
    'https://SHOP.example:443/x',
    'http://shop.example:80/',
    'http://localhost:3000/',
  ];
  for (const returnUrl of good) expect((await shop.pay({ returnUrl })).status).toBe('action_required');
  const bad = [
    'https://evil.example/',
    'https://shop.example@evil.example/',
    'https://shop.example.evil.example/',
    'https://shop.example:8443/',
    'http://localhost/',
    'https://evil.example/?https://shop.example/',
    'https://evil.example#@shop.example/',
    'https://evil.example\\@shop.example/',
  ];
  for (const returnUrl of bad) {
    const body = { amount: { minor: 1, currency: 'EUR' }, captureMode: 'manual', reference: 'r', returnUrl };
    const problem = expectProblem(await shop.ask('POST', '/v1/payments', { body }), 400, 'invalid-request');
    expect(problem.errors?.[0]?.pointer, returnUrl).toBe('/returnUrl');
  }
  await running.pass(DAY);
});

test('pages stand where customers reach them', async () => {
  await using running = await start({ publicUrls: { sandbox: 'https://pay.example' } });
  const payment = await (await merchant(running)).pay({ returnUrl: RETURN_URL });
  expect(payment.action?.url).toMatch(/^https:\/\/pay\.example\/pay\/\w+$/);
});

test('style sheets come from here, and may be kept for a day', async () => {
  await using running = await start();
  for (const path of ['/assets/pico.css', '/assets/pages.css']) {
    const sheet = await running.provider('sandbox').ask('GET', path);
    expect(`${sheet.status} ${sheet.headers.get('content-type')}`).toBe('200 text/css; charset=utf-8');
    expect(sheet.headers.get('cache-control')).toBe('public, max-age=86400');
  }
});
