import { expect, test } from 'vitest';
import { type Balances, balances } from './balances.ts';
import type { Command } from './command.ts';
import { separateResources as policy } from './policies.testing.ts';
import {
  authorize,
  byDay,
  capture,
  dispute,
  eur,
  expire,
  on,
  reauthorize,
  refund,
  request,
  resolveCapture,
  tell,
  voidHold,
} from './story.testing.ts';

const held = [request(100n), authorize()];
const slow = capture(30n, 'slow', 'keep', byDay(1));
const broken = resolveCapture('slow', { kind: 'failed', reason: 'technical_error' });

/** Where all of a payment's money is; where nothing is said, there is none. */
const WHERE: readonly (readonly [what: string, commands: readonly Command[], heaps: Partial<Balances>])[] = [
  ['requested', [request(100n)], {}],
  ['held', held, { authorized: 100n, capturable: 100n }],
  ['captured in part', [...held, capture(40n)], { authorized: 100n, capturable: 60n, captured: 40n, refundable: 40n }],
  ['captured', [...held, capture(100n)], { authorized: 100n, captured: 100n, refundable: 100n }],
  [
    'captured beyond the hold',
    [...held, capture(115n)],
    { authorized: 100n, captured: 115n, overCaptured: 15n, refundable: 115n },
  ],
  ['being captured', [...held, slow], { authorized: 100n, capturing: 30n, capturable: 70n }],
  ['not captured after all', [...held, slow, broken], { authorized: 100n, capturable: 100n }],
  [
    'given back',
    [...held, capture(40n), voidHold()],
    { authorized: 100n, captured: 40n, released: 60n, refundable: 40n },
  ],
  [
    'run out',
    [...held, capture(40n), on(29, expire)],
    { authorized: 100n, captured: 40n, expired: 60n, refundable: 40n },
  ],
  [
    'held afresh for less',
    [...held, on(5, reauthorize('b', eur(90n)))],
    { authorized: 100n, capturable: 90n, released: 10n },
  ],
  [
    'refunded in part',
    [...held, capture(100n), refund(40n)],
    { authorized: 100n, captured: 100n, refunded: 40n, refundable: 60n },
  ],
  [
    'being refunded',
    [...held, capture(100n), refund(40n, 'r', byDay(1))],
    { authorized: 100n, captured: 100n, refunding: 40n, refundable: 60n },
  ],
  [
    'asked about',
    [...held, capture(100n), dispute(40n, 'inquiry')],
    { authorized: 100n, captured: 100n, refundable: 100n },
  ],
  [
    'taken away',
    [...held, capture(100n), on(1, dispute(40n))],
    { authorized: 100n, captured: 100n, disputed: 40n, refundable: 60n },
  ],
];
const NOWHERE: Balances = {
  ...{ authorized: 0n, capturable: 0n, capturing: 0n, captured: 0n, released: 0n, expired: 0n, overCaptured: 0n },
  ...{ refundable: 0n, refunding: 0n, refunded: 0n, disputed: 0n, currency: 'EUR' },
};
for (const [what, commands, heaps] of WHERE) {
  test(`${what}: ${
    Object.entries(heaps)
      .map((heap) => heap.join(' '))
      .join(', ') || 'nothing'
  }`, () => {
    const { payment, verdict } = tell(policy, ...commands);
    expect(verdict).toBe('accepted');
    expect(payment && balances(payment)).toEqual({ ...NOWHERE, ...heaps });
  });
}
