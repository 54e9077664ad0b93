import { type Check, failed, inWords, PASSED } from './check.ts';

const NUMBER = '4242424242424242';

/** A card number where an e-mail address belongs, and card details at a subject that takes none. */
export const check: Check = {
  requirement: 'PRI-05',
  needs: [],
  async run(bench) {
    const shop = await bench.open();
    const card = { number: NUMBER, expiryMonth: 12, expiryYear: 2079, cvc: '123' };
    const tries = [
      { what: 'an e-mail address', wish: { email: `${NUMBER}@shop.example` } },
      ...(bench.can('card') ? [] : [{ what: 'undeclared card details', wish: { card } }]),
    ];
    for (const { what, wish } of tries) {
      const mark = bench.mark();
      const result = await bench.order(shop.id, wish);
      const carried = (await bench.since(mark)).find(({ target, body }) => `${target} ${body}`.includes(NUMBER));
      if (carried) return failed(`a card number in ${what} is not sent on`, carried.name);
      if (result.outcome === 'ok' || result.outcome === 'action_required') {
        return failed(`a card number in ${what} is refused`, inWords(result));
      }
    }
    return PASSED;
  },
};
