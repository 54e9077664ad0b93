import fc from 'fast-check';
import { fresh } from '../fresh.ts';
import { operationRequest } from '../outgoing.ts';
import type { Move } from '../property.ts';
import { AS_IT_IS, asBearer, bearerText, type Showing } from '../shown.ts';
import type { Stage } from '../stage.ts';
import { aimed, anyAim, nameOf } from './aim.ts';
import { observed } from './observed.ts';

const PLACES = ['payment id', 'reference', 'cursor', 'idempotency key', 'x-api-key', 'cookie', 'user agent'] as const;

/** A secret turns up where none belongs, as happens to people who debug. The journal must not keep it. */
export const misplacing: fc.Arbitrary<Move<Stage>> = fc.tuple(anyAim, fc.constantFrom(...PLACES)).map(([aim, place]) =>
  observed('misplace a secret', async (stage, say) => {
    const { holding, listener, showing, mounted, payment } = aimed(stage.world, aim);
    const secret = bearerText(holding);
    say(`${nameOf(holding)} is put into the ${place} of a request on ${listener}`);
    stage.session.counters.count(`misplaced: ${place}`);
    const asBefore = { listener, showing, mounted, key: fresh('key') };
    const send = (asked: Parameters<typeof operationRequest>[2]) =>
      stage.deliver(operationRequest(stage.session, stage.world, asked));
    const header = (name: string): Showing => ({
      ...asBearer(holding, { ...AS_IT_IS, how: 'missing' }),
      headers: { [name]: secret },
    });
    const connection = { ...asBefore, asked: { operation: 'checkConnection' } } as const;
    switch (place) {
      case 'payment id':
        return void (await send({ ...asBefore, asked: { operation: 'getPayment', paymentId: secret } }));
      case 'reference':
        return void (await send({ ...asBefore, asked: { operation: 'listPayments', query: { reference: secret } } }));
      case 'cursor':
        return void (await send({ ...asBefore, asked: { operation: 'listPayments', query: { cursor: secret } } }));
      case 'idempotency key': {
        const asked = { operation: 'voidPayment', paymentId: payment.id } as const;
        return void (await send({ ...asBefore, key: secret, asked }));
      }
      case 'x-api-key':
        return void (await send({ ...connection, showing: header('x-api-key') }));
      case 'cookie':
        return void (await send({ ...connection, showing: header('cookie') }));
      case 'user agent':
        return void (await send({ ...connection, showing: header('user-agent') }));
    }
  }),
);
