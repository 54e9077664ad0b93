import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, PASSED, type WireRequest } from './check.ts';
import { first, isCapture, isCreate, keyOf } from './wire.ts';

/** A request is lost on its way there, and an answer on its way back; whatever is sent again is the same request. */
export const check: Check = {
  requirement: 'IDM-02',
  needs: ['manual_capture'],
  async run(bench) {
    for (const lost of ['request', 'answer'] as const) {
      const found = (await whenCreating(bench, lost)) ?? (await whenCapturing(bench, lost));
      if (found) return found;
    }
    return PASSED;
  },
};

async function whenCapturing(bench: Bench, lost: 'request' | 'answer'): Promise<Finding | undefined> {
  const shop = await bench.open();
  const paymentId = await shop.authorize();
  const mark = bench.mark();
  bench.relay('sandbox').lose(lost, first(isCapture));
  const commandId = `capture-once-${lost}`;
  await bench.capture(paymentId, { commandId });
  if (bench.can('sync')) await bench.sync(paymentId);
  await bench.capture(paymentId, { commandId });
  const found = differing(`a capture whose ${lost} was lost`, (await bench.since(mark)).filter(isCapture));
  if (found) return found;
  const { counts } = await bench.entry(paymentId);
  return counts.captures === 1 ? undefined : failed('captured once', `${counts.captures} captures in the ledger`);
}

async function whenCreating(bench: Bench, lost: 'request' | 'answer'): Promise<Finding | undefined> {
  const shop = await bench.open();
  const mark = bench.mark();
  bench.relay('sandbox').lose(lost, first(isCreate));
  const commandId = `buy-once-${lost}`;
  const { result, paymentId } = await shop.checkOut('manual', { commandId, units: 1 });
  if (paymentId !== undefined && result.outcome === 'unknown' && bench.can('sync')) await bench.sync(paymentId);
  const found = differing(`a payment whose ${lost} was lost`, (await bench.since(mark)).filter(isCreate));
  if (found) return found;
  const made = (await bench.ledger(shop.account('sandbox'))).length;
  return made <= 1 ? undefined : failed('one payment', `${made} payments in the ledger`);
}

function differing(what: string, requests: readonly WireRequest[]): Finding | undefined {
  const keys = new Set(requests.map(keyOf));
  if (keys.size > 1) return failed(`${what} is sent again under the same key`, `${keys.size} keys`);
  const bodies = new Set(requests.map(({ body }) => body));
  return bodies.size > 1 ? failed(`${what} is sent again as it was`, `${bodies.size} different bodies`) : undefined;
}
