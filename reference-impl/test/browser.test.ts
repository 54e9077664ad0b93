import chromiumPack from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { history, PASSWORD, placedOrder, returns, type TestShop, testShop } from './shop.ts';

let shop: TestShop;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  shop = await testShop();
  const executablePath = await chromiumPack.executablePath();
  // The package's own arguments are for a function in the cloud; Chromium refuses its sandbox to the root user.
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  // Without JavaScript, as the pages promise to need none.
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  page.setDefaultTimeout(10_000);
});

afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });

test('a seller and a customer walk the whole flow in a browser: set up, buy, be declined, pay, capture', {
  timeout: 60_000,
}, async () => {
  await page.goto(`${shop.url}/admin`);
  await expect.poll(() => page.getByRole('region', { name: 'Environment' }).innerText()).toContain('TEST');
  await page.getByLabel('E-mail address').fill('administrator@shop.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');

  await page.getByRole('link', { name: 'Integrations' }).click();
  await button('New integration').click();
  await page.getByLabel('Label').fill('Card');
  await page.getByLabel('The shop proves who it is by').selectOption('api_key');
  await page.getByLabel('API key').fill('gsk_production_a1');
  await button('Save').click();
  expect(await page.getByRole('alert').innerText()).toContain('the API key belongs to "production"');
  expect(shop.provider.seen).toEqual([]);
  await page.getByLabel('API key').fill('gsk_sandbox_a1');
  await button('Save').click();
  await button('Check the connection').click();
  expect(await page.locator('main').innerText()).toContain('active');

  await page.getByRole('link', { name: 'Payment rules' }).click();
  await button('New payment rule').click();
  await page.getByLabel('Name').fill('Germany in euros');
  await page.getByLabel('Countries of the billing address').fill('DE');
  await page.getByLabel(/^Card/).check();
  await button('Save').click();

  await page.getByRole('link', { name: 'Assay shop' }).click();
  await button('Add to cart: Touchstone').click();
  await button('Check out').click();
  await button('Go on to payment').click();
  expect(await page.getByRole('alert').innerText()).toContain('Please enter a name.');
  await page.getByLabel('E-mail address').fill('ada@example.com');
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Street and number', { exact: true }).fill('Marktstraße 5');
  await page.getByLabel('Postal code', { exact: true }).fill('60311');
  await page.getByLabel('City', { exact: true }).fill('Frankfurt');
  await button('Go on to payment').click();
  await button(/^Place order and pay/).click();

  expect(page.url()).toBe(`${shop.provider.url}/pay/pay_1`);
  await button('Decline').click();
  expect(await page.getByRole('alert').innerText()).toContain('Nothing was taken.');
  await button('Try to pay again').click();
  expect(page.url()).toBe(`${shop.provider.url}/pay/pay_2`);
  await button('Pay').click();
  expect(await page.getByRole('status').innerText()).toContain('Your payment is authorized');

  await page.getByRole('link', { name: 'Back office' }).click();
  await page.getByRole('cell').getByRole('link').first().click();
  await button('Capture…').click();
  await button(/^Capture EUR/).click();
  expect(await page.getByRole('status').innerText()).toBe('Captured.');
  const rows = await page.getByRole('row').allInnerTexts();
  expect(rows.map((row) => row.split('\t').slice(2, 5).join(' ').replaceAll('\u00a0', ' '))).toEqual([
    'Type Amount Successful',
    'capture EUR 19.99 yes',
    'authorize EUR 19.99 yes',
    'authorize EUR 19.99 no',
  ]);
  expect(shop.provider.payments.get('pay_2')?.captures).toHaveLength(1);
});

test('a page can be used by keyboard: the first stop leads past the navigation', async () => {
  await page.goto(shop.url);
  await page.keyboard.press('Tab');
  const focused = page.locator(':focus');
  expect(await focused.innerText()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#main');
});

/** A page to confirm each operation that anything is offered for. */
async function operationPaths(orders: readonly { id: string }[]): Promise<readonly string[]> {
  const path = '/api/integrations';
  const { integrations } = await shop.administrator.get<{ integrations: { methodId: string }[] }>(200, 'GET', path);
  const held = await placedOrder(shop, integrations[0]?.methodId ?? '');
  shop.provider.customer(`pay_${shop.provider.payments.size}`, 'pays');
  await returns(shop);
  const segments: Readonly<Record<string, string>> = {
    capture: 'capture',
    cancel: 'cancel',
    refund: 'refund',
    re_authorize: 'reauthorize',
  };
  const found = new Map<string, string>();
  for (const id of [...orders.map((order) => order.id), held.orderId]) {
    for (const transaction of await history(shop, id)) {
      for (const action of transaction.actions) {
        found.set(action, `/admin/orders/${id}/${segments[action]}/${transaction.id}`);
      }
    }
  }
  expect([...found.keys()].toSorted()).toEqual(Object.keys(segments).toSorted());
  return [...found.values()];
}

/** Where a customer chooses another password, by what is in the mail about it. */
async function choosingPath(email: string): Promise<string> {
  await shop.guest.get(201, 'POST', '/api/customers', { email, name: 'Ada', password: PASSWORD });
  await shop.guest.ask('POST', '/api/customer-password-reset', { email });
  await shop.app.world.background.settled();
  const [mail] = shop.app.world.mailing.outbox?.mails() ?? [];
  return /\/account\/password\/\w+/.exec(mail?.text ?? '')?.[0] ?? '/nothing';
}

/** What is wrong alone: the rest of what is found would take longer to hand over than to find. */
const VIOLATIONS = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => ({ violations }))";

const WIDTHS = { laptop: 1200, phone: 375 } as const;

test('every page can be read by a screen reader and fits a laptop and a phone', { timeout: 180_000 }, async () => {
  const watched = await (await browser.newContext()).newPage();
  const objections: string[] = [];
  const look = async (what: string) => {
    await watched.evaluate(axe.source);
    for (const [device, width] of Object.entries(WIDTHS)) {
      await watched.setViewportSize({ width, height: 800 });
      const { violations } = await watched.evaluate<Pick<axe.AxeResults, 'violations'>>(VIOLATIONS);
      const tooWide = await watched.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
      objections.push(...violations.map(({ id, nodes }) => `${what} on a ${device}: ${id} ${nodes[0]?.html}`));
      if (tooWide) objections.push(`${what} on a ${device}: wider than the window`);
    }
  };
  const visit = async (path: string) => {
    await watched.goto(shop.url + path);
    await look(path);
  };
  for (const path of ['/', '/cart', '/nothing', '/admin/forgotten', '/admin/sign-in']) await visit(path);
  await watched.getByLabel('E-mail address').fill('administrator@shop.example');
  await watched.getByLabel('Password').fill(PASSWORD);
  await watched.keyboard.press('Enter');
  await watched.getByRole('button', { name: 'Sign out' }).waitFor();
  const { orders } = await shop.administrator.get<{ orders: { id: string }[] }>(200, 'GET', '/api/orders');
  const { integrations } = await shop.administrator.get<{ integrations: { id: string }[] }>(
    200,
    'GET',
    '/api/integrations',
  );
  const parts = [
    'orders',
    'integrations',
    'integrations/new',
    'payment-rules',
    'payment-rules/new',
    'payment-methods?currency=EUR',
    'pricing',
    'customers',
    'offline-methods/new',
    'users',
    `users/${(await shop.app.world.access.users())[0]?.id}`,
    'orders?text=ada&status=full&from=2026-12-01',
    'audit',
    'settlements',
    'outbox',
    'health',
  ];
  for (const part of parts) await visit(`/admin/${part}`);
  await visit(`/admin/orders/${orders[0]?.id}`);
  await visit(`/admin/orders/${orders[0]?.id}/payment-methods`);
  for (const path of await operationPaths(orders)) await visit(path);
  await visit(`/admin/integrations/${integrations[0]?.id}`);
  await visit(`/admin/integrations/${integrations[0]?.id}/delete`);
  await watched.goto(`${shop.url}/admin/integrations/new`);
  await watched.getByText('Connection: proxy').click();
  await watched.getByLabel('Name at the proxy').fill('shop');
  await watched.getByRole('button', { name: 'Save' }).click();
  await look('a connection with half of a proxy');
  await watched.goto(`${shop.url}/admin/payment-rules/new`);
  await watched.getByRole('button', { name: 'Save' }).click();
  await look('a form with mistakes');
  await visit('/account');
  await visit('/account/new');
  await visit('/account/forgotten');
  await visit(await choosingPath('forgetful@shop.example'));
  await watched.goto(shop.url);
  await watched.getByRole('button', { name: 'Add to cart: Touchstone' }).click();
  await look('a filled cart');
  await watched.getByRole('button', { name: 'Check out' }).click();
  await look('checkout');
  const address = {
    'E-mail address': 'a@b.example',
    Name: 'Ada',
    'Street and number': 'A 1',
    'Postal code': '1',
    City: 'B',
  };
  for (const [label, text] of Object.entries(address)) await watched.getByLabel(label, { exact: true }).fill(text);
  await watched.getByRole('button', { name: 'Go on to payment' }).click();
  await look('review');
  await watched.getByRole('button', { name: /^Place order and pay/ }).click();
  await watched.getByRole('button', { name: 'Decline' }).click();
  await look('an order that was declined');
  expect(objections).toEqual([]);
});
