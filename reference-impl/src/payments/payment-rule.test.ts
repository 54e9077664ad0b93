import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Address } from '../shop/address.ts';
import { instant, paymentRuleId } from '../shop/ids.ts';
import { money } from '../shop/money.ts';
import { judgedRules, offeredMethods, type PaymentRule, ruleVerdictInWords } from './payment-rule.ts';
import type { RuleContext } from './payment-rule-context.ts';

const US_CA = address({ country: 'US', region: 'US-CA', postalCode: '90210' });
const CANADA = address({ country: 'CA', postalCode: 'K1A 0B1' });
const HERE = 'shop.example';

function address(more: Pick<Address, 'country' | 'postalCode'> & Partial<Address>): Address {
  return { name: 'Ada', street: 'Main Street 1', city: 'Anywhere', ...more };
}

const usd = (minor: bigint) => money(minor, 'USD');
const BASE: RuleContext = {
  currency: 'USD',
  website: HERE,
  billingAddress: US_CA,
  shippingMethod: 'collect',
  lines: [],
  subtotal: usd(10_000n),
  total: usd(10_000n),
  customer: { email: 'ada@example.com', isGuest: true },
};
const TERM: RuleContext = { ...BASE, customer: { ...BASE.customer, isGuest: false, paymentTermDays: 30 } };
const { billingAddress: _, ...NO_ADDRESS } = BASE;
const { currency: __, ...NO_CURRENCY } = BASE;
const SHIPPED_HOME: RuleContext = { ...BASE, shippingAddress: US_CA, billingAddress: CANADA };

let made = 0;
function rule(methods: string, more: Partial<PaymentRule> = {}): PaymentRule {
  made += 1;
  return {
    id: paymentRuleId(`rule_${made}`),
    name: `Rule ${made}`,
    enabled: true,
    sortOrder: 10,
    stopFurtherRules: false,
    currency: 'USD',
    destinations: [],
    expression: '',
    websites: [],
    methods: methods.split(' '),
    methodOptions: {},
    createdAt: instant(made),
    ...more,
  };
}

const stop = { stopFurtherRules: true } as const;
const off = { enabled: false } as const;
const later = { sortOrder: 20 } as const;
const when = (expression: string) => ({ expression }) as const;
const to = (...destinations: PaymentRule['destinations'][number][]) => ({ destinations }) as const;
const US = { country: 'US', postalCodes: [] } as const;

/** The card `c3` can be used unless it is switched off, the payment term `t1` by who has one, the money order `m2` always. */
function usable({ total, customer }: RuleContext, active: string) {
  return (id: string) => {
    if (!active.includes(id)) return { code: 'integration_not_active', why: 'It is switched off.' } as const;
    if (total.minor === 0n) return { code: 'nothing_to_pay' } as const;
    return id === 't1' && customer.paymentTermDays === undefined ? ({ code: 'no_payment_term' } as const) : undefined;
  };
}

function judged(rules: readonly PaymentRule[], context: RuleContext, active = 'c3 m2 t1') {
  return judgedRules(rules, context, usable(context, active));
}

function offered(rules: readonly PaymentRule[], context: RuleContext, active?: string): string {
  return offeredMethods(judged(rules, context, active))
    .map(({ id }) => id)
    .join(' ');
}

const FREE: RuleContext = { ...BASE, total: usd(0n) };
const A_TENTH = when('total > 500');
const UNKNOWN = when('totl > 500');

const CASES: readonly (readonly [
  vector: string,
  rules: readonly PaymentRule[],
  context: RuleContext,
  offered: string,
])[] = [
  ['R1 one rule', [rule('c3 m2')], BASE, 'c3 m2'],
  ['R2 other currency', [rule('c3', { currency: 'EUR' })], BASE, ''],
  ['R3 sort order', [rule('m2', later), rule('c3')], BASE, 'c3 m2'],
  ['R4 stop', [rule('c3', stop), rule('m2', later)], BASE, 'c3'],
  ['R5 switched off', [rule('c3', { ...stop, ...off }), rule('m2', later)], BASE, 'm2'],
  ['R6 expression does not hold', [rule('c3', { ...stop, ...A_TENTH }), rule('m2', later)], BASE, 'm2'],
  ['R7 expression fails', [rule('c3', { ...stop, ...UNKNOWN }), rule('m2', later)], BASE, 'm2'],
  ['R8 stops with nothing usable', [rule('t1', stop), rule('m2', later)], BASE, ''],
  ['R9 once each', [rule('c3 m2'), rule('m2 t1', later)], TERM, 'c3 m2 t1'],
  ['R10 other region', [rule('c3', to({ ...US, region: 'US-NY' }))], BASE, ''],
  ['R11 postal code', [rule('c3', to({ ...US, postalCodes: ['90210', '90211'] }))], BASE, 'c3'],
  ['R12 no wildcards', [rule('c3', to({ ...US, postalCodes: ['902*'] }))], BASE, ''],
  ['R13 billing decides', [rule('c3', to(US))], SHIPPED_HOME, ''],
  ['R14 no billing address', [rule('c3', to(US)), rule('m2')], NO_ADDRESS, 'm2'],
  ['R15 nothing to pay', [rule('c3')], FREE, ''],
  ['R17 equal sort order', [rule('c3'), rule('m2', stop), rule('t1', later)], TERM, 'c3 m2'],
  ['R18 no currency', [rule('c3')], NO_CURRENCY, ''],
  ['region', [rule('c3', to({ ...US, region: 'US-CA' }))], BASE, 'c3'],
  ['second destination', [rule('c3', to({ country: 'CA', postalCodes: [] }, US))], BASE, 'c3'],
  ['no ranges', [rule('c3', to({ ...US, postalCodes: ['90000-99999'] }))], BASE, ''],
  ['case of a code', [rule('c3', to({ country: 'CA', postalCodes: ['k1a 0b1'] }))], SHIPPED_HOME, ''],
  ['this website', [rule('c3', { websites: ['other.example', HERE] })], BASE, 'c3'],
  ['other website', [rule('c3', { ...stop, websites: ['other.example'] }), rule('m2', later)], BASE, 'm2'],
  ['no address, expression', [rule('c3', when('billingAddress.country == "US"'))], NO_ADDRESS, ''],
  ['who may pay later', [rule('c3', when('customer.paymentTermDays >= 30'))], TERM, 'c3'],
  [
    'elsewhere stops nothing',
    [rule('c3', { ...stop, ...to({ country: 'CA', postalCodes: [] }) }), rule('m2')],
    BASE,
    'm2',
  ],
];

for (const [vector, rules, context, expected] of CASES) {
  test(`${vector}: ${expected || 'none'}`, () => expect(offered(rules, context)).toBe(expected));
}

test('R16 integration switched off: none', () => expect(offered([rule('c3')], BASE, 'm2 t1')).toBe(''));

test('every rule is judged, with the first reason that applies', () => {
  const rules = [
    rule('c3', { ...off, currency: 'EUR', name: 'Euro' }),
    rule('c3', { ...off, ...to(CANADA_ONLY), name: 'Canada' }),
    rule('c3', { ...off, ...UNKNOWN, name: 'Off' }),
    rule('c3', { ...UNKNOWN, name: 'Broken' }),
    rule('c3', { ...A_TENTH, name: 'Large' }),
    rule('c3 t1', { ...stop, name: 'Stop' }),
    rule('m2', { ...later, name: 'Late' }),
    rule('m2', { ...later, ...off, name: 'Late and off' }),
  ];
  expect(judged(rules, BASE).map((one) => `${one.rule.name}: ${ruleVerdictInWords(one)}`)).toEqual([
    'Euro: Does not count: it is for orders in EUR.',
    'Canada: Does not count: the billing address is in none of its destinations.',
    'Off: Does not count: it is switched off.',
    'Broken: Does not count: its expression fails (line 1, column 1: Unknown variable: totl).',
    'Large: Does not count: its expression does not hold.',
    'Stop: Counts, and stops further rules.',
    'Late: Does not count: "Stop" stops further rules.',
    'Late and off: Does not count: it is switched off.',
  ]);
});

const CANADA_ONLY = { country: 'CA', postalCodes: [] } as const;

test('the options of a method are those of the rule that offers it', () => {
  const first = rule('c3', { methodOptions: { c3: { paymentAction: 'charge' } } });
  const second = rule('c3 m2', { ...later, methodOptions: { c3: { hint: 'later' }, m2: { hint: 'By post' } } });
  expect(offeredMethods(judged([second, first], BASE)).map(({ id, options }) => [id, options])).toEqual([
    ['c3', { paymentAction: 'charge' }],
    ['m2', { hint: 'By post' }],
  ]);
});

const anyRule = fc
  .record({
    methods: fc.uniqueArray(fc.constantFrom('c3', 'm2', 't1'), { minLength: 1 }).map((methods) => methods.join(' ')),
    enabled: fc.boolean(),
    sortOrder: fc.integer({ min: 0, max: 3 }),
    stopFurtherRules: fc.boolean(),
    currency: fc.constantFrom('USD' as const, 'EUR' as const),
    destinations: fc.uniqueArray(fc.constantFrom(US, CANADA_ONLY), { maxLength: 1 }),
    expression: fc.constantFrom('', 'total > 500', 'totl > 500', 'total > 50'),
  })
  .map(({ methods, ...more }) => rule(methods, more));

test('a rule after a stop changes nothing, and one that does not match is as if absent', () => {
  let stopped = 0;
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 5 }), anyRule, (rules, extra) => {
      const before = offered(rules, TERM);
      expect(offered([...rules, { ...extra, ...off }], TERM)).toBe(before);
      expect(offered([...rules, { ...extra, ...UNKNOWN }], TERM)).toBe(before);
      const stops = rule('c3', { ...stop, sortOrder: 4 });
      const withStop = offered([...rules, stops], TERM);
      expect(offered([...rules, stops, { ...extra, sortOrder: 5 }], TERM)).toBe(withStop);
      if (withStop.includes('c3')) stopped += 1;
    }),
  );
  expect(stopped).toBeGreaterThan(20);
});
