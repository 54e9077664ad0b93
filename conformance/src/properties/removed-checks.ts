// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of source files, as text.
/** One change to a source of the simulator: text that stands there exactly once, and what to put in its place. */
type Edit = Readonly<{ file: string; find: string; replace: string }>;

/**
 * A check that the simulator makes, and the edits without which it would not. Where two checks say the same, one of them
 * alone would not be missed, and both are taken away.
 */
export type RemovedCheck = Readonly<{
  id: string;
  property: 'isolation' | 'conservation';
  edits: readonly Edit[];
  /** Part of every test run, not only of a run over all of them. */
  sample: boolean;
}>;

const CALLER = 'simulator/src/accounts/caller.ts';
const CREDENTIAL_ELSEWHERE = "if (credential.environment !== listener.environment) return refused('other_environment'";
const MERCHANT_ELSEWHERE = '|| merchant.environment !== listener.environment';
const PAYMENTS = 'simulator/src/store/sqlite-payments.ts';
const CHANGE = 'simulator/src/operations/change.ts';
const IDEMPOTENCY = 'simulator/src/operations/idempotency.ts';
const CREDENTIALS = 'simulator/src/operations/credentials.ts';
const DIRECTORY = 'simulator/src/store/sqlite-directory.ts';
const LISTENERS = 'simulator/src/http/listeners.ts';
const MASK = 'simulator/src/http/mask.ts';
const BALANCES = 'simulator/src/engine/balances.ts';

const one = (file: string, find: string, replace: string): readonly Edit[] => [{ file, find, replace }];

const crossing = (unless: string): readonly Edit[] => [
  {
    file: CALLER,
    find: CREDENTIAL_ELSEWHERE,
    replace: CREDENTIAL_ELSEWHERE.replace('if (', `if (!(${unless}) && `),
  },
  { file: CALLER, find: MERCHANT_ELSEWHERE, replace: '' },
];

const isolation = (id: string, edits: readonly Edit[], more: Partial<RemovedCheck> = {}): RemovedCheck => ({
  id,
  property: 'isolation',
  edits,
  sample: false,
  ...more,
});
const sampled = (id: string, edits: readonly Edit[]): RemovedCheck => isolation(id, edits, { sample: true });
const conservation = (id: string, edits: readonly Edit[], sample = false): RemovedCheck =>
  isolation(id, edits, { property: 'conservation', sample });

/** The checks of the simulator whose absence has to be noticed. */
export const REMOVED_CHECKS: readonly RemovedCheck[] = [
  // Who is calling, and from where
  sampled('keys-cross', crossing("credential.kind === 'api_key'")),
  sampled('clients-cross', crossing("credential.kind === 'oauth_client'")),
  sampled(
    'tokens-cross',
    one(
      CALLER,
      "if (token.environment !== listener.environment) return refused('other_environment', credential);",
      'listener = { ...listener, environment: credential.environment };',
    ),
  ),
  sampled(
    'crossing-called-unknown',
    one(CALLER, CREDENTIAL_ELSEWHERE, CREDENTIAL_ELSEWHERE.replace('other_environment', 'unknown')),
  ),
  sampled('environment-after-standing', [
    {
      file: CALLER,
      find: CREDENTIAL_ELSEWHERE,
      replace: CREDENTIAL_ELSEWHERE.replace('if (', 'if (credential.revokedAt === undefined && '),
    },
  ]),
  isolation(
    'any-secret-will-do',
    one(CALLER, 'candidates.filter((candidate) => matches(presented.secret, candidate.secretHash))', 'candidates'),
  ),
  isolation('any-kind-will-do', one(CALLER, 'candidate.kind === presented.kind', 'candidate.kind.length > 0')),
  sampled(
    'revoked-still-works',
    one(CALLER, "if (status === 'revoked' || status === 'expired')", "if (status === 'expired')"),
  ),
  sampled(
    'expired-still-works',
    one(CALLER, "if (status === 'revoked' || status === 'expired')", "if (status === 'revoked')"),
  ),
  isolation('pending-account-works', one(CALLER, "if (merchant.status === 'pending')", 'if (false)')),
  sampled('suspended-account-works', one(CALLER, "if (merchant.status === 'suspended')", 'if (false)')),
  sampled(
    'scopes-ignored',
    one(CALLER, 'if (caller.scopes.includes(scope)) return undefined;', 'if (scope) return undefined;'),
  ),
  isolation('token-has-all-scopes-of-its-client', one(CALLER, 'token.scopes', 'credential.scopes')),
  isolation(
    'token-scope-not-narrowed',
    one('simulator/src/dialects/generic/token.ts', 'names.has(scope) && allowed.includes(scope)', 'names.has(scope)'),
  ),
  sampled(
    'token-outlives-revocation',
    one(
      CALLER,
      'await directory.findCredential(token.credentialId)',
      '{ ...(await directory.findCredential(token.credentialId)), revokedAt: undefined }',
    ),
  ),
  isolation(
    'rotated-secret-lives-on',
    one(
      CREDENTIALS,
      '[{ ...old, expiresAt, successorId: credential.id }, credential]',
      '[{ ...old, successorId: credential.id }, credential]',
    ),
  ),
  isolation('revoking-does-nothing', one(CREDENTIALS, 'await world.store.saveCredentials([revoked]);', '')),

  isolation('token-never-ends', one(CALLER, 'if (token.expiresAt <= now &&', 'if (token.expiresAt < 0 &&')),
  isolation(
    'time-by-the-clock-of-the-environment',
    one('simulator/src/operations/clocks.ts', '`${environment}/${merchantId}`', 'environment'),
  ),
  isolation('idempotency-kept-for-ever', one(IDEMPOTENCY, 'later(now, lifetimeMs)', 'later(now, 99 * lifetimeMs)')),

  // Whose payment it is. An account lies in one environment, so that a look-up by account alone misses nothing, and each
  // of the two conditions alone is left to the suite of the store.
  sampled('payment-of-anybody', [
    {
      file: PAYMENTS,
      find: "'select * from payments where id = ? and environment = ?'",
      replace: "'select * from payments where id = ? and ? is not null'",
    },
    { file: CHANGE, find: 'stored.merchantId === target.merchantId && ', replace: '' },
  ]),
  sampled('payment-of-a-neighbour', one(CHANGE, 'stored.merchantId === target.merchantId && ', '')),
  sampled('list-of-everybody', [
    { file: PAYMENTS, find: "filter.and('environment = ?', environment);", replace: '' },
    { file: PAYMENTS, find: "if (merchantId !== undefined) filter.and('merchant_id = ?', merchantId);", replace: '' },
  ]),
  isolation(
    'list-of-neighbours',
    one(PAYMENTS, "if (merchantId !== undefined) filter.and('merchant_id = ?', merchantId);", ''),
  ),
  sampled('ledger-of-every-environment', one(PAYMENTS, "filter.and('environment = ?', environment);", '')),
  sampled(
    'page-on-every-listener',
    one(
      PAYMENTS,
      "'select * from payments where page_token = ? and environment = ?'",
      "'select * from payments where page_token = ? and ? is not null'",
    ),
  ),
  sampled(
    'idempotency-without-account',
    one(IDEMPOTENCY, '`${request.dialect}/${request.merchantId}`', 'request.dialect'),
  ),
  isolation(
    'key-for-something-else',
    one(IDEMPOTENCY, "if (record.fingerprint !== request.fingerprint) return { kind: 'reused' };", ''),
  ),
  isolation('idempotency-forgotten', one(IDEMPOTENCY, 'if (earlier !== undefined) return earlier;', '')),
  isolation(
    'payment-made-elsewhere',
    one(
      'simulator/src/dialects/generic/render.ts',
      'environment: stored.environment,',
      "environment: stored.environment === 'sandbox' ? 'testing' : stored.environment,",
    ),
  ),

  // What is registered where, and known as what
  sampled('key-in-two-environments', [
    {
      file: DIRECTORY,
      find: "if (row !== undefined) return { kind: 'known'",
      replace: "if (row !== undefined && false) return { kind: 'known'",
    },
    {
      file: DIRECTORY,
      find: 'const { fingerprint = null, keyFingerprint = null } = key ?? {};',
      replace: 'const { fingerprint = null, keyFingerprint = null } = {};',
    },
  ]),
  sampled(
    'elsewhere-called-here',
    one(
      'simulator/src/operations/artefacts.ts',
      'added.artefact.environment === merchant.environment',
      'added.artefact.environment !== undefined',
    ),
  ),
  isolation(
    'hosts-of-everybody',
    one('simulator/src/operations/artefacts.ts', 'hosts.length === 0 ||', 'hosts.length < 9 ||'),
  ),
  sampled(
    'one-card-fingerprint-everywhere',
    one('simulator/src/app.ts', '`card-fingerprints/${environment}`', "'card-fingerprints'"),
  ),
  sampled(
    'test-cards-pay-in-live',
    one('simulator/src/situations/issuer.ts', "if (mode === 'live' && isTestCard(card.number))", 'if (false)'),
  ),

  // What is told
  sampled(
    'crossing-not-flagged',
    one(LISTENERS, 'crossing: (credential?.environment ?? environment.name) !== environment.name', 'crossing: false'),
  ),
  isolation(
    'every-refusal-a-crossing',
    one(
      LISTENERS,
      'crossing: (credential?.environment ?? environment.name) !== environment.name',
      'crossing: notes.refusal !== undefined',
    ),
  ),
  isolation(
    'refusal-not-journaled',
    one(LISTENERS, '...(notes.refusal === undefined ? {} : { refusal: notes.refusal }),', ''),
  ),
  sampled(
    'journaled-under-home',
    one(
      LISTENERS,
      'environment: environment.name,\n    dialect',
      'environment: credential?.environment ?? environment.name,\n    dialect',
    ),
  ),
  sampled(
    'refusal-names-the-account',
    one(
      'simulator/src/dialects/generic/errors.ts',
      'belongs to ${credential?.environment};',
      'belongs to ${credential?.environment} (${credential?.merchantId});',
    ),
  ),
  isolation(
    'authorization-kept',
    one(
      MASK,
      "if (scheme.toLowerCase() !== 'basic') return `${maskedText(scheme, shapes)} ${maskSecret(credentials)}`;",
      "if (scheme.toLowerCase() !== 'basic') return value;",
    ),
  ),
  isolation(
    'basic-kept',
    one(MASK, "return `${scheme} ${maskedText(user, shapes)}:${maskSecret(password.join(':'))}`;", 'return value;'),
  ),
  isolation(
    'cookie-kept',
    one(
      MASK,
      "if (name === 'cookie' || name === 'set-cookie' || name === 'x-api-key') return maskSecret(value);",
      "if (name === 'cookie') return value.slice(-30);",
    ),
  ),

  // Money
  conservation(
    'more-than-is-held',
    one('simulator/src/engine/check.ts', '(exceeds(amount, limit) ? tooMuch : undefined)', 'undefined'),
    true,
  ),
  conservation('void-keeps-the-rest', one(BALANCES, "voided: 'released',", "voided: 'capturable',")),
  conservation(
    'refund-without-its-capture',
    one(BALANCES, 'const left = own - back - taken;', 'const left = own - taken;'),
  ),
  conservation(
    'totals-lose-disputes',
    one('simulator/src/control/render.ts', 'disputed: left.disputed + right.disputed,', 'disputed: left.disputed,'),
  ),
  conservation(
    'hold-never-ends',
    one('simulator/src/engine/due.ts', "if (payment.hold.status === 'open')", 'if (false)'),
  ),
  // Either of the two alone keeps order: the queue, and the version that a commit has to name.
  conservation('races-decided-on-what-was', [
    { file: 'simulator/src/operations/in-turn.ts', find: 'before.then(work, work)', replace: 'work()' },
    {
      file: PAYMENTS,
      find: 'and version = ? returning event_count',
      replace: 'and ? is not null returning event_count',
    },
  ]),
];
