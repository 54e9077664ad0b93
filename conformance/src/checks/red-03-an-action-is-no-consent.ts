import { type Check, failed, inWords, PASSED } from './check.ts';

/** The customer still has something to do. Until it is done nothing is authorized. */
export const check: Check = {
  requirement: 'RED-03',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    const visit = await shop.beginCheckOut({ customer: bench.customer('challenged') });
    const { paymentId } = visit;
    if (bench.can('sync')) {
      const asked = await bench.sync(paymentId);
      if (asked.outcome === 'ok')
        return failed('nothing is authorized while the customer has not acted', inWords(asked));
      if (asked.outcome === 'action_required' && asked.action.url === '')
        return failed('where the customer goes on', 'nowhere');
    }
    const before = await bench.observe(paymentId);
    if (before.authorized !== '0' || before.state !== 'action_required') {
      return failed('the payment is action_required', `it is ${before.state}, ${before.authorized} authorized`);
    }
    await visit.pay();
    const { state } = await bench.observe(paymentId);
    return state === 'authorized' ? PASSED : failed('authorized after the challenge', `it is ${state}`);
  },
};
