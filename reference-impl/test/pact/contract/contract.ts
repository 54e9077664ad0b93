import type { Interaction } from '../interaction.ts';
import { CONNECTIONS, TOKENS } from './access.ts';
import { CAPTURES } from './capture.ts';
import { LOOKUPS, SEARCHES } from './lookup.ts';
import { REAUTHORIZATIONS, REFUNDS, VOIDS } from './operations.ts';
import { PURCHASES } from './purchase.ts';

/** Everything the shop's generic adapter asks its provider, and all that it relies on in the answers. */
export const CONTRACT: readonly Interaction[] = [
  ...TOKENS,
  ...CONNECTIONS,
  ...PURCHASES,
  ...LOOKUPS,
  ...SEARCHES,
  ...CAPTURES,
  ...VOIDS,
  ...REFUNDS,
  ...REAUTHORIZATIONS,
];
