import { type Money, toDecimal } from '../engine/money.ts';

/** An amount for people, with thousands set apart: `1,234.56 EUR`. */
export function moneyText(amount: Money): string {
  return `${toDecimal(amount).replace(/\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','))} ${amount.currency}`;
}
