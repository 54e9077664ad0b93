import { type Mutant, SHOP } from './mutant.ts';

const REQUESTS = `${SHOP}/providers/stripe/requests.ts`;
const REPLIES = `${SHOP}/providers/stripe/replies.ts`;
const PAYMENT = `${SHOP}/providers/stripe/payment.ts`;
const NOTIFICATION = `${SHOP}/providers/stripe/notification.ts`;
const provider = 'stripe';

/** Known mistakes that live in the shop's adapter for Stripe. */
export const STRIPE_MUTANTS: readonly Mutant[] = [
  {
    id: 'stripe-hundredths-everywhere',
    mistake: 'Stripe is asked for hundredths in every currency, also in one that has none',
    provider,
    edits: [
      {
        file: `${SHOP}/providers/stripe/amounts.ts`,
        find: 'const units = rescaled(minor, exponentOf(currency), exponent);',
        replace: 'const units = rescaled(minor, exponentOf(currency), Math.max(exponent, 2));',
      },
    ],
    kills: ['AMT-02'],
  },
  {
    id: 'amt-iso-only',
    mistake: "Stripe's exceptions to ISO 4217 are not known",
    provider,
    edits: [
      {
        file: `${SHOP}/providers/stripe/amounts.ts`,
        find: 'const { exponent, multipleOf } = SPECIAL[currency] ?? {',
        replace: 'const { exponent, multipleOf } = {',
      },
    ],
    kills: ['AMT-03'],
  },
  {
    id: 'stripe-key-of-the-moment',
    mistake: 'A capture is sent under a key that the SDK call makes, and so under another one when it is sent again',
    provider,
    edits: [
      {
        file: REQUESTS,
        find: "...(rest === 'keep' ? { final_capture: false } : {}),\n      },\n      { idempotencyKey },",
        replace: `...(rest === 'keep' ? { final_capture: false } : {}),
      },
      { idempotencyKey: idempotencyKey + performance.now() },`,
      },
    ],
    kills: ['IDM-02'],
  },
  {
    id: 'stripe-captures-all',
    mistake: 'A capture of a part names no amount, and Stripe takes all of the hold',
    provider,
    edits: [{ file: REQUESTS, find: 'amount_to_capture: units,', replace: '' }],
    kills: ['STA-04'],
  },
  {
    id: 'stripe-intent-amount-is-captured',
    mistake: 'What was captured is read from the amount of the payment intent, and not from what was received',
    provider,
    edits: [
      {
        file: PAYMENT,
        find: 'const captured = fromUnits(intent.amount_received, intent.currency);',
        replace: 'const captured = fromUnits(intent.amount, intent.currency);',
      },
    ],
    kills: ['STA-04'],
  },
  {
    id: 'stripe-livemode-unread',
    mistake: 'Notifications are acted on whether they say that money is real or not',
    provider,
    edits: [
      { file: NOTIFICATION, find: 'const mode = modeOf(event);', replace: "const mode = 'test' as const;" },
      {
        file: NOTIFICATION,
        find: "if ('livemode' in object && modeOf(object) !== mode) return { kind: 'unreadable' };",
        replace: '',
      },
    ],
    kills: ['CRE-08'],
  },
  {
    id: 'stripe-signature-unread',
    mistake: 'A notification is taken whatever its signature is',
    provider,
    edits: [
      {
        file: NOTIFICATION,
        find: "if (!keys.map(isSignedBy).includes(true)) return unverified('signature_wrong');",
        replace: 'await Promise.all(keys.map(isSignedBy));',
      },
    ],
    kills: ['CRE-09', 'WHK-01', 'WHK-02'],
  },
  {
    id: 'stripe-5xx-is-a-refusal',
    mistake: 'An answer of 500 is told as a failure, although the money may have moved',
    provider,
    edits: [
      {
        file: REPLIES,
        find: "if (status >= 500) return { kind: 'unknown', why: 'server_error' };",
        replace:
          "if (status >= 500) return { kind: 'rejected', rejection: { about: 'request', code: 'server_error' } };",
      },
    ],
    kills: ['ERR-01'],
  },
];
