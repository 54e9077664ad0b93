import { type Bench, type Check, failed, inWords, PASSED, type PaymentResult, type Shop } from './check.ts';

const NUMBER = '4242424242424242';

/** As people write it. */
const WRITTEN = '4242 4242 4242 4242';

/** Somebody writes a card number where something else belongs. */
type Try = Readonly<{ what: string; run: () => Promise<PaymentResult> }>;

/** A card number in the e-mail address and in every field for free text, and card details at a subject that takes none. */
export const check: Check = {
  requirement: 'PRI-05',
  needs: [],
  async run(bench) {
    const shop = await bench.open();
    for (const { what, run } of [...orders(bench, shop), ...(await followUps(bench, shop))]) {
      const mark = bench.mark();
      const result = await run();
      const carried = (await bench.since(mark)).find(({ target, body }) =>
        `${target} ${body}`.replaceAll(/[ +]|%20/g, '').includes(NUMBER),
      );
      if (carried) return failed(`a card number in ${what} is not sent on`, carried.name);
      if (result.outcome === 'ok' || result.outcome === 'action_required') {
        return failed(`a card number in ${what} is refused`, inWords(result));
      }
    }
    return PASSED;
  },
};

function orders(bench: Bench, shop: Shop): readonly Try[] {
  const card = { number: NUMBER, expiryMonth: 12, expiryYear: 2079, cvc: '123' };
  return [
    { what: 'the e-mail address', run: () => bench.order(shop.id, { email: `${NUMBER}@shop.example` }) },
    ...bench.textFields('createPayment').map((field) => ({
      what: `${field} of an order`,
      run: () => bench.order(shop.id, { texts: { [field]: WRITTEN } }),
    })),
    ...(bench.can('card') ? [] : [{ what: 'undeclared card details', run: () => bench.order(shop.id, { card }) }]),
  ];
}

async function followUps(bench: Bench, shop: Shop): Promise<readonly Try[]> {
  const [voids, refunds] = [bench.textFields('void'), bench.textFields('refund')];
  const held = voids.length > 0 ? await shop.authorize() : '';
  const paid = refunds.length > 0 ? await shop.charge() : '';
  return [
    ...voids.map((field) => ({
      what: `${field} of a void`,
      run: () => bench.void(held, { texts: { [field]: WRITTEN } }),
    })),
    ...refunds.map((field) => ({
      what: `${field} of a refund`,
      run: () => bench.refund(paid, { texts: { [field]: WRITTEN } }),
    })),
  ];
}
