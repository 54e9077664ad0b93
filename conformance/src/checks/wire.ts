import type { Operation } from '../bench/relay.ts';
import { fromHundredths } from '../dialects/decimal.ts';
import type { Refusal, Saying } from '../dialects/dialect.ts';
import type { Bench, Shop, WireRequest } from './check.ts';

type Asked = Readonly<{ operation?: Operation }>;

/** A request for a payment. */
export function isCreate({ operation }: Asked): boolean {
  return operation === 'create';
}

/** A request for a capture. */
export function isCapture({ operation }: Asked): boolean {
  return operation === 'capture';
}

/** A request for a refund. */
export function isRefund({ operation }: Asked): boolean {
  return operation === 'refund';
}

/** A request that gives a hold back. */
export function isVoid({ operation }: Asked): boolean {
  return operation === 'void';
}

/** A request that changes something about money. */
export function isWrite({ operation }: Asked): boolean {
  return operation !== undefined && operation !== 'look_up';
}

/** A question about payments. */
export function isLookUp({ operation }: Asked): boolean {
  return operation === 'look_up';
}

/** Matches the first request only. */
export function first(matches: (request: Asked) => boolean): (request: Asked) => boolean {
  let isOver = false;
  return (request) => {
    if (isOver || !matches(request)) return false;
    isOver = true;
    return true;
  };
}

/** Look-ups that follow a capture. Stands in the way before anything else does, so that it sees the capture. */
export function lookUpsAfterCapture(): (request: Asked) => boolean {
  let isSent = false;
  return (request) => {
    isSent ||= isCapture(request);
    return isSent && isLookUp(request);
  };
}

/** The idempotency key of a request. */
export function keyOf({ said }: WireRequest): string {
  return said.key;
}

/** How many things are asked for: what comes again under its key asks for nothing more. */
export function askedFor(requests: readonly WireRequest[]): number {
  const keys = requests.map(keyOf).filter((key) => key !== '');
  return new Set(keys).size + requests.length - keys.length;
}

/**
 * What a request asks for, in words: so much of a currency, or everything. Where the provider's requests about a payment
 * name no currency, it is the payment's own.
 */
export function amountIn({ said: { amount } }: WireRequest, own = 'of no currency'): string {
  if (amount === undefined) return 'no amount';
  const { currency = own, minor } = amount;
  return `${minor.includes('.') ? fromHundredths(minor, currency) : minor} ${currency}`;
}

/** What the provider answers when it refuses, in its own words. */
export function refusing(bench: Bench, refusal: Refusal, saying: Saying = {}) {
  return () => bench.dialect.refusal(refusal, saying);
}

/** A hold of so many hundred minor units or more, and how much it is. */
export async function held(bench: Bench, shop: Shop): Promise<Readonly<{ paymentId: string; total: bigint }>> {
  const paymentId = await shop.authorize({ units: 5 });
  return { paymentId, total: BigInt((await bench.observe(paymentId)).amount) };
}
