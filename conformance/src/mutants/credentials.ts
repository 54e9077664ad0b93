import { type Mutant, SHOP } from './mutant.ts';

/** Known mistakes with credentials and environments. */
export const CREDENTIAL_MUTANTS: readonly Mutant[] = [
  {
    id: 'cre-global-key',
    mistake: 'One configuration for the whole process: whichever account was set up last is used for every call',
    edits: [
      {
        file: `${SHOP}/payments/integrations.ts`,
        find: '  const row = await world.integrations.byId(id);\n  return row && opened(world, row);',
        replace: `  const row = (await world.integrations.all()).at(-1);\n  return row && opened(world, row);`,
      },
    ],
    kills: ['CRE-01', 'CRE-06'],
  },
  {
    id: 'cre-current-mode',
    mistake: 'A capture goes to the environment the shop is in now, not to that of the payment',
    edits: [
      {
        file: `${SHOP}/payments/operate.ts`,
        find: 'const refusal = guardTransaction(world.deployment, source);',
        replace: 'const refusal = undefined;',
      },
    ],
    kills: ['CRE-01', 'CRE-02'],
  },
  {
    id: 'cre-default-live',
    mistake: 'A missing environment means production',
    edits: [
      {
        file: `${SHOP}/config.ts`,
        find: "const environment = text(flags.environment, 'SHOP_ENVIRONMENT');",
        replace: "const environment = text(flags.environment, 'SHOP_ENVIRONMENT') ?? 'production';",
      },
    ],
    kills: ['CRE-04', 'CRE-12'],
  },
  {
    id: 'cre-forgiving-selector',
    mistake: 'Capitals and spaces around the name of an environment do not matter',
    edits: [
      {
        file: `${SHOP}/config.ts`,
        find: "const environment = text(flags.environment, 'SHOP_ENVIRONMENT');",
        replace: "const environment = text(flags.environment, 'SHOP_ENVIRONMENT')?.trim().toLowerCase();",
      },
    ],
    kills: ['CRE-04'],
  },
  {
    id: 'cre-no-prefix-check',
    mistake: 'A credential of another environment is saved; the first request finds out',
    edits: [
      {
        file: `${SHOP}/payments/environment-guard.ts`,
        find: 'for (const { field, ...declared } of declarations) {',
        replace: 'for (const { field, ...declared } of declarations.slice(0, 0)) {',
      },
    ],
    kills: ['CRE-03'],
  },
  {
    id: 'cre-probe-not-heard',
    mistake: 'What the provider says about its environment when the connection is checked does not matter',
    edits: [
      {
        file: `${SHOP}/payments/connection-check.ts`,
        find: 'const refusal = guardConnection(world.deployment, connection);',
        replace: 'const refusal = undefined;',
      },
    ],
    kills: ['CRE-03'],
  },
  {
    id: 'cre-answer-of-anywhere',
    mistake: "The environment in the provider's answer about a payment does not matter",
    edits: [
      {
        file: `${SHOP}/payments/settle.ts`,
        find: "['environment', purchase.environment, payment.environment],",
        replace: '',
      },
    ],
    kills: ['CRE-02'],
  },
  {
    id: 'cre-token-cache-by-client-id',
    mistake: 'Access tokens are kept by the kind of provider, whoever they were given to',
    edits: [
      {
        file: `${SHOP}/payments/perform.ts`,
        find: "return [environment, id, fingerprintOf(settings.credential)].join(' ');",
        replace: 'return settings.credential.kind;',
      },
    ],
    kills: ['CRE-01', 'CRE-10'],
  },
  {
    id: 'cre-token-outlives-rotation',
    mistake: 'Access tokens are kept by integration, and go on being used after its credential has been replaced',
    edits: [
      {
        file: `${SHOP}/payments/perform.ts`,
        find: "return [environment, id, fingerprintOf(settings.credential)].join(' ');",
        replace: "return [environment, id].join(' ');",
      },
    ],
    kills: ['CRE-11'],
  },
  {
    id: 'cre-look-up-anywhere',
    mistake: 'A payment of another environment is looked up where the shop is now',
    edits: [
      {
        file: `${SHOP}/payments/reconcile.ts`,
        find: 'const refusal = guardTransaction(world.deployment, purchase);',
        replace: 'const refusal = undefined;',
      },
    ],
    kills: ['CRE-02', 'CRE-07'],
  },
  {
    id: 'cre-fallback-other-env',
    mistake: 'When the provider refuses the credential, those of other integrations in the database are tried',
    edits: [
      {
        file: `${SHOP}/payments/perform.ts`,
        find: 'if (answer.reply.status !== 401 || !first.fromCache) return answer;',
        replace: `for (const row of answer.reply.status === 401 ? await world.integrations.all() : []) {
    const text = world.vault.open(row.sealed, { integrationId: row.id, environment: row.environment });
    const other = text === undefined ? undefined : provider.authorization(JSON.parse(text).credential);
    if (row.id === integration.id || other?.kind !== 'direct') continue;
    const headers = { ...request.headers, ...other.headers };
    const helped = await exchange(world, integration, { ...request, headers });
    if (helped.kind === 'replied' && helped.reply.status !== 401) return helped;
  }
  if (answer.reply.status !== 401 || !first.fromCache) return answer;`,
      },
    ],
    kills: ['CRE-01'],
  },
  {
    id: 'tls-follow-redirect',
    mistake: 'Answers that redirect are followed wherever they point',
    edits: [
      {
        file: `${SHOP}/platform/http-client.ts`,
        find: "redirect: 'manual',",
        replace: "redirect: 'follow',",
      },
    ],
    kills: ['CRE-12', 'TLS-03'],
  },
  {
    id: 'cfg-reload-torn',
    mistake: 'The credential in use is one object that is filled in field by field',
    edits: [
      {
        file: `${SHOP}/payments/perform.ts`,
        find: 'const authorization = provider.authorization(integration.settings.credential);',
        replace: `globalThis.credentialInUse ??= {};
  for (const [name, value] of Object.entries(integration.settings.credential)) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    globalThis.credentialInUse[name] = value;
  }
  const authorization = provider.authorization(globalThis.credentialInUse);`,
      },
    ],
    kills: ['CRE-05'],
  },
  {
    id: 'cre-ignore-livemode',
    mistake: 'The environment a notification is from does not matter',
    edits: [
      {
        file: `${SHOP}/payments/agreement.ts`,
        find: "['environment_mismatch', deployment.environment, told.environment],",
        replace: '',
      },
      { file: `${SHOP}/payments/agreement.ts`, find: "['mode_mismatch', deployment.mode, told.mode],", replace: '' },
      {
        file: `${SHOP}/payments/agreement.ts`,
        find: "['environment_mismatch', purchase.environment, told.environment],",
        replace: '',
      },
      { file: `${SHOP}/payments/agreement.ts`, find: "['mode_mismatch', purchase.mode, told.mode],", replace: '' },
    ],
    kills: ['CRE-08'],
  },
  {
    id: 'cre-any-signing-secret',
    mistake: 'A notification is good when any integration of the shop has the secret it is signed with',
    edits: [
      {
        file: `${SHOP}/payments/inbox.ts`,
        find: 'const verifying = await provider.verifyNotification(arrival, integration.settings.signingSecrets, now);',
        replace: `const everybodys = [];
  for (const other of await world.integrations.all()) {
    const also = await opened(world, other);
    if (also?.kind === 'open') everybodys.push(...also.integration.settings.signingSecrets);
  }
  const verifying = await provider.verifyNotification(arrival, everybodys, now);`,
      },
    ],
    kills: ['CRE-09'],
  },
];
