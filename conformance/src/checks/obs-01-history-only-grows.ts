import { type Bench, type Check, failed, PASSED, Untestable } from './check.ts';

/** A hold, captures and a refund. After each, what was told before is still told, word for word. */
export const check: Check = {
  requirement: 'OBS-01',
  needs: ['manual_capture', 'history'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize({ units: 5 });
    const part = { minor: BigInt((await bench.observe(paymentId)).amount) / 5n };
    const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['a capture', () => bench.capture(paymentId, bench.can('multiple_capture') ? { ...part, final: false } : {})],
      ...(bench.can('multiple_capture')
        ? [['a second capture', () => bench.capture(paymentId, { ...part, final: false })] as const]
        : []),
      ...(bench.can('refund') ? [['a refund', () => bench.refund(paymentId)] as const] : []),
    ];
    let before = await toldOf(bench, paymentId);
    for (const [what, step] of steps) {
      await step();
      const after = await toldOf(bench, paymentId);
      const edited = before.find((entry, index) => after[index] !== entry);
      if (edited !== undefined) return failed(`after ${what} it begins as before`, `"${edited}" is no longer there`);
      if (after.length === before.length) return failed(`${what} is told`, 'it is not');
      before = after;
    }
    return PASSED;
  },
};

async function toldOf(bench: Bench, paymentId: string): Promise<readonly string[]> {
  const history = await bench.call('history', { paymentId });
  if (history.outcome !== 'ok') throw new Untestable('there is no history of a payment');
  return history.entries.map(({ at, text }) => `${at} ${text}`);
}
