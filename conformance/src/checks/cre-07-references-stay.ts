import { type Bench, type Check, failed, PASSED, type Shop } from './check.ts';

/** Where the shop goes, and how. */
const START = 'sandbox';
const ROUTE = [
  { to: 'production', by: 'configure' },
  { to: 'testing', by: 'setEnvironment' },
] as const;

/** The shop has moved, and is asked about everything it took before. No payment id goes where it is not known. */
export const check: Check = {
  requirement: 'CRE-07',
  needs: ['environments'],
  alone: true,
  async run(bench) {
    const shop = await bench.open({ active: START, also: ROUTE.map(({ to }) => to) });
    let from: string = START;
    for (const { to, by } of ROUTE) {
      const paid = await shop.authorize();
      const underWay = bench.can('redirect') ? await shop.beginCheckOut() : undefined;
      await shop.moveTo(to, by);
      const moved = bench.mark();
      await askAbout(bench, paid);
      // The customer was on the provider's page when the shop moved, and comes back now.
      await underWay?.pay();
      if (underWay) await askAbout(bench, underWay.paymentId);
      await sellOn(shop, bench);
      const leaked = await foreignReferences(bench, moved);
      if (leaked !== undefined) return failed(`ids given in ${from} are not shown in ${to}`, leaked);
      from = to;
    }
    return PASSED;
  },
};

async function askAbout(bench: Bench, paymentId: string): Promise<void> {
  await bench.observe(paymentId);
  if (bench.can('sync')) await bench.call('syncPayment', { paymentId });
  if (bench.can('history')) await bench.call('history', { paymentId });
  if (bench.can('unresolved')) await bench.call('listUnresolved', {});
  await bench.capture(paymentId);
}

/** The same customer buys where the shop is now. */
async function sellOn(shop: Shop, bench: Bench): Promise<void> {
  await bench.capture(await shop.authorize());
}

async function foreignReferences(bench: Bench, since: ReturnType<Bench['mark']>): Promise<string | undefined> {
  for (const { environment, name, carries } of await bench.since(since)) {
    const foreign = carries.find((mark) => mark.nature === 'reference' && mark.environment !== environment);
    if (foreign) return `${foreign.label} at ${environment}: ${name}`;
  }
  return undefined;
}
