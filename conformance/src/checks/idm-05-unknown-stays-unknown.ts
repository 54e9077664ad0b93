import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED } from './check.ts';

const FINAL = ['captured', 'authorized', 'declined', 'failed', 'cancelled', 'voided', 'refunded'];

/** Every answer is lost, also to whoever asks again: nobody can know, and the subject says so. */
export const check: Check = {
  requirement: 'IDM-05',
  needs: ['manual_capture'],
  async run(bench) {
    return (await whenCapturing(bench)) ?? (await whenCreating(bench)) ?? PASSED;
  },
};

async function whenCapturing(bench: Bench): Promise<Finding | undefined> {
  const shop = await bench.open();
  const paymentId = await shop.authorize();
  const heal = bench.relay('sandbox').lose('answer', () => true);
  const result = await bench.capture(paymentId);
  const told = bench.can('sync') ? [result, await bench.sync(paymentId)] : [result];
  const known = told.find(({ outcome }) => outcome !== 'unknown');
  if (known) return failed('a capture whose every answer is lost is unknown', inWords(known));
  const { state, captured } = await bench.observe(paymentId);
  if (captured !== '0' || state === 'captured')
    return failed('nothing is told as captured', `${captured} captured, ${state}`);
  const found = await listed(bench, paymentId);
  heal();
  return found;
}

async function whenCreating(bench: Bench): Promise<Finding | undefined> {
  const shop = await bench.open();
  const heal = bench.relay('sandbox').lose('answer', () => true);
  const { result, paymentId } = await shop.checkOut('manual');
  if (result.outcome !== 'unknown') {
    return failed('a payment whose every answer is lost is unknown', inWords(result));
  }
  if (paymentId === undefined) return failed('a payment of unknown outcome has a name to ask about', 'no paymentId');
  const { state } = await bench.observe(paymentId);
  if (FINAL.includes(state)) return failed('it is neither confirmed nor cancelled', `it is ${state}`);
  const found = await listed(bench, paymentId);
  heal();
  return found;
}

async function listed(bench: Bench, paymentId: string): Promise<Finding | undefined> {
  if (!bench.can('unresolved')) return undefined;
  const result = await bench.call('listUnresolved', {});
  if (result.outcome === 'ok' && result.paymentIds.includes(paymentId)) return undefined;
  return failed('it is listed as unresolved', 'it is not');
}
