import { type Mutant, SHOP } from './mutant.ts';

const PERFORM = `${SHOP}/payments/perform.ts`;
const RECONCILE = `${SHOP}/payments/reconcile.ts`;
const REPLIES = `${SHOP}/providers/generic/replies.ts`;
const ANSWERED = 'if (answer.reply.status !== 401 || !first.fromCache) return answer;';
const NAMED = "return { kind: 'rejected', rejection: named({ about, code: type.replace('/problems/', '') }, reply) };";

/** Known mistakes with errors, configuration and the way to the provider. */
export const ERROR_MUTANTS: readonly Mutant[] = [
  {
    id: 'err-accident-is-decline',
    mistake: 'Whatever the provider refuses is told as a decline',
    edits: [
      {
        file: `${SHOP}/payments/transaction.ts`,
        find: "return { kind: 'rejected', code: failure.code };",
        replace: "return { kind: 'declined', code: failure.code, advice: 'other_method' };",
      },
    ],
    kills: ['ERR-02'],
  },
  {
    id: 'err-401-again',
    mistake: 'A request whose credential was refused is sent again, twice',
    edits: [
      {
        file: PERFORM,
        find: ANSWERED,
        replace: `for (let again = 1; again <= 2 && answer.reply.status === 401; again++) {
    await exchange(world, integration, request, first.headers);
  }
  ${ANSWERED}`,
      },
    ],
    kills: ['ERR-03'],
  },
  {
    id: 'err-200-html',
    mistake: 'Any answer that cannot be read but is not an error counts as success',
    edits: [
      {
        file: RECONCILE,
        find: "return [progressed(transaction, { state: 'waiting', waiting: { for: 'reconciliation', why: reading.why } }, at)];",
        replace: `if (reading.why === 'unreadable') return [progressed(transaction, { state: 'finished' }, at)];
      return [progressed(transaction, { state: 'waiting', waiting: { for: 'reconciliation', why: reading.why } }, at)];`,
      },
    ],
    kills: ['ERR-04'],
  },
  {
    id: 'err-regex-message',
    mistake: 'What a refusal is about is read from its title',
    edits: [
      {
        file: REPLIES,
        find: NAMED,
        replace: `const isReleased = /released/i.test(textField(body, 'title') ?? '');
  const code = isReleased ? type.replace('/problems/', '') : 'unexpected';
  return { kind: 'rejected', rejection: named({ about, code }, reply) };`,
      },
    ],
    kills: ['ERR-05'],
  },
  {
    id: 'err-leak-message',
    mistake: "The provider's own message is what customers are told",
    edits: [
      {
        file: REPLIES,
        find: NAMED,
        replace: `const code = (textField(body, 'detail') ?? type).slice(0, 90);
  return { kind: 'rejected', rejection: named({ about, code }, reply) };`,
      },
    ],
    kills: ['ERR-06'],
  },
  {
    id: 'err-swallowed',
    mistake: 'What the provider refuses is forgotten, and told as done',
    edits: [
      {
        file: RECONCILE,
        find: "return [progressed(transaction, { state: 'failed', failure: failureOf(reading.rejection) }, at)];",
        replace: "return [progressed(transaction, { state: 'finished' }, at)];",
      },
    ],
    kills: ['ERR-07'],
  },
  {
    id: 'cfg-client-side-rules',
    mistake: 'Rules decide which methods are listed, and not which are taken',
    edits: [
      {
        file: `${SHOP}/checkout/place-order.ts`,
        find: 'const offer = view.offers.find(({ method }) => method.id === methodId);',
        replace: `const { integrationById } = await import('../payments/integrations.ts');
    const { methodsOf } = await import('../payments/payment-method.ts');
    let offer = view.offers.find(({ method }) => method.id === methodId);
    for (const row of offer ? [] : await world.integrations.all()) {
      const found = await integrationById(world, row.id);
      const methods = found?.kind === 'open' ? methodsOf(found.integration, world.providers[row.type].methods) : [];
      const method = methods.find(({ id }) => id === methodId);
      if (method) offer = { kind: 'provider', method, integration: found.integration, options: {} };
    }`,
      },
    ],
    kills: ['CFG-02'],
  },
  {
    id: 'cfg-mode-not-frozen',
    mistake: 'Whether a payment is captured at once is looked up when it is sent again',
    edits: [
      {
        file: RECONCILE,
        find: 'return {\n    action,\n    method:',
        replace: 'return {\n    action: integration.settings.paymentAction ?? action,\n    method:',
      },
    ],
    kills: ['CFG-03'],
  },
  {
    id: 'cfg-stale-cart',
    mistake: 'What has been ordered can still be changed, and is paid for as it was',
    edits: [
      {
        file: `${SHOP}/checkout/carts.ts`,
        find: "if (await world.orders.ofCart(id)) return { kind: 'already_ordered' };",
        replace: '',
      },
    ],
    kills: ['CFG-06'],
  },
  {
    id: 'cfg-second-capture-fails',
    mistake: 'Only the first capture of a hold works, whatever is declared',
    edits: [
      {
        file: `${SHOP}/payments/wanted.ts`,
        find: 'const inFlight = done.find(isInFlight);',
        replace: 'const [inFlight] = done;',
      },
    ],
    kills: ['CFG-04'],
  },
  {
    id: 'tls-http-allowed',
    mistake: 'Addresses without https are good anywhere',
    edits: [
      {
        file: `${SHOP}/config.ts`,
        find: "const isProtected = url.protocol === 'https:' || (url.protocol === 'http:' && staysNear(url.hostname));",
        replace:
          "const isProtected = url.protocol === 'https:' || url.protocol === 'http:' || staysNear(url.hostname);",
      },
      {
        file: `${SHOP}/payments/connection-check.ts`,
        find: 'const refusal = guardConnection(world.deployment, connection);',
        replace: 'const refusal = undefined;',
      },
    ],
    kills: ['TLS-02'],
  },
  {
    id: 'tls-no-timeout',
    mistake: 'There is no end to waiting for an answer',
    edits: [{ file: `${SHOP}/platform/http-client.ts`, find: 'signal: deadline(timeoutMs),', replace: '' }],
    kills: ['TLS-05'],
  },
  {
    id: 'err-500-is-final',
    mistake: 'Whatever the provider answers that is not a success is a refusal for certain',
    edits: [
      {
        file: REPLIES,
        find: "if (reply.status >= 500) return { kind: 'unknown', why: 'server_error' };",
        replace:
          "if (reply.status >= 500) return { kind: 'rejected', rejection: { about: 'request', code: 'failed' } };",
      },
    ],
    kills: ['ERR-01'],
  },
  {
    id: 'err-raw-code-only',
    mistake: 'A decline for a reason that is not on the list cannot be read',
    edits: [
      {
        file: `${SHOP}/providers/generic/payment.ts`,
        find: 'if (!decline || code === undefined) return undefined;',
        replace: `if (!decline || code === undefined) return undefined;
  const known = ['do_not_honor', 'insufficient_funds', 'lost_card', 'stolen_card', 'expired_card', 'incorrect_cvc'];
  if (!known.includes(code)) throw new Error(code);`,
      },
    ],
    kills: ['ERR-01'],
  },
  {
    id: 'err-one-code',
    mistake: 'Whatever is refused has one and the same code',
    edits: [
      {
        file: REPLIES,
        find: NAMED,
        replace: "return { kind: 'rejected', rejection: named({ about, code: 'refused' }, reply) };",
      },
    ],
    kills: ['ERR-01'],
  },
  {
    id: 'cfg-unchecked-settings',
    mistake: 'A credential that says nothing of where it is for is tried out',
    edits: [
      {
        file: `${SHOP}/payments/environment-guard.ts`,
        find: "if (environment === undefined) return { code: 'credential_undeclared', field };",
        replace: 'if (environment === undefined) continue;',
      },
    ],
    kills: ['CFG-01'],
  },
  {
    id: 'cfg-half-applied',
    mistake: 'A new credential is stored, and payments go on with the one the shop has seen first',
    edits: [
      {
        file: PERFORM,
        find: 'const authorization = provider.authorization(integration.settings.credential);',
        replace: `const seen = (world.tokens as unknown as { seen?: Map<string, never> });
  seen.seen ??= new Map();
  const { credential } = integration.settings;
  if (!seen.seen.has(integration.id)) seen.seen.set(integration.id, credential as never);
  const authorization = provider.authorization(seen.seen.get(integration.id) ?? credential);`,
      },
    ],
    kills: ['CFG-05'],
  },
  {
    id: 'tls-no-verify',
    mistake: 'Certificates are not looked at',
    edits: [
      {
        file: `${SHOP}/platform/dispatchers.ts`,
        find: "rejectUnauthorized: true,\n    minVersion: 'TLSv1.2' as const,",
        replace: "rejectUnauthorized: false,\n    minVersion: 'TLSv1.2' as const,",
      },
    ],
    kills: ['TLS-01'],
  },
  {
    id: 'tls-old-versions',
    mistake: 'Versions of TLS that nobody should speak any more are as good as others',
    edits: [
      {
        file: `${SHOP}/platform/dispatchers.ts`,
        find: "minVersion: 'TLSv1.2' as const,",
        replace: "minVersion: 'TLSv1' as const,\n    ciphers: 'DEFAULT@SECLEVEL=0',",
      },
    ],
    kills: ['TLS-04'],
  },
  {
    id: 'tls-sign-body-only',
    mistake: 'Only the body is signed, and no method, address or time',
    edits: [
      {
        file: `${SHOP}/payments/request-signature.ts`,
        find: "const covered = ['@method', '@target-uri', ...HEADERS.filter((name) => name in headers)];",
        replace: "const covered = ['content-digest', 'content-type'].filter((name) => name in headers);",
      },
    ],
    kills: ['TLS-06'],
  },
];
