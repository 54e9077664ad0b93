// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of source files, as text.
import type { Edit } from '../mutants/edits.ts';

/** What turns red when a check is taken away. */
export type Killer =
  /** A scenario that carries the tag of the check. */
  | Readonly<{ kind: 'scenario' }>
  /** A property, in the run without this check of its own list, where it is taken away with what stands behind it. */
  | Readonly<{ kind: 'property'; removedCheck: string }>
  /** A check of the conformance suite, against this known mistake. */
  | Readonly<{ kind: 'check'; requirement: string; mutant: string }>
  /** A test beside the source: what it promises cannot be reached from outside, as another check stands before it. */
  | Readonly<{ kind: 'test'; file: string; title: string }>;

/** One of the places where shop or simulator keeps environments apart, and the edits without which it would not. */
export type EnvironmentCheck = Readonly<{
  id: string;
  /** What is no longer noticed without it. */
  notices: string;
  edits: readonly Edit[];
  killedBy: readonly Killer[];
  /** Part of every test run, not only of a run over all of them. */
  sample: boolean;
}>;

/** The tag of the scenarios that have to turn red without a check. */
export function tagOf({ id }: EnvironmentCheck): string {
  return `@guard-${id}`;
}

const SHOP = 'reference-impl/src';
const GUARD = `${SHOP}/payments/environment-guard.ts`;
const INTEGRATIONS = `${SHOP}/payments/integrations.ts`;
const CONFIG = `${SHOP}/config.ts`;
const SHOP_ENVIRONMENTS = 'reference-impl/test/environments.test.ts';
const SIMULATOR = 'simulator/src';
const CALLER = `${SIMULATOR}/accounts/caller.ts`;
const ISSUER = `${SIMULATOR}/situations/issuer.ts`;
const PAYMENTS = `${SIMULATOR}/store/sqlite-payments.ts`;

const one = (file: string, find: string, replace: string): readonly Edit[] => [{ file, find, replace }];
const SCENARIO: readonly Killer[] = [{ kind: 'scenario' }];

/** Every environment check of shop and simulator. A new one goes in here with what would miss it. */
export const ENVIRONMENT_CHECKS: readonly EnvironmentCheck[] = [
  // The shop: saving an integration
  {
    id: 'shop-secret-of-another-environment',
    notices: 'a secret of another environment, when it is saved',
    edits: one(GUARD, 'const refusal = sameEnvironment(deployment, field, environment);', 'const refusal = undefined;'),
    killedBy: SCENARIO,
    sample: true,
  },
  {
    id: 'shop-undeclared-secret',
    notices: 'a secret that names no environment',
    edits: one(
      GUARD,
      "if (environment === undefined) return { code: 'credential_undeclared', field };",
      'if (environment === undefined) continue;',
    ),
    killedBy: SCENARIO,
    sample: false,
  },

  // The shop: reading an integration back
  {
    id: 'shop-stored-environment',
    notices: 'a stored integration of another environment',
    edits: one(
      INTEGRATIONS,
      'if (row.environment !== deployment.environment) {',
      'if (row.environment === undefined) {',
    ),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-sealed-for-environment',
    notices: 'settings that were sealed for another environment',
    edits: one(
      `${SHOP}/payments/vault.ts`,
      "JSON.stringify(['integration', integrationId, environment])",
      "JSON.stringify(['integration', integrationId, environment.length > 0])",
    ),
    killedBy: SCENARIO,
    sample: true,
  },
  {
    id: 'shop-stored-settings',
    notices: 'stored settings whose secret or address does not belong here',
    edits: one(INTEGRATIONS, 'const refusal = guarded(world, row, settings);', 'const refusal = undefined;'),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-provider-address',
    notices: 'an integration that was saved for another address of the provider',
    edits: one(
      GUARD,
      'if (address === providerAddress) return undefined;',
      'if (address !== undefined) return undefined;',
    ),
    killedBy: SCENARIO,
    sample: false,
  },

  // The shop: checking the connection, offering
  {
    id: 'shop-provider-environment',
    notices: 'a provider that calls itself another environment',
    edits: one(GUARD, "sameEnvironment(deployment, 'provider', environment)", 'undefined'),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-provider-mode',
    notices: 'a provider that moves real money where none is to move, or the other way round',
    edits: one(GUARD, " ?? (mode === undefined ? undefined : sameMode(deployment, 'provider', mode))", ''),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-connection-agreed',
    notices: 'an integration whose connection check has not agreed, when methods are offered',
    edits: one(INTEGRATIONS, "integrationStatus(found) === 'active'", "integrationStatus(found) !== 'disabled'"),
    killedBy: SCENARIO,
    sample: true,
  },

  // The shop: what was paid somewhere else
  {
    id: 'shop-capture-of-another-environment',
    notices: 'a payment of another environment, when it is captured',
    edits: one(
      `${SHOP}/payments/operate.ts`,
      'const refusal = guardTransaction(world.deployment, source);',
      'const refusal = undefined;',
    ),
    killedBy: SCENARIO,
    sample: true,
  },
  {
    id: 'shop-look-up-of-another-environment',
    notices: 'a payment of another environment, when the provider is asked about it',
    edits: one(
      `${SHOP}/payments/reconcile.ts`,
      'const refusal = guardTransaction(world.deployment, purchase);',
      'const refusal = undefined;',
    ),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-payment-mode',
    notices: 'a payment made with play money, in an environment that has been declared live since',
    edits: one(GUARD, " ??\n    sameMode(deployment, 'payment_transaction', transaction.mode)", ''),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-payment-answer-environment',
    notices: "a provider's answer about a payment that names another environment",
    edits: one(`${SHOP}/payments/settle.ts`, "['environment', purchase.environment, payment.environment],", ''),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-notification-environment',
    notices: 'a notification of another environment, signed with a secret that the shop knows',
    edits: one(
      `${SHOP}/payments/agreement.ts`,
      "['environment_mismatch', deployment.environment, told.environment],",
      '',
    ),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-moved-database',
    notices: 'a database that was made elsewhere, while nobody has said that it belongs here',
    edits: one(
      `${SHOP}/payments/standing.ts`,
      "  if (standing.kind === 'at_home') return undefined;",
      "  if (standing.kind === 'at_home' || standing.kind === 'moved') return undefined;",
    ),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-before-every-call',
    notices: 'an integration that does not belong here, right before something is sent',
    edits: one(
      `${SHOP}/payments/perform.ts`,
      '  if (refusal) {\n    world.log.warn(`nothing was sent',
      '  if (refusal && world === undefined) {\n    world.log.warn(`nothing was sent',
    ),
    killedBy: [{ kind: 'test', file: SHOP_ENVIRONMENTS, title: 'sends nothing, even if it had got that far' }],
    sample: false,
  },
  {
    id: 'shop-redirects',
    notices: 'an answer that points to another address',
    edits: one(`${SHOP}/platform/http-client.ts`, "redirect: 'manual',", "redirect: 'follow',"),
    killedBy: [...SCENARIO, { kind: 'check', requirement: 'CRE-12', mutant: 'tls-follow-redirect' }],
    sample: false,
  },
  {
    id: 'shop-tokens-apart',
    notices: 'an access token that was given to another integration',
    edits: one(
      `${SHOP}/payments/perform.ts`,
      "return [environment, id, fingerprintOf(settings.credential)].join(' ');",
      'return settings.credential.kind;',
    ),
    killedBy: [
      { kind: 'check', requirement: 'CRE-10', mutant: 'cre-token-cache-by-client-id' },
      { kind: 'test', file: SHOP_ENVIRONMENTS, title: 'tokens are kept apart by integration and by credential' },
    ],
    sample: false,
  },

  // The shop: starting, and failing
  {
    id: 'shop-no-default-environment',
    notices: 'a start without an environment',
    edits: one(
      CONFIG,
      "const environment = text(flags.environment, 'SHOP_ENVIRONMENT');",
      "const environment = text(flags.environment, 'SHOP_ENVIRONMENT') ?? 'production';",
    ),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-known-environment',
    notices: 'a start in an environment that there is not',
    edits: one(
      CONFIG,
      'const modeOfEnvironment = environments.get(environment);',
      'const modeOfEnvironment = environments.get(environment.toLowerCase());',
    ),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-mode-of-environment',
    notices: 'a start in a mode that is not the one of the environment',
    edits: one(CONFIG, 'if (mode !== modeOfEnvironment) {', 'if (mode === undefined) {'),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'shop-error-pages',
    notices: 'that an error tells strangers what is inside',
    edits: one(`${SHOP}/http/express-app.ts`, '  app.use(failed);', '  void failed;'),
    killedBy: SCENARIO,
    sample: false,
  },

  // The simulator: who is calling
  {
    id: 'simulator-credential-environment',
    notices: "a caller's credential of another environment",
    edits: one(
      CALLER,
      "if (credential.environment !== listener.environment) return refused('other_environment', credential);",
      '',
    ),
    killedBy: SCENARIO,
    sample: true,
  },
  {
    id: 'simulator-token-environment',
    notices: 'an access token of another environment',
    edits: one(CALLER, 'if (token.environment !== listener.environment)', 'if (token.environment === undefined)'),
    killedBy: [
      { kind: 'property', removedCheck: 'tokens-cross' },
      { kind: 'test', file: `${SIMULATOR}/accounts/caller.test.ts`, title: 'a token of another environment' },
    ],
    sample: false,
  },
  {
    id: 'simulator-merchant-environment',
    notices: 'a merchant account of another environment',
    edits: one(CALLER, ' || merchant.environment !== listener.environment', ''),
    killedBy: [
      { kind: 'property', removedCheck: 'keys-cross' },
      { kind: 'test', file: `${SIMULATOR}/accounts/caller.test.ts`, title: 'a key of an account elsewhere' },
    ],
    sample: false,
  },
  {
    id: 'simulator-crossing-journaled',
    notices: 'a crossing, in the journal',
    edits: one(
      `${SIMULATOR}/http/listeners.ts`,
      'crossing: (credential?.environment ?? environment.name) !== environment.name',
      'crossing: false',
    ),
    killedBy: SCENARIO,
    sample: false,
  },

  // The simulator: whose payment it is
  {
    id: 'simulator-payment-environment',
    notices: 'a payment of another environment',
    // Asked of the database, and once more of what is kept in memory.
    edits: [
      ...one(
        PAYMENTS,
        "'select * from payments where id = ? and environment = ?'",
        "'select * from payments where id = ? and ? is not null'",
      ),
      ...one(PAYMENTS, 'return stored?.environment === environment ? stored : undefined;', 'return stored;'),
    ],
    killedBy: [
      { kind: 'property', removedCheck: 'payment-of-anybody' },
      {
        kind: 'test',
        file: `${SIMULATOR}/store/sqlite.test.ts`,
        title: 'found by id and by page, and only in its environment',
      },
    ],
    sample: false,
  },
  {
    id: 'simulator-payment-page',
    notices: 'a payment page of another environment',
    edits: one(
      PAYMENTS,
      "'select * from payments where page_token = ? and environment = ?'",
      "'select * from payments where page_token = ? and ? is not null'",
    ),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'simulator-ledger-environment',
    notices: 'payments of other environments in a ledger',
    edits: one(PAYMENTS, "filter.and('environment = ?', environment);", ''),
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'simulator-key-in-one-environment',
    notices: 'a key that is registered in two environments',
    edits: [
      {
        file: `${SIMULATOR}/store/sqlite-directory.ts`,
        find: "if (row !== undefined) return { kind: 'known'",
        replace: "if (row !== undefined && false) return { kind: 'known'",
      },
      {
        file: `${SIMULATOR}/store/sqlite-directory.ts`,
        find: 'const { fingerprint = null, keyFingerprint = null } = key ?? {};',
        replace: 'const { fingerprint = null, keyFingerprint = null } = {};',
      },
    ],
    killedBy: SCENARIO,
    sample: false,
  },
  {
    id: 'simulator-callback-host',
    notices: 'an address to send customers back to that the seller has not registered',
    edits: one(
      `${SIMULATOR}/operations/artefacts.ts`,
      'return hosts.length === 0 || hosts.includes(new URL(url).host);',
      'return hosts.length >= 0;',
    ),
    killedBy: SCENARIO,
    sample: false,
  },

  // The simulator: which cards pay where
  {
    id: 'simulator-test-card-in-live',
    notices: 'a test card where money is real',
    edits: one(ISSUER, "if (mode === 'live' && isTestCard(card.number))", 'if (false)'),
    killedBy: SCENARIO,
    sample: true,
  },
  {
    id: 'simulator-real-card-in-test',
    notices: 'a real card where money is not real',
    edits: one(ISSUER, "if (mode === 'test' && !isTestCard(card.number))", 'if (false)'),
    killedBy: SCENARIO,
    sample: false,
  },
];

/** The check of that name. */
export function environmentCheck(id: string): EnvironmentCheck {
  const found = ENVIRONMENT_CHECKS.find((check) => check.id === id);
  if (found) return found;
  throw new Error(
    `no environment check is called ${id}; there are ${ENVIRONMENT_CHECKS.map((known) => known.id).join(', ')}`,
  );
}
