import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant, paymentRuleId } from '../shop/ids.ts';
import { offeredMethods, type PaymentRule, type RuleContext } from './payment-rule.ts';

const US: RuleContext = { currency: 'USD', billingCountry: 'US' };
// The card can be used, as can the money order; the payment term only by customers who have one.
const WITHOUT_TERM = ['c3', 'm2'];
const WITH_TERM = ['c3', 'm2', 't1'];

let made = 0;
function rule(methods: readonly string[], more: Partial<PaymentRule> = {}): PaymentRule {
  made += 1;
  return {
    id: paymentRuleId(`rule_${made}`),
    name: `Rule ${made}`,
    enabled: true,
    sortOrder: 10,
    stopFurtherRules: false,
    currency: 'USD',
    countries: [],
    methods,
    createdAt: instant(made),
    ...more,
  };
}

const stop = { stopFurtherRules: true } as const;
const later = { sortOrder: 20 } as const;

const CASES: readonly (readonly [
  vector: string,
  rules: readonly PaymentRule[],
  context: RuleContext,
  applicable: readonly string[],
  offered: readonly string[],
])[] = [
  ['R1 one rule', [rule(['c3', 'm2'])], US, WITHOUT_TERM, ['c3', 'm2']],
  ['R2 other currency', [rule(['c3'], { currency: 'EUR' })], US, WITHOUT_TERM, []],
  ['R3 sort order', [rule(['m2'], later), rule(['c3'])], US, WITHOUT_TERM, ['c3', 'm2']],
  ['R4 stop', [rule(['c3'], stop), rule(['m2'], later)], US, WITHOUT_TERM, ['c3']],
  ['R5 disabled stop', [rule(['c3'], { ...stop, enabled: false }), rule(['m2'], later)], US, WITHOUT_TERM, ['m2']],
  ['R8 stop with nothing usable', [rule(['t1'], stop), rule(['m2'], later)], US, WITHOUT_TERM, []],
  ['R9 once each', [rule(['c3', 'm2']), rule(['m2', 't1'], later)], US, WITH_TERM, ['c3', 'm2', 't1']],
  ['R10 other country', [rule(['c3'], { countries: ['CA'] })], US, WITHOUT_TERM, []],
  ['R13 billing decides', [rule(['c3'], { countries: ['US'] })], { ...US, billingCountry: 'CA' }, WITHOUT_TERM, []],
  ['R14 no address', [rule(['c3'], { countries: ['US'] }), rule(['m2'])], { currency: 'USD' }, WITHOUT_TERM, ['m2']],
  ['R15, R16 not applicable', [rule(['c3'])], US, [], []],
  ['R17 equal sort order', [rule(['c3']), rule(['m2'], stop), rule(['t1'], later)], US, WITH_TERM, ['c3', 'm2']],
  ['R18 no currency', [rule(['c3'])], { billingCountry: 'US' }, WITHOUT_TERM, []],
  [
    'a stop that does not match stops nothing',
    [rule(['c3'], { ...stop, countries: ['CA'] }), rule(['m2'], later)],
    US,
    WITHOUT_TERM,
    ['m2'],
  ],
];

for (const [vector, rules, context, applicable, offered] of CASES) {
  test(`${vector}: ${offered.join(', ') || 'none'}`, () => {
    expect(offeredMethods(rules, context, (method) => applicable.includes(method))).toEqual(offered);
  });
}

const anyRule = fc
  .record({
    methods: fc.uniqueArray(fc.constantFrom('c3', 'm2', 't1'), { minLength: 1 }),
    enabled: fc.boolean(),
    sortOrder: fc.integer({ min: 0, max: 3 }),
    stopFurtherRules: fc.boolean(),
    currency: fc.constantFrom('USD' as const, 'EUR' as const),
    countries: fc.uniqueArray(fc.constantFrom('US' as const, 'CA' as const), { maxLength: 1 }),
  })
  .map(({ methods, ...more }) => rule(methods, more));

test('a rule after a stop changes nothing, and a disabled rule is as if absent', () => {
  let stopped = 0;
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 5 }), anyRule, (rules, extra) => {
      const usable = () => true;
      const before = offeredMethods(rules, US, usable);
      expect(offeredMethods([...rules, { ...extra, enabled: false }], US, usable)).toEqual(before);
      const stops = rule(['c3'], { ...stop, sortOrder: 4 });
      const withStop = offeredMethods([...rules, stops], US, usable);
      expect(offeredMethods([...rules, stops, { ...extra, sortOrder: 5 }], US, usable)).toEqual(withStop);
      if (withStop.includes('c3')) stopped += 1;
    }),
  );
  expect(stopped).toBeGreaterThan(20);
});
