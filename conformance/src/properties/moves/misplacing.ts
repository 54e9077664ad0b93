import fc from 'fast-check';
import { fresh } from '../fresh.ts';
import { operationRequest, type ToAsk } from '../outgoing.ts';
import type { Move } from '../property.ts';
import { AS_IT_IS, asBearer, bearerText } from '../shown.ts';
import type { Stage } from '../stage.ts';
import { type Aimed, aimed, anyAim, at, HOLDING_KINDS, nameOf } from './aim.ts';
import { observed } from './observed.ts';
import { heldIn } from './plain.ts';

/** Where secrets have been found. */
export const MISPLACES = [
  'payment id',
  'reference',
  'cursor',
  'idempotency key',
  'x-api-key',
  'cookie',
  'user agent',
] as const;

type Place = (typeof MISPLACES)[number];

/** A secret turns up where none belongs, as happens to people who debug. The journal must not keep it. */
export const misplacing: fc.Arbitrary<Move<Stage>> = fc
  .tuple(anyAim, fc.constantFrom(...MISPLACES))
  .map(([aim, place]) =>
    observed('misplace a secret', async (stage, say) => {
      const target = aimed(stage.world, aim);
      say(`${nameOf(target.holding)} is put into the ${place} of a request on ${target.listener}`);
      await misplace(stage, target, place);
    }),
  );

/** One secret of each kind is put into every place where it does not belong. */
export async function misplaceEverything(stage: Stage): Promise<void> {
  for (const [index, kind] of HOLDING_KINDS.entries()) {
    const { name: listener } = at(stage.world.environments, index);
    const holding = heldIn(stage, listener, kind);
    const payment = at(stage.world.payments, index);
    const target = { payment, holding, listener, showing: asBearer(holding, AS_IT_IS), mounted: true };
    for (const place of MISPLACES) await misplace(stage, target, place);
  }
}

type Target = Pick<Aimed, 'payment' | 'holding' | 'listener' | 'showing' | 'mounted'>;

async function misplace(stage: Stage, target: Target, place: Place): Promise<void> {
  const { holding, listener, showing, mounted, payment } = target;
  const secret = bearerText(holding);
  stage.session.counters.count(`misplaced: ${place}`);
  const asBefore = { listener, showing, mounted, key: fresh('key') };
  const connection = { ...asBefore, asked: { operation: 'checkConnection' } } as const;
  const header = (name: string): ToAsk => {
    const nothing = asBearer(holding, { ...AS_IT_IS, how: 'missing' });
    return { ...connection, showing: { ...nothing, headers: { [name]: secret } } };
  };
  const requests: Readonly<Record<Place, ToAsk>> = {
    'payment id': { ...asBefore, asked: { operation: 'getPayment', paymentId: secret } },
    reference: { ...asBefore, asked: { operation: 'listPayments', query: { reference: secret } } },
    cursor: { ...asBefore, asked: { operation: 'listPayments', query: { cursor: secret } } },
    'idempotency key': { ...asBefore, key: secret, asked: { operation: 'voidPayment', paymentId: payment.id } },
    'x-api-key': header('x-api-key'),
    cookie: header('cookie'),
    'user agent': header('user-agent'),
  };
  await stage.deliver(operationRequest(stage.session, stage.world, requests[place]));
}
