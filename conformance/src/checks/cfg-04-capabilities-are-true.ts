import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED } from './check.ts';
import { held } from './wire.ts';

/** What is declared works; what is not is refused as unsupported, and nothing is sent for it. */
export const check: Check = {
  requirement: 'CFG-04',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId, total } = await held(bench, shop);
    const part = { minor: total / 5n, final: false };
    if (bench.can('partial_capture')) {
      const times = bench.can('multiple_capture') ? [1, 2] : [1];
      for (const _ of times) {
        const result = await bench.capture(paymentId, part);
        if (result.outcome !== 'ok') return failed('what is declared works: captures of parts', inWords(result));
      }
    } else {
      const result = await bench.capture(paymentId, part);
      if (result.outcome !== 'unsupported') return failed('a capture of a part is unsupported', inWords(result));
    }
    return (await undeclared(bench)) ?? PASSED;
  },
};

async function undeclared(bench: Bench): Promise<Finding | undefined> {
  const shop = await bench.open();
  const paymentId = await shop.authorize();
  const calls = [
    { needs: 'void', method: 'void', params: { paymentId, commandId: 'undeclared-void' } },
    { needs: 'refund', method: 'refund', params: { paymentId, commandId: 'undeclared-refund' } },
    { needs: 'sync', method: 'syncPayment', params: { paymentId } },
    { needs: 'history', method: 'history', params: { paymentId } },
    { needs: 'unresolved', method: 'listUnresolved', params: {} },
  ] as const;
  for (const { needs, method, params } of calls) {
    if (bench.can(needs)) continue;
    const mark = bench.mark();
    const result = await bench.call(method, params);
    if (result.outcome !== 'unsupported') return failed(`${method}, undeclared, is unsupported`, inWords(result));
    const sent = (await bench.since(mark)).length;
    if (sent > 0) return failed(`nothing is sent for ${method}, undeclared`, `${sent} requests`);
  }
  return undefined;
}
