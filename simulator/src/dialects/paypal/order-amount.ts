import { add, equal, type Money, money, subtract, zero } from '../../engine/money.ts';
import { readMoney } from './currency.ts';
import { issue, type Read, type Refused } from './errors.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What an order is for. It is more than nothing, and the sum of its parts where they are given. */
export function readOrderAmount(unit: Pick<Wire['PurchaseUnitRequest'], 'amount' | 'items'>, at: string): Read<Money> {
  const total = readMoney(unit.amount, `${at}/amount`);
  if (!total.ok) return total;
  if (total.value.minor <= 0n) return issue('CANNOT_BE_ZERO_OR_NEGATIVE', { field: `${at}/amount/value` });
  return breakdownProblem(unit, total.value, at) ?? itemsProblem(unit, total.value, at) ?? total;
}

// Which of the parts make the whole larger, and which smaller.
const PARTS = [
  ['item_total', add],
  ['shipping', add],
  ['handling', add],
  ['tax_total', add],
  ['insurance', add],
  ['shipping_discount', subtract],
  ['discount', subtract],
] as const satisfies readonly (readonly [keyof Wire['BreakdownRequest'], typeof add])[];

function breakdownProblem(
  { amount: { breakdown } }: Pick<Wire['PurchaseUnitRequest'], 'amount'>,
  total: Money,
  at: string,
): Refused | undefined {
  if (breakdown === undefined) return undefined;
  let sum = zero(total);
  for (const [name, counted] of PARTS) {
    const part = breakdown[name];
    if (part === undefined) continue;
    const field = `${at}/amount/breakdown/${name}`;
    const read = readPart(part, total, field);
    if (!read.ok) return read;
    sum = counted(sum, read.value);
  }
  return equal(sum, total) ? undefined : issue('AMOUNT_MISMATCH', { field: `${at}/amount/value` });
}

function itemsProblem(
  { amount: { breakdown = {} }, items = [] }: Pick<Wire['PurchaseUnitRequest'], 'amount' | 'items'>,
  total: Money,
  at: string,
): Refused | undefined {
  if (items.length === 0) return undefined;
  const { item_total: itemTotal, tax_total: taxTotal } = breakdown;
  if (itemTotal === undefined) return issue('ITEM_TOTAL_REQUIRED', { field: `${at}/amount/breakdown/item_total` });
  let sum = zero(total);
  let taxes = zero(total);
  for (const [index, { quantity, unit_amount: price, tax }] of items.entries()) {
    const read = readPart(price, total, `${at}/items/${index}/unit_amount`);
    if (!read.ok) return read;
    sum = add(sum, times(read.value, quantity));
    if (tax === undefined) continue;
    const readTax = readPart(tax, total, `${at}/items/${index}/tax`);
    if (!readTax.ok) return readTax;
    taxes = add(taxes, times(readTax.value, quantity));
  }
  const stated = readPart(itemTotal, total, `${at}/amount/breakdown/item_total`);
  if (!stated.ok) return stated;
  if (!equal(stated.value, sum)) return issue('ITEM_TOTAL_MISMATCH', { field: `${at}/amount/breakdown/item_total` });
  if (taxes.minor === 0n) return undefined;
  const statedTax = taxTotal === undefined ? undefined : readPart(taxTotal, total, `${at}/amount/breakdown/tax_total`);
  if (statedTax?.ok && equal(statedTax.value, taxes)) return undefined;
  return issue('TAX_TOTAL_MISMATCH', { field: `${at}/amount/breakdown/tax_total` });
}

function readPart(part: Wire['MoneyRequest'], total: Money, at: string): Read<Money> {
  const read = readMoney(part, at);
  if (!read.ok) return read;
  if (read.value.currency !== total.currency) return issue('AMOUNT_MISMATCH', { field: `${at}/currency_code` });
  return read.value.minor < 0n ? issue('CANNOT_BE_NEGATIVE', { field: `${at}/value` }) : read;
}

function times({ minor, currency }: Money, quantity: string): Money {
  return money(minor * BigInt(quantity), currency);
}
