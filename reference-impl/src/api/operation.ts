import { timingSafeEqual } from 'node:crypto';
import type { Permission } from '../access/roles.ts';
import { signedInCustomer } from '../checkout/customers.ts';
import type { CheckoutWorld } from '../checkout/world.ts';
import { type Caller, type CallerWorld, callerMay, callerOf, carriesCsrfToken } from '../http/caller.ts';
import type { Exchange, Reply, Route } from '../http/exchange.ts';
import { orderId } from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type JsonBody, jsonBody } from './json-body.ts';
import { problem } from './problem.ts';
import { type BodyOf, type OperationId, operationShape, type QueryOf } from './schema.ts';

/** What the API is served with. */
export type ApiWorld = CheckoutWorld & CallerWorld;

/** Who may ask for an operation. `order` is whoever has the order's token, or staff with the permission. */
export type Access =
  | Readonly<{ kind: 'anyone' }>
  | Readonly<{ kind: 'signed_in' }>
  /** Whoever has a customer's token; staff have none. */
  | Readonly<{ kind: 'customer' }>
  | Readonly<{ kind: 'permission'; permission: Permission }>
  | Readonly<{ kind: 'order'; permission?: Permission }>;

/** A request that has been let in and has the shape its operation wants. */
export type Call<Op extends OperationId> = Readonly<{
  body: BodyOf<Op>;
  query: QueryOf<Op>;
  caller: Caller;
  exchange: Exchange;
}>;

/** An operation with who may ask for it and what is done. */
export type ApiOperation = Readonly<{ access: Access; route: (world: ApiWorld) => Route }>;

/** An operation served where and in the shape that the specification says. */
export function operation<Op extends OperationId>(
  id: Op,
  access: Access,
  handle: (world: ApiWorld, call: Call<Op>) => Promise<Reply>,
): ApiOperation {
  const shape = operationShape(id);
  return {
    access,
    route: (world) => ({
      method: shape.method,
      path: shape.path,
      async handle(exchange) {
        const admitted = await admit(world, access, exchange);
        if ('refusal' in admitted) return admitted.refusal;
        if (!hasKnownForm(exchange)) return problem('/problems/not-found');
        const query = shape.query(exchange);
        if (!query.ok) return problem('/problems/invalid-request', { errors: [...query.errors] });
        const hasBody = shape.body === 'needed' || exchange.body.length > 0;
        const json = hasBody ? jsonBody(exchange) : NO_BODY;
        if (json.kind !== 'json') return unread(json);
        const body = shape.parseBody(json.value);
        if (!body.ok) return problem('/problems/invalid-request', { errors: [...body.errors] });
        const call = { query: query.value, caller: admitted.caller, exchange };
        return handle(world, { ...call, body: body.value });
      },
    }),
  };
}

/** An operation that anybody may ask for and whose body is taken byte for byte. */
export function rawOperation(
  id: OperationId,
  handle: (world: ApiWorld, exchange: Exchange) => Promise<Reply>,
): ApiOperation {
  const { method, path } = operationShape(id);
  return {
    access: { kind: 'anyone' },
    route: (world) => ({
      method,
      path,
      async handle(exchange) {
        if (!hasKnownForm(exchange)) return problem('/problems/not-found');
        return handle(world, exchange);
      },
    }),
  };
}

/** A reply whose body is JSON; nothing of this API is for caches. */
export function json<Body>(
  status: number,
  body: Body,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

/** A reply that says nothing more than that it is done, or taken. */
export function noContent(headers: Readonly<Record<string, string | readonly string[]>> = {}, status = 204): Reply {
  return { status, headers: { 'cache-control': 'no-store', ...headers }, body: '' };
}

/** The order an operation is about. */
export async function orderOf(world: ApiWorld, exchange: Exchange): Promise<Order | undefined> {
  return world.orders.byId(orderId(exchange.parameters.orderId ?? ''));
}

/** What counts as sent when nothing was. */
const NO_BODY: JsonBody = { kind: 'json', value: {} };

const ID = /^[A-Za-z0-9_-]{1,100}$/;

function hasKnownForm({ parameters }: Exchange): boolean {
  return Object.values(parameters).every((value) => ID.test(value));
}

type Admitted = Readonly<{ caller: Caller }> | Readonly<{ refusal: Reply }>;

async function admit(world: ApiWorld, access: Access, exchange: Exchange): Promise<Admitted> {
  const caller = await callerOf(world, exchange);
  switch (access.kind) {
    case 'anyone':
      return { caller };
    case 'order':
      if (await hasOrderToken(world, exchange)) return { caller: { kind: 'guest' } };
      return admitStaff(world, caller, exchange, access.permission, access.permission === undefined);
    case 'customer': {
      const token = exchange.headers['customer-token'];
      const customer = token === undefined ? undefined : await signedInCustomer(world, token);
      return customer ? { caller: { kind: 'guest' } } : admitStaff(world, caller, exchange, undefined, true);
    }
    case 'permission':
      return admitStaff(world, caller, exchange, access.permission, false);
    default:
      return admitStaff(world, caller, exchange, undefined, false);
  }
}

function admitStaff(
  world: ApiWorld,
  caller: Caller,
  exchange: Exchange,
  permission: Permission | undefined,
  customersOnly: boolean,
): Admitted {
  if (caller.kind === 'guest') return { refusal: problem('/problems/not-signed-in') };
  if (customersOnly || (permission !== undefined && !callerMay(caller, permission))) {
    return { refusal: problem('/problems/permission-missing') };
  }
  const isWrite = exchange.method !== 'GET' && exchange.method !== 'HEAD';
  if (isWrite && !carriesCsrfToken(world, caller.sessionToken, exchange.headers['csrf-token'])) {
    return { refusal: problem('/problems/csrf-token-wrong') };
  }
  return { caller };
}

async function hasOrderToken(world: ApiWorld, exchange: Exchange): Promise<boolean> {
  const presented = exchange.headers['order-token'];
  const order = presented === undefined ? undefined : await orderOf(world, exchange);
  if (presented === undefined || !order) return false;
  const [given, expected] = [Buffer.from(presented), Buffer.from(order.accessToken)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function unread(json: Exclude<JsonBody, { kind: 'json' }>): Reply {
  switch (json.kind) {
    case 'unsupported_media_type':
      return problem('/problems/unsupported-media-type');
    case 'malformed':
      return problem('/problems/malformed-json');
    case 'repeated_name':
      return problem('/problems/malformed-json', {
        detail: `"${json.name.slice(0, 100)}" stands twice in one object.`,
      });
    default:
      return unreachable(json);
  }
}
