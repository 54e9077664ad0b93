import { type Bench, type Check, failed, inWords, listed, PASSED, type Shop } from './check.ts';

/** Shops with accounts of their own in one environment take turns; captures, as in a back office, name no shop. */
export const check: Check = {
  requirement: 'CRE-06',
  needs: ['manual_capture', 'several_shops'],
  alone: true,
  async run(bench) {
    const shops: Shop[] = [await bench.open({ active: 'sandbox' }), await bench.open({ active: 'sandbox' })];
    if (bench.can('oauth')) shops.push(await bench.open({ active: 'sandbox', kind: 'oauth_client' }));
    const sales: (readonly [Shop, string])[] = [];
    for (const round of [1, 2, 3]) {
      for (const shop of round === 2 ? shops.toReversed() : shops) {
        const before = bench.mark();
        sales.push([shop, await shop.authorize()]);
        const found = await othersIn(bench, shop, before);
        if (found !== undefined) return failed(`a sale of ${shop.id} uses its own account`, found);
      }
    }
    // The first sale of the first shop comes last: every other account has been used in between.
    const last = sales.splice(0, 1);
    for (const [shop, paymentId] of [...sales.slice(0, -shops.length), ...last]) {
      const before = bench.mark();
      if (bench.can('sync')) await bench.call('syncPayment', { paymentId });
      const capture = await bench.capture(paymentId);
      const found = await othersIn(bench, shop, before);
      if (found !== undefined) return failed(`a capture for ${shop.id} uses its own account`, found);
      if (capture.outcome !== 'ok') return failed(`a capture for ${shop.id} is done`, inWords(capture));
    }
    return (await ledgersApart(bench, shops)) ?? refusedAccount(bench, shops, sales.slice(-shops.length));
  },
};

/** Requests that carry anything of an account that is not the shop's. */
async function othersIn(bench: Bench, shop: Shop, before: ReturnType<Bench['mark']>): Promise<string | undefined> {
  const { merchantId } = shop.account('sandbox');
  const requests = await bench.since(before);
  const strange = requests.filter(({ carries }) => carries.some(({ account }) => account !== merchantId));
  if (strange.length === 0) return undefined;
  const labels = strange.flatMap(({ carries }) => carries.filter(({ account }) => account !== merchantId));
  return `${[...new Set(labels.map(({ label }) => label))].join(' and ')} in ${listed(strange)}`;
}

async function ledgersApart(bench: Bench, shops: readonly Shop[]) {
  for (const shop of shops) {
    const payments = await bench.ledger(shop.account('sandbox'));
    if (payments.length !== 3) return failed(`the account of ${shop.id} has its three payments`, `${payments.length}`);
  }
  return undefined;
}

/** One account's credential is revoked; nobody else's helps out. */
async function refusedAccount(bench: Bench, shops: readonly Shop[], sales: readonly (readonly [Shop, string])[]) {
  const [refused] = shops;
  const sale = sales.find(([shop]) => shop === refused);
  if (!refused || !sale) return PASSED;
  await bench.revoke(refused.account('sandbox'));
  const before = bench.mark();
  const capture = await bench.capture(sale[1]);
  const found = await othersIn(bench, refused, before);
  if (found !== undefined) return failed(`no account helps out ${refused.id}, whose credential is revoked`, found);
  return capture.outcome === 'ok' ? failed('a capture with a revoked credential fails', inWords(capture)) : PASSED;
}
