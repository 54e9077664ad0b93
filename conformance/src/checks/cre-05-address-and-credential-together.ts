import { type Bench, type Check, failed, PASSED, type Shop, Untestable, type WireRequest } from './check.ts';

/** Configuration changes while requests are under way, and several accounts at once. The oracle judges every pair. */
export const check: Check = {
  requirement: 'CRE-05',
  needs: ['manual_capture'],
  alone: true,
  async run(bench) {
    const start = bench.mark();
    const [kind = 'api_key'] = bench.kinds().toReversed();
    const first = await bench.open({ active: 'sandbox', also: ['production'], kind });
    const others = bench.can('several_shops') ? (['sandbox', 'production', 'sandbox', 'sandbox'] as const) : [];
    // Set up at once, so that also their first requests, which exchange a credential for a token, meet each other.
    const opened = await Promise.all(others.map((active) => bench.open({ active, kind })));
    const shops = [first, ...opened];
    const accounts = [
      first.account('sandbox'),
      ...opened.map((shop, index) => shop.account(others[index] ?? 'sandbox')),
    ];
    // Every shop sells twice at once, and every capture is made at once.
    const payments = await Promise.all([...shops, ...shops].map((shop) => shop.authorize()));
    await Promise.all(payments.map((paymentId) => bench.capture(paymentId)));
    for (const account of accounts) {
      const own = (await bench.ledger(account)).length;
      if (own !== 2) return failed(`every account in ${account.environment} has the two sales of its shop`, `${own}`);
    }
    if (bench.can('rotate')) {
      await Promise.all(opened.map((shop, index) => rotate(bench, shop, others[index] ?? 'sandbox')));
      await rotateUnderWay(bench, first);
    }
    if (bench.can('environments')) await moveUnderWay(bench, first);
    const torn = (await bench.since(start)).find(isTorn);
    return torn === undefined ? PASSED : failed('one credential, and of the environment called', described(torn));
  },
};

async function rotate(bench: Bench, shop: Shop, environment: string): Promise<unknown> {
  const { credential } = await bench.successor(shop.account(environment));
  return bench.call('rotateCredentials', { shopId: shop.id, environment, credential });
}

/** A capture is on its way to the provider when the credential is replaced. */
async function rotateUnderWay(bench: Bench, shop: Shop): Promise<void> {
  await whileHeld(bench, shop, () => rotate(bench, shop, 'sandbox'));
}

/** A capture is on its way to the provider when the shop goes live. */
async function moveUnderWay(bench: Bench, shop: Shop): Promise<void> {
  await whileHeld(bench, shop, () => shop.moveTo('production'));
  await shop.authorize();
}

async function whileHeld(bench: Bench, shop: Shop, change: () => Promise<unknown>): Promise<void> {
  const paymentId = await shop.authorize();
  const hold = bench.relay('sandbox').holdNext(() => true);
  const capture = bench.capture(paymentId);
  const arrived = await Promise.race([hold.arrived.then(() => true), capture.then(() => false)]);
  if (!arrived) throw new Untestable('a capture sends nothing to the provider');
  const changed = change();
  await bench.momentFor(changed);
  hold.release();
  await Promise.all([capture, changed]);
}

function isTorn({ environment, carries }: WireRequest): boolean {
  const parts = carries.filter(({ nature }) => nature !== 'reference');
  const secrets = parts.filter(({ nature }) => nature === 'secret');
  return (
    parts.some((part) => part.environment !== environment) ||
    new Set(parts.map(({ account }) => account)).size > 1 ||
    new Set(secrets.map(({ credential }) => credential)).size > 1
  );
}

function described({ environment, name, carries }: WireRequest): string {
  const labels = carries.filter(({ nature }) => nature !== 'reference').map(({ label }) => label);
  return `${name} at ${environment} with ${labels.join(' and ')}`;
}
