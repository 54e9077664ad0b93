import type { Dialect } from './dialect.ts';
import { generic } from './generic/index.ts';
import { payflow } from './payflow/index.ts';
import { paypal } from './paypal/index.ts';
import { stripe } from './stripe/index.ts';

/** Every dialect there is. The first answers for paths that none of them knows. */
export const DIALECTS: readonly [Dialect, ...Dialect[]] = [generic, stripe, paypal, payflow];
