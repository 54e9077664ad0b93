import { type Check, failed, inWords, listed, PASSED, Untestable } from './check.ts';

const ACCOUNTS = ['sandbox', 'testing', 'production'] as const;

/** What people write when they mean an environment, and what a form sends when they write nothing. */
const SELECTORS = [null, '', 'prod', 'Production', 'production ', 'live', 'staging'];

/** Nothing is taken for granted, nothing is sent; and the right word is understood, or the refusals would prove nothing. */
export const check: Check = {
  requirement: 'CRE-04',
  needs: [],
  alone: true,
  async run(bench) {
    const accounts = {
      sandbox: await bench.account('sandbox'),
      testing: await bench.account('testing'),
      production: await bench.account('production'),
    };
    const start = bench.mark();
    for (const selector of SELECTORS) {
      const result = await bench.call('configure', bench.configuration(accounts, selector));
      if (result.outcome !== 'failed') {
        return failed(`configure refuses the environment ${JSON.stringify(selector)}`, inWords(result));
      }
      const sent = await bench.since(start);
      if (sent.length > 0) return failed(`${JSON.stringify(selector)} leads nowhere`, listed(sent));
    }
    const shop = await bench.open({ active: 'sandbox', also: ACCOUNTS.filter((name) => name !== 'sandbox') });
    if (!bench.can('environments')) return PASSED;
    for (const selector of SELECTORS.filter((_, index) => index % 3 === 0)) {
      const result = await bench.call('setEnvironment', { shopId: shop.id, environment: selector });
      if (result.outcome !== 'failed') {
        return failed(`setEnvironment refuses ${JSON.stringify(selector)}`, inWords(result));
      }
    }
    const before = bench.mark();
    const { result, paymentId } = await shop.checkOut('manual');
    if (paymentId === undefined) throw new Untestable(`the shop sells no more after refusals: ${inWords(result)}`);
    const { environment } = await bench.observe(paymentId);
    if (environment !== 'sandbox')
      return failed('a refused move leaves the shop in sandbox', `it is in ${environment}`);
    const strays = (await bench.since(before)).filter((request) => request.environment !== 'sandbox');
    return strays.length === 0 ? PASSED : failed('a refused move leaves the shop in sandbox', listed(strays));
  },
};
