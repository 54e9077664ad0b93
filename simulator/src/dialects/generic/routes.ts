import { type Caller, may, whoIsCalling } from '../../accounts/caller.ts';
import type { Scope } from '../../accounts/credential.ts';
import { type PaymentId, paymentId } from '../../engine/ids.ts';
import { jsonReply, type ListenerExchange, type Reply, type WholeReply } from '../../http/exchange.ts';
import { type CarryingOut, meet } from '../../http/meet.ts';
import type { Route, RouteTable } from '../../http/route-table.ts';
import { type Change, caughtUp, readPayment } from '../../operations/change.ts';
import { connectionRefusal } from '../../operations/connection-policies.ts';
import { once, requestFingerprint } from '../../operations/idempotency.ts';
import { oneChangeAgo } from '../../operations/stale.ts';
import type { World } from '../../operations/world.ts';
import type { About } from '../../situations/match.ts';
import type { Operation } from '../../situations/situation.ts';
import type { StoredPayment } from '../../store/store.ts';
import { aboutRoutes } from './about.ts';
import { accountOf, type Call, type ChangeCall, type Mutation, targetOf } from './call.ts';
import { presentedBearer } from './credentials.ts';
import { connectionProblem, problem, refusalProblem, refusals, rejectionProblem } from './errors.ts';
import { faultWords } from './fault-words.ts';
import {
  cancelStep,
  captureStep,
  incrementStep,
  reauthorizeStep,
  refundStep,
  requestPayment,
  voidStep,
} from './mutations.ts';
import { aboutNewPayment, aboutPayment } from './occasion.ts';
import { type ListQuery, type RequestSchemas, readBody, readIdempotencyKey, readListQuery } from './parse.ts';
import { IDEMPOTENCY_LIFETIME_MS } from './policy.ts';
import { renderPayment } from './render.ts';
import { tokenRoute } from './token.ts';
import type { components } from './wire.d.ts';

/** The routes of the generic provider on one environment's listener. */
export function genericRoutes(world: World): RouteTable<ListenerExchange> {
  const guarded = (
    method: Route<ListenerExchange>['method'],
    path: string,
    operation: string,
    scope: Scope | 'any',
    handle: (call: Call) => Promise<Reply>,
  ): Route<ListenerExchange> => ({
    method,
    path,
    operation,
    handle: async (exchange, parameters) => {
      const identified = await identify(world, exchange, scope);
      return identified.ok ? handle({ world, exchange, caller: identified.caller, parameters }) : identified.reply;
    },
  });
  const mutation = <Name extends keyof RequestSchemas>(
    path: string,
    operation: string,
    scope: Scope,
    schema: Name,
    change: Changing<RequestSchemas[Name]>,
    status: number,
  ) => guarded('post', path, operation, scope, (call) => mutated(call, operation, schema, change, status));
  const one = '/v1/payments/:paymentId';
  return {
    name: 'generic',
    refusals,
    routes: [
      ...aboutRoutes,
      tokenRoute(world),
      guarded('get', '/v1/connection', 'checkConnection', 'any', connection),
      mutation('/v1/payments', 'createPayment', 'pay', 'PaymentRequest', REQUEST, 201),
      guarded('get', '/v1/payments', 'listPayments', 'read', listPayments),
      guarded('get', one, 'getPayment', 'read', getPayment),
      mutation(`${one}/captures`, 'capturePayment', 'capture', 'CaptureRequest', CAPTURE, 201),
      mutation(`${one}/void`, 'voidPayment', 'capture', 'Empty', on('void', voidStep), 200),
      mutation(`${one}/cancel`, 'cancelPayment', 'pay', 'Empty', on('cancel', cancelStep), 200),
      mutation(`${one}/increments`, 'incrementPayment', 'pay', 'IncrementRequest', INCREMENT, 201),
      mutation(
        `${one}/reauthorizations`,
        'reauthorizePayment',
        'pay',
        'Empty',
        on('reauthorize', reauthorizeStep),
        201,
      ),
      mutation(`${one}/refunds`, 'refundPayment', 'refund', 'RefundRequest', REFUND, 201),
    ],
  };
}

/** A request that changes something: what it is about, and what it does. */
type Changing<Body> = Readonly<{
  about: (call: Call, body: Body) => Promise<About> | About;
  mutate: Mutation<Body>;
}>;

/** What asks for all there is, or for part of it, of a payment. */
type AskingFor = Readonly<{ amount?: RequestSchemas['CaptureRequest']['amount'] }>;

function on<Body extends AskingFor>(operation: Operation, mutate: Mutation<Body>): Changing<Body> {
  return { about: (call, body) => aboutPayment(call, operation, body.amount), mutate };
}

const REQUEST: Changing<RequestSchemas['PaymentRequest']> = { about: aboutNewPayment, mutate: requestPayment };
const CAPTURE = on('capture', captureStep);
const INCREMENT = on('increment', incrementStep);
const REFUND = on('refund', refundStep);

async function identify(
  world: World,
  exchange: ListenerExchange,
  scope: Scope | 'any',
): Promise<Readonly<{ ok: true; caller: Caller }> | Readonly<{ ok: false; reply: WholeReply }>> {
  const presented = presentedBearer(exchange.headers.authorization);
  exchange.notes.presented = presented;
  const listener = { environment: exchange.environment.name, dialect: 'generic' };
  const identification = await whoIsCalling(world.store, listener, presented, world.now);
  const refusal = identification.ok
    ? scope === 'any'
      ? undefined
      : may(identification.caller, scope)
    : identification.refusal;
  if (identification.ok) {
    exchange.notes.credential = identification.caller.credential;
    exchange.notes.merchantId = identification.caller.merchant.id;
    const barred = await connectionRefusal(world, identification.caller.merchant, exchange);
    if (barred !== undefined) {
      exchange.notes.refusal = barred.kind;
      return { ok: false, reply: connectionProblem(barred) };
    }
    if (refusal === undefined) return { ok: true, caller: identification.caller };
  }
  if (refusal === undefined) throw new Error('an unidentified caller without a reason');
  exchange.notes.refusal = refusal.kind;
  if (refusal.credential !== undefined) exchange.notes.credential = refusal.credential;
  return { ok: false, reply: refusalProblem(refusal, exchange) };
}

/** Asks nothing but a question, and lets the simulated world have its way with it. */
function questioned(call: Call, about: About, answer: (how: CarryingOut) => Promise<WholeReply>): Promise<Reply> {
  return met(call, 'question', about, async (how) => {
    await how.slowly();
    return answer(how);
  });
}

function met(
  call: Call,
  kind: 'change' | 'question',
  about: About,
  carryOut: (how: CarryingOut) => Promise<WholeReply>,
): Promise<Reply> {
  const { world, exchange, caller, parameters } = call;
  const payment = parameters.paymentId === undefined ? {} : { paymentId: parameters.paymentId };
  return meet({ world, exchange, merchant: caller.merchant, about, kind, ...payment, words: faultWords }, carryOut);
}

function connection(call: Call): Promise<Reply> {
  const about: About = { operations: ['connection'], headers: call.exchange.headers };
  return questioned(call, about, async () => connectionReply(call));
}

function connectionReply({ exchange, caller }: Call): WholeReply {
  const { merchant, credential } = caller;
  const body: components['schemas']['Connection'] = {
    environment: exchange.environment.name,
    mode: exchange.environment.mode,
    merchant: { id: merchant.id, name: merchant.name, status: merchant.status },
    credential: {
      id: credential.id,
      kind: credential.kind === 'oauth_client' ? 'oauth_client' : 'api_key',
      scopes: [...caller.scopes],
      ...(credential.expiresAt === undefined ? {} : { expiresAt: new Date(credential.expiresAt).toISOString() }),
    },
  };
  return jsonReply(200, body);
}

async function getPayment(call: Call): Promise<Reply> {
  return questioned(call, await aboutPayment(call, 'read'), async ({ view }) => {
    const current = await readPayment(call.world, targetOf(call));
    if (current === undefined) return notFound();
    call.exchange.notes.paymentId = current.paymentId;
    const shown = view === 'stale' ? await oneChangeAgo(call.world, current) : current;
    return shown === undefined ? notFound() : jsonReply(200, rendered(call, shown));
  });
}

const PAGE_LENGTH = 20;

async function listPayments(call: Call): Promise<Reply> {
  const query = readListQuery(call.exchange);
  if (!query.ok) return query.reply;
  const { reference } = query.value;
  const named = reference === undefined ? {} : { reference };
  const about: About = { operations: ['list'], headers: call.exchange.headers, ...named };
  return questioned(call, about, ({ view }) => pageOfPayments(call, query.value, view));
}

async function pageOfPayments(
  call: Call,
  { limit = PAGE_LENGTH, cursor, reference }: ListQuery,
  view: CarryingOut['view'],
): Promise<WholeReply> {
  const { environment, merchantId, dialect } = accountOf(call);
  if (
    cursor !== undefined &&
    (await readPayment(call.world, { ...accountOf(call), paymentId: paymentId(cursor) })) === undefined
  ) {
    const errors = [{ pointer: 'cursor', detail: 'is not the nextCursor of an earlier page' }];
    return problem('/problems/invalid-request', { errors });
  }
  const found = await call.world.store.listPayments({
    environment,
    merchantId,
    dialect,
    ...(reference === undefined ? {} : { reference }),
    ...(cursor === undefined ? {} : { before: paymentId(cursor) }),
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const current = await Promise.all(shown.map((stored) => caughtUp(call.world, stored)));
  const seen =
    view === 'current' ? current : await Promise.all(current.map((stored) => oneChangeAgo(call.world, stored)));
  const body: components['schemas']['PaymentPage'] = {
    payments: seen.flatMap((stored) => (stored === undefined ? [] : [rendered(call, stored)])),
    ...(last === undefined ? {} : { nextCursor: last.paymentId }),
  };
  return jsonReply(200, body);
}

/** Runs a request that changes something: parsed, keyed, committed with its answer, rendered. */
async function mutated<Name extends keyof RequestSchemas>(
  call: Call,
  operation: string,
  schema: Name,
  { about, mutate }: Changing<RequestSchemas[Name]>,
  status: number,
): Promise<Reply> {
  const key = readIdempotencyKey(call.exchange);
  if (!key.ok) return key.reply;
  const body = readBody(call.exchange, schema);
  if (!body.ok) return body.reply;
  const occasion = await about(call, body.value);
  return met(call, 'change', occasion, async ({ slowly }) => {
    const carriedOut = { ...call, about: occasion, slowly };
    return changedOnce(carriedOut, { operation, key: key.value, body: body.value, mutate, status });
  });
}

/** Runs it unless its key has been used, and answers what is remembered where it has. */
async function changedOnce<Body extends RequestSchemas[keyof RequestSchemas]>(
  call: ChangeCall,
  asked: Readonly<{ operation: string; key: string; body: Body; mutate: Mutation<Body>; status: number }>,
): Promise<WholeReply> {
  const { operation, key, body, mutate, status } = asked;
  const account = accountOf(call);
  const what = { operation, target: call.parameters.paymentId ?? '', body: withoutSecurityCode(body) };
  const fingerprint = requestFingerprint(what, await call.world.fingerprintKey(call.exchange.environment.name));
  const request = { ...account, key, fingerprint, lifetimeMs: IDEMPOTENCY_LIFETIME_MS };
  const answer = await once(call.world, request, async (recordOf) => {
    await call.slowly();
    const started = await mutate(call, body);
    if ('reply' in started) return started.reply;
    // What is remembered is what is answered.
    let remembered: Readonly<{ change: Change; reply: WholeReply }> | undefined;
    const remember = (result: Change) => {
      remembered = { change: result, reply: replyToChange(call, result, status) };
      return recordOf(remembered.reply, paymentOf(result));
    };
    const change = await started.run({ remember });
    if (change.kind === 'key_taken') return 'key_taken';
    return remembered?.change === change ? remembered.reply : replyToChange(call, change, status);
  });
  switch (answer.kind) {
    case 'answered':
      return answer.reply;
    case 'replayed':
      if (answer.paymentId !== undefined) call.exchange.notes.paymentId = answer.paymentId;
      return { ...answer.reply, headers: { ...answer.reply.headers, 'idempotent-replayed': 'true' } };
    case 'reused':
      return problem('/problems/idempotency-key-reused', {
        detail: 'A repeat has to ask for exactly the same; for something new, use a new key.',
      });
    case 'in_use':
      return problem('/problems/idempotency-key-in-use', { detail: 'Wait, then repeat with the same key.' });
  }
}

/** A security code must not outlive its request, not even as a hash of three digits. */
function withoutSecurityCode(body: RequestSchemas[keyof RequestSchemas]): unknown {
  if (!('card' in body) || body.card === undefined) return body;
  const { cvc: _, ...card } = body.card;
  return { ...body, card };
}

function replyToChange(call: Call, change: Change, status: number): WholeReply {
  switch (change.kind) {
    case 'changed': {
      const { stored } = change;
      call.exchange.notes.paymentId = stored.paymentId;
      const location: Record<string, string> =
        call.parameters.paymentId === undefined ? { location: `/v1/payments/${stored.paymentId}` } : {};
      return jsonReply(status, rendered(call, stored), location);
    }
    case 'rejected':
      if (change.stored !== undefined) call.exchange.notes.paymentId = change.stored.paymentId;
      return rejectionProblem(change.rejection);
    case 'not_found':
      return notFound();
    case 'key_taken':
      throw new Error('a taken key has no reply of its own');
  }
}

function paymentOf(change: Change): PaymentId | undefined {
  return 'stored' in change ? change.stored?.paymentId : undefined;
}

function notFound(): WholeReply {
  return problem('/problems/not-found', { detail: 'This merchant account has no such payment in this environment.' });
}

function rendered(call: Call, stored: StoredPayment): components['schemas']['Payment'] {
  const { environment } = call.exchange;
  return renderPayment(stored, environment, call.world.pageAddress(environment.name));
}
