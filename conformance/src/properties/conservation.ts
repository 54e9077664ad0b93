import fc from 'fast-check';
import { begun, forget } from './beginning.ts';
import { fresh } from './fresh.ts';
import type { Minimums } from './isolation.ts';
import { type Aim, aimed, anyAim, nameOf } from './moves/aim.ts';
import { conserving, count } from './moves/conserving.ts';
import { visiting } from './moves/page-moves.ts';
import { racing } from './moves/racing.ts';
import { anyWanting, asked, CURRENCIES, fits } from './moves/wanting.ts';
import { operationRequest } from './outgoing.ts';
import type { Move, Property } from './property.ts';
import type { Session } from './session.ts';
import type { Stage } from './stage.ts';

const rightfulAim: fc.Arbitrary<Aim> = anyAim.map((aim) => ({
  ...aim,
  kind: aim.kind === 'client' ? 'key' : aim.kind,
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

/**
 * Money is conserved over the wire: both identities of every payment after every command, by the provider and by the
 * ledger, as the model has it; sums per currency; whatever the currency's exponent.
 */
export function conservation(session: Session): Property<Stage> {
  return {
    name: 'conservation',
    runs: 12,
    movesMax: 60,
    move: fc.oneof(
      { weight: 10, arbitrary: moving },
      { weight: 2, arbitrary: racing(rightfulAim) },
      { weight: 1, arbitrary: visiting },
    ),
    begin: () => begun(session, 1),
    async end(stage) {
      for (const payment of stage.world.payments) await count(stage, payment);
      await stage.observe();
    },
    leave: (stage) => forget(stage),
  };
}

/** Every currency in every state that holds money, and every command allowed and refused. */
export function conservationMinimums(): Minimums {
  const minimums: Record<string, number> = {};
  for (const currency of CURRENCIES) {
    for (const status of ['authorized', 'partially_captured', 'captured'])
      minimums[`counted: ${currency} ${status}`] = 1;
  }
  return minimums;
}
