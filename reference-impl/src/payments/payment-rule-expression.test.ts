import { expect, test } from 'vitest';
import { productId } from '../shop/ids.ts';
import { money } from '../shop/money.ts';
import type { RuleContext } from './payment-rule-context.ts';
import { checkExpression, evaluateExpression, problemInWords } from './payment-rule-expression.ts';

const kwd = (minor: bigint) => money(minor, 'KWD');
const context: RuleContext = {
  currency: 'KWD',
  website: 'shop.example',
  billingAddress: { name: 'A', street: 'S 1', city: 'C', postalCode: '90210', region: 'US-CA', country: 'US' },
  shippingMethod: 'standard',
  lines: [
    { productId: productId('t'), name: 'T', quantity: 12, unitPrice: kwd(1_005n), lineTotal: kwd(12_060n) },
    { productId: productId('l'), name: 'L', quantity: 1, unitPrice: kwd(5n), lineTotal: kwd(5n) },
  ],
  subtotal: kwd(12_065n),
  total: kwd(14_065n),
  customer: { email: 'a@example.com', isGuest: false, paymentTermDays: 14 },
};

const DEEP = `${'('.repeat(30)}true${')'.repeat(30)}`;
const LONG_LIST = `total in [${Array.from({ length: 41 }, (_, index) => `${index}.0`).join(', ')}]`;
const THREE_LOOPS = 'lineItems.all(a, lineItems.all(b, lineItems.exists(c, c.quantity > a.quantity + b.quantity)))';
const TWO_LOOPS = 'lineItems.all(a, lineItems.exists(b, b.quantity >= a.quantity))';
const MANY_PARTS = Array.from({ length: 80 }, () => 'true').join('||');

const CASES: readonly (readonly [expression: string, comes: string])[] = [
  ['', 'holds'],
  ['  \n ', 'holds'],
  ['total == 14.065', 'holds'],
  ['total > 14', 'holds'],
  ['total > 500', 'does_not_hold'],
  ['subtotal.value < total && subtotal.currency == currency', 'holds'],
  ['lineItems.exists(l, l.quantity > 10)', 'holds'],
  ['lineItems.size() == 2 && lineItems[0].price == 1.005', 'holds'],
  [TWO_LOOPS, 'holds'],
  ['billingAddress.region == "US-CA" && billingAddress.postalCode in ["90210", "90211"]', 'holds'],
  ['shippingMethod == "express" || customer.isGuest', 'does_not_hold'],
  ['customer.paymentTermDays >= 14', 'holds'],
  // what is refused on save, and does not hold should it have been stored all the same
  ['total >', 'line 1, column 8: Unexpected token: EOF'],
  ['total = 5', 'line 1, column 7: Unexpected character: ='],
  ['true\n&& totl > 500', 'line 2, column 4: Unknown variable: totl'],
  ['billingAddress.contry == "US"', 'line 1, column 16: No such key: contry'],
  ['total > "500"', 'line 1, column 1: no such overload: double > string'],
  ['total', 'line 1, column 1: is double, and has to be true or false'],
  ['currency.matches("(E+)+$")', 'line 1, column 1: "matches" is not for payment rules; compare with == or in'],
  [THREE_LOOPS, 'line 1, column 35: "exists" within 2 others would take too long'],
  [DEEP, 'line 1, column 17: Exceeded maxDepth (16)'],
  [LONG_LIST, 'line 1, column 241: Exceeded maxListElements (40)'],
  [MANY_PARTS, 'line 1, column 1: Exceeded maxAstNodes (120)'],
  ['{"a": true}.a', 'line 1, column 2: Exceeded maxMapEntries (0)'],
  [`"${'a'.repeat(500)}" == ""`, 'line 1, column 1: is longer than 500 characters'],
];

for (const [expression, comes] of CASES) {
  test(`${JSON.stringify(expression.slice(0, 90))}: ${comes}`, () => {
    const problem = checkExpression(expression);
    const result = evaluateExpression(expression, context);
    if (comes === 'holds' || comes === 'does_not_hold') expect([problem, result]).toEqual([undefined, { kind: comes }]);
    else expect([problem && problemInWords(problem), result]).toEqual([comes, { kind: 'failed', why: comes }]);
  });
}

const FAILING: readonly (readonly [expression: string, why: string])[] = [
  ['shippingAddress.country == "US"', 'line 1, column 1: Unknown variable: shippingAddress'],
  ['lineItems[7].quantity > 1', 'line 1, column 1: No such key: index out of bounds, index 7 >= size 2'],
  ['1 / lineItems.size() == 2 / 0', 'line 1, column 25: division by zero'],
];

for (const [expression, why] of FAILING) {
  test(`${expression} can be saved, and fails for a checkout without it: ${why}`, () => {
    expect(checkExpression(expression)).toBeUndefined();
    expect(evaluateExpression(expression, context)).toEqual({ kind: 'failed', why });
  });
}
