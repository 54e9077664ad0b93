import type { Finding } from '../verdict.ts';
import {
  type Account,
  type Bench,
  type Capability,
  type Check,
  failed,
  inWords,
  type LedgerPayment,
  listed,
  PASSED,
  type PaymentResult,
  type Shop,
} from './check.ts';

type Operation = Readonly<{
  name: 'capture' | 'void' | 'refund' | 'syncPayment';
  needs: Capability;
  begins: 'authorize' | 'charge';
  /** What the ledger shows when it was done, in minor units; nothing for what leaves no trace there. */
  effect?: (payment: LedgerPayment) => string;
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
    perform: (bench, paymentId) => bench.call('syncPayment', { paymentId }),
  },
];

/** Where the shop goes, and how: from live to test, and on to another test, which a look at the mode cannot tell apart. */
const START = 'production';
const ROUTE = [
  { to: 'sandbox', by: 'setEnvironment' },
  { to: 'testing', by: 'configure' },
] as const;

/** Done where the payment was made, or refused without a word to anybody: either will do, and nothing else. */
export const check: Check = {
  requirement: 'CRE-02',
  needs: ['manual_capture', 'environments'],
  alone: true,
  async run(bench) {
    const operations = OPERATIONS.filter(({ needs }) => bench.can(needs));
    const shop = await bench.open({ active: START, also: ROUTE.map(({ to }) => to) });
    let from: string = START;
    for (const { to, by } of ROUTE) {
      const payments: (readonly [Operation, string])[] = [];
      for (const operation of operations) payments.push([operation, await shop[operation.begins]()]);
      await shop.moveTo(to, by);
      for (const [operation, paymentId] of payments) {
        const found = await judge(bench, { operation, paymentId, account: shop.account(from), to });
        if (found) return found;
      }
      from = to;
    }
    return (await contradicted(bench, shop, 'testing')) ?? PASSED;
  },
};

/** The provider's answer about a payment names another environment. It is not about this payment, whatever it says. */
async function contradicted(bench: Bench, shop: Shop, environment: string): Promise<Finding | undefined> {
  if (!bench.can('redirect') || bench.dialect.inquiries.environment === 'untold') return undefined;
  const { paymentId, pay } = await shop.beginCheckOut();
  const retelling = { what: 'environment', from: environment, to: 'production' } as const;
  const end = bench.relay(environment).change(
    () => true,
    (answer) => ({ ...answer, body: bench.dialect.retold(answer.body, retelling) }),
  );
  const result = await pay();
  const { state, environment: seen } = await bench.observe(paymentId);
  end();
  const expected = 'an answer about a payment of another environment settles nothing';
  if (result.outcome === 'ok') return failed(expected, inWords(result));
  if (state === 'authorized' || state === 'captured') return failed(expected, `the payment is ${state}`);
  return seen === environment ? undefined : failed(`the payment stays in ${environment}`, `it is in ${seen} now`);
}

type Case = Readonly<{ operation: Operation; paymentId: string; account: Account; to: string }>;

async function judge(bench: Bench, { operation, paymentId, account, to }: Case): Promise<Finding | undefined> {
  const from = account.environment;
  const what = `${operation.name} of a payment made in ${from}, when the shop has moved to ${to}`;
  const before = bench.mark();
  const result = await operation.perform(bench, paymentId);
  const strays = (await bench.since(before)).filter(({ environment }) => environment !== from);
  if (strays.length > 0) return failed(`${what}: only ${from} is called`, listed(strays));
  const { environment, providerReference } = await bench.observe(paymentId);
  if (environment !== from) return failed(`${what}: the payment stays in ${from}`, `it is in ${environment} now`);
  if (!operation.effect) return undefined;

  const { effect } = operation;
  const payments = await bench.ledger(account);
  // A provider may call a payment by another name than its ledger does.
  const isNamed = payments.some((payment) => payment.paymentId === providerReference);
  const name =
    providerReference === undefined || isNamed ? providerReference : (await bench.entry(paymentId)).paymentId;
  const done = payments
    .filter((payment) => name === undefined || payment.paymentId === name)
    .some((payment) => effect(payment) !== '0');
  if (result.outcome === 'ok' && !done) return failed(`${what}: done in ${from}, or refused`, 'ok, and not done');
  if (result.outcome === 'failed' && done)
    return failed(`${what}: refused and not done`, `${inWords(result)}, and done`);
  return undefined;
}
