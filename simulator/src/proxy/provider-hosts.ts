import type { Mode } from '../accounts/environment.ts';

/**
 * Which environment a name is about: that of test or of live money, or one that only the credential tells, where a
 * provider has a single host for both.
 */
export type HostMode = Mode | 'in_key';

/**
 * A provider's own host name: whose it is, and what can be told from it. `provider` is the name of its dialect; where the
 * customers of another dialect are sent to the same host, that answers as well.
 */
export type ProviderHost = Readonly<{ provider: string; mode: HostMode; beside?: string }>;

// What the official SDKs connect to, as of November 2026. A star stands for one or more letters, digits and hyphens.
const HOSTS: readonly [pattern: string, provider: string, mode: HostMode, beside?: string][] = [
  ['api.stripe.com', 'stripe', 'in_key'],
  ['files.stripe.com', 'stripe', 'in_key'],
  ['connect.stripe.com', 'stripe', 'in_key'],
  ['meter-events.stripe.com', 'stripe', 'in_key'],
  ['api-m.sandbox.paypal.com', 'paypal', 'test'],
  ['api.sandbox.paypal.com', 'paypal', 'test'],
  ['api-m.paypal.com', 'paypal', 'live'],
  ['api.paypal.com', 'paypal', 'live'],
  // Where buyers are sent to approve.
  ['www.sandbox.paypal.com', 'paypal', 'test', 'payflow'],
  ['www.paypal.com', 'paypal', 'live', 'payflow'],
  ['pilot-payflowpro.paypal.com', 'payflow', 'test'],
  ['pilot-payflowlink.paypal.com', 'payflow', 'test'],
  ['payflowpro.paypal.com', 'payflow', 'live'],
  ['payflowlink.paypal.com', 'payflow', 'live'],
  ['*-test.adyen.com', 'adyen', 'test'],
  ['*-live.adyen.com', 'adyen', 'live'],
  ['*-live.adyenpayments.com', 'adyen', 'live'],
  ['api.mollie.com', 'mollie', 'in_key'],
  ['api.sandbox.braintreegateway.com', 'braintree', 'test'],
  ['payments.sandbox.braintree-api.com', 'braintree', 'test'],
  ['api.braintreegateway.com', 'braintree', 'live'],
  ['payments.braintree-api.com', 'braintree', 'live'],
  ['connect.squareupsandbox.com', 'square', 'test'],
  ['connect.squareup.com', 'square', 'live'],
  ['apitest.authorize.net', 'authorizenet', 'test'],
  ['api.authorize.net', 'authorizenet', 'live'],
  ['api2.authorize.net', 'authorizenet', 'live'],
];

const KNOWN = HOSTS.map(([pattern, provider, mode, beside]) => {
  const host: ProviderHost = beside === undefined ? { provider, mode } : { provider, mode, beside };
  return { matches: patternOf(pattern), host };
});

/** Whose host this is, where it is a provider's that Assay knows of, whether or not there is a dialect for it. */
export function providerHost(name: string): ProviderHost | undefined {
  return KNOWN.find(({ matches }) => matches.test(name))?.host;
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[a-z0-9-]+')}$`);
}
