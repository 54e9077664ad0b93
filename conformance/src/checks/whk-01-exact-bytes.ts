import type { Letter } from '../bench/mailbox.ts';
import { type Check, failed, PASSED } from './check.ts';
import { nameIn, rewritten } from './letters.ts';

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
      const letter = await bench.notification(account, { type: 'authorized', paymentId });
      const other: Letter = { headers: letter.headers, body: written(letter.body) };
      const unsigned = await bench.deliver(shop, other);
      if (unsigned < 400) return failed(`${what}, under the signature of other bytes: refused`, `status ${unsigned}`);
      const before = await bench.observe(paymentId);
      if (before.state === 'authorized') return failed(`${what}, not signed: no effect`, 'the payment is authorized');
      const body = written(rewritten(bench, letter));
      const status = await bench.deliver(shop, bench.signed(account, body, { id: nameIn(body) }));
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
  ['the same with escapes', (body) => body.replaceAll(/(?<=":")[A-Za-z]/g, escaped)],
];

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toReversed());
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
