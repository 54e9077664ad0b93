import { type Check, failed, PASSED } from './check.ts';
import { isCapture, refusing } from './wire.ts';

// Of the magnetic stripe, without the card number: enough that nothing else looks like it.
const TRACK = '79122010000073100000';
const CODE = 'cvv-code 731';

/** The provider repeats a security code and a track where nobody expects them. None of it is kept. */
export const check: Check = {
  requirement: 'PRI-03',
  needs: ['manual_capture', 'dump'],
  async run(bench) {
    const shop = await bench.open();
    const relay = bench.relay('sandbox');
    const end = relay.change(
      () => true,
      (answer) => ({ ...answer, body: bench.dialect.added(answer.body, { cvv: CODE, track2: `=${TRACK}` }) }),
    );
    const { paymentId } = await shop.checkOut('manual');
    end();
    if (paymentId !== undefined) {
      relay.answer(isCapture, refusing(bench, 'amount_invalid', { detail: `not with ${CODE} and ${TRACK}` }));
      await bench.capture(paymentId);
      relay.clear();
    }
    const dump = await bench.call('dumpState', {});
    const files = dump.outcome === 'ok' ? dump.files : [];
    for (const { name, contentBase64 } of files) {
      const text = Buffer.from(contentBase64, 'base64').toString('latin1');
      const kept = text.includes(CODE) ? 'a security code' : text.includes(TRACK) ? 'a track' : undefined;
      if (kept !== undefined) return failed('no sensitive authentication data is kept', `${kept} in ${name}`);
    }
    return PASSED;
  },
};
