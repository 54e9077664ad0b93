import { type Check, failed, inWords, PASSED } from './check.ts';

/** After a capture there is nothing to give back but by a refund; and giving back twice is giving back once. */
export const check: Check = {
  requirement: 'STA-06',
  needs: ['manual_capture', 'void'],
  async run(bench) {
    const shop = await bench.open();
    const paid = await shop.authorize();
    await bench.capture(paid);
    const late = await bench.void(paid);
    if (late.outcome !== 'failed') return failed('what has been captured is not voided', inWords(late));
    const { state, captured } = await bench.observe(paid);
    if (state !== 'captured' || captured === '0') return failed('it stays captured', `${state}, ${captured} captured`);
    const { balances } = await bench.entry(paid);
    if (balances.released !== '0' || balances.refunded !== '0') {
      return failed('nothing is given back', `${balances.released} released, ${balances.refunded} refunded`);
    }
    const held = await shop.authorize();
    const results = [await bench.void(held), await bench.void(held)];
    if (results[0]?.outcome !== 'ok') return failed('a hold is voided', inWords(results[0] ?? { outcome: 'nothing' }));
    const again = results[1];
    if (again && again.outcome !== 'ok' && again.outcome !== 'failed') {
      return failed('a second void is the first one, or refused', inWords(again));
    }
    const twice = await bench.observe(held);
    return twice.state === 'voided' ? PASSED : failed('the payment is voided', twice.state);
  },
};
