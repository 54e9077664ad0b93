import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Behaviour } from '../bench/buyer.ts';
import { PRODUCTS, type Role } from './places.ts';
import type { Secret } from './seller.ts';
import type {
  Attempt,
  Basket,
  CameBack,
  HistoryRow,
  Integration,
  Order,
  OrderStatus,
  Placed,
  Rule,
  Screenshot,
  Settings,
  ShopDriver,
} from './shop-driver.ts';
import type { Site } from './site.ts';

const PATIENCE_MS = 10_000;

const STATUSES: Readonly<Record<string, OrderStatus>> = {
  'Pending payment': 'pending',
  'Payment authorized': 'authorized',
  'Paid in full': 'paid in full',
  'Payment declined': 'declined',
  'Payment canceled': 'canceled',
};

/**
 * People who use the shop in a real browser, each with one of their own. There is no JavaScript in it, as the pages
 * promise to need none.
 */
export class BrowserDriver implements ShopDriver {
  readonly #site: Site;
  readonly #browser: Browser;
  readonly #people = new Map<Role | 'customer', Promise<Page>>();

  constructor(site: Site, browser: Browser) {
    this.#site = site;
    this.#browser = browser;
  }

  async integrations(): Promise<readonly Integration[]> {
    const page = await this.#person('administrator');
    await page.goto(`${this.#site.url}/admin/integrations`);
    const links = await page.locator('main tbody a').all();
    const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
    const integrations: Integration[] = [];
    for (const address of addresses) {
      await page.goto(this.#site.url + (address ?? ''));
      integrations.push(await integrationOn(page));
    }
    return integrations;
  }

  async saveIntegration(by: Role, settings: Settings, as: 'new' | 'last'): Promise<Attempt<Integration>> {
    const page = await this.#person(by);
    if (as === 'new') {
      await page.goto(`${this.#site.url}/admin/integrations/new?type=${settings.provider}`);
      const missing = await refusalOn(page);
      if (missing) return missing;
    } else await this.#openLastIntegration(page);
    await page.getByLabel('Label').fill(settings.label);
    await page.getByLabel('Offer it to customers').setChecked(settings.enabled);
    await page.getByLabel('When an order is placed').selectOption(settings.paymentAction);
    const { credential, cardCheck } = settings;
    if (cardCheck) await page.getByLabel('Check the card with an amount of nothing first').selectOption(cardCheck);
    if (credential !== 'as_shown') {
      const kind = page.getByLabel('The shop proves who it is by');
      // Where a provider has one kind of secret, nobody is asked which.
      if ((await kind.count()) > 0) await kind.selectOption(credential.kind);
      for (const [name, text] of typed(credential)) await page.getByLabel(name, { exact: true }).fill(text);
    }
    await button(page, 'Save').click();
    return (await refusalOn(page)) ?? { kind: 'done', value: await integrationOn(page) };
  }

  async checkConnection(by: Role): Promise<Attempt<Integration>> {
    const page = await this.#person(by);
    await this.#openLastIntegration(page);
    await button(page, 'Check the connection').click();
    return (await refusalOn(page)) ?? { kind: 'done', value: await integrationOn(page) };
  }

  async confirmPlace(by: Role): Promise<Attempt<undefined>> {
    const page = await this.#person(by);
    await page.goto(`${this.#site.url}/admin/health`);
    const missing = await refusalOn(page);
    if (missing) return missing;
    await button(page, 'This database belongs here').click();
    return (await refusalOn(page)) ?? { kind: 'done', value: undefined };
  }

  async addRule(by: Role, { label, currency, countries, stopFurtherRules }: Rule): Promise<Attempt<undefined>> {
    const page = await this.#person(by);
    await page.goto(`${this.#site.url}/admin/payment-rules/new`);
    const missing = await refusalOn(page);
    if (missing) return missing;
    await page.getByLabel('Name').fill(`${label} in ${currency}`);
    await page.getByLabel('Currency of the order').selectOption(currency);
    await page.getByLabel('Countries of the billing address').fill(countries.join(', '));
    // An integration with several methods calls the others by more words.
    await page.getByRole('checkbox', { name: label }).first().check();
    await page.getByLabel('Stop here').setChecked(stopFurtherRules);
    await button(page, 'Save').click();
    return (await refusalOn(page)) ?? { kind: 'done', value: undefined };
  }

  async checkOut({ product, currency, country }: Basket): Promise<readonly string[]> {
    const page = await this.#person('customer');
    await page.goto(`${this.#site.url}/?currency=${currency}`);
    const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: PRODUCTS[product] }) });
    await card.getByRole('button').click();
    await button(page, 'Check out').click();
    await page.getByLabel('E-mail address').fill('ada@example.com');
    await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
    await page.getByLabel('Street and number', { exact: true }).fill('Marktstrasse 5');
    await page.getByLabel('Postal code', { exact: true }).fill('60311');
    await page.getByLabel('City', { exact: true }).fill('Anywhere');
    await page.getByLabel('Country', { exact: true }).selectOption(country);
    await button(page, 'Go on to payment').click();
    const labels = await page.locator('fieldset label').allInnerTexts();
    return labels.map((label) => label.trim());
  }

  async placeOrder(label: string): Promise<Attempt<Placed>> {
    const page = await this.#person('customer');
    await page.getByRole('radio', { name: label }).first().check();
    await button(page, /^Place order/).click();
    return this.#placed(page);
  }

  async pay({ order, paymentPage }: Placed, behaviour: Behaviour): Promise<CameBack> {
    const { card, andThen, challenge, wallet = 'approve' } = behaviour;
    const page = await this.#person('customer');
    if (paymentPage === undefined) throw new Error('the customer is on no payment page');
    // Whoever is back at the shop goes to the same page once more.
    if (new URL(page.url()).origin === this.#site.url) await button(page, 'Go to the payment page').click();
    const isForCard = !(await page.getByRole('heading', { name: 'Pay with your wallet' }).isVisible());
    if (isForCard) await enterCard(page, card);
    await button(page, isForCard || wallet === 'approve' ? /^Pay / : 'Let the wallet decline').click();
    if (andThen) {
      await page.getByRole('alert').first().waitFor();
      await enterCard(page, andThen);
      await button(page, /^Pay /).click();
    }
    const confirm = button(page, challenge === 'pass' ? 'Yes, it is me' : 'Fail the check');
    if (new URL(page.url()).origin !== this.#site.url) await confirm.click();
    await page.waitForURL(`${this.#site.url}/**`);
    const address = page.url();
    const token = tokenIn(address) ?? order.token;
    return { address, order: { ...order, token } };
  }

  async payAgain(order: Order, label: string): Promise<Attempt<Placed>> {
    const page = await this.#openOrder(order);
    await page.getByRole('radio', { name: label }).first().check();
    await button(page, 'Try to pay again').click();
    return this.#placed(page, order);
  }

  async status(order: Order): Promise<OrderStatus> {
    const page = await this.#openOrder(order);
    const words = await page.locator('main .badge').first().innerText();
    const status = STATUSES[words];
    if (status === undefined) throw new Error(`no scenario speaks of the payment status ${words}`);
    return status;
  }

  async capture(by: Role, order: Order): Promise<Attempt<string>> {
    const page = await this.#openOrderAsStaff(by, order);
    await button(page, 'Capture…').click();
    await button(page, /^Capture /).click();
    const missing = await refusalOn(page);
    if (missing) return missing;
    const said = await page.getByRole('status').first().innerText();
    return { kind: 'done', value: said === 'Captured.' ? 'approved' : said };
  }

  async history(by: Role, order: Order): Promise<Attempt<readonly HistoryRow[]>> {
    const page = await this.#openOrderAsStaff(by, order);
    const missing = await refusalOn(page);
    if (missing) return missing;
    const rows = await page.locator('section[aria-labelledby=history] tbody tr').all();
    const cells = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
    return { kind: 'done', value: cells.map(rowOf) };
  }

  async screenshots(): Promise<readonly Screenshot[]> {
    const pages = await Promise.allSettled(this.#people.values());
    const shots: Screenshot[] = [];
    for (const [index, of] of [...this.#people.keys()].entries()) {
      const page = pages[index];
      if (page?.status !== 'fulfilled') continue;
      // Fields may hold what was typed, and a secret has no business in a report, not even as a picture.
      const mask = [page.value.locator('input'), page.value.locator('code')];
      shots.push({ of, png: await page.value.screenshot({ fullPage: true, mask, maskColor: '#9aa5ad' }) });
    }
    return shots;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const pages = await Promise.allSettled(this.#people.values());
    for (const page of pages) if (page.status === 'fulfilled') await page.value.context().close();
    this.#people.clear();
  }

  /** Somebody's own browser window, signed in when that is needed. */
  #person(who: Role | 'customer'): Promise<Page> {
    const known = this.#people.get(who);
    if (known) return known;
    const page = this.#newPerson(who);
    this.#people.set(who, page);
    return page;
  }

  async #newPerson(who: Role | 'customer'): Promise<Page> {
    const context: BrowserContext = await this.#browser.newContext({ javaScriptEnabled: false });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    if (who === 'customer') return page;
    const { email, password } = await this.#site.signInOf(who);
    await page.goto(`${this.#site.url}/admin`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await button(page, 'Sign in').click();
    return page;
  }

  async #openLastIntegration(page: Page): Promise<void> {
    await page.goto(`${this.#site.url}/admin/integrations`);
    await page.locator('main tbody a').last().click();
  }

  async #openOrder({ token }: Order): Promise<Page> {
    const page = await this.#person('customer');
    await page.goto(`${this.#site.url}/orders/${token}`);
    return page;
  }

  async #openOrderAsStaff(by: Role, { number, token }: Order): Promise<Page> {
    const page = await this.#person(by);
    await page.goto(`${this.#site.url}/admin/orders`);
    const known = number === '' ? await this.#numberOf(token) : number;
    await page.getByRole('link', { name: known }).click();
    return page;
  }

  async #numberOf(token: string): Promise<string> {
    const page = await this.#openOrder({ number: '', token });
    return (await page.getByRole('heading', { level: 1 }).innerText()).replace('Order ', '');
  }

  /** Where the customer is after placing an order: on the provider's page, or on the order's own. */
  async #placed(page: Page, known?: Order): Promise<Attempt<Placed>> {
    const missing = await refusalOn(page);
    if (new URL(page.url()).origin !== this.#site.url) {
      const paymentPage = page.url();
      return { kind: 'done', value: { order: known ?? UNSEEN, paymentPage, outcome: 'action_required' } };
    }
    const token = tokenIn(page.url());
    if (token === undefined) return missing ?? { kind: 'refused', words: await page.locator('main').innerText() };
    const outcome = /could not be started/.test(missing?.words ?? '') ? 'rejected' : 'pending';
    return { kind: 'done', value: { order: { number: '', token }, outcome } };
  }
}

/** The customer has not seen the page of the order yet; the address bar will tell it after paying. */
const UNSEEN: Order = { number: '', token: '' };

function tokenIn(address: string): string | undefined {
  return /\/orders\/([^/?#]+)$/.exec(address)?.[1];
}

function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name });
}

/** What the page complains about, if it does. */
async function refusalOn(page: Page): Promise<Readonly<{ kind: 'refused'; words: string }> | undefined> {
  const alert = page.getByRole('alert');
  return (await alert.count()) === 0 ? undefined : { kind: 'refused', words: await alert.first().innerText() };
}

async function integrationOn(page: Page): Promise<Integration> {
  const shown = await page.locator('main').innerText();
  const inputs = await page.locator('main input[type=text]').all();
  const fields = await Promise.all(inputs.map((input) => input.inputValue()));
  const fact = async (name: string) => {
    const found = page.locator(`dl.facts dt:text-is("${name}") + dd`);
    return (await found.count()) === 0 ? '' : (await found.innerText()).trim();
  };
  const status = (await fact('Status')).replaceAll(' ', '_');
  const label = await page.getByLabel('Label').inputValue();
  return { label, status, reason: await fact('Why'), shown: [shown, ...fields].join('\n') };
}

function rowOf(cells: readonly string[]): HistoryRow {
  const [, , type = '', amount = '', successful = '', , , outcome = '', , environment = ''] = cells;
  const [currency = '', number = ''] = amount.replaceAll('\u00a0', ' ').split(' ');
  return {
    type,
    amount: `${number} ${currency}`,
    successful,
    outcome,
    environment: environment.split('\n')[0]?.trim() ?? '',
  };
}

async function enterCard(page: Page, { number, expiry, cvc }: Behaviour['card']): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expires').fill(expiry);
  await page.getByLabel('Security code').fill(cvc);
}

/** What is typed into which field. */
function typed(credential: Secret['credential']): readonly (readonly [field: string, text: string])[] {
  switch (credential.kind) {
    case 'api_key':
      return [['API key', credential.apiKey]];
    case 'oauth_client':
      return [
        ['Client id', credential.clientId],
        ['Client secret', credential.clientSecret],
      ];
    case 'login':
      return [
        ['Partner', credential.partner],
        ['Vendor', credential.vendor],
        ['User', credential.user],
        ['Password', credential.password],
      ];
  }
}
