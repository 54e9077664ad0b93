import { type Behaviour, payingCustomer } from '../bench/buyer.ts';
import { currencyOf, type Money, moneyOf } from './money.ts';
import {
  COUNTRIES,
  type Currency,
  DIGITS,
  ENVIRONMENTS,
  type EnvironmentName,
  PROVIDERS,
  type ProductId,
  type Role,
  SHOPS,
  type ShopName,
} from './places.ts';
import { REASONS_IN_WORDS, reasonPattern } from './reasons.ts';
import { SECRETS, type SecretKind } from './seller.ts';
import { ORDER_STATUSES, type OrderStatus } from './shop-driver.ts';

/** A word of the steps that stands for something: how it reads, what it means, and what to tell people about it. */
export type Choice<T> = Readonly<{ pattern: RegExp; meaning(text: string): T; examples: readonly string[] }>;

/** Somebody of the staff, and the shop if the step names one. */
export type Person = Readonly<{ role: Role; shop: ShopName | undefined }>;

/** A customer, with the shop if the step names one, and the country of the billing address. */
export type Customer = Readonly<{ shop: ShopName | undefined; country: string }>;

/** A card by what becomes of it; which number that is depends on where money is real. */
export type Card = (mode: 'test' | 'live') => Behaviour;

const SHOP = 'the (?:staging|testing|live) shop';
const COUNTRY = Object.keys(COUNTRIES).join('|');

const STAFF: Readonly<Record<string, Role>> = {
  'the administrator': 'administrator',
  'the integrator': 'integrator',
  'the sales person': 'sales',
  'the support agent': 'support',
};

/** A card that pays wherever the customer is. */
export const GOOD_CARD: Card = (mode) => payingCustomer(mode);

const CARDS: Readonly<Record<string, Card>> = {
  'a good card': GOOD_CARD,
  'a test card': () => payingCustomer('test'),
  'a real card': () => payingCustomer('live'),
  'a wallet': GOOD_CARD,
  'a wallet that declines': (mode) => ({ ...payingCustomer(mode), wallet: 'decline' }),
  'a declined card': () => withTestCard('4000000000000002', 'pass'),
  'a card that asks for confirmation, and confirms': () => withTestCard('4000000000003220', 'pass'),
  'a card that asks for confirmation, and fails to confirm': () => withTestCard('4000000000003220', 'fail'),
};

/** What the provider writes into its journal about a caller whom it refuses, by how scenarios say it. */
const REFUSALS: Readonly<Record<string, string>> = {
  'the account is not active yet': 'merchant_pending',
  'the account is suspended': 'merchant_suspended',
  'it was revoked': 'revoked',
  'it has expired': 'expired',
  'it may only read': 'under_scoped',
};

const CAPTURES = { 'captured later': 'authorize', 'captured at once': 'charge' } as const;
const OVERLAPS = { 'works for another day': 24 * 60 * 60 * 1_000, 'stops at once': 0 } as const;
const MODES = { 'money is real': 'live', 'money is not real': 'test' } as const;
const SWITCHES = { on: true, off: false } as const;
const KEYS = { 'a public key': 'fresh', 'another public key': 'fresh', 'the same public key': 'same' } as const;
const PATHS = {
  payment: /^(\/v1\/(payments|checkout\/sessions)|\/v2\/checkout\/orders)$/,
  capture:
    /^(\/v1\/(payments\/[^/]+\/captures|payment_intents\/[^/]+\/capture)|\/v2\/payments\/authorizations\/[^/]+\/capture)$/,
} as const;

const shop: Choice<ShopName> = {
  pattern: new RegExp(SHOP),
  meaning: shopIn,
  examples: Object.keys(SHOPS).map((name) => `the ${name} shop`),
};

const staff: Choice<Person> = {
  pattern: new RegExp(`(?:${Object.keys(STAFF).join('|')})(?: of ${SHOP})?`),
  meaning(text) {
    const role = Object.entries(STAFF).find(([words]) => text.startsWith(words))?.[1];
    if (role === undefined) throw new Error(`nobody in a shop is called ${text}`);
    return { role, shop: text.includes(' of ') ? shopIn(text) : undefined };
  },
  examples: [...Object.keys(STAFF), 'the sales person of the live shop'],
};

const customer: Choice<Customer> = {
  pattern: new RegExp(`a customer(?: of ${SHOP})?(?: from (?:${COUNTRY}))?`),
  meaning: (text) => ({
    shop: text.includes(' of ') ? shopIn(text) : undefined,
    country: text.includes(' from ') ? countryOf(text.split(' from ')[1] ?? '') : COUNTRIES.Germany,
  }),
  examples: ['a customer', 'a customer of the live shop', 'a customer of the staging shop from France'],
};

const countries: Choice<readonly string[]> = {
  pattern: new RegExp(`anywhere|(?:${COUNTRY})(?: and (?:${COUNTRY}))*`),
  meaning: (text) => (text === 'anywhere' ? [] : text.split(' and ').map(countryOf)),
  examples: ['anywhere', ...Object.keys(COUNTRIES), 'Germany and France'],
};

const money: Choice<Money> = {
  pattern: /\d+(?:\.\d+)? [A-Z]{3}/,
  meaning: moneyOf,
  examples: ['19.99 EUR', '3200 JPY', '6.605 KWD'],
};

const currency: Choice<Currency> = {
  pattern: anyOf(Object.keys(DIGITS)),
  meaning: currencyOf,
  examples: Object.keys(DIGITS),
};

const reason: Choice<string> = { pattern: reasonPattern(), meaning: (text) => text, examples: REASONS_IN_WORDS };

/** Every word of the steps that stands for something, by the name it has between braces. */
export const CHOICES = {
  shop,
  shopName: among<ShopName>(['staging', 'testing', 'live']),
  environment: among<EnvironmentName>(ENVIRONMENTS),
  staff,
  customer,
  countries,
  secret: among<SecretKind>(SECRETS),
  key: oneOf(KEYS),
  product: among<ProductId>(['touchstone', 'loupe', 'balance']),
  currency,
  money,
  card: oneOf(CARDS),
  status: among<OrderStatus>(ORDER_STATUSES),
  captured: oneOf(CAPTURES),
  switched: oneOf(SWITCHES),
  overlap: oneOf(OVERLAPS),
  mode: oneOf(MODES),
  provider: oneOf(PROVIDERS),
  operation: oneOf(PATHS),
  refusal: oneOf(REFUSALS),
  reason,
} as const;

function withTestCard(number: string, challenge: Behaviour['challenge']): Behaviour {
  const { card } = payingCustomer('test');
  return { card: { ...card, number }, challenge };
}

function anyOf(texts: readonly string[]): RegExp {
  // The longest first, or a text that another one begins with would be taken for it.
  return new RegExp(texts.toSorted((left, right) => right.length - left.length).join('|'));
}

function among<T extends string>(texts: readonly T[]): Choice<T> {
  return { pattern: anyOf(texts), meaning: (text) => oneAmong(texts, text), examples: texts };
}

function oneOf<T>(choices: Readonly<Record<string, T>>): Choice<T> {
  const texts = Object.keys(choices);
  const meanings = new Map(Object.entries(choices));
  return {
    pattern: anyOf(texts),
    meaning(text) {
      const found = meanings.get(text);
      if (found === undefined) throw new Error(`${JSON.stringify(text)} is none of ${texts.join(', ')}`);
      return found;
    },
    examples: texts,
  };
}

function oneAmong<T extends string>(texts: readonly T[], text: string): T {
  const found = texts.find((known) => known === text);
  if (found === undefined) throw new Error(`${JSON.stringify(text)} is none of ${texts.join(', ')}`);
  return found;
}

function shopIn(text: string): ShopName {
  return oneAmong<ShopName>(['staging', 'testing', 'live'], /(\w+) shop/.exec(text)?.[1] ?? '');
}

function countryOf(name: string): string {
  const code = new Map<string, string>(Object.entries(COUNTRIES)).get(name);
  if (code === undefined) throw new Error(`${JSON.stringify(name)} is no country that scenarios know`);
  return code;
}
