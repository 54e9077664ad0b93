import { type Check, failed, PASSED, Untestable } from './check.ts';
import { first, isCreate, isLookUp } from './wire.ts';

/** Authorize now and capture later; then the shop sells with capture at once. The first payment is what it was. */
export const check: Check = {
  requirement: 'CFG-03',
  needs: ['manual_capture', 'sync'],
  async run(bench) {
    const shop = await bench.open();
    const held = await shop.authorize();
    const mark = bench.mark();
    const relay = bench.relay('sandbox');
    relay.lose('request', first(isCreate));
    relay.lose('request', isLookUp);
    const { paymentId } = await shop.ordered({ units: 1 });
    relay.clear();
    if (paymentId === undefined) throw new Untestable('a payment without a reply has no name');
    await shop.charge({ units: 2 });
    await bench.sync(paymentId);
    await bench.sync(held);
    const created = (await bench.since(mark)).filter(isCreate).flatMap(({ said }) => (said.captures ? [said] : []));
    const modes = created
      .filter(({ reference }) => reference === created[0]?.reference)
      .map(({ captures }) => captures);
    if (modes.some((mode) => mode !== modes[0])) return failed(`asked for as ${modes[0]}, always`, modes.join(', '));
    const { balances } = await bench.entry(held);
    return balances.captured === '0'
      ? PASSED
      : failed('what was held before stays held', `${balances.captured} captured`);
  },
};
