import type { RelayedRequest } from '../bench/relay.ts';
import { type Bench, type Check, failed, inWords, listed, PASSED, type Shop } from './check.ts';

const ENVIRONMENTS = ['sandbox', 'testing', 'production'];

/** A whole purchase with every other environment configured and listening, then answers that point elsewhere. */
export const check: Check = {
  requirement: 'CRE-12',
  needs: [],
  alone: true,
  async run(bench) {
    for (const active of ['sandbox', 'production']) {
      const start = bench.mark();
      const shop = await bench.open({ active, also: ENVIRONMENTS.filter((environment) => environment !== active) });
      const paymentId = await shop.authorize();
      if (bench.can('sync')) await bench.call('syncPayment', { paymentId });
      await bench.capture(paymentId);
      const found = (await elsewhere(bench, start, active)) ?? (await redirected(bench, shop, active));
      if (found) return found;
    }
    return bench.can('oauth') ? redirectedToken(bench) : PASSED;
  },
};

/** The provider's answer to everything is the same path at the address of another environment. */
async function redirected(bench: Bench, shop: Shop, active: string) {
  const other = active === 'sandbox' ? 'production' : 'sandbox';
  for (const status of [307, 308, 302]) {
    const held = await shop.authorize();
    const start = bench.mark();
    const end = bench.relay(active).answer(() => true, pointingTo(bench.relay(other).url, status));
    const capture = await bench.capture(held);
    await shop.checkOut('manual');
    if (bench.can('sync')) await bench.call('syncPayment', { paymentId: held });
    end();
    const found = await elsewhere(bench, start, active);
    if (found) return found;
    if (capture.outcome === 'ok')
      return failed(`a capture answered with ${status} is not taken for done`, inWords(capture));
  }
  return undefined;
}

/** The request for a token carries a secret, so it must not be sent on either. */
async function redirectedToken(bench: Bench) {
  const account = await bench.account('sandbox', 'oauth_client');
  const start = bench.mark();
  const end = bench.relay('sandbox').answer(() => true, pointingTo(bench.relay('production').url, 307));
  await bench.call('configure', bench.configuration({ sandbox: account }, 'sandbox'));
  end();
  return (await elsewhere(bench, start, 'sandbox')) ?? PASSED;
}

function pointingTo(url: string, status: number) {
  return ({ target }: RelayedRequest) => ({ status, headers: { location: url + target }, body: '' });
}

async function elsewhere(bench: Bench, since: ReturnType<Bench['mark']>, active: string) {
  const strays = (await bench.since(since)).filter(({ environment }) => environment !== active);
  return strays.length === 0 ? undefined : failed(`a shop in ${active} calls nobody else`, listed(strays));
}
