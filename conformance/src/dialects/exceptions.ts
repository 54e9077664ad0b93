import type { ProviderName } from './dialect.ts';

const OWN_KEY = 'PayPal signs with a key of its own, so that nobody else can make up a notification that is good';

const UNSIGNED =
  'nobody signs a silent post: whether it is Payflow’s own is asked of Payflow, which WHK-02 and WHK-13 see to';

/**
 * What cannot be asked of a subject because of the provider it speaks to, by requirement, and why. What a provider only
 * does differently is not in here: that is the dialect's.
 */
export const EXCEPTIONS: Readonly<Record<ProviderName, Readonly<Record<string, string>>>> = {
  generic: { 'AMT-03': 'the generic provider counts every currency as ISO 4217 does; AMT-02 is about those' },
  paypal: {
    'AMT-03': 'amounts at PayPal are decimals; those it takes without any, HUF and TWD, are sold in by no subject here',
    'CRE-08': OWN_KEY,
    'CRE-09': OWN_KEY,
    'IDM-07': 'PayPal answers a repeated id with how things stand, whatever else is asked for: there is no conflict',
    'IDM-12': 'PayPal remembers a capture for longer than the hold lives',
    'RED-03': 'what a bank asks of the owner of a wallet is between the two',
    'RED-04': 'what a bank asks of the owner of a wallet is between the two',
    'STA-10': 'no test wallet has refunds that take their time or come back',
    'TLS-06': 'PayPal takes no signed requests',
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
  payflow: {
    'AMT-03': 'amounts at Payflow are decimals, in every currency alike; AMT-02 is about those',
    'CRE-09': UNSIGNED,
    'CRE-10': 'Payflow is shown a login with every request: nothing is exchanged for a token that could be mixed up',
    'STA-10': 'Payflow takes a refund or refuses it, and tells nobody what the bank makes of it later',
    'TLS-06': 'Payflow takes no signed requests',
    'WHK-01': UNSIGNED,
    'WHK-04': UNSIGNED,
    'WHK-07':
      'Payflow tells of a payment once and of nothing that comes later, so that nothing can come in another order',
    'WHK-10': 'Payflow tells of nothing before somebody has paid, and nobody pays on a page whose token was lost',
    'WHK-11': UNSIGNED,
  },
  stripe: {
    'CRE-10': 'Stripe gives keys to shops: nothing is exchanged for a token that could be mixed up',
    'TLS-06': 'Stripe takes no signed requests',
    'WHK-10': 'Stripe tells of nothing before somebody has paid, and nobody pays on a page whose address was lost',
  },
};
