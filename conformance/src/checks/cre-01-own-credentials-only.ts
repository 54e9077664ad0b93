import { type Check, failed, inWords, listed, PASSED } from './check.ts';

/** The provider refuses the credential; nobody else's may be tried in its place. The oracle looks at every request. */
export const check: Check = {
  requirement: 'CRE-01',
  needs: ['manual_capture'],
  alone: true,
  async run(bench) {
    const moves = bench.can('environments');
    const others = moves ? ['production', 'testing'] : [];
    const shop = await bench.open({ active: moves ? 'production' : 'sandbox', also: ['sandbox', ...others] });
    if (moves) {
      await shop.authorize();
      await shop.moveTo('sandbox');
    }
    const paymentId = await shop.authorize();
    await bench.revoke(shop.account('sandbox'));
    const refused = bench.mark();
    const capture = await bench.capture(paymentId);
    await shop.checkOut('manual');
    if (bench.can('sync')) await bench.call('syncPayment', { paymentId });

    const strays = (await bench.since(refused)).filter(({ environment }) => environment !== 'sandbox');
    if (strays.length > 0) return failed('only the listener of sandbox is called', listed(strays));
    if (capture.outcome === 'ok') return failed('a capture with a revoked credential fails', inWords(capture));
    const paid = (await bench.ledger(shop.account('sandbox'))).filter(({ counts }) => counts.captures > 0);
    return paid.length === 0 ? PASSED : failed('nothing is captured', `${paid.length} captured payment in the ledger`);
  },
};
