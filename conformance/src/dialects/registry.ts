import type { Dialect, ProviderName } from './dialect.ts';
import { generic } from './generic.ts';
import { payflow } from './payflow.ts';
import { paypal } from './paypal.ts';
import { stripe } from './stripe.ts';

/** How each provider speaks. */
export const DIALECTS: Readonly<Record<ProviderName, Dialect>> = { generic, stripe, paypal, payflow };

/** The dialect of a provider; nothing for one that the harness does not know. */
export function dialectOf(provider: string): Dialect | undefined {
  return Object.values(DIALECTS).find((dialect) => dialect.provider === provider);
}
