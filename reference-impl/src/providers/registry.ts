import type { Providers } from '../payments/provider.ts';
import { generic } from './generic/index.ts';
import { payflow } from './payflow/index.ts';
import { paypal } from './paypal/index.ts';
import { stripe } from './stripe/index.ts';

/** Every adapter there is, by the type of provider it speaks to. */
export const PROVIDERS: Providers = { generic, payflow, paypal, stripe };
