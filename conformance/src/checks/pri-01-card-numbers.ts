import { type Check, PASSED } from './check.ts';

const NUMBER = '4242424242424242';

/** The provider repeats a card number where nobody expects it. Where it turns up afterwards is what the oracle looks at. */
export const check: Check = {
  requirement: 'PRI-01',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    bench.relay('sandbox').change(
      () => true,
      (answer) => ({
        ...answer,
        body: bench.dialect.added(answer.body, { trace: `card ${NUMBER}`, card_number: NUMBER }),
      }),
    );
    const { paymentId } = await shop.checkOut('manual');
    if (paymentId !== undefined) {
      await bench.capture(paymentId);
      if (bench.can('sync')) await bench.sync(paymentId);
      if (bench.can('history')) await bench.call('history', { paymentId });
    }
    return PASSED;
  },
};
