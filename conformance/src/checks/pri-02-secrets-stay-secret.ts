import { secretOf } from '../dialects/credential.ts';
import { type Check, PASSED } from './check.ts';
import { isWrite, refusing } from './wire.ts';

/** A refusal repeats the key that was refused, and requests fail on the way. The oracle reads all that is said and logged. */
export const check: Check = {
  requirement: 'PRI-02',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize();
    const { credential, signingSecret = '' } = shop.account('sandbox');
    const secret = secretOf(credential);
    const relay = bench.relay('sandbox');
    const detail = `no key ${secret} and no ${signingSecret}`;
    relay.answer(isWrite, refusing(bench, 'credential_unknown', { detail }));
    await bench.capture(paymentId);
    await shop.ordered();
    relay.clear();
    relay.lose('request', () => true);
    await bench.capture(paymentId);
    relay.clear();
    if (bench.can('history')) await bench.call('history', { paymentId });
    return PASSED;
  },
};
