import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, VIOLATIONS } from './browser.ts';
import { furnished } from './dashboard-visitor.ts';
import { CONTROL_TOKEN, type Running, start } from './running-simulator.ts';

// One simulator and one browser for the whole file: the pages are what is looked at, and they do not change each other.
let browser: Browser;
let running: Running;
let about: Awaited<ReturnType<typeof furnished>>;
beforeAll(async () => {
  [browser, running] = await Promise.all([launchBrowser(), start()]);
  about = await furnished(running);
});
afterAll(async () => {
  await browser?.close();
  await running?.[Symbol.asyncDispose]();
});

type Look = BrowserContextOptions & Readonly<{ viewport: { width: number; height: number } }>;
const SEVEN = ['environment', 'merchant', 'payments', 'payment', 'delivery', 'journal', 'overview'] as const;
const looks: readonly [look: Look, pages: readonly (typeof SEVEN)[number][]][] = [
  [{ viewport: { width: 1280, height: 800 }, colorScheme: 'light' }, SEVEN],
  [{ viewport: { width: 360, height: 740 }, colorScheme: 'dark' }, ['payment', 'journal', 'overview']],
];
for (const [look, pages] of looks) {
  test(`no page has a fault in accessibility or runs over its edge, ${look.viewport.width} wide and ${look.colorScheme}`, async () => {
    const { page, complaints, close } = await visit('/dashboard', { ...look, reducedMotion: 'reduce' });
    const found = (await faults(page)).map((fault) => `sign-in: ${fault}`);
    await signIn(page);
    const paths: Readonly<Record<(typeof SEVEN)[number], string>> = {
      overview: '/dashboard',
      environment: '/dashboard/environments/production',
      merchant: `/dashboard/merchants/${about.account.id}`,
      payments: '/dashboard/payments',
      payment: `/dashboard/payments/${about.payment.id}`,
      delivery: `/dashboard/deliveries/${about.delivery}`,
      journal: '/dashboard/journal',
    };
    for (const name of pages) {
      await page.goto(running.control.url + paths[name]);
      found.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
    }
    expect([...found, ...complaints]).toEqual([]);
    await close();
  });
}

/** Somebody who has opened an address of the dashboard, and what their browser complained of. */
async function visit(path: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(running.control.url + path);
  return { page, complaints, close: () => context.close() };
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Control token').fill(CONTROL_TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('the keyboard is enough to sign in, find a payment, and refund it', async () => {
  const payment = await about.account.pay({ reference: 'by-keyboard', captureMode: 'automatic' });
  const { page, close } = await visit('/dashboard/payments', { javaScriptEnabled: false });
  await page.locator('input[name=token]:focus').waitFor();
  await page.keyboard.type(CONTROL_TOKEN);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dashboard/payments');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('location.hash')).toBe('#content');
  await tabTo(page, 'by-keyboard');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/dashboard/payments/${payment.id}`);
  await tabTo(page, 'Amount in EUR');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('12.34');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('status').innerText()).toBe('Done: refund.');
  expect((await about.account.read(payment)).balances).toMatchObject({ refunded: 1_234 });
  await close();
});

test('the journal goes on by itself, until it is paused', async () => {
  const { page, complaints, close } = await visit('/dashboard/journal?path=/nowhere');
  const ask = (path: string) => fetch(`${running.provider('sandbox').url}/nowhere/${path}`);
  await signIn(page);
  await page.getByText('No exchanges that fit.').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await ask('first');
  await page.getByText('GET /nowhere/first').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await ask('second');
  await page.getByText('1 new').waitFor();
  expect(await page.getByRole('row').allInnerTexts()).toEqual([
    expect.stringContaining('Exchange'),
    expect.stringContaining('/nowhere/second'),
    expect.stringContaining('/nowhere/first'),
  ]);
  await page.getByRole('button', { name: 'Pause' }).click();
  await ask('third');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('GET /nowhere/third').waitFor();
  expect(await page.getByRole('row').count()).toBe(4);
  expect(complaints).toEqual([]);
  await close();
});

/** Presses the tabulator until what has the focus is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = 'document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText';
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate<string>(focused)).trim() === name) return;
  }
  throw new Error(`nothing called ${name} can be reached by keyboard`);
}

/** What axe objects to, whatever it calls the weight of it, and whether the page is wider than the window. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Pick<axe.AxeResults, 'violations'>>(VIOLATIONS);
  const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
  const said = violations.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}) at ${nodes
        .map(({ html }) => html)
        .join(', ')
        .slice(0, 600)}`,
  );
  return wide ? [...said, 'is wider than the window'] : said;
}
