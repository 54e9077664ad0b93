import { type Check, failed, inWords, PASSED } from './check.ts';
import { isWrite } from './wire.ts';

/** The provider tells more than it used to. A version that was chosen is asked for, and what is new is passed over. */
export const check: Check = {
  requirement: 'CFG-07',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const mark = bench.mark();
    bench.relay('sandbox').change(
      () => true,
      (answer) => ({ ...answer, body: bench.dialect.retold(answer.body, { what: 'news' }) }),
    );
    const { result, paymentId } = await shop.checkOut('manual');
    const captured = paymentId === undefined ? result : await bench.capture(paymentId);
    bench.relay('sandbox').clear();
    if (captured.outcome !== 'ok') return failed('members that are new change nothing', inWords(captured));
    if (bench.dialect.versions === 'none') return PASSED;
    const unversioned = (await bench.since(mark))
      .filter(isWrite)
      .find(
        ({ target, headers }) => !/\/v\d+\//.test(target) && !Object.keys(headers).some((name) => /version/.test(name)),
      );
    return unversioned ? failed('a version is asked for', `${unversioned.name} names none`) : PASSED;
  },
};
