import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED, type Shop } from './check.ts';
import { isCapture, refusing } from './wire.ts';

const TITLES = ['The hold has been released', 'Die Reservierung ist erloschen', 'success: captured, approved', ''];

/** The same refusal in other words. What programs read is the same, so what they do is the same. */
export const check: Check = {
  requirement: 'ERR-05',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const told: string[] = [];
    for (const title of TITLES) {
      const said = await refused(bench, shop, title);
      if (typeof said !== 'string') return said;
      told.push(said);
    }
    const [usual] = told;
    const odd = told.find((said) => said !== usual);
    return odd === undefined ? PASSED : failed(`the same refusal in other words: ${usual}`, odd);
  },
};

async function refused(bench: Bench, shop: Shop, title: string): Promise<string | Finding> {
  const paymentId = await shop.authorize();
  const relay = bench.relay('sandbox');
  relay.answer(isCapture, refusing(bench, 'hold_released', { title, detail: title }));
  const result = await bench.capture(paymentId);
  relay.clear();
  if (result.outcome === 'ok') return failed('a refusal is a refusal', inWords(result));
  return inWords(result);
}
