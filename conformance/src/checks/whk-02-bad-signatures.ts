import type { Letter } from '../bench/mailbox.ts';
import { type Check, failed, PASSED, Untestable } from './check.ts';
import { headerOf, withHeader } from './letters.ts';

const SIGNATURE = 'webhook-signature';

/** One thing is wrong with each, and nothing else. None of them has any effect, and nobody is asked about it. */
export const check: Check = {
  requirement: 'WHK-02',
  needs: ['notifications', 'redirect'],
  async run(bench) {
    const shop = await bench.open();
    const account = shop.account('sandbox');
    const { paymentId, payAndLeave } = await shop.beginCheckOut();
    await payAndLeave();
    const letter = await bench.notification(account, { type: 'payment.authorized', paymentId });
    const signed = bench.signed(account, letter.body);
    for (const [what, spoilt] of SPOILT) {
      const mark = bench.mark();
      const status = await bench.deliver(shop, spoilt(signed));
      if (status < 400 || status >= 500) return failed(`${what}: refused with 4xx`, `status ${status}`);
      const asked = (await bench.since(mark)).length;
      if (asked > 0) return failed(`${what}: nobody is asked about it`, `${asked} requests to the provider`);
      const { state } = await bench.observe(paymentId);
      if (state === 'authorized') return failed(`${what}: no effect`, 'the payment is authorized');
    }
    const status = await bench.deliver(shop, signed);
    const { state } = await bench.observe(paymentId);
    if (status < 300 && state === 'authorized') return PASSED;
    throw new Untestable(`the same with nothing wrong is answered with ${status}, and the payment is ${state}`);
  },
};

type Spoil = (letter: Letter) => Letter;

const signature = (change: (value: string) => string | undefined): Spoil => {
  return (letter) => withHeader(letter, SIGNATURE, change(headerOf(letter, SIGNATURE)));
};

const SPOILT: readonly (readonly [string, Spoil])[] = [
  ['without a signature', signature(() => undefined)],
  ['with an empty signature', signature(() => '')],
  ['with a signature of nothing', signature(() => 'v1,')],
  ['with half of the signature', signature((value) => value.slice(0, value.length / 2))],
  [
    'with one character of the signature changed',
    signature((value) => value.replace(/.(?=.{6}$)/, (c) => (c === 'A' ? 'B' : 'A'))),
  ],
  ['with the signature of another version', signature((value) => value.replace('v1,', 'v9,'))],
  ['with the signature of no version', signature((value) => value.replace('v1,', ''))],
  ['with an algorithm that anybody can do', signature(() => 'none,')],
  [
    'with the signature in hexadecimal',
    signature((value) => `v1,${Buffer.from(value.slice(3), 'base64').toString('hex')}`),
  ],
  ['without an id', (letter) => withHeader(letter, 'webhook-id')],
  ['with another id', (letter) => withHeader(letter, 'webhook-id', 'ntf_another')],
  ['without a time', (letter) => withHeader(letter, 'webhook-timestamp')],
  [
    'with another time',
    (letter) => withHeader(letter, 'webhook-timestamp', String(Number(headerOf(letter, 'webhook-timestamp')) - 1)),
  ],
  ['with a space more in the body', ({ headers, body }) => ({ headers, body: `${body} ` })],
  ['with another body', ({ headers, body }) => ({ headers, body: body.replace('"mode"', '"mood"') })],
];
