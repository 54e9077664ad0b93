import { type Account, type Bench, type Check, failed, PASSED, type Shop } from './check.ts';
import { rewritten } from './letters.ts';

/** Several signatures in one header, two secrets while one replaces the other, and the old one afterwards. */
export const check: Check = {
  requirement: 'WHK-11',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const next = { ...account, signingSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` };
    const among = await taken(bench, shop, account, 'several');
    if (!among) return failed('the right signature among others is good', 'it is not');
    await shop.trust([next, account]);
    if (!(await taken(bench, shop, account))) return failed('in between, the old secret is good', 'it is not');
    if (!(await taken(bench, shop, next))) return failed('in between, the new secret is good', 'it is not');
    await shop.trust([next]);
    if (!(await taken(bench, shop, next))) return failed('afterwards the new secret is good', 'it is not');
    return (await taken(bench, shop, account)) ? failed('afterwards the old secret is not', 'it is') : PASSED;
  },
};

async function taken(bench: Bench, shop: Shop, signer: Account, signatures?: 'several'): Promise<boolean> {
  const { paymentId, payAndLeave } = await shop.beginCheckOut();
  await payAndLeave();
  const letter = await bench.notification(shop.account('sandbox'), { type: 'authorized', paymentId });
  const signed = bench.signed(signer, rewritten(bench, letter));
  const sent = signatures ? bench.dialect.notices.amongOthers(signed) : signed;
  const status = await bench.deliver(shop, sent);
  const { state } = await bench.observe(paymentId);
  return status < 300 && state === 'authorized';
}
