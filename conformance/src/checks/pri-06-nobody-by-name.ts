import { type Check, failed, PASSED } from './check.ts';

const EMAIL = 'b.jansdottir.4711@shop.example';

/** A customer with an address of her own buys. It is nobody's but the shop's: neither logged nor put into an address. */
export const check: Check = {
  requirement: 'PRI-06',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    const mark = bench.mark();
    await bench.order(shop.id, { email: EMAIL });
    await bench.capture(await shop.authorize());
    if (bench.log().includes(EMAIL)) return failed('no e-mail address is logged', 'it is');
    const found = (await bench.since(mark)).find(({ target }) => decodeURIComponent(target).includes(EMAIL));
    return found ? failed('no e-mail address in the address of a request', found.name) : PASSED;
  },
};
