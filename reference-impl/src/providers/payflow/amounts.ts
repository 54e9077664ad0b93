import { type Currency, exponentOf } from '../../shop/currency.ts';
import { fromDecimal, type Money, money, toDecimal } from '../../shop/money.ts';

const CURRENCIES: ReadonlySet<string> = new Set(['AUD', 'CAD', 'EUR', 'GBP', 'JPY', 'USD'] satisfies Currency[]);

/** Whether an order of that total can be paid with Payflow at all. */
export function isTaken(total: Money): boolean {
  return toText(total) !== undefined;
}

/** An amount as Payflow has it, with two decimals in every currency, also in yen; nothing in a currency it has not. */
export function toText({ minor, currency }: Money): string | undefined {
  if (!CURRENCIES.has(currency) || minor <= 0n) return undefined;
  return toDecimal(money(minor * rest(currency), HUNDREDTHS));
}

/** No money of a currency, by which a card is verified; nothing in a currency that Payflow has not. */
export function nothingIn(currency: Currency): string | undefined {
  return CURRENCIES.has(currency) ? '0.00' : undefined;
}

/** The amount that a text is, with two decimals or none; nothing is rounded. */
export function fromText(text: string | undefined, currency: Currency): Money | undefined {
  if (text === undefined || !CURRENCIES.has(currency) || !/^\d{1,10}(\.\d{2})?$/.test(text)) return undefined;
  const hundredths = fromDecimal(text.includes('.') ? text : `${text}.00`, HUNDREDTHS);
  if (hundredths === undefined || hundredths.minor % rest(currency) !== 0n) return undefined;
  return money(hundredths.minor / rest(currency), currency);
}

// Any currency with hundredths, to write and read them by.
const HUNDREDTHS: Currency = 'USD';

function rest(currency: Currency): bigint {
  return 10n ** BigInt(2 - exponentOf(currency));
}
