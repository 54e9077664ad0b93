import { type Bench, type Check, failed, PASSED, type Shop, Untestable } from './check.ts';
import { proves, rewritten } from './letters.ts';

/** A notification of the sandbox at the endpoint of production, and one that calls itself another environment's. */
export const check: Check = {
  requirement: 'CRE-08',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const { inquiries } = bench.dialect;
    const sandbox = await bench.open({ active: 'sandbox' });
    const production = await bench.open({ active: 'production' });
    const { payAndLeave, paymentId } = await sandbox.beginCheckOut();
    await payAndLeave();
    const account = sandbox.account('sandbox');
    const letter = await bench.notification(account, { type: 'authorized', paymentId });

    const foreign = bench.signed(production.account('production'), letter.body);
    const found =
      (await unmoved(bench, { shop: production, letter: foreign, environment: 'production', paymentId })) ??
      (await unmoved(bench, { shop: production, letter, environment: 'production', paymentId }));
    if (found) return found;
    // Where nothing is said of an environment, nothing can be said wrongly.
    const markers = inquiries.environment === 'told' ? MARKERS : [];
    for (const marker of markers) {
      const lying = bench.signed(account, rewritten(bench, letter, { retold: [marker] }));
      const moved = await unmoved(bench, { shop: sandbox, letter: lying, environment: 'sandbox', paymentId });
      if (moved) return moved;
    }
    const status = await bench.deliver(sandbox, letter);
    const { state } = await bench.observe(paymentId);
    if (state === 'authorized') return PASSED;
    throw new Untestable(`the right notification, answered with ${status}, leaves the payment ${state}`);
  },
};

const MARKERS = [
  { what: 'environment', from: 'sandbox', to: 'production' },
  { what: 'mode', to: 'live' },
] as const;

type Delivery = Readonly<{
  shop: Shop;
  letter: Parameters<Bench['deliver']>[1];
  environment: string;
  paymentId: string;
}>;

async function unmoved(bench: Bench, { shop, letter, environment, paymentId }: Delivery) {
  const before = await bench.observe(paymentId);
  const mark = bench.mark();
  const status = await bench.deliver(shop, letter, environment);
  const { state, ...after } = await bench.observe(paymentId);
  const what = `a notification of elsewhere at the endpoint of ${environment}, answered with ${status}`;
  if (state !== before.state) return failed(`${what}, leaves the payment as it was`, `it is ${state} now`);
  if (after.environment !== before.environment) {
    return failed(`the payment stays in ${before.environment}`, `it is in ${after.environment} now`);
  }
  const asked = (await bench.since(mark)).filter((request) => !proves(bench, request));
  return asked.length === 0 ? undefined : failed(`${what}, asks nothing of the provider`, `${asked.length} requests`);
}
