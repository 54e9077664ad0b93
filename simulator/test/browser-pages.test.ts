import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, VIOLATIONS } from './browser.ts';
import { CARDS, issue, type MerchantAccount, merchant } from './merchant-account.ts';
import { type Running, start, type Wire } from './running-simulator.ts';

// Customers come back to a real address: a browser follows the redirect to it past everything a test could put between.
/** Everything that reached the shop, whole. */
const reached: string[] = [];
const shopServer = createServer((request, response) => {
  const parts = [`${request.method} ${request.url} ${JSON.stringify(request.headers)}`];
  request.setEncoding('utf8').on('data', (text: string) => parts.push(text));
  request.on('end', () => reached.push(parts.join(' ')));
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>The shop</title><h1>Thank you</h1>');
});
let shopUrl: string;
let browser: Browser;
beforeAll(async () => {
  await new Promise<void>((resolve) => shopServer.listen(0, '127.0.0.1', resolve));
  shopUrl = `http://127.0.0.1:${(shopServer.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  shopServer.closeAllConnections();
  shopServer.close();
});

type Visit = Readonly<{
  running: Running;
  shop: MerchantAccount;
  payment: Wire['Payment'];
  page: Page;
  /** What the browser complained of: scripts, styles, policies. */
  complaints: readonly string[];
}>;

/** A customer who has been sent from the shop to the payment page. */
async function visit(
  options: BrowserContextOptions = {},
  environment = 'sandbox',
  asked: Partial<Wire['PaymentRequest']> = {},
): Promise<Visit & AsyncDisposable> {
  const running = await start();
  const shop = await merchant(running, environment);
  const returnUrl = `${shopUrl}/back?order=7`;
  const payment = await shop.pay({ returnUrl, reference: 'order-2027-000017', ...asked });
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser reports every answer of 400 and more, also the one that shows a form again.
    if (message.type() === 'error' && !message.text().includes('status of 422')) complaints.push(message.text());
  });
  await page.goto(payment.action?.url ?? '');
  return {
    running,
    shop,
    payment,
    page,
    complaints,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await running[Symbol.asyncDispose]();
    },
  };
}

async function fillIn(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expires').fill('12/30');
  await page.getByLabel('Security code').fill('737');
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();

test('a customer pays and is back in the shop', async () => {
  await using visited = await visit();
  const { page, shop, payment, complaints } = visited;
  expect(await page.title()).toBe('Pay by card – Shop & Söhne');
  await fillIn(page, CARDS.approves);
  await button(page, 'Pay 100.00 EUR').click();
  await page.waitForURL(`${shopUrl}/back?order=7&payment=${payment.id}`);
  expect((await shop.read(payment)).status).toBe('authorized');
  expect(complaints).toEqual([]);
});

test('a customer is declined, goes back to the shop, and finds the page explaining itself', async () => {
  await using visited = await visit();
  const { page, shop, payment, complaints } = visited;
  await fillIn(page, CARDS.declines);
  await button(page, /^Pay/).click();
  await page.waitForURL(`${shopUrl}/**`);
  expect((await shop.read(payment)).status).toBe('declined');
  await page.goBack();
  await page.reload();
  expect(await heading(page)).toBe('Declined');
  await page.getByRole('button', { name: 'Return to Shop & Söhne' }).click();
  await page.waitForURL(`${shopUrl}/**`);
  expect(complaints).toEqual([]);
});

for (const [answer, status] of [
  ['Yes, it is me', 'authorized'],
  ['Fail the check', 'declined'],
  ['Cancel', 'cancelled'],
] as const) {
  test(`a customer who is challenged answers "${answer}": ${status}`, async () => {
    await using visited = await visit();
    const { page, shop, payment, complaints } = visited;
    await fillIn(page, CARDS.challenges);
    await button(page, /^Pay/).click();
    expect(await heading(page)).toBe('Confirm with your bank');
    await button(page, answer).click();
    await page.waitForURL(`${shopUrl}/**`);
    expect((await shop.read(payment)).status).toBe(status);
    expect(complaints).toEqual([]);
  });
}

const WALLET = { method: 'wallet' } as const;
const TRANSFER = { method: 'bank_transfer', captureMode: 'automatic' } as const;
const decisions: readonly [asked: Partial<Wire['PaymentRequest']>, pressed: string, status: string][] = [
  [WALLET, 'Pay 100.00 EUR', 'authorized'],
  [WALLET, 'Let the wallet decline', 'declined'],
  [WALLET, 'Cancel', 'cancelled'],
  [TRANSFER, 'I have sent it', 'processing'],
  [TRANSFER, 'Send one that fails', 'processing'],
  [TRANSFER, 'Cancel', 'cancelled'],
];
for (const [asked, pressed, status] of decisions) {
  test(`a customer who pays by ${asked.method} presses "${pressed}": ${status}`, async () => {
    await using visited = await visit({ javaScriptEnabled: false }, 'sandbox', asked);
    const { page, shop, payment, complaints } = visited;
    await button(page, pressed).click();
    await page.waitForURL(`${shopUrl}/back?order=7&payment=${payment.id}`);
    expect((await shop.read(payment)).status).toBe(status);
    await page.goBack();
    await page.reload();
    expect(await heading(page)).not.toMatch(/^Pay/);
    expect(complaints).toEqual([]);
  });
}

test('a wallet is approved by keyboard alone', async () => {
  await using visited = await visit({}, 'sandbox', WALLET);
  const { page, shop, payment } = visited;
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${shopUrl}/**`);
  expect((await shop.read(payment)).status).toBe('authorized');
});

test('of two tabs the first decides, and the second finds out', async () => {
  await using visited = await visit({}, 'sandbox', WALLET);
  const { page, shop, payment } = visited;
  const second = await page.context().newPage();
  await second.goto(payment.action?.url ?? '');
  await button(page, /^Pay/).click();
  await page.waitForURL(`${shopUrl}/**`);
  await button(second, 'Cancel').click();
  await second.waitForURL(`${shopUrl}/**`);
  expect((await shop.read(payment)).status).toBe('authorized');
});

test('a customer who goes back undecided finds the page as it was, until time is up', async () => {
  await using visited = await visit();
  const { page, running, shop, payment, complaints } = visited;
  await fillIn(page, CARDS.challenges);
  await button(page, /^Pay/).click();
  await page.getByRole('link', { name: 'Go back to Shop & Söhne without deciding' }).click();
  await page.waitForURL(`${shopUrl}/**`);
  expect((await shop.read(payment)).status).toBe('action_required');
  await page.goto(payment.action?.url ?? '');
  expect(await heading(page)).toBe('Confirm with your bank');
  await running.pass(60 * 60 * 1000);
  await button(page, 'Yes, it is me').click();
  await page.waitForURL(`${shopUrl}/**`);
  await page.goBack();
  await page.reload();
  expect(await heading(page)).toBe('Time is up');
  expect((await shop.read(payment)).status).toBe('cancelled');
  expect(complaints).toEqual([]);
});

test('nothing of the card, and not even the address of the page, reaches the shop', async () => {
  await using visited = await visit();
  const { page, payment } = visited;
  reached.length = 0;
  await fillIn(page, '4000 0000 0000 3220');
  await button(page, /^Pay/).click();
  await page.getByRole('link', { name: /without deciding$/ }).click();
  await page.waitForURL(`${shopUrl}/**`);
  await page.goBack();
  await button(page, 'Yes, it is me').click();
  await page.waitForURL(`${shopUrl}/**`);
  const everything = reached.join('\n');
  expect(reached.length).toBeGreaterThanOrEqual(2);
  expect(everything).toContain(`GET /back?order=7&payment=${payment.id}`);
  expect(everything).not.toMatch(/referer/i);
  expect(everything.replaceAll(/\D/g, '')).not.toContain('4000000000003220');
  expect(everything.replaceAll(new URL(shopUrl).port, '')).not.toMatch(/\b737\b/);
  expect(everything).not.toContain(new URL(payment.action?.url ?? '').pathname);
});

test('a customer cancels without having filled in anything', async () => {
  await using visited = await visit();
  await button(visited.page, 'Cancel').click();
  await visited.page.waitForURL(`${shopUrl}/**`);
  expect((await visited.shop.read(visited.payment)).status).toBe('cancelled');
});

test('a customer who has made a mistake is led to it, and told in words that a screen reader finds', async () => {
  await using visited = await visit();
  const { page, complaints } = visited;
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByLabel('Expires').fill('1330');
  await button(page, /^Pay/).click();
  expect(await page.getByRole('alert').innerText()).toBe('Some fields need another look.');
  expect(await page.title()).toMatch(/^Mistakes in the form/);
  const expiry = page.getByLabel('Expires');
  expect(await expiry.getAttribute('aria-invalid')).toBe('true');
  expect(await page.locator(`#${await expiry.getAttribute('aria-describedby')}`).innerText()).toMatch(
    /^Enter month and year/,
  );
  expect(await expiry.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  expect(await page.getByLabel('Card number').inputValue()).toBe('');
  expect(complaints).toEqual([]);
});

test('the keyboard is enough', async () => {
  await using visited = await visit();
  const { page, shop, payment } = visited;
  await page.keyboard.press('Tab');
  await page.keyboard.type('4242 4242 4242 4242');
  await page.keyboard.press('Tab');
  await page.keyboard.type('12/30');
  await page.keyboard.press('Tab');
  await page.keyboard.type('737');
  // Enter presses the first button of the form: it has to be the one that pays.
  await page.keyboard.press('Enter');
  await page.waitForURL(`${shopUrl}/**`);
  expect((await shop.read(payment)).status).toBe('authorized');
});

test('a form that is submitted twice by an impatient customer pays once', async () => {
  await using visited = await visit();
  const { page, shop, payment } = visited;
  await fillIn(page, CARDS.approves);
  await button(page, /^Pay/).dblclick();
  await page.waitForURL(`${shopUrl}/**`);
  expect((await shop.read(payment)).authorizations).toHaveLength(1);
});

test('everything works without JavaScript', async () => {
  await using visited = await visit({ javaScriptEnabled: false });
  const { page, shop, payment } = visited;
  await button(page, /^Pay/).click();
  expect(await page.getByRole('alert').innerText()).toBe('Some fields need another look.');
  await fillIn(page, CARDS.challenges);
  await button(page, /^Pay/).click();
  await button(page, 'Yes, it is me').click();
  await page.waitForURL(`${shopUrl}/**`);
  expect((await shop.read(payment)).status).toBe('authorized');
});

const looks: readonly [what: string, options: BrowserContextOptions, environment: string][] = [
  ['on a desktop, light', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }, 'sandbox'],
  ['on a desktop, dark', { colorScheme: 'dark', viewport: { width: 1280, height: 800 } }, 'production'],
  ['on a phone, light', { colorScheme: 'light', viewport: { width: 320, height: 640 } }, 'production'],
  ['on a phone, dark', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }, 'sandbox'],
];
for (const [what, options, environment] of looks) {
  test(`no page has a fault in accessibility or runs over its edge ${what}`, async () => {
    await using visited = await visit(options, environment);
    const { page, shop, payment } = visited;
    const found: string[] = [];
    const look = async (name: string) => found.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
    await look('card');
    await button(page, /^Pay/).click();
    await look('mistakes');
    if (environment === 'sandbox') {
      await fillIn(page, CARDS.challenges);
      await button(page, /^Pay/).click();
      await look('challenge');
    }
    await shop.change(payment, 'cancel');
    await page.goto(payment.action?.url ?? '');
    await look('done');
    await page.goto(`${payment.action?.url}x`);
    await look('no such payment');
    for (const asked of [WALLET, TRANSFER]) {
      const other = await shop.pay({ returnUrl: `${shopUrl}/back`, reference: 'order-2027-000018', ...asked });
      await page.goto(other.action?.url ?? '');
      await look(asked.method);
      if (asked === TRANSFER) await button(page, 'I have sent it').click();
      else await visited.running.pass(60 * 60 * 1000);
      await page.goto(other.action?.url ?? '');
      await look(`${asked.method}, afterwards`);
    }
    expect(found).toEqual([]);
  });
}

test("a customer on the provider's own page is declined, tries another card, and is back in the shop", async () => {
  await using running = await start();
  const { id } = await merchant(running);
  const { secret } = await issue(running, id, { dialect: 'stripe' });
  const { hostname, port } = new URL(running.provider('sandbox').url);
  const stripe = new Stripe(secret, { host: hostname, port: Number(port), protocol: 'http' });
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { price_data: { currency: 'eur', unit_amount: 2000, product_data: { name: 'A chair' } }, quantity: 3 },
    ],
    success_url: `${shopUrl}/thanks`,
    cancel_url: `${shopUrl}/basket`,
  });
  const page = await browser.newPage({ viewport: { width: 320, height: 700 }, reducedMotion: 'reduce' });
  await page.goto(session.url ?? '');
  expect(await faults(page)).toEqual([]);
  await fillIn(page, CARDS.declines);
  await button(page, 'Pay 60.00 EUR').click();
  await page.getByRole('alert').getByText('Your card was declined.').waitFor();
  expect(await faults(page)).toEqual([]);
  await fillIn(page, CARDS.approves);
  await button(page, 'Pay 60.00 EUR').click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  expect(page.url()).toBe(`${shopUrl}/thanks`);
  await page.close();
});

/** What axe objects to, whatever it calls the weight of it, and whether the page is wider than the window. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Pick<axe.AxeResults, 'violations'>>(VIOLATIONS);
  const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
  const said = violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}) at ${nodes.map(({ html }) => html).join(', ')}`,
  );
  return wide ? [...said, 'is wider than the window'] : said;
}
