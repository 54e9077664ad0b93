import type { ProviderName } from './dialect.ts';

/**
 * What cannot be asked of a subject because of the provider it speaks to, by requirement, and why. What a provider only
 * does differently is not in here: that is the dialect's.
 */
export const EXCEPTIONS: Readonly<Record<ProviderName, Readonly<Record<string, string>>>> = {
  generic: {},
  stripe: {
    'CRE-10': 'Stripe gives keys to shops: nothing is exchanged for a token that could be mixed up',
    'WHK-10': 'Stripe tells of nothing before somebody has paid, and nobody pays on a page whose address was lost',
  },
};
