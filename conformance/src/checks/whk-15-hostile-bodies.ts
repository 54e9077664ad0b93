import { withHeader } from '../dialects/headers.ts';
import { type Check, failed, PASSED } from './check.ts';

/** What nobody would send who means well. Refused or thanked for; and the next notification is taken as ever. */
export const check: Check = {
  requirement: 'WHK-15',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    for (const [what, body] of BODIES) {
      const signed = bench.signed(account, body, { id: 'ntf_hostile' });
      for (const type of ['application/json', 'text/plain; charset=utf-7', 'application/octet-stream']) {
        const status = await bench.deliver(shop, withHeader(signed, 'content-type', type));
        if (status >= 500) return failed(`${what} as ${type} is no accident`, `status ${status}`);
      }
    }
    const { paymentId, payAndLeave } = await shop.beginCheckOut();
    await payAndLeave();
    const status = await bench.deliver(shop, await bench.notification(account, { type: 'authorized', paymentId }));
    const { state } = await bench.observe(paymentId);
    return state === 'authorized' ? PASSED : failed('the next one is taken as ever', `status ${status}, ${state}`);
  },
};

const BODIES: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['no JSON', '{"id":"ntf_hostile",'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a depth without end', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['a key twice', '{"id":"ntf_hostile","id":"ntf_other","type":"payment.captured","type":"x"}'],
  ['a prototype', '{"__proto__":{"environment":"sandbox"},"id":"ntf_hostile","type":"payment.captured","data":{}}'],
  ['much of nothing', JSON.stringify({ id: 'ntf_hostile', type: 'payment.captured', data: 'x'.repeat(2_000_000) })],
  ['a null character', '{"id":"ntf_hostile","type":"\\u0000","environment":"sandbox"}'],
];
