import type { ProviderName } from './dialect.ts';

const OWN_KEY = 'PayPal signs with a key of its own, so that nobody else can make up a notification that is good';

/**
 * What cannot be asked of a subject because of the provider it speaks to, by requirement, and why. What a provider only
 * does differently is not in here: that is the dialect's.
 */
export const EXCEPTIONS: Readonly<Record<ProviderName, Readonly<Record<string, string>>>> = {
  generic: {},
  paypal: {
    'CRE-08': OWN_KEY,
    'CRE-09': OWN_KEY,
    'IDM-07': 'PayPal answers a repeated id with how things stand, whatever else is asked for: there is no conflict',
    'IDM-12': 'PayPal remembers a capture for longer than the hold lives',
    'RED-03': 'what a bank asks of the owner of a wallet is between the two',
    'RED-04': 'what a bank asks of the owner of a wallet is between the two',
    'STA-10': 'no test wallet has refunds that take their time or come back',
    'WHK-01': OWN_KEY,
    'WHK-04': OWN_KEY,
    'WHK-08': OWN_KEY,
    'WHK-10':
      'PayPal tells of nothing before somebody has approved, and nobody approves on a page whose address was lost',
    'WHK-11': 'the key is PayPal’s, and so is its replacement: the id of a webhook stays',
    'WHK-12': OWN_KEY,
    'WHK-13': OWN_KEY,
    'WHK-15': OWN_KEY,
  },
  stripe: {
    'CRE-10': 'Stripe gives keys to shops: nothing is exchanged for a token that could be mixed up',
    'WHK-10': 'Stripe tells of nothing before somebody has paid, and nobody pays on a page whose address was lost',
  },
};
