import type { Letter } from '../bench/mailbox.ts';
import { type Check, failed, PASSED } from './check.ts';
import { rewritten } from './letters.ts';

/** The signature is over bytes. Other bytes of the same meaning are good when they are signed, and bad when they are not. */
export const check: Check = {
  requirement: 'WHK-01',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    for (const [what, written] of WRITINGS) {
      const { paymentId, payAndLeave } = await shop.beginCheckOut();
      await payAndLeave();
      const letter = await bench.notification(account, { type: 'payment.authorized', paymentId });
      const other: Letter = { headers: letter.headers, body: written(letter.body) };
      const unsigned = await bench.deliver(shop, other);
      if (unsigned < 400) return failed(`${what}, under the signature of other bytes: refused`, `status ${unsigned}`);
      const before = await bench.observe(paymentId);
      if (before.state === 'authorized') return failed(`${what}, not signed: no effect`, 'the payment is authorized');
      const body = written(rewritten(letter));
      const status = await bench.deliver(shop, bench.signed(account, body, { id: idIn(body) }));
      const { state } = await bench.observe(paymentId);
      if (status >= 300 || state !== 'authorized')
        return failed(`${what}, signed: taken`, `status ${status}, ${state}`);
    }
    return PASSED;
  },
};

type Writing = (body: string) => string;

const WRITINGS: readonly (readonly [string, Writing])[] = [
  ['the same with other spaces', (body) => JSON.stringify(JSON.parse(body), null, 3)],
  ['the same in another order', (body) => JSON.stringify(reversed(JSON.parse(body)))],
  ['the same with escapes', (body) => body.replaceAll('"EUR"', '"\\u0045UR"').replaceAll('payment.', '\\u0070ayment.')],
];

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toReversed());
}

function idIn(body: string): string {
  return /"id":\s*"(ntf_[^"]+)"/.exec(body)?.[1] ?? '';
}
