import { type Mutant, SHOP } from './mutant.ts';

const REQUESTS = `${SHOP}/providers/payflow/requests.ts`;
const REPLIES = `${SHOP}/providers/payflow/replies.ts`;
const NOTIFICATION = `${SHOP}/providers/payflow/notification.ts`;
const provider = 'payflow';

/** Known mistakes that live in the shop's adapter for Payflow. */
export const PAYFLOW_MUTANTS: readonly Mutant[] = [
  {
    id: 'payflow-yen-in-hundredths',
    mistake: 'Minor units are written as if there were a hundred in every currency, so that yen come to a hundredth',
    provider,
    edits: [
      {
        file: `${SHOP}/providers/payflow/amounts.ts`,
        find: 'return toDecimal(money(minor * rest(currency), HUNDREDTHS));',
        replace: 'return toDecimal(money(minor, HUNDREDTHS));',
      },
    ],
    kills: ['AMT-02'],
  },
  {
    id: 'payflow-id-of-the-moment',
    mistake: 'A capture has an X-VPS-REQUEST-ID of its own each time it is sent',
    provider,
    edits: [
      {
        file: REQUESTS,
        find: "digestOf('request', idempotencyKey).slice",
        replace: "digestOf('request', idempotencyKey + performance.now()).slice",
      },
    ],
    kills: ['IDM-02'],
  },
  {
    id: 'payflow-every-capture-completes',
    mistake: 'Every capture completes the authorization, so that what is left of the hold is given back',
    provider,
    edits: [{ file: REQUESTS, find: "rest === 'keep' ? 'N' : 'Y'", replace: "'Y'" }],
    kills: ['STA-05'],
  },
  {
    id: 'payflow-origid-of-the-last',
    mistake: 'A second capture has the first one for its ORIGID, and not the authorization',
    provider,
    edits: [
      {
        file: `${SHOP}/providers/payflow/steps.ts`,
        find: 'return operate(say, known, command, capturePairs(command, tenderOf(known)), (pnref) => ({',
        replace: `const paymentReference = known.captures.at(-1) ?? command.paymentReference;
  return operate(say, known, command, capturePairs({ ...command, paymentReference }, tenderOf(known)), (pnref) => ({`,
      },
    ],
    kills: ['STA-05'],
  },
  {
    id: 'payflow-never-looks-for-a-capture',
    mistake: 'A capture whose answer was lost is sent again without a look, and the request id may be forgotten',
    provider,
    edits: [
      {
        file: `${SHOP}/providers/payflow/look.ts`,
        find: 'const inquiry = await inquire(say, known, { commandId: idempotencyKey });',
        replace: "const inquiry = { kind: 'absent' } as Inquiry;",
      },
    ],
    kills: ['IDM-12'],
  },
  {
    id: 'payflow-refund-of-the-hold',
    mistake: 'A refund has the authorization for its ORIGID, of which nothing was taken, and not the capture',
    provider,
    edits: [
      { file: REQUESTS, find: 'pnref: captureReference ?? paymentReference', replace: 'pnref: paymentReference' },
    ],
    kills: ['AMT-07'],
  },
  {
    id: 'payflow-asked-amount-is-held',
    mistake: 'What is held is what was asked for, whatever the inquiry says',
    provider,
    edits: [
      {
        file: `${SHOP}/providers/payflow/payment.ts`,
        find: 'const amount = purchase.amount ?? command.amount;',
        replace: 'const { amount } = command;',
      },
    ],
    kills: ['AMT-05'],
  },
  {
    id: 'payflow-no-result-is-good',
    mistake: 'A silent post without RESULT is taken',
    provider,
    edits: [
      { file: NOTIFICATION, find: 'if (!result || !isPnref(pnref)', replace: "if (result === '' || !isPnref(pnref)" },
    ],
    kills: ['WHK-02'],
  },
  {
    id: 'payflow-post-vouches-for-itself',
    mistake: 'A silent post is taken when Payflow has no such transaction',
    provider,
    edits: [
      {
        file: NOTIFICATION,
        find: 'return inquiry.pnref === post.pnref',
        replace: 'return inquiry.pnref !== undefined',
      },
      {
        file: NOTIFICATION,
        find: "case 'absent':",
        replace: "case 'absent':\n      return { kind: 'verified', id: nameOf(body, post), sentAt: now };",
      },
    ],
    kills: ['WHK-02'],
  },
  {
    id: 'payflow-currency-unread',
    mistake: 'The amount of an inquiry is read, and its currency is not',
    provider,
    edits: [
      {
        file: REPLIES,
        find: "const told = values.get('CURRENCY') ?? currency;",
        replace: 'const told = currency;',
      },
    ],
    kills: ['AMT-05'],
  },
  {
    id: 'payflow-5xx-is-a-refusal',
    mistake: 'An answer of 500 is told as a failure, although the money may have moved',
    provider,
    edits: [
      {
        file: REPLIES,
        find: 'if (reply.status >= 500) return SERVER_ERROR;',
        replace: "if (reply.status >= 500) return { values: new Map(), meaning: meaningOf('7') };",
      },
    ],
    kills: ['ERR-01'],
  },
];
