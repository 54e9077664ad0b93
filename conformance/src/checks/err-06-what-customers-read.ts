import { secretOf } from '../dialects/credential.ts';
import { type Check, failed, PASSED } from './check.ts';
import { isCreate, refusing } from './wire.ts';

const INTERNALS = 'Xk93 at PaymentRouter.cpp:1187, node pay-7, key ';

/** The provider's error tells more than anybody should read, and repeats the key it was called with. */
export const check: Check = {
  requirement: 'ERR-06',
  needs: [],
  async run(bench) {
    const shop = await bench.open();
    const { credential } = shop.account('sandbox');
    const secret = secretOf(credential);
    for (const refusal of ['credential_unknown', 'amount_invalid', 'internal_error'] as const) {
      const relay = bench.relay('sandbox');
      const detail = INTERNALS + secret;
      relay.answer(isCreate, refusing(bench, refusal, { title: detail, detail }));
      const { result } = await shop.ordered();
      relay.clear();
      const told = JSON.stringify(result);
      if (told.includes('PaymentRouter')) return failed("the provider's own words are not passed on", told);
      const [carried] = bench.marksIn(told).filter(({ nature }) => nature === 'secret');
      if (carried) return failed('no secret is passed on', carried.label);
    }
    return PASSED;
  },
};
