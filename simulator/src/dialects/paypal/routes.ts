import { may, whoIsCalling } from '../../accounts/caller.ts';
import type { ListenerExchange } from '../../http/exchange.ts';
import type { Route, RouteTable } from '../../http/route-table.ts';
import { connectionRefusal } from '../../operations/connection-policies.ts';
import type { World } from '../../operations/world.ts';
import { approvalRoutes } from './approval-routes.ts';
import { DIALECT } from './call.ts';
import { certificateRoute } from './certificate-route.ts';
import { presentedCaller } from './credentials.ts';
import { disputeOperations } from './disputes.ts';
import { errorReply } from './errors.ts';
import { eventOperations } from './events.ts';
import type { Operation } from './operation.ts';
import { orderOperations } from './orders.ts';
import { paymentOperations } from './payments.ts';
import { refusals, refusedCaller, refusedConnection } from './refusals.ts';
import { tokenRoute } from './token.ts';
import { verificationOperations } from './verification.ts';
import { webhookOperations } from './webhooks.ts';

/** Everything that is served to whoever has a token, resource by resource. */
const OPERATIONS: readonly Operation[] = [
  ...orderOperations,
  ...paymentOperations,
  ...webhookOperations,
  ...eventOperations,
  ...verificationOperations,
  ...disputeOperations,
];

/** The routes of the dialect on one environment's listener. */
export function paypalRoutes(world: World): RouteTable<ListenerExchange> {
  return {
    name: DIALECT,
    refusals,
    claims: speaksThis,
    routes: [
      tokenRoute(world),
      ...OPERATIONS.map((operation) => route(world, operation)),
      certificateRoute(world),
      ...approvalRoutes(world),
    ],
  };
}

/** Whether a request for a path that no dialect knows was meant for this one. */
function speaksThis(headers: Readonly<Record<string, unknown>>): boolean {
  return headers['paypal-request-id'] !== undefined || /^bearer A21AA/i.test(String(headers.authorization));
}

function route(world: World, { method, path, operation, scope, answer }: Operation): Route<ListenerExchange> {
  return {
    method,
    path,
    operation,
    handle: async (exchange, parameters) => {
      const presented = presentedCaller(exchange.headers.authorization);
      exchange.notes.presented = presented;
      const listener = { environment: exchange.environment.name, dialect: DIALECT };
      const identification = await whoIsCalling(world.store, listener, presented, world.now);
      const refusal = identification.ok ? may(identification.caller, scope) : identification.refusal;
      if (!identification.ok) {
        const { credential } = identification.refusal;
        exchange.notes.refusal = identification.refusal.kind;
        if (credential !== undefined) exchange.notes.credential = credential;
        return refusedCaller(identification.refusal, presented, exchange);
      }
      const { caller } = identification;
      exchange.notes.credential = caller.credential;
      exchange.notes.merchantId = caller.merchant.id;
      const barred = await connectionRefusal(world, caller.merchant, exchange);
      if (barred !== undefined) {
        exchange.notes.refusal = barred.kind;
        return errorReply(refusedConnection(barred), exchange);
      }
      if (refusal !== undefined) {
        exchange.notes.refusal = refusal.kind;
        return refusedCaller(refusal, presented, exchange);
      }
      const now = world.now({ environment: exchange.environment.name, merchantId: caller.merchant.id });
      return answer({ world, exchange, caller, id: parameters.id ?? '', now });
    },
  };
}
