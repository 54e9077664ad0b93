import { type Check, failed, inWords, PASSED, Untestable, type Visit } from './check.ts';
import { askedFor, isCreate } from './wire.ts';

/** The issuer says that this card is never to be tried again. Nothing that happens by itself may do so. */
export const check: Check = {
  requirement: 'IDM-09',
  needs: [],
  async run(bench) {
    const shop = await bench.open();
    const mark = bench.mark();
    const customer = bench.customer('stolen');
    const { result, paymentId } = bench.can('redirect')
      ? await onThePage(await shop.beginCheckOut({ customer }))
      : await shop.checkOut('manual', { customer });
    if (result.outcome === 'ok') return failed('a stolen card is declined', inWords(result));
    if (paymentId === undefined) throw new Untestable(`a declined payment has no name: ${inWords(result)}`);
    if (bench.can('sync')) for (const _ of [1, 2]) await bench.sync(paymentId);
    const tries = askedFor((await bench.since(mark)).filter(isCreate));
    if (tries !== 1) return failed('the payment is asked for once', `${tries} times`);
    const payments = await bench.ledger(shop.account('sandbox'));
    return payments.length === 1 ? PASSED : failed('one payment in the ledger', `${payments.length}`);
  },
};

async function onThePage(visit: Visit) {
  return { result: await visit.pay(), paymentId: visit.paymentId };
}
