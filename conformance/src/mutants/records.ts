import { type Mutant, SHOP } from './mutant.ts';

const PERFORM = `${SHOP}/payments/perform.ts`;
const REPLIES = `${SHOP}/providers/generic/replies.ts`;
const REQUESTS = `${SHOP}/providers/generic/requests.ts`;

/** Known mistakes with privacy and records. */
export const RECORD_MUTANTS: readonly Mutant[] = [
  {
    id: 'pri-log-body-debug',
    mistake: 'Every exchange with the provider is logged whole',
    edits: [
      {
        file: PERFORM,
        find: "if (sent.kind === 'replied') return sent;",
        replace: `process.stderr.write(\`\${JSON.stringify([wanted, sent])}\\n\`);
  if (sent.kind === 'replied') return sent;`,
      },
    ],
    kills: ['PRI-01', 'PRI-02'],
  },
  {
    id: 'pri-key-in-query',
    mistake: 'The credential goes along in the query as well',
    edits: [
      {
        file: PERFORM,
        find: '({ headers, ...request }) => ({ ...request, headers: { ...headers, ...shown } });',
        replace: `({ headers, path, ...request }) => {
    const key = encodeURIComponent(shown.authorization ?? '');
    const withKey = \`\${path}\${path.includes('?') ? '&' : '?'}key=\${key}\`;
    return { ...request, path: withKey, headers: { ...headers, ...shown } };
  };`,
      },
    ],
    kills: ['PRI-04'],
  },
  {
    id: 'obs-double-refund-row',
    mistake: 'A refund of the shop and the telling of it are two refunds',
    edits: [
      {
        file: `${SHOP}/payments/settle-follow-ups.ts`,
        find: '    claimed.add(told.reference);\n',
        replace: "    if (refund.origin.by === 'provider') claimed.add(told.reference);\n",
      },
    ],
    kills: ['OBS-02'],
  },
  {
    id: 'obs-one-reference',
    mistake: 'Every payment has the same reference at the provider',
    edits: [{ file: REQUESTS, find: 'reference: command.orderNumber,', replace: "reference: 'order'," }],
    kills: ['OBS-03'],
  },
  {
    id: 'obs-unknown-hidden',
    mistake: 'What is unknown is not on the list of what is unresolved',
    edits: [
      {
        file: `${SHOP}/api/render.ts`,
        find: 'unresolved: isUnresolved,',
        replace: 'unresolved: isUnresolved && false,',
      },
    ],
    kills: ['OBS-04', 'IDM-05'],
  },
  {
    id: 'pri-cvv-kept',
    mistake: 'Refusals are written down with everything that came with them',
    edits: [
      {
        file: REPLIES,
        find: "const requestId = reply.headers['request-id'];",
        replace: 'const requestId = reply.body.slice(0, 400);',
      },
    ],
    kills: ['PRI-03'],
  },
  {
    id: 'pri-pan-in-email',
    mistake: 'Nobody looks for card numbers in e-mail addresses',
    edits: [
      {
        file: `${SHOP}/api/checkout-entry.ts`,
        find: "const errors: FieldError[] = [...cardNumbersIn('', { email: body.email })];",
        replace: 'const errors: FieldError[] = [];',
      },
    ],
    kills: ['PRI-05'],
  },
  {
    id: 'pri-pan-in-address',
    mistake: 'Nobody looks for card numbers in addresses',
    edits: [
      {
        file: `${SHOP}/api/checkout-entry.ts`,
        find: 'errors.push(...cardNumbersIn(pointer, rest));',
        replace: '',
      },
    ],
    kills: ['PRI-05'],
  },
  {
    id: 'pri-pan-in-note',
    mistake: 'Nobody looks for card numbers in what is noted about a refund',
    edits: [
      {
        file: `${SHOP}/api/payment-operations.ts`,
        find: "if (looksLikeCardNumber(note)) return cardInNote();\n    return performed(world, call, { action: 'refund'",
        replace: "return performed(world, call, { action: 'refund'",
      },
    ],
    kills: ['PRI-05'],
  },
  {
    id: 'obs-overwrites-history',
    mistake: 'When something was wanted is overwritten by when it was last looked at',
    edits: [
      {
        file: `${SHOP}/api/render.ts`,
        find: 'createdAt: isoText(transaction.createdAt),',
        replace: 'createdAt: new Date().toISOString(),',
      },
    ],
    kills: ['OBS-01'],
  },
  {
    id: 'obs-history-since-start',
    mistake: 'What was done to a payment before the shop was started last is not told any more',
    edits: [
      {
        file: `${SHOP}/history/order-history.ts`,
        find: 'transactions: transactions.toReversed(),',
        replace: `transactions: transactions
      .toReversed()
      .filter(({ action, createdAt }) => action === 'authorize' || createdAt > performance.timeOrigin),`,
      },
    ],
    kills: ['OBS-01'],
  },
];
