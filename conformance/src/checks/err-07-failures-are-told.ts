import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED, type PaymentResult } from './check.ts';
import { isCapture, isRefund, isVoid, refusing } from './wire.ts';

/** The provider refuses a capture, a refund and a void. Each time somebody is told, and nothing is half done. */
export const check: Check = {
  requirement: 'ERR-07',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const steps = [
      { name: 'capture', is: isCapture, begin: () => shop.authorize(), act: (id: string) => bench.capture(id) },
      ...(bench.can('void')
        ? [{ name: 'void', is: isVoid, begin: () => shop.authorize(), act: (id: string) => bench.void(id) }]
        : []),
      ...(bench.can('refund')
        ? [{ name: 'refund', is: isRefund, begin: () => shop.charge(), act: (id: string) => bench.refund(id) }]
        : []),
    ];
    for (const step of steps) {
      const paymentId = await step.begin();
      const found = await refused(bench, { ...step, paymentId });
      if (found) return found;
    }
    return PASSED;
  },
};

type Step = Readonly<{
  name: string;
  paymentId: string;
  is: typeof isCapture;
  act: (paymentId: string) => Promise<PaymentResult>;
}>;

async function refused(bench: Bench, { name, paymentId, is, act }: Step): Promise<Finding | undefined> {
  const before = await bench.observe(paymentId);
  bench.relay('sandbox').answer(is, refusing(bench, 'wrong_state'));
  const result = await act(paymentId);
  bench.relay('sandbox').clear();
  if (result.outcome !== 'failed' && result.outcome !== 'declined') {
    return failed(`a refused ${name} is told as a failure`, inWords(result));
  }
  const after = await bench.observe(paymentId);
  if (after.captured !== before.captured || after.refunded !== before.refunded || after.state !== before.state) {
    return failed(`after a refused ${name} it is as before`, `${after.state}, ${after.captured} captured`);
  }
  const { attempts } = after;
  if (attempts === undefined || attempts.length > (before.attempts?.length ?? 0)) return undefined;
  return failed(`a refused ${name} is written down`, 'it is not');
}
