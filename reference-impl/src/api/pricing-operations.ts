import { changePricing } from '../checkout/pricing.ts';
import { callerAsActor } from '../http/caller.ts';
import { isCountry } from '../shop/country.ts';
import { isCurrency } from '../shop/currency.ts';
import { money } from '../shop/money.ts';
import type { Discount, Pricing, Tax } from '../shop/pricing.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Access, json, operation } from './operation.ts';
import { type FieldError, invalid, problem } from './problem.ts';
import { wireMoney } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const PRICERS: Access = { kind: 'permission', permission: 'manage_prices' };

/** Taxes and discounts. */
export const pricingOperations = {
  getPricing: operation('getPricing', PRICERS, async (world) => json(200, wirePricing(await world.pricing.read()))),

  putPricing: operation('putPricing', PRICERS, async (world, { body, caller }) => {
    const pricing = pricingOf(body);
    if ('errors' in pricing) return invalid(...pricing.errors);
    const result = await changePricing(world, pricing, callerAsActor(caller));
    switch (result.kind) {
      case 'changed':
        return json(200, wirePricing(result.pricing));
      case 'conflict':
        return problem('/problems/changed-meanwhile');
      case 'code_twice':
        return invalid({ pointer: `/discounts/${result.index}/code`, detail: 'is the code of another discount' });
      default:
        return unreachable(result);
    }
  }),
};

function pricingOf({
  version,
  taxes,
  discounts,
}: Wire['Pricing']): Pricing | Readonly<{ errors: readonly FieldError[] }> {
  const errors: FieldError[] = [];
  const meant = {
    version,
    taxes: taxes.flatMap((tax, index) => taxOf(tax, `/taxes/${index}`, errors)),
    discounts: discounts.flatMap((discount, index) => discountFrom(discount, `/discounts/${index}`, errors)),
  };
  return errors.length > 0 ? { errors } : meant;
}

function taxOf({ country, region, ...rest }: Wire['Tax'], pointer: string, errors: FieldError[]): readonly Tax[] {
  if (!isCountry(country)) errors.push({ pointer: `${pointer}/country`, detail: 'is not a country' });
  else if (region === undefined) return [{ ...rest, country }];
  else if (region.startsWith(`${country}-`)) return [{ ...rest, country, region }];
  else errors.push({ pointer: `${pointer}/region`, detail: `is not a region of ${country}` });
  return [];
}

function discountFrom(
  { code, name, off }: Wire['Discount'],
  pointer: string,
  errors: FieldError[],
): readonly Discount[] {
  if (off.kind === 'share') return [{ code, name, off }];
  const { minor, currency } = off.amount;
  if (isCurrency(currency)) return [{ code, name, off: { kind: 'amount', amount: money(BigInt(minor), currency) } }];
  errors.push({ pointer: `${pointer}/off/amount/currency`, detail: 'is not a currency' });
  return [];
}

function wirePricing({ version, taxes, discounts }: Pricing): Wire['Pricing'] {
  return {
    version,
    taxes: [...taxes],
    discounts: discounts.map(({ off, ...more }) => ({
      ...more,
      off: off.kind === 'amount' ? { kind: off.kind, amount: wireMoney(off.amount) } : off,
    })),
  };
}
