import fc from 'fast-check';
import type { Asked } from './asked.ts';
import { begun, forget } from './beginning.ts';
import { fresh } from './fresh.ts';
import type { Minimums } from './isolation.ts';
import { turn } from './moves/accounts.ts';
import { type Aim, aimed, anyAim, at, holdings, isGood, nameOf } from './moves/aim.ts';
import { conserving, count } from './moves/conserving.ts';
import { visiting } from './moves/page-moves.ts';
import { asking, plainPayment } from './moves/plain.ts';
import { race, racing } from './moves/racing.ts';
import { turning } from './moves/turning.ts';
import { anyWanting, asked, CURRENCIES, fits } from './moves/wanting.ts';
import { operationRequest } from './outgoing.ts';
import type { Move, Property } from './property.ts';
import type { Session } from './session.ts';
import { AS_IT_IS, asBearer, type Holding } from './shown.ts';
import type { Stage } from './stage.ts';

const RUNS = 10;
const EIGHT_DAYS_MS = 8 * 24 * 60 * 60 * 1_000;

const rightfulAim: fc.Arbitrary<Aim> = anyAim.map((aim) => ({
  ...aim,
  kind: 'key',
  from: 0,
  at: 0,
  whose: 'owner',
  standing: 'good',
  how: 'none',
}));

const OPERATIONS_ON_MONEY = [
  'createPayment',
  'createPayment',
  'capturePayment',
  'capturePayment',
  'refundPayment',
  'refundPayment',
  'voidPayment',
  'cancelPayment',
  'incrementPayment',
  'reauthorizePayment',
] as const;

const moving: fc.Arbitrary<Move<Stage>> = fc
  .tuple(rightfulAim, anyWanting, fc.constantFrom(...OPERATIONS_ON_MONEY))
  .map(([aim, wanting, operation]) =>
    conserving(operation, async (stage, say) => {
      const { session, world } = stage;
      const target = aimed(world, aim, (payment) => fits(operation, payment));
      const { payment, holding, listener, showing, mounted } = target;
      const what = asked({ ...wanting, operation }, payment, world.payments, payment.merchant.mode);
      const request = operationRequest(session, world, { listener, showing, asked: what, key: fresh('key'), mounted });
      const amounts =
        'amount' in what ? (what.amount === 'all' ? ' all' : ` ${what.amount.minor} ${what.amount.currency}`) : '';
      say(
        `${operation}${amounts} of payment ${payment.number} (${listener}) with ${nameOf(holding)} → ${request.status}`,
      );
      session.counters.count(`moved: ${operation} ${request.status}`);
      await stage.deliver(request);
      return operation === 'createPayment' ? world.payments.at(-1) : payment;
    }),
  );

/** A payment that the cardholder disputes. Where money is real there is no such card, and the payment is declined. */
async function beContested(stage: Stage, holding: Holding, currency: string): Promise<void> {
  const { environment, mode } = holding.credential.merchant;
  const body = plainPayment({ minor: 10_001, currency }, 'disputed', mode);
  await stage.deliver(asking(stage, environment, holding, { operation: 'createPayment', body }));
  const contested = stage.world.payments.at(-1);
  if (contested?.state !== 'approved') return;
  const all = { operation: 'capturePayment', paymentId: contested.id, amount: 'all', rest: 'keep' } as const;
  await stage.deliver(asking(stage, environment, holding, all));
  await count(stage, contested);
}

/** A payment of each currency goes the whole way, its money counted after every step. */
async function goTheWholeWay(stage: Stage): Promise<void> {
  const { world, session } = stage;
  const keys = holdings(world).filter((holding) => holding.kind === 'key' && isGood(world, holding));
  for (const [index, currency] of CURRENCIES.entries()) {
    const holding = at(keys, index);
    const { environment, mode } = holding.credential.merchant;
    await beContested(stage, holding, currency);
    const body = plainPayment({ minor: 10_001, currency }, 'good', mode);
    const ask = async (asked: Asked) => {
      await stage.deliver(asking(stage, environment, holding, asked));
      const payment = world.payments.find(({ reference }) => reference === body.reference);
      if (payment === undefined) throw new Error('a payment was made and is not known');
      await count(stage, payment);
      session.counters.count(`the whole way: ${currency} ${payment.status()}`);
      return payment;
    };
    const { id: paymentId } = await ask({ operation: 'createPayment', body });
    const part = { minor: 3_333n, currency };
    await ask({ operation: 'capturePayment', paymentId, amount: part, rest: 'keep' });
    await ask({ operation: 'incrementPayment', paymentId, amount: part });
    await ask({ operation: 'refundPayment', paymentId, amount: { minor: 1n, currency } });
    await ask({ operation: 'reauthorizePayment', paymentId });
    await ask({ operation: 'capturePayment', paymentId, amount: part, rest: 'release' });
    await ask({ operation: 'refundPayment', paymentId, amount: 'all' });
  }
}

/** What a run may do and need not is done once for certain, so that no seed leaves it out. */
async function doAllElse(stage: Stage): Promise<void> {
  const { world, session } = stage;
  const keys = holdings(world).filter((holding) => holding.kind === 'key' && isGood(world, holding));
  const holding = at(keys, 0);
  const { environment, mode } = holding.credential.merchant;
  const move = async (asked: Asked) => {
    const request = asking(stage, environment, holding, asked);
    session.counters.count(`moved: ${asked.operation} ${request.status}`);
    await stage.deliver(request);
  };
  const made = async (how: 'good' | 'on_page') => {
    await move({ operation: 'createPayment', body: plainPayment({ minor: 10_000, currency: 'EUR' }, how, mode) });
    const payment = world.payments.at(-1);
    if (payment === undefined) throw new Error('a payment was made and is not known');
    return payment;
  };
  await move({ operation: 'cancelPayment', paymentId: (await made('on_page')).id });
  await move({ operation: 'voidPayment', paymentId: (await made('good')).id });
  await made('good');
  const raced = await made('good');
  const { id: paymentId } = raced;
  const part = { minor: 4_000n, currency: 'EUR' };
  await move({ operation: 'incrementPayment', paymentId, amount: { minor: 1n, currency: 'EUR' } });
  await move({ operation: 'reauthorizePayment', paymentId });
  const by = { stage, listener: environment, showing: asBearer(holding, AS_IT_IS), mounted: false };
  await race(by, raced, { operation: 'capturePayment', paymentId, amount: part, rest: 'keep' }, 3);
  await race(by, raced, { operation: 'refundPayment', paymentId, amount: part }, 3);
  await move({ operation: 'capturePayment', paymentId, amount: 'all', rest: 'keep' });
  await move({ operation: 'refundPayment', paymentId, amount: { minor: 1n, currency: 'EUR' } });
  await count(stage, raced);
}

/**
 * Money is conserved over the wire: both identities of every payment after every command, by the provider and by the
 * ledger, as the model has it; sums per currency; whatever the currency's exponent.
 */
export function conservation(session: Session): Property<Stage> {
  return {
    name: 'conservation',
    runs: RUNS,
    movesMax: 60,
    move: fc.oneof(
      { weight: 10, arbitrary: moving },
      { weight: 2, arbitrary: racing(rightfulAim) },
      { weight: 1, arbitrary: visiting },
      { weight: 1, arbitrary: turning },
    ),
    begin: () => begun(session, 1),
    async end(stage) {
      await goTheWholeWay(stage);
      await doAllElse(stage);
      for (const payment of stage.world.payments) await count(stage, payment);
      // All that is on its way arrives, comes back or ends.
      for (const merchant of stage.world.merchants) await turn(stage, merchant, EIGHT_DAYS_MS);
      for (const payment of stage.world.payments) {
        await count(stage, payment);
        session.counters.count(`eight days later: ${payment.status()}`);
      }
      await stage.observe();
    },
    leave: (stage) => forget(stage),
  };
}

/** Every currency on its whole way, every operation that moves money, and races that not everybody can win. */
export function conservationMinimums(): Minimums {
  const minimums: Record<string, number> = {};
  for (const currency of CURRENCIES) {
    for (const status of ['authorized', 'partially_captured', 'captured']) {
      minimums[`the whole way: ${currency} ${status}`] = RUNS;
    }
  }
  for (const operation of ['capturePayment', 'refundPayment']) minimums[`race: ${operation}, some succeed`] = RUNS;
  for (const operation of [
    'createPayment',
    'capturePayment',
    'refundPayment',
    'incrementPayment',
    'reauthorizePayment',
  ])
    minimums[`moved: ${operation} 201`] = RUNS;
  for (const operation of ['voidPayment', 'cancelPayment']) minimums[`moved: ${operation} 200`] = RUNS;
  for (const status of ['expired', 'captured', 'cancelled']) minimums[`eight days later: ${status}`] = RUNS;
  return minimums;
}
