import { type Check, failed, PASSED, Untestable } from './check.ts';
import { isLookUp } from './wire.ts';

/** The provider takes its time to answer a look-up. Whoever sends the notification is not kept waiting for that. */
export const check: Check = {
  requirement: 'WHK-14',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const { paymentId, payAndLeave } = await shop.beginCheckOut();
    await payAndLeave();
    const letter = await bench.notification(shop.account('sandbox'), { type: 'authorized', paymentId });
    // Where the provider itself has to say that a notification is its own, that comes first, and is not slow work.
    let proofs = bench.dialect.notices.provenBy === 'answer' ? 1 : 0;
    const hold = bench.relay('sandbox').holdNext((request) => isLookUp(request) && proofs-- <= 0);
    const answer = bench.post(shop, letter);
    const early = await bench.soon(answer);
    hold.release();
    const status = await answer;
    await bench.settle();
    if (early === undefined)
      return failed('a notification is answered before slow work is done', 'not while a look-up takes');
    if (status >= 300) throw new Untestable(`the notification is answered with ${status}`);
    return PASSED;
  },
};
