import { type Mutant, SHOP } from './mutant.ts';

const REQUESTS = `${SHOP}/providers/generic/requests.ts`;
const REPLIES = `${SHOP}/providers/generic/replies.ts`;
const PERFORM = `${SHOP}/payments/perform.ts`;
const WANTED = `${SHOP}/payments/wanted.ts`;

const KEY_HEADER = `const headers = { ...JSON_BODY, 'idempotency-key': \`"\${idempotencyKey}"\` };`;
const ANSWERED = 'if (answer.reply.status !== 401 || !first.fromCache) return answer;';

/** Known mistakes with lost replies, keys and amounts. */
export const MONEY_MUTANTS: readonly Mutant[] = [
  {
    id: 'idm-no-key-on-refund',
    mistake: 'Payments and captures carry a key, refunds do not',
    edits: [
      {
        file: REQUESTS,
        find: `return posted(\`\${paymentPath(paymentReference)}/refunds\`, idempotencyKey, body);`,
        replace: `const refund = posted(\`\${paymentPath(paymentReference)}/refunds\`, idempotencyKey, body);
  delete refund.headers['idempotency-key'];
  return refund;`,
      },
    ],
    kills: ['IDM-01'],
  },
  {
    id: 'idm-new-key-per-attempt',
    mistake: 'Every attempt has a key of its own',
    edits: [
      {
        file: REQUESTS,
        find: KEY_HEADER,
        replace: `const headers = { ...JSON_BODY, 'idempotency-key': \`"\${idempotencyKey}-\${performance.now()}"\` };`,
      },
    ],
    kills: ['IDM-02'],
  },
  {
    id: 'idm-key-per-order',
    mistake: 'The key of everything that is done to a payment is the payment',
    edits: [
      {
        file: `${SHOP}/payments/follow-up-request.ts`,
        find: 'const { commandId, idempotencyKey } = origin;',
        replace: 'const { commandId } = origin;\n  const idempotencyKey = purchase.id;',
      },
    ],
    kills: ['IDM-03'],
  },
  {
    id: 'idm-timeout-is-failure',
    mistake: 'A request that is not answered counts as refused',
    edits: [
      {
        file: PERFORM,
        find: "return { kind: 'unknown', why: timedOut ? 'timeout' : 'connection_lost' };",
        replace: `const problem = JSON.stringify({ type: '/problems/timeout', title: String(timedOut), status: 422 });
  return { kind: 'replied', reply: { status: 422, headers: {}, body: problem } };`,
      },
    ],
    kills: ['IDM-04', 'IDM-05'],
  },
  {
    id: 'idm-409-is-failure',
    mistake: 'A request that is still in progress counts as refused',
    edits: [
      {
        file: REPLIES,
        find: "if (type === '/problems/idempotency-key-in-use') return { kind: 'unknown', why: 'in_progress' };",
        replace: '',
      },
      { file: REPLIES, find: "'/problems/idempotency-key-in-use': 'conflict',", replace: '' },
    ],
    kills: ['IDM-06'],
  },
  {
    id: 'idm-422-new-key',
    mistake: 'When a key has been used for something else, the same is sent under a new one',
    edits: [
      {
        file: PERFORM,
        find: ANSWERED,
        replace: `if (answer.reply.status === 422) {
    const fresh = { ...request.headers, 'idempotency-key': \`"\${performance.now()}"\` };
    const second = await exchange(world, integration, { ...request, headers: fresh }, first.headers);
    return second;
  }
  ${ANSWERED}`,
      },
    ],
    kills: ['IDM-07'],
  },
  {
    id: 'idm-unbounded-retry',
    mistake: 'What the provider cannot do now is tried again at once, over and over',
    edits: [
      {
        file: PERFORM,
        find: ANSWERED,
        replace: `if (answer.reply.status === 429 || answer.reply.status === 503) {
    for (let again = 1; again <= 50; again++) await exchange(world, integration, request, first.headers);
  }
  ${ANSWERED}`,
      },
    ],
    kills: ['IDM-08'],
  },
  {
    id: 'idm-retry-hard-decline',
    mistake: 'A declined payment is asked for again, whatever the reason',
    edits: [
      {
        file: `${SHOP}/checkout/customer-return.ts`,
        find: 'if (isUnresolved(transaction)) await reconcileOrder(world, order);',
        replace: `if (isUnresolved(transaction)) await reconcileOrder(world, order);
  const latest = await world.transactions.byAccessIdentifier(accessIdentifier);
  if (latest?.progress.state === 'failed') {
    const { newPurchase, performPurchase } = await import('../payments/purchase.ts');
    const { integrationById } = await import('../payments/integrations.ts');
    const found = await integrationById(world, latest.method.integrationId);
    const method = { ...latest.method, shortLabel: latest.method.label, declared: {} };
    const again = newPurchase(world, order, { method, integration: found.integration, options: {} });
    await world.transactions.commit([again]);
    await performPurchase(world, order, again, found.integration);
  }`,
      },
    ],
    kills: ['IDM-09'],
  },
  {
    id: 'idm-every-click-counts',
    mistake: 'The same click again is another wish',
    edits: [
      { file: WANTED, find: "if (existing) return { kind: 'existing', transaction: existing };", replace: '' },
      {
        file: WANTED,
        find: "if (part && part.remaining.minor !== left.minor) return { kind: 'changed_meanwhile', remaining: left };",
        replace: '',
      },
      {
        file: `${SHOP}/payments/operate.ts`,
        find: '    wish,\n    sourceId: source.id,',
        replace: '    wish: wish + performance.now(),\n    sourceId: source.id,',
      },
    ],
    kills: ['IDM-10'],
  },
  {
    id: 'idm-key-not-persisted',
    mistake: 'A key is good for as long as the shop runs, and another is made after a restart',
    edits: [
      {
        file: `${SHOP}/payments/follow-up-request.ts`,
        find: 'const { commandId, idempotencyKey } = origin;',
        replace: 'const { commandId } = origin;\n  const idempotencyKey = [origin.idempotencyKey, process.pid].join();',
      },
    ],
    kills: ['IDM-11'],
  },
  {
    id: 'idm-crash-is-failure',
    mistake: 'Whatever was under way when the shop was started counts as refused',
    edits: [
      {
        file: `${SHOP}/app.ts`,
        find: 'const swept = tick().catch(failed);',
        replace: `const swept = (async () => {
      for (const one of await world.transactions.unresolved(100)) {
        const failure = { kind: 'rejected', code: 'restarted' } as const;
        const at = clock.now();
        await world.transactions.commit([
          { ...one, progress: { state: 'failed', failure }, updatedAt: at, version: one.version + 1 } as typeof one,
        ]);
      }
      await tick();
    })().catch(failed);`,
      },
    ],
    kills: ['IDM-11'],
  },
  {
    id: 'amt-float-trunc',
    mistake: 'Amounts are divided and multiplied as binary fractions, and cut off',
    edits: [
      {
        file: REQUESTS,
        find: 'const number = Number(minor);',
        replace: 'const number = Math.trunc((Number(minor) / 100) * 100);',
      },
    ],
    kills: ['AMT-01'],
  },
  {
    id: 'amt-always-100',
    mistake: 'Every currency has hundredths',
    edits: [
      {
        file: REQUESTS,
        find: 'const number = Number(minor);',
        replace: "const number = Number(minor) * (currency === 'JPY' ? 100 : 1);",
      },
    ],
    kills: ['AMT-02'],
  },
  {
    id: 'amt-table-missing-3',
    mistake: 'Currencies without minor units are known, those with thousandths are not',
    edits: [
      {
        file: REQUESTS,
        find: 'const number = Number(minor);',
        replace: "const number = Math.trunc(Number(minor) / (currency === 'KWD' ? 10 : 1));",
      },
    ],
    kills: ['AMT-02'],
  },
  {
    id: 'amt-base-currency',
    mistake: "Captures are of the payment's amount in the currency of the shop's books",
    edits: [
      {
        file: REQUESTS,
        find: "const body: Wire['CaptureRequest'] = { amount: wireMoney(amount),",
        replace: "const body: Wire['CaptureRequest'] = { amount: { ...wireMoney(amount), currency: 'EUR' },",
      },
    ],
    kills: ['AMT-04'],
  },
  {
    id: 'amt-no-confirm-check',
    mistake: 'The amount that the provider confirms does not matter',
    edits: [
      {
        file: `${SHOP}/payments/settle.ts`,
        find: "['amount', inWords(purchase.amount), inWords(payment.amount)],",
        replace: '',
      },
    ],
    kills: ['AMT-05'],
  },
  {
    id: 'amt-overcapture',
    mistake: 'What is left of a hold is not looked at before a part of it is captured',
    edits: [
      {
        file: WANTED,
        find: "if (part && part.amount.minor > left.minor) return { kind: 'exceeds_remaining', remaining: left };",
        replace: '',
      },
    ],
    kills: ['AMT-06', 'AMT-07'],
  },
  {
    id: 'amt-int32',
    mistake: 'Amounts are kept in 32 bits',
    edits: [
      {
        file: `${SHOP}/api/payment-operations.ts`,
        find: 'money(BigInt(minor), currency)',
        replace: 'money(BigInt(minor | 0), currency)',
      },
    ],
    kills: ['AMT-08'],
  },
];
