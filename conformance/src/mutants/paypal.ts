import { type Mutant, SHOP } from './mutant.ts';

const REQUESTS = `${SHOP}/providers/paypal/requests.ts`;
const REPLIES = `${SHOP}/providers/paypal/replies.ts`;
const PAYMENT = `${SHOP}/providers/paypal/payment.ts`;
const NOTIFICATION = `${SHOP}/providers/paypal/notification.ts`;
const provider = 'paypal';

/** Known mistakes that live in the shop's adapter for PayPal. */
export const PAYPAL_MUTANTS: readonly Mutant[] = [
  {
    id: 'paypal-yen-in-hundredths',
    mistake: 'Amounts are written with two decimals in every currency, so that yen come to a hundredth',
    provider,
    edits: [
      {
        file: `${SHOP}/providers/paypal/amounts.ts`,
        find: 'const scale = 10n ** BigInt(exponent);\n  const [whole',
        replace: 'const scale = 100n;\n  const [whole',
      },
    ],
    kills: ['AMT-02'],
  },
  {
    id: 'paypal-id-of-the-moment',
    mistake: 'A capture has a PayPal-Request-Id of its own each time it is sent',
    provider,
    edits: [
      {
        file: REQUESTS,
        find: 'paypalRequestId: idempotencyKey,\n      body: { amount: value, finalCapture',
        replace: 'paypalRequestId: idempotencyKey + performance.now(),\n      body: { amount: value, finalCapture',
      },
    ],
    kills: ['IDM-02'],
  },
  {
    id: 'paypal-every-capture-is-final',
    mistake: 'Every capture is the final one, so that what is left of the hold is given back',
    provider,
    edits: [{ file: REQUESTS, find: "finalCapture: rest === 'release'", replace: 'finalCapture: true' }],
    kills: ['STA-05'],
  },
  {
    id: 'paypal-pending-is-captured',
    mistake: 'A capture that is pending counts as done',
    provider,
    edits: [
      {
        file: PAYMENT,
        find: "PENDING: 'pending',\n  DECLINED: 'failed',",
        replace: "PENDING: 'succeeded',\n  DECLINED: 'failed',",
      },
      {
        file: PAYMENT,
        find: "return last.status === 'PENDING' ? 'processing' : 'captured';",
        replace: "return 'captured';",
      },
    ],
    kills: ['STA-01'],
  },
  {
    id: 'paypal-conflict-is-a-refusal',
    mistake: 'That an earlier request of the same id is still under way is told as a failure',
    provider,
    edits: [
      {
        file: REPLIES,
        find: "if (status === 409) return { kind: 'unknown', why: 'in_progress' };",
        replace: '',
      },
    ],
    kills: ['IDM-06'],
  },
  {
    id: 'paypal-signature-unread',
    mistake: 'A notification is taken when its certificate is PayPal’s, whoever has signed it',
    provider,
    edits: [
      { file: NOTIFICATION, find: "if (!isSigned) return unverified('signature_wrong');", replace: 'void isSigned;' },
    ],
    kills: ['WHK-02'],
  },
  {
    id: 'paypal-5xx-is-a-refusal',
    mistake: 'An answer of 500 is told as a failure, although the money may have moved',
    provider,
    edits: [
      {
        file: REPLIES,
        find: "if (status >= 500 || status === 408 || status === 429) return { kind: 'unknown', why: 'server_error' };",
        replace: "if (status >= 500) return { kind: 'rejected', rejection: named('request', 'server_error', reply) };",
      },
    ],
    kills: ['ERR-01'],
  },
];
