import { APPROVED_CARD, type PaymentRequest } from '../../bench/provider.ts';
import type { Asked, OperationName } from '../asked.ts';
import { type Card, type Mode, numberOf } from '../card.ts';
import { fresh } from '../fresh.ts';
import { type Outgoing, operationRequest, tokenRequest } from '../outgoing.ts';
import type { PaymentModel } from '../payment-model.ts';
import { AS_IT_IS, asBearer, asClient, type Holding } from '../shown.ts';
import type { Stage } from '../stage.ts';
import type { Scope } from '../world.ts';
import { type HoldingKind, holdings, isGood } from './aim.ts';

/** A good holding of the kind in the environment, else one that has gone bad. */
export function heldIn(stage: Stage, environment: string, kind: HoldingKind): Holding {
  const there = holdings(stage.world).filter(
    (holding) => holding.kind === kind && holding.credential.merchant.environment === environment,
  );
  const found = there.find((holding) => isGood(stage.world, holding)) ?? there[0];
  if (found === undefined) throw new Error(`nobody holds a ${kind} in ${environment}`);
  return found;
}

/** A client asks for a token, of all its scopes unless some are named. */
export function plainFetch(stage: Stage, listener: string, holding: Holding, scopes?: readonly Scope[]): Outgoing {
  const showing = asClient(holding, AS_IT_IS, 'basic');
  return tokenRequest(stage.session, stage.world, { listener, showing, scopes }, (token) => {
    stage.learnToken(token);
    return 'dropped';
  });
}

/** Nothing is special about the request but who makes it where. */
export function plainRequest(
  stage: Stage,
  listener: string,
  holding: Holding,
  operation: OperationName,
  payment: PaymentModel | undefined,
): Outgoing {
  return asking(stage, listener, holding, plain(operation, payment, stage.world.environment(listener).mode));
}

/** Whatever is asked, under a key of its own unless it is given. */
export function asking(stage: Stage, listener: string, holding: Holding, asked: Asked, key = fresh('key')): Outgoing {
  const showing = asBearer(holding, AS_IT_IS);
  return operationRequest(stage.session, stage.world, { listener, showing, asked, key, mounted: false });
}

/** The simplest request of an operation. */
export function plain(operation: OperationName, payment: PaymentModel | undefined, mode: Mode): Asked {
  // Whoever has no payment is refused before anybody looks for one.
  const paymentId = payment?.id ?? 'none';
  const currency = payment?.amount.currency ?? 'EUR';
  switch (operation) {
    case 'checkConnection':
      return { operation };
    case 'createPayment':
      return { operation, body: plainPayment({ minor: 1, currency }, 'good', mode) };
    case 'listPayments':
      return { operation, query: {} };
    case 'capturePayment':
      return { operation, paymentId, amount: 'all', rest: 'keep' };
    case 'incrementPayment':
      return { operation, paymentId, amount: { minor: 1n, currency } };
    case 'refundPayment':
      return { operation, paymentId, amount: 'all' };
    default:
      return { operation, paymentId };
  }
}

/** A payment to be captured later, by a card or on the page. */
export function plainPayment(amount: PaymentRequest['amount'], card: Card | 'on_page', mode: Mode): PaymentRequest {
  const common = { amount, captureMode: 'manual', reference: fresh('order') } as const;
  if (card === 'on_page') return { ...common, returnUrl: 'https://shop.example/paid' };
  return { ...common, card: { ...APPROVED_CARD, number: numberOf(card, mode) } };
}
