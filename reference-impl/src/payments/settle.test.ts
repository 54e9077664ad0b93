import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cancel, capture, eur, inOneLine, payment, purchase, refund, renewal } from '../../test/samples.ts';
import { instant, transactionId } from '../shop/ids.ts';
import { PROVIDER_STATUSES, type ProviderPayment } from './outcome.ts';
import { type Occasion, settleHold, settlePurchase } from './settle.ts';
import { type CardPurchase, isFollowUp, isPurchase, type PaymentTransaction } from './transaction.ts';

let drawn = 0;
const occasion: Occasion = {
  at: instant(1_000),
  draw: () => {
    drawn += 1;
    return { id: transactionId(`drawn_${drawn}`), accessIdentifier: `drawn${drawn}` };
  },
};

const taken = (amount: number, more: Partial<ProviderPayment['captures'][number]> = {}) =>
  ({ reference: `cap_${amount}`, amount: eur(amount), status: 'succeeded', ...more }) as const;
const captured = { status: 'captured', capturable: eur(0), captures: [taken(100)] } as const;
const partly = { status: 'partially_captured', capturable: eur(60), captures: [taken(40)] } as const;
const nothing = { authorized: eur(0), capturable: eur(0) } as const;
const charge = { action: 'charge' } as const;
const declined = { status: 'declined', ...nothing, decline: { code: 'lost_card', advice: 'never_again' } } as const;

const PURCHASES: readonly (readonly [
  what: string,
  purchase: Partial<CardPurchase>,
  payment: Partial<ProviderPayment>,
  settled: string,
])[] = [
  ['held', {}, {}, 'authorize 100 open'],
  [
    'wanted on the page',
    {},
    { status: 'action_required', redirectUrl: 'https://pay.example/1' },
    'authorize 100 waiting for customer',
  ],
  ['wanted, but nowhere', {}, { status: 'action_required' }, 'authorize 100 waiting for provider'],
  ['worked on', {}, { status: 'processing' }, 'authorize 100 waiting for provider'],
  ['declined', {}, declined, 'authorize 100 failed declined'],
  ['given up', {}, { status: 'cancelled', ...nothing }, 'authorize 100 failed cancelled'],
  ['expired before it was approved', {}, { status: 'expired', ...nothing }, 'authorize 100 failed cancelled'],
  ['captured at the provider meanwhile', {}, captured, 'authorize 100 finished, capture 100 finished'],
  ['captured in part at the provider', {}, partly, 'authorize 100 open, capture 40 finished'],
  [
    'voided at the provider',
    {},
    { status: 'voided', capturable: eur(0) },
    'authorize 100 finished, cancel 100 finished',
  ],
  ['expired hold', {}, { status: 'expired', capturable: eur(0) }, 'authorize 100 finished, cancel 100 finished'],
  ['taken at once', charge, captured, 'charge 100 finished'],
  ['to be taken, only held yet', charge, {}, 'charge 100 waiting for provider'],
  ['to be taken, taken in part', charge, partly, 'charge 100 waiting for person'],
  ['to be taken, given back', charge, { status: 'voided', capturable: eur(0) }, 'charge 100 failed cancelled'],
  ['less than asked', {}, { amount: eur(99), authorized: eur(99) }, 'authorize 100 waiting for person'],
  [
    'one minor unit, captured',
    charge,
    { ...captured, amount: eur(1), captures: [taken(1)] },
    'charge 100 waiting for person',
  ],
  ['another environment', {}, { environment: 'production' }, 'authorize 100 waiting for person'],
  ['another mode', {}, { mode: 'live' }, 'authorize 100 waiting for person'],
  ['for the account that is to be paid', { account: 'M1' }, { account: 'M1' }, 'authorize 100 open'],
  ['for another account', { account: 'M1' }, { account: 'M2' }, 'authorize 100 waiting for person'],
  ['without a word about the account', { account: 'M1' }, {}, 'authorize 100 open'],
  ['another order', {}, { orderNumber: 'N-2' }, 'authorize 100 waiting for person'],
  ['another command', {}, { commandId: 'command_9' }, 'authorize 100 waiting for person'],
  [
    'a decline of another environment',
    {},
    { ...declined, environment: 'production' },
    'authorize 100 waiting for person',
  ],
];

describe('a purchase that waits', () => {
  for (const [what, asked, told, settled] of PURCHASES) {
    test(`${what}: ${settled}`, () => {
      expect(inOneLine(settlePurchase(purchase(asked), 'N-1', payment(told), occasion))).toBe(settled);
    });
  }
  test('keeps the reference and moves one version on', () => {
    expect(settlePurchase(purchase(), 'N-1', payment(), occasion)).toMatchObject([
      { reference: 'pay_1', version: 2, updatedAt: 1_000 },
    ]);
  });
});

const open = purchase({ progress: { state: 'open' }, reference: 'pay_1', version: 2 });
const done = capture({ progress: { state: 'finished' }, reference: 'cap_100' });
const later = taken(100, { status: 'pending' });
const failed = taken(100, { status: 'failed' });
const HOLDS: readonly (readonly [
  what: string,
  followUps: Parameters<typeof settleHold>[1],
  payment: Partial<ProviderPayment>,
  settled: string,
])[] = [
  ['nothing new', [], {}, ''],
  ['our capture has succeeded', [capture()], captured, 'authorize 100 finished, capture 100 finished'],
  [
    'our capture is worked on',
    [capture()],
    { captures: [later], capturable: eur(0) },
    'capture 100 waiting for provider',
  ],
  [
    'our capture has failed later',
    [capture({ reference: 'cap_100' })],
    { captures: [failed] },
    'capture 100 failed rejected',
  ],
  ['our capture never arrived', [capture()], {}, ''],
  ['captured by somebody else', [], captured, 'authorize 100 finished, capture 100 finished'],
  ['captured, as we know already', [done], captured, 'authorize 100 finished'],
  [
    'voided by somebody else',
    [],
    { status: 'voided', capturable: eur(0) },
    'authorize 100 finished, cancel 100 finished',
  ],
  [
    'expired with a part captured',
    [],
    { status: 'expired', capturable: eur(0), captures: [taken(40)] },
    'authorize 100 finished, capture 40 finished, cancel 60 finished',
  ],
];

const handled = (reference: string, amount: number, more: Partial<ProviderPayment['refunds'][number]> = {}) =>
  ({ reference, amount: eur(amount), status: 'succeeded', ...more }) as const;
const contested = (status: 'open' | 'won' | 'lost') =>
  ({ reference: 'dsp_1', amount: eur(100), status, reason: 'fraudulent' }) as const;
const auth = (reference: string, status: 'open' | 'replaced' | 'expired' | 'ended') => ({ reference, status }) as const;
const ended = { ...captured, authorizations: [auth('auth_1', 'ended')] };
const givenBack = { status: 'voided', capturable: eur(0), authorizations: [auth('auth_1', 'ended')] } as const;
const ours = { commandId: 'command_4' };
const gone = refund({ progress: { state: 'finished' }, reference: 'ref_1' });

const OPERATIONS_ON_HOLD: typeof HOLDS = [
  ['our void has succeeded', [cancel()], givenBack, 'authorize 100 finished, cancel 100 finished'],
  ['our void never arrived', [cancel()], {}, ''],
  [
    'our void came too late for a capture elsewhere',
    [cancel()],
    ended,
    'authorize 100 finished, capture 100 finished, cancel 100 failed rejected',
  ],
  [
    'our void came too late for the end of the hold',
    [cancel()],
    { status: 'expired', capturable: eur(0) },
    'authorize 100 finished, cancel 100 failed rejected, cancel 100 finished',
  ],
  [
    'our void of what a part had left',
    [
      capture({ amount: eur(40), progress: { state: 'finished' }, reference: 'cap_40', rest: 'keep' }),
      cancel({ amount: eur(60) }),
    ],
    { status: 'captured', capturable: eur(0), captures: [taken(40)], authorizations: [auth('auth_1', 'ended')] },
    'authorize 100 finished, cancel 60 finished',
  ],
  [
    'our last capture, of a part',
    [capture({ amount: eur(40) })],
    { status: 'captured', capturable: eur(0), captures: [taken(40)] },
    'authorize 100 finished, capture 40 finished',
  ],
  [
    'our capture of a part, and the hold goes on',
    [capture({ amount: eur(40), rest: 'keep' })],
    partly,
    'capture 40 finished',
  ],
  [
    'the second of two equal captures',
    [
      capture({ amount: eur(40), progress: { state: 'finished' }, reference: 'cap_40', rest: 'keep' }),
      capture({ id: transactionId('second'), amount: eur(40), rest: 'keep' }),
    ],
    { ...partly, capturable: eur(20), captures: [taken(40), { ...taken(40), reference: 'cap_41' }] },
    'capture 40 finished',
  ],
  ['our capture, which has failed after all', [done], { captures: [failed] }, 'capture 100 failed rejected'],
  [
    'our refund has succeeded',
    [done, refund()],
    { ...ended, refunds: [handled('ref_1', 100, ours)] },
    'authorize 100 finished, refund 100 finished',
  ],
  [
    'our refund is worked on',
    [done, refund()],
    { ...ended, refunds: [handled('ref_1', 100, { ...ours, status: 'pending' })] },
    'authorize 100 finished, refund 100 waiting for provider',
  ],
  [
    'our refund has failed long after it had succeeded',
    [done, gone],
    { ...ended, refunds: [handled('ref_1', 100, { status: 'failed' })] },
    'authorize 100 finished, refund 100 failed rejected',
  ],
  [
    'our refund never arrived, and somebody else has made the same',
    [done, refund()],
    { ...ended, refunds: [handled('ref_9', 100)] },
    'authorize 100 finished, refund 100 finished',
  ],
  [
    'a refund made elsewhere is of the capture it names',
    [done],
    { ...ended, refunds: [handled('ref_9', 30, { captureReference: 'cap_100' })] },
    'authorize 100 finished, refund 30 finished',
  ],
  [
    'a refund made elsewhere that failed',
    [done],
    { ...ended, refunds: [handled('ref_9', 30, { status: 'failed' })] },
    'authorize 100 finished',
  ],
  ['contested', [done], { ...ended, disputes: [contested('open')] }, 'authorize 100 finished, dispute 100 open'],
  [
    'contested and lost',
    [done],
    { ...ended, disputes: [contested('lost')] },
    'authorize 100 finished, dispute 100 finished',
  ],
  [
    'there is a fresh hold',
    [renewal()],
    { authorizations: [auth('auth_1', 'replaced'), auth('auth_2', 'open')] },
    'authorize 100 open, re_authorize 100 finished',
  ],
  ['there is no fresh hold yet', [renewal()], { authorizations: [auth('auth_1', 'open')] }, 'authorize 100 open'],
  [
    'there is no fresh hold, and the old one has lapsed',
    [renewal()],
    { status: 'expired', capturable: eur(0), authorizations: [auth('auth_1', 'expired')] },
    'authorize 100 finished, cancel 100 finished, re_authorize 100 failed rejected',
  ],
  [
    'a part approved',
    [],
    { authorized: eur(60), capturable: eur(60), authorizations: [auth('auth_1', 'open')] },
    'authorize 60 open',
  ],
];

describe('an open hold, and what was done to it', () => {
  for (const [what, followUps, told, settled] of OPERATIONS_ON_HOLD) {
    test(`${what}: ${settled || 'nothing changes'}`, () => {
      expect(inOneLine(settleHold(open, followUps, payment(told), occasion))).toBe(settled);
    });
  }

  test('a refund made elsewhere that is ours is not taken for ours by its amount', () => {
    const [, refunded] = settleHold(
      open,
      [done, refund()],
      payment({ ...ended, refunds: [handled('ref_9', 100)] }),
      occasion,
    );
    expect(refunded).toMatchObject({ origin: { by: 'provider' }, reference: 'ref_9', sourceId: done.id });
  });

  test('settling all of it twice changes nothing more', () => {
    for (const [what, followUps, told] of OPERATIONS_ON_HOLD) {
      const answer = payment(told);
      const first = settleHold(open, followUps, answer, occasion);
      const hold = first.find(isHold) ?? open;
      const latest = new Map([...followUps, ...first].filter(isFollowUp).map((one) => [one.id, one]));
      expect(inOneLine(settleHold(hold, [...latest.values()], answer, occasion)), what).toBe('');
    }
  });
});

describe('an open hold', () => {
  for (const [what, followUps, told, settled] of HOLDS) {
    test(`${what}: ${settled || 'nothing changes'}`, () => {
      expect(inOneLine(settleHold(open, followUps, payment(told), occasion))).toBe(settled);
    });
  }
});

const status = fc.constantFrom(...PROVIDER_STATUSES);

test('what is finished or failed stays so, whatever a late answer says', () => {
  const states = fc.constantFrom<CardPurchase['progress']>(
    { state: 'finished' },
    { state: 'failed', failure: { kind: 'cancelled' } },
  );
  fc.assert(
    fc.property(states, status, (progress, told) => {
      expect(settlePurchase(purchase({ progress }), 'N-1', payment({ status: told }), occasion)).toEqual([]);
    }),
  );
});

test('settling twice with the same answer changes nothing more', () => {
  let changedSomething = 0;
  fc.assert(
    fc.property(status, fc.integer({ min: 0, max: 100 }), fc.boolean(), (told, amount, withOurs) => {
      const captures = amount === 0 ? [] : [taken(amount)];
      const answer = payment({ status: told, captures, capturable: eur(100 - amount) });
      const mine = withOurs ? [capture()] : [];
      const first = settleHold(open, mine, answer, occasion);
      if (first.length > 0) changedSomething += 1;
      const hold = first.find(({ id }) => id === open.id) ?? open;
      const latest = new Map([...mine, ...first].filter(isFollowUp).map((one) => [one.id, one]));
      if (!isHold(hold)) throw new Error('the hold has become something else');
      expect(inOneLine(settleHold(hold, [...latest.values()], answer, occasion))).toBe('');
    }),
  );
  expect(changedSomething).toBeGreaterThan(30);
});

function isHold(one: PaymentTransaction): one is CardPurchase {
  return isPurchase(one) && one.action !== 'validate';
}
