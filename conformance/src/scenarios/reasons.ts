/** Why something is refused or does not work, as scenarios say it, and how the shop says it to people. */
type Reason = Readonly<{ says: RegExp; shop: (...environments: readonly string[]) => RegExp }>;

const E = '(sandbox|testing|production)';
const quoted = (name = '') => `"${name}"`;

const REASONS: readonly Reason[] = [
  {
    says: new RegExp(`the secret is for ${E} and the shop for ${E}`),
    shop: (secret, shop) =>
      new RegExp(
        `This shop belongs to the environment ${quoted(shop)}, but the (API key|client id|client secret) belongs to ${quoted(secret)}`,
      ),
  },
  { says: /the secret is for real money/, shop: () => /runs in mode "test", but the API key says "live"/ },
  { says: /the secret is for play money/, shop: () => /runs in mode "live", but the API key says "test"/ },
  {
    says: /the secret names no environment/,
    shop: () => /does not say which environment it is for/,
  },
  {
    says: new RegExp(`the integration belongs to ${E} and the shop to ${E}`),
    shop: (integration, shop) =>
      new RegExp(
        `belongs to the environment ${quoted(shop)}, but the stored integration belongs to ${quoted(integration)}`,
      ),
  },
  {
    says: new RegExp(`it was saved in ${E}`),
    shop: (saved) => new RegExp(`the stored integration belongs to ${quoted(saved)}`),
  },
  {
    says: new RegExp(`the payment was made in ${E}`),
    shop: (made) => new RegExp(`the payment transaction belongs to ${quoted(made)}`),
  },
  {
    says: /the payment was made with play money/,
    shop: () => /runs in mode "live", but the payment transaction says "test"/,
  },
  {
    says: /it is not what the customer has reviewed/,
    shop: () => /The order is not what was reviewed/,
  },
  {
    says: /nobody has confirmed where the database belongs/,
    shop: () => /Everything is paused until somebody confirms/,
  },
  { says: /the settings cannot be decrypted/, shop: () => /settings cannot be decrypted here/ },
  {
    says: /the provider's address is another one/,
    shop: () => /the provider's address is .*, but the integration was saved for/,
  },
  {
    says: new RegExp(`the provider says it is ${E}`),
    shop: (said) => new RegExp(`the provider that answered belongs to ${quoted(said)}`),
  },
  {
    says: /the provider says that money is real/,
    shop: () => /runs in mode "test", but the provider that answered says "live"/,
  },
  {
    says: /the account is not active yet/,
    shop: () => /merchant account is pending|refused the credential \(merchant[-_]pending\)/,
  },
  { says: /the secret has expired/, shop: () => /refused the credential \(credential[-_]expired\)/ },
  { says: /the provider refused the secret/, shop: () => /The provider refused the credential/ },
  { says: /it is signed with another secret/, shop: () => /No signature fits/ },
  {
    says: new RegExp(`it comes from ${E}`),
    shop: (found) => new RegExp(`environment mismatch: ${found}`),
  },
  { says: /the role does not allow it/, shop: () => /Your role does not allow this/ },
  { says: /the payment method is not offered/, shop: () => /This payment method is not offered/ },
  { says: /the provider checks no cards/, shop: () => /is nothing that this provider does/ },
  { says: /nothing is held/, shop: () => /Only an open hold can be captured/ },
  { says: /the integration is gone/, shop: () => /The integration is no longer there/ },
  { says: /its environment is missing/, shop: () => /--environment is missing/ },
  { says: /there is no such environment/, shop: () => /there is no environment/ },
  {
    says: new RegExp(`${E} moves real money`),
    shop: (name) => new RegExp(`the environment ${quoted(name)} is of mode live`),
  },
  {
    says: new RegExp(`${E} moves no real money`),
    shop: (name) => new RegExp(`the environment ${quoted(name)} is of mode test`),
  },
];

/** Every way to end a step with `because …`. */
export function reasonPattern(): RegExp {
  return new RegExp(REASONS.map(({ says }) => says.source.replaceAll('(', '(?:')).join('|'));
}

/** The reasons with `…` for an environment, for people who write scenarios. */
export const REASONS_IN_WORDS: readonly string[] = REASONS.map(({ says }) => says.source.replaceAll(E, '…'));

/** How the shop says that to people. */
export function shopSays(reason: string): RegExp {
  for (const { says, shop } of REASONS) {
    const [whole, ...environments] = says.exec(reason) ?? [];
    if (whole === reason) return shop(...environments);
  }
  throw new Error(`no reason reads ${JSON.stringify(reason)}`);
}
