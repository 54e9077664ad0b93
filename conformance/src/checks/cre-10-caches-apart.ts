import { type Bench, type Check, failed, listed, PASSED, type Shop, Untestable } from './check.ts';

const ROUNDS = 3;

/** Everybody exchanges a credential for a token that outlives the check; nobody may be served with another's. */
export const check: Check = {
  requirement: 'CRE-10',
  needs: ['oauth'],
  alone: true,
  async run(bench) {
    const kind = 'oauth_client';
    const shops: (readonly [Shop, string])[] = [[await bench.open({ active: 'sandbox', kind }), 'sandbox']];
    if (bench.can('several_shops')) {
      shops.push([await bench.open({ active: 'sandbox', kind }), 'sandbox']);
      shops.push([await bench.open({ active: 'production', kind }), 'production']);
    }
    for (let round = 1; round <= ROUNDS; round++) {
      for (const [shop, environment] of round % 2 === 0 ? shops.toReversed() : shops) {
        const found = await turn(bench, shop, environment);
        if (found) return found;
      }
    }
    return bench.can('environments') ? toAndFro(bench) : PASSED;
  },
};

/** One shop moves between environments and back, well within a token's lifetime. */
async function toAndFro(bench: Bench) {
  const shop = await bench.open({ active: 'sandbox', also: ['production'], kind: 'oauth_client' });
  for (const environment of ['sandbox', 'production', 'sandbox']) {
    await shop.moveTo(environment);
    const found = await turn(bench, shop, environment);
    if (found) return found;
  }
  return PASSED;
}

async function turn(bench: Bench, shop: Shop, environment: string) {
  const before = bench.mark();
  await shop.checkOut('manual');
  const requests = await bench.since(before);
  if (requests.length === 0) throw new Untestable(`a purchase at ${shop.id} sends nothing to the provider`);
  const { merchantId } = shop.account(environment);
  const strange = requests.filter(
    (request) =>
      request.environment !== environment ||
      request.carries.some(({ nature, account }) => nature !== 'reference' && account !== merchantId),
  );
  if (strange.length === 0) return undefined;
  const labels = [...new Set(strange.flatMap(({ carries }) => carries.map(({ label }) => label)))];
  return failed(
    `a sale of ${shop.id} in ${environment} uses its own token`,
    `${labels.join(', ')}: ${listed(strange)}`,
  );
}
