import { type Check, failed, inWords, PASSED } from './check.ts';

/** The customer fails the challenge. Nothing is taken, and the order is not stuck. */
export const check: Check = {
  requirement: 'RED-04',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    const visit = await shop.beginCheckOut({ customer: bench.customer('challenge_failed') });
    const result = await visit.pay();
    const { state } = await bench.observe(visit.paymentId);
    if (result.outcome === 'ok') return failed('a failed challenge pays nothing', inWords(result));
    const ended = ['declined', 'failed', 'cancelled', 'action_required'];
    if (!ended.includes(state))
      return failed('the attempt has come to its end, or can be gone on with', `it is ${state}`);
    const held = (await bench.ledger(shop.account('sandbox'))).filter(({ balances }) => balances.capturable !== '0');
    if (held.length > 0) return failed('nothing is held', `${held.length} holds in the ledger`);
    await shop.authorize();
    return PASSED;
  },
};
