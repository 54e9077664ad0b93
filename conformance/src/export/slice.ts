import type { Call, Evidence } from '../verdict.ts';

/** What changes nothing about a payment. */
const OBSERVING = ['getPayment', 'listUnresolved', 'listMethods', 'settle', 'history', 'dumpState'];

/** What a counterexample comes down to, and how much of it was left out. */
export type Slice = Readonly<{ calls: readonly Call[]; leftOut: number }>;

/**
 * The calls without those about other payments and other shops than the last one that something was done to: a check makes
 * a payment for each thing it tries, and stops at the first that goes wrong. Where something has crossed, others are the
 * matter, and all calls stay. It is worked out from the calls, and not run again.
 */
export function sliceOf({ calls, exchanges }: Pick<Evidence, 'calls' | 'exchanges'>): Slice {
  const whole = { calls, leftOut: 0 };
  if (exchanges.some(({ crossing }) => crossing)) return whole;
  const last = calls.findLast((call) => !OBSERVING.includes(methodOf(call)) && paymentIn(call) !== undefined);
  if (!last) return whole;
  const payment = paymentIn(last);
  const made = calls.find((call) => methodOf(call) === 'createPayment' && paymentIn(call) === payment);
  const shop = made && memberOf(made.request, 'shopId');
  if (payment === undefined || shop === undefined) return whole;
  const kept = calls.filter((call) => {
    const about = paymentIn(call);
    if (about !== undefined) return about === payment;
    // What came to nothing has no name, and may be what went wrong if it came last.
    if (methodOf(call) === 'createPayment') return calls.indexOf(call) > calls.indexOf(last);
    return (memberOf(call.request, 'shopId') ?? shop) === shop;
  });
  return { calls: kept, leftOut: calls.length - kept.length };
}

function methodOf({ request }: Call): string {
  return request.split(' ', 1)[0] ?? '';
}

/** The payment that a call is about, or that it has made. */
function paymentIn({ request, reply }: Call): string | undefined {
  return memberOf(request, 'paymentId') ?? memberOf(reply, 'paymentId');
}

/** A member by its name, also in a text that has been cut off. */
function memberOf(json: string, name: string): string | undefined {
  return new RegExp(`"${name}":"([^"]*)"`).exec(json)?.[1];
}
