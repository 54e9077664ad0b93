import { type Account, type Bench, type Check, failed, PASSED, type Shop } from './check.ts';

/** The same notification, signed in turn with every secret that is not the endpoint's own; and then with its own. */
export const check: Check = {
  requirement: 'CRE-09',
  needs: ['notifications', 'redirect', 'several_shops'],
  async run(bench) {
    const shop = await bench.open({ active: 'sandbox' });
    const neighbour = await bench.open({ active: 'sandbox' });
    const live = await bench.open({ active: 'production' });
    const strangers: readonly (readonly [string, Account])[] = [
      ['another shop in the same environment', neighbour.account('sandbox')],
      ['a shop in production', live.account('production')],
      ['an account nobody has configured', await bench.account('sandbox')],
      ['no secret at all', { ...shop.account('sandbox'), signingSecret: '' }],
    ];
    const { payAndLeave, paymentId } = await shop.beginCheckOut();
    await payAndLeave();
    const letter = await bench.notification(shop.account('sandbox'), { type: 'authorized', paymentId });
    for (const [whose, account] of strangers) {
      const status = await bench.deliver(shop, bench.signed(account, letter.body));
      const found = await refused(bench, { what: `signed with the secret of ${whose}`, status, paymentId });
      if (found) return found;
    }
    return (await crossed(bench, { shop, neighbour, letter, paymentId })) ?? PASSED;
  },
};

/** The right secret at the wrong endpoint is as wrong. */
async function crossed(
  bench: Bench,
  at: Readonly<{ shop: Shop; neighbour: Shop; letter: Parameters<Bench['deliver']>[1]; paymentId: string }>,
) {
  const { shop, neighbour, letter, paymentId } = at;
  const status = await bench.deliver(neighbour, letter);
  const found = await refused(bench, { what: 'at the endpoint of another shop', status, paymentId });
  if (found) return found;
  await bench.deliver(shop, letter);
  const { state } = await bench.observe(paymentId);
  return state === 'authorized' ? undefined : failed('the endpoint’s own secret is good', `the payment is ${state}`);
}

async function refused(bench: Bench, delivery: Readonly<{ what: string; status: number; paymentId: string }>) {
  const { what, status, paymentId } = delivery;
  if (status < 400 || status >= 500) return failed(`a notification ${what} is refused with 4xx`, `status ${status}`);
  const { state } = await bench.observe(paymentId);
  return state === 'authorized' ? failed(`a notification ${what} has no effect`, `the payment is ${state}`) : undefined;
}
