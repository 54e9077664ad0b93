import { type Check, failed, inWords, PASSED } from './check.ts';

const FINAL = ['authorized', 'captured', 'declined', 'failed', 'cancelled', 'voided', 'expired', 'refunded'];

const UNHEARD_OF = { what: 'state', from: 'authorized', to: 'unheard_of' } as const;

/** A status nobody has heard of is neither yes nor no, to whoever comes back and to whoever asks. */
export const check: Check = {
  requirement: 'STA-12',
  needs: ['redirect'],
  async run(bench) {
    const shop = await bench.open();
    const visit = await shop.beginCheckOut();
    const end = bench.relay('sandbox').change(
      () => true,
      (answer) => ({ ...answer, body: bench.dialect.retold(answer.body, UNHEARD_OF) }),
    );
    const returned = await visit.pay();
    const results = bench.can('sync') ? [returned, await bench.sync(visit.paymentId)] : [returned];
    const { state } = await bench.observe(visit.paymentId);
    end();
    const told = results.find(({ outcome }) => ['ok', 'failed', 'declined'].includes(outcome));
    if (told) return failed('a status nobody knows is neither success nor failure', inWords(told));
    if (FINAL.includes(state)) return failed('the payment is in no final state', `it is ${state}`);
    if (!bench.can('sync')) return PASSED;
    await bench.sync(visit.paymentId);
    const after = await bench.observe(visit.paymentId);
    return after.state === 'authorized' ? PASSED : failed('known again, it is authorized', `it is ${after.state}`);
  },
};
