import { expect, test } from 'vitest';
import { capture, eur, purchase, refund } from '../../test/samples.ts';
import { transactionId } from '../shop/ids.ts';
import { changedBy } from './pledge.ts';
import type { FollowUp, PaymentTransaction, Pledge } from './transaction.ts';

const { held: _, action: __, ...common } = purchase({ progress: { state: 'open' } });
const pledge: Pledge = { ...common, action: 'pending', instructions: 'Send it.' };
const { rest: ___, ...base } = capture({ progress: { state: 'open' } });
const invoice: FollowUp = { ...base, id: transactionId('transaction_9'), action: 'invoice' };
const received = (minor: number) => capture({ amount: eur(minor), progress: { state: 'finished' } });
const before = { ...received(40), id: transactionId('transaction_8') };

const CASES: readonly (readonly [
  what: string,
  made: FollowUp,
  transactions: readonly PaymentTransaction[],
  changed: string,
])[] = [
  ['a part arrives', received(40), [pledge], 'pending open 2'],
  ['all of it arrives', received(100), [pledge, invoice], 'pending finished 2, invoice finished 2'],
  ['the rest arrives', received(60), [pledge, before], 'pending finished 2'],
  ['a bill is sent', invoice, [pledge], 'pending open 2'],
  ['money is sent back', refund({ sourceId: before.id, amount: eur(10) }), [pledge, before], 'capture finished 2'],
];

for (const [what, made, transactions, changed] of CASES) {
  test(`${what}: ${changed}`, () => {
    const versions = changedBy(made, transactions).map((one) => `${one.action} ${one.progress.state} ${one.version}`);
    expect(versions.join(', ')).toBe(changed);
  });
}
