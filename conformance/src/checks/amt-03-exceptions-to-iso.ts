import type { Counting } from '../dialects/dialect.ts';
import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED, type Shop, Untestable } from './check.ts';
import { isWrite } from './wire.ts';

const UNITS = 4;

/** A sale in each currency that the provider counts in its own way, and captures: of what it can count, and of what not. */
export const check: Check = {
  requirement: 'AMT-03',
  needs: ['manual_capture', 'partial_capture'],
  async run(bench) {
    const { counts = {} } = bench.dialect;
    const currencies = bench.currencies().filter((currency) => counts[currency] !== undefined);
    const reason = 'the subject sells in no currency that the provider counts otherwise than ISO 4217 does';
    if (currencies.length === 0) return { kind: 'not_applicable', reason };
    const shop = await bench.open({ currencies });
    for (const currency of currencies) {
      const counting = counts[currency];
      const found = counting && (await judged(bench, shop, currency, counting));
      if (found) return found;
    }
    return PASSED;
  },
};

async function judged(bench: Bench, shop: Shop, currency: string, counting: Counting): Promise<Finding | undefined> {
  const total = BigInt(bench.amountOf({ currency, units: UNITS }).minor);
  const mark = bench.mark();
  const { result, paymentId } = await shop.checkOut('manual', { currency, units: UNITS });
  const units = unitsOf(total, counting);
  const asked = await sent(bench, mark);
  if (units === undefined) {
    return asked.length === 0 ? undefined : failed(`${total} ${currency} cannot be asked for there`, `${asked[0]}`);
  }
  if (asked[0] !== String(units)) return failed(`the provider is asked for ${units} of its units`, `${asked[0]}`);
  if (result.outcome !== 'ok' || paymentId === undefined) {
    throw new Untestable(`a purchase in ${currency} does not work: ${inWords(result)}`);
  }
  const half = total / 2n;
  const countable = half - (half % 100n);
  // Finer than is counted there, where anything is.
  for (const minor of [countable + 5n, countable]) {
    const before = bench.mark();
    const captured = await bench.capture(paymentId, { minor, final: false });
    const wanted = unitsOf(minor, counting);
    const odd = (await sent(bench, before)).find((amount) => amount !== String(wanted));
    if (odd !== undefined) return failed(`a capture of ${minor} ${currency} is ${wanted ?? 'no'} units there`, odd);
    if (wanted !== undefined && captured.outcome !== 'ok') {
      return failed(`${minor} ${currency} can be captured`, inWords(captured));
    }
    const { balances } = await bench.entry(paymentId);
    const told = (await bench.observe(paymentId)).captured;
    if (told !== balances.captured) return failed(`${balances.captured} ${currency} captured`, told);
    if (wanted !== undefined) return undefined;
  }
  return undefined;
}

/** The amounts that were sent to be paid or captured, in the provider's units. */
async function sent(bench: Bench, mark: ReturnType<Bench['mark']>): Promise<readonly string[]> {
  return (await bench.since(mark)).filter(isWrite).flatMap(({ said }) => said.amount?.minor ?? []);
}

/** So many minor units of ISO 4217 in the provider's; nothing where they are finer than it counts. */
function unitsOf(minor: bigint, { isoExponent, exponent, multipleOf }: Counting): bigint | undefined {
  const scaled = minor * 10n ** BigInt(exponent);
  const step = 10n ** BigInt(isoExponent);
  const units = scaled / step;
  return scaled % step === 0n && units % multipleOf === 0n ? units : undefined;
}
