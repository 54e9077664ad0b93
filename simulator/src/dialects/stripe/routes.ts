import { type Caller, may, type Presented, whoIsCalling } from '../../accounts/caller.ts';
import type { Environment } from '../../accounts/environment.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import type { PathParameters, Route, RouteTable } from '../../http/route-table.ts';
import { environmentOf } from '../../operations/notifications.ts';
import type { World } from '../../operations/world.ts';
import { balanceOperations } from './balance.ts';
import { DIALECT } from './call.ts';
import { chargeOperations } from './charges.ts';
import { checkoutSessionOperations } from './checkout-sessions.ts';
import { presentedKey } from './credentials.ts';
import { customerOperations } from './customers.ts';
import { disputeOperations } from './disputes.ts';
import { invalid, type Read, type Refused, versionProblem } from './errors.ts';
import { eventOperations } from './events.ts';
import { type FormParts, readForm } from './form.ts';
import { intentOperations } from './intents.ts';
import { methodOperations } from './methods.ts';
import { type Operation, refusedReply } from './operation.ts';
import { refundOperations } from './refunds.ts';
import { accountId, publishableKey, rateLimited, refusals, refusedCaller } from './refusals.ts';
import { sessionPageRoutes } from './session-page-routes.ts';
import { setupIntentOperations } from './setup-intents.ts';
import { tokenOperations } from './tokens.ts';
import { webhookEndpointOperations } from './webhook-endpoints.ts';

/** Everything that is served, resource by resource. */
const OPERATIONS: readonly Operation[] = [
  ...customerOperations,
  ...intentOperations,
  ...chargeOperations,
  ...refundOperations,
  ...methodOperations,
  ...tokenOperations,
  ...eventOperations,
  ...webhookEndpointOperations,
  ...disputeOperations,
  ...balanceOperations,
  ...checkoutSessionOperations,
  ...setupIntentOperations,
];

/** The routes of the dialect on one environment's listener. */
export function stripeRoutes(world: World): RouteTable<ListenerExchange> {
  return {
    name: DIALECT,
    refusals,
    claims: speaksThis,
    routes: [...OPERATIONS.map((operation) => route(world, operation)), ...sessionPageRoutes(world)],
  };
}

/** Whether a request for a path that no dialect knows was meant for this one. */
function speaksThis(headers: Readonly<Record<string, unknown>>): boolean {
  return headers['stripe-version'] !== undefined || /^bearer [srp]k_(test|live)_/i.test(String(headers.authorization));
}

function route(world: World, served: Operation): Route<ListenerExchange> {
  const { method, path, operation } = served;
  return {
    method,
    path,
    operation,
    handle: async (exchange, parameters) => {
      const identified = await identify(world, exchange, served);
      if (!identified.ok) return refused(exchange, identified);
      const { caller, environment } = identified.value;
      const form = formOf(exchange, method);
      const asked = exchange.headers['stripe-version'];
      const version = (asked === undefined ? undefined : versionProblem(asked)) ?? accountProblem(exchange, caller);
      // From here on it is the key's environment that counts, whichever listener the request came to.
      const here: ListenerExchange = { ...exchange, environment };
      const livemode = environment.mode === 'live';
      const place = { environment: environment.name, merchantId: caller.merchant.id };
      const now = world.now(place);
      if (!world.rateLimits.admits(place, now)) return refusedReply({ exchange: here, livemode }, rateLimited());
      if (version !== undefined) return refusedReply({ exchange: here, livemode }, version);
      if (!form.ok) return refusedReply({ exchange: here, livemode }, form);
      const call = { world, exchange: here, caller, id: idIn(parameters), now, livemode };
      return served.answer(call, form.value);
    },
  };
}

type Identified = Readonly<{ caller: Caller; environment: Environment }>;

async function identify(
  world: World,
  exchange: ListenerExchange,
  { scope, publishable }: Operation,
): Promise<Read<Identified>> {
  const presented = presentedKey(exchange.headers.authorization);
  exchange.notes.presented = presented;
  const environment = await environmentOfKey(world, presented, exchange.environment);
  const listener = { environment: environment.name, dialect: DIALECT };
  const identification = await whoIsCalling(world.store, listener, presented, world.now);
  if (!identification.ok) {
    const { refusal } = identification;
    exchange.notes.refusal = refusal.kind;
    if (refusal.credential !== undefined) exchange.notes.credential = refusal.credential;
    return refusedCaller(refusal, presented);
  }
  const { caller } = identification;
  exchange.notes.credential = caller.credential;
  exchange.notes.merchantId = caller.merchant.id;
  const isPublishable = caller.credential.kind === 'publishable_key';
  if (isPublishable && publishable === 'allowed') return { ok: true, value: { caller, environment } };
  const refusal = isPublishable ? undefined : may(caller, scope);
  if (!isPublishable && refusal === undefined) return { ok: true, value: { caller, environment } };
  exchange.notes.refusal = 'under_scoped';
  return refusal === undefined ? publishableKey() : refusedCaller(refusal, presented);
}

/** The mode lives in the key: it works on every listener, and for the environment that it was issued in. */
async function environmentOfKey(world: World, presented: Presented, listener: Environment): Promise<Environment> {
  if (presented.kind !== 'api_key' && presented.kind !== 'publishable_key') return listener;
  const [credential] = await world.store.credentialsByPublicId(presented.publicId);
  return credential === undefined ? listener : environmentOf(world, credential.environment);
}

function formOf(exchange: ListenerExchange, method: Operation['method']): Read<FormParts> {
  const text = method === 'post' ? exchange.body.toString('utf8') : exchange.query.toString();
  const contentType = exchange.headers['content-type'] ?? '';
  if (method === 'post' && text !== '' && !/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return invalid('Invalid request: the body has to be sent as application/x-www-form-urlencoded.');
  }
  const form = readForm(text);
  if (form.ok) return { ok: true, value: form.parts };
  return invalid(`Invalid request: ${form.why}.`, form.name === undefined ? {} : { param: form.name });
}

/** Nobody acts for other accounts here. */
function accountProblem({ headers }: ListenerExchange, { merchant }: Caller): Refused | undefined {
  const account = headers['stripe-account'];
  if (account === undefined || account === accountId(merchant.id)) return undefined;
  const message = `The provided key does not have access to account '${account.slice(0, 64)}' (or that account does not exist). Application access may have been revoked.`;
  return invalid(message, { status: 403, code: 'account_invalid' });
}

function refused(exchange: ListenerExchange, refusal: Refused): WholeReply {
  return refusedReply({ exchange, livemode: exchange.environment.mode === 'live' }, refusal);
}

function idIn(parameters: PathParameters): string {
  return parameters.id ?? '';
}
