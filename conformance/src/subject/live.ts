/** Credentials that providers give out where money is real, by their shape. Such text may never come near a test. */
const LIVE_CREDENTIALS: readonly (readonly [whose: string, shape: RegExp])[] = [
  ['Stripe', /\b[sr]k_live_\w{8,}/],
  ['Stripe', /\bpk_live_\w{8,}/],
  ['Braintree', /\baccess_token\$production\$\w+/],
  ['Square', /\bEAAA[\w-]{40,}/],
  ['Mollie', /\blive_[A-Za-z0-9]{25,}/],
  ['Razorpay', /\brzp_live_\w{8,}/],
  ['Paystack or Checkout.com', /\bsk_(?!test_|sbox_)[a-z]+_live_\w{8,}/],
];

/** Hosts where money is real and nothing but money is real. */
const LIVE_HOSTS =
  /(?<![\w.-])(api(-m)?\.paypal\.com|payflowpro\.paypal\.com|[\w-]+-live\.adyenpayments\.com|api\.authorize\.net|connect\.squareup\.com|api\.checkout\.com|payments\.worldpay\.com)\b/i;

const NEVER = 'Assay only ever runs against its own provider, never where money is real';

/**
 * Why a subject must not be started: a live-looking credential or a live provider's host in its address, or in a
 * variable it would inherit. The text that was found is never repeated.
 */
export function liveTraces(
  address: string,
  variables: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const places = [
    ['the subject’s address', address] as const,
    ...Object.entries(variables).map(([name, value]) => [`the variable ${name}`, value ?? ''] as const),
  ];
  return places.flatMap(([place, text]) => {
    const credential = LIVE_CREDENTIALS.find(([, shape]) => shape.test(text));
    if (credential) {
      return [
        `${place} holds what looks like a live credential of ${credential[0]}. ${NEVER}: take it out and try again`,
      ];
    }
    const host = LIVE_HOSTS.exec(text)?.[0];
    return host === undefined ? [] : [`${place} names ${host.toLowerCase()}, a live provider. ${NEVER}`];
  });
}
