import { type Check, failed, inWords, PASSED } from './check.ts';
import { isCapture } from './wire.ts';

/** The credential is replaced while a capture is under way. It ends as it began; what follows is with the new one alone. */
export const check: Check = {
  requirement: 'CFG-05',
  needs: ['manual_capture', 'rotate'],
  async run(bench) {
    const shop = await bench.open();
    const [first, second] = [await shop.authorize(), await shop.authorize()];
    const account = shop.account('sandbox');
    const successor = await bench.successor(account);
    const { credential } = successor;
    const mark = bench.mark();
    const hold = bench.relay('sandbox').holdNext(isCapture);
    const capture = bench.capture(first);
    await bench.momentFor(hold.arrived);
    const rotating = bench.call('rotateCredentials', { shopId: shop.id, environment: 'sandbox', credential });
    await bench.momentFor(rotating);
    hold.release();
    const [captured, rotated] = [await capture, await rotating];
    if (rotated.outcome !== 'ok') return failed('a new credential is taken', inWords(rotated));
    if (captured.outcome !== 'ok') return failed('what was under way comes to its end', inWords(captured));
    const after = bench.mark();
    const again = await bench.capture(second);
    if (again.outcome !== 'ok') return failed('what follows works', inWords(again));
    for (const { name, carries } of await bench.since(mark)) {
      const used = new Set(carries.flatMap(({ nature, credential: by }) => (nature === 'secret' && by ? [by] : [])));
      if (used.size > 1) return failed('each request has one credential', `${name} has ${used.size}`);
    }
    const old = (await bench.since(after)).find(({ carries }) =>
      carries.some(({ nature, credential: by }) => nature === 'secret' && by === account.credentialId),
    );
    return old ? failed('what follows has the new credential', `${old.name} has the old one`) : PASSED;
  },
};
