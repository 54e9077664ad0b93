import { type Check, failed, inWords, PASSED, Untestable } from './check.ts';

/** A method that is offered in one currency, and an order in another. Hiding it from a list is not enough. */
export const check: Check = {
  requirement: 'CFG-02',
  needs: [],
  async run(bench) {
    const [offered, ...others] = bench.currencies();
    if (offered === undefined || others.length === 0) throw new Untestable('the subject sells in one currency only');
    const shop = await bench.open({ currencies: [offered] });
    await shop.authorize({ currency: offered });
    for (const currency of others) {
      const mark = bench.mark();
      const { result } = await shop.ordered({ currency });
      if (result.outcome !== 'failed' && result.outcome !== 'unsupported') {
        return failed(`an order in ${currency} is refused where only ${offered} is offered`, inWords(result));
      }
      const sent = (await bench.since(mark)).length;
      if (sent > 0) return failed('nothing is sent for it', `${sent} requests to the provider`);
    }
    return PASSED;
  },
};
