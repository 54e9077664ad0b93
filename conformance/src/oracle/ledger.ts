import type { Breach } from './crossings.ts';

/** What a ledger says about a payment, in minor units as text. */
export type LedgerRow = Readonly<{
  paymentId: string;
  balances: Readonly<
    Record<
      | 'authorized'
      | 'capturable'
      | 'capturing'
      | 'captured'
      | 'released'
      | 'expired'
      | 'overCaptured'
      | 'refundable'
      | 'refunding'
      | 'refunded'
      | 'disputed',
      string
    >
  >;
}>;

/** Money that came from nowhere or went there: both sums of a payment have to come out even, and nothing below zero. */
export function conservationBreaches(rows: readonly LedgerRow[]): readonly Breach[] {
  return rows.flatMap(({ paymentId, balances }) => {
    const of = (name: keyof typeof balances) => BigInt(balances[name]);
    const held = of('captured') + of('capturing') + of('capturable') + of('released') + of('expired');
    const taken = of('refunded') + of('refunding') + of('refundable') + of('disputed');
    const isNegative = Object.entries(balances).some(([, value]) => value.startsWith('-'));
    const isEven = held === of('authorized') + of('overCaptured') && taken === of('captured');
    if (isEven && !isNegative) return [];
    const observed = `payment ${paymentId}: ${JSON.stringify(balances)}`;
    return [{ expected: 'what was authorized is what was captured, given back or is still held', observed }];
  });
}
