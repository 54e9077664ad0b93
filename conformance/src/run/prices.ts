import type { components } from '../bench/subject-protocol.wire.d.ts';
import { type Sale, Untestable } from '../checks/check.ts';
import type { Dice } from '../platform/random.ts';

type Money = components['schemas']['Money'];

/** What a subject can sell for: any amount, or whole multiples of the prices in its catalogue. */
export class Prices {
  readonly #unitPrices: readonly Money[] | undefined;
  readonly #dice: Dice;

  constructor(unitPrices: readonly Money[] | undefined, dice: Dice) {
    this.#unitPrices = unitPrices;
    this.#dice = dice;
  }

  currencies(): readonly string[] {
    return [...new Set(this.#unitPrices?.map(({ currency }) => currency) ?? ['JPY', 'EUR', 'USD', 'KWD'])];
  }

  /** What one of something costs. */
  unitPrice(currency?: string): Money {
    const prices = this.#unitPrices;
    const found = currency === undefined ? prices?.[0] : prices?.find((price) => price.currency === currency);
    if (prices !== undefined && found === undefined) throw new Untestable(`the subject sells nothing in ${currency}`);
    return found ?? { minor: '1999', currency: currency ?? 'EUR' };
  }

  amountOf({ currency, units = 1 + this.#dice.below(9) }: Sale): Money {
    const price = this.unitPrice(currency);
    return { minor: String(BigInt(price.minor) * BigInt(units)), currency: price.currency };
  }
}
