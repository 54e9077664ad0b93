import {
  type Bench,
  type Capability,
  type Check,
  failed,
  inWords,
  type LedgerPayment,
  listed,
  PASSED,
  type PaymentResult,
} from './check.ts';

type Operation = Readonly<{
  name: 'capture' | 'void' | 'refund' | 'syncPayment';
  needs: Capability;
  begins: 'authorize' | 'charge';
  /** What the ledger shows when it was done, in minor units. */
  effect(payment: LedgerPayment): string;
  perform(bench: Bench, paymentId: string): Promise<PaymentResult>;
}>;

const OPERATIONS: readonly Operation[] = [
  {
    name: 'capture',
    needs: 'manual_capture',
    begins: 'authorize',
    effect: ({ balances }) => balances.captured,
    perform: (bench, paymentId) => bench.capture(paymentId),
  },
  {
    name: 'void',
    needs: 'void',
    begins: 'authorize',
    effect: ({ balances }) => balances.released,
    perform: (bench, paymentId) => bench.call('void', { paymentId, commandId: 'void-after-move' }),
  },
  {
    name: 'refund',
    needs: 'refund',
    begins: 'charge',
    effect: ({ balances }) => balances.refunded,
    perform: (bench, paymentId) => bench.call('refund', { paymentId, commandId: 'refund-after-move' }),
  },
  {
    name: 'syncPayment',
    needs: 'sync',
    begins: 'authorize',
    effect: () => '0',
    perform: (bench, paymentId) => bench.call('syncPayment', { paymentId }),
  },
];

const MOVES = [
  ['sandbox', 'production'],
  ['production', 'sandbox'],
  ['sandbox', 'testing'],
] as const;

/** Done where the payment was made, or refused without a word to anybody: either will do, and nothing else. */
export const check: Check = {
  requirement: 'CRE-02',
  needs: ['manual_capture', 'environments'],
  async run(bench) {
    const operations = OPERATIONS.filter(({ needs }) => bench.can(needs));
    for (const [from, to] of MOVES) {
      const shop = await bench.open({ active: from, also: [to] });
      const payments: (readonly [Operation, string])[] = [];
      for (const operation of operations) payments.push([operation, await shop[operation.begins]()]);
      await shop.moveTo(to);
      const moved = bench.mark();
      for (const [operation, paymentId] of payments) {
        const what = `${operation.name} of a payment made in ${from}, after the shop has moved to ${to}`;
        const result = await operation.perform(bench, paymentId);
        const strays = (await bench.since(moved)).filter(({ environment }) => environment !== from);
        if (strays.length > 0) return failed(`${what}: only ${from} is called`, listed(strays));
        const { environment, providerReference } = await bench.observe(paymentId);
        if (environment !== from) return failed(`${what}: the payment stays in ${from}`, `it is in ${environment} now`);

        const ledger = await bench.ledger(shop.account(from));
        const effects = ledger.filter((payment) => operation.effect(payment) !== '0');
        const own = effects.find(
          (payment) => providerReference === undefined || payment.paymentId === providerReference,
        );
        if (operation.name === 'syncPayment') continue;
        if (result.outcome === 'ok' && !own) return failed(`${what}: done in ${from}, or refused`, 'ok, and not done');
        if (result.outcome === 'failed' && own)
          return failed(`${what}: refused and not done`, `${inWords(result)}, done`);
      }
      await shop.moveTo(from);
      const late = await bench.capture(await shop.authorize());
      if (late.outcome !== 'ok') return failed(`back in ${from} the shop works as before`, inWords(late));
    }
    return PASSED;
  },
};
