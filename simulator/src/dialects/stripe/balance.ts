import { isCurrency } from '../../engine/currency.ts';
import { unsettled } from '../../engine/entries.ts';
import { money } from '../../engine/money.ts';
import { EVER } from '../../operations/timer.ts';
import { availableFrom, netOf, renderTransaction } from './balance-object.ts';
import { type Answer, type Call, DIALECT, show } from './call.ts';
import { readPointer } from './codec.ts';
import { units } from './currency.ts';
import { missing } from './errors.ts';
import { atOf, found, sourceOf } from './objects.ts';
import { type Operation, question } from './operation.ts';
import type { components } from './wire.d.ts';

type Funds = components['schemas']['Balance']['available'];

/** The merchant's balance, and each movement of it. */
export const balanceOperations: readonly Operation[] = [
  question(
    {
      path: '/v1/balance',
      operation: 'getBalance',
      scope: 'read',
      params: 'NoParams',
      shows: { object: 'balance', in: 'itself' },
    },
    balance,
  ),
  question(
    {
      path: '/v1/balance_transactions/:id',
      operation: 'getBalanceTransaction',
      scope: 'read',
      params: 'NoParams',
      shows: { object: 'balance_transaction', in: 'itself' },
    },
    async (call) => {
      const pointer = await found(call, 'balance_transaction', call.id);
      if (!pointer.ok) return pointer;
      const stored = await sourceOf(call).payment(readPointer(pointer.value).payment);
      const shown = stored === undefined ? undefined : renderTransaction(stored, call.id, atOf(call));
      return shown === undefined ? missing('balance transaction', call.id, { param: 'id' }) : show(shown);
    },
  ),
];

// More than any test has waiting for a payout; what is beyond is not counted.
const PAYMENTS_MAX = 10_000;

/** What no payout has taken yet: what may be had now, and what later. */
async function balance(call: Call): Promise<Answer> {
  const { world, exchange, caller, now, livemode } = call;
  const place = { environment: exchange.environment.name, merchantId: caller.merchant.id };
  const waiting = await world.store.unsettledPayments(place, EVER, PAYMENTS_MAX);
  const sums = { available: new Map<string, bigint>(), pending: new Map<string, bigint>() };
  for (const stored of waiting) {
    const { payment, dialect } = stored;
    if (dialect !== DIALECT || payment.state !== 'approved') continue;
    for (const entry of unsettled(payment)) {
      const heap = availableFrom(stored, entry) <= now ? sums.available : sums.pending;
      const { currency } = entry.amount;
      heap.set(currency, (heap.get(currency) ?? 0n) + netOf(entry));
    }
  }
  return show({ object: 'balance', available: funds(sums.available), livemode, pending: funds(sums.pending) });
}

function funds(sums: ReadonlyMap<string, bigint>): Funds {
  const known = [...sums].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return (known.length === 0 ? [['USD', 0n] as const] : known).flatMap(([currency, minor]) => {
    if (!isCurrency(currency)) return [];
    const amount = units(money(minor, currency));
    return [{ amount, currency: currency.toLowerCase(), source_types: { card: amount } }];
  });
}
