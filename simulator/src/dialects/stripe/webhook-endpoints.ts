import type { WebhookEndpoint } from '../../accounts/artefact.ts';
import type { WholeReply } from '../../http/exchange.ts';
import {
  changeEndpoint,
  disableEndpoint,
  enableEndpoint,
  registerEndpoint,
  removeArtefact,
} from '../../operations/webhook-endpoints.ts';
import { secretText } from '../../webhooks/signature.ts';
import { type Answer, type Call, type ChangeCall, DIALECT, show } from './call.ts';
import { type KeptEndpoint, merged, readEndpoint } from './codec.ts';
import { commitNew, type Made } from './commit.ts';
import { invalid, missing, type Read, type Refused, versionProblem } from './errors.ts';
import { canBeEnabled } from './event-types.ts';
import { mergedMetadata } from './merge.ts';
import { otherModeHint } from './objects.ts';
import { change, type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { endpointIdOf, renderEndpoint } from './webhook-endpoint-object.ts';

const ALL = '/v1/webhook_endpoints';
const ONE = '/v1/webhook_endpoints/:id';
const ENDPOINT = { object: 'webhook_endpoint', in: 'itself' } as const;

/** Webhook endpoints: where an account wants to hear of events. They belong to its mode, as all else does. */
export const webhookEndpointOperations: readonly Operation[] = [
  change(
    {
      path: ALL,
      operation: 'createWebhookEndpoint',
      scope: 'pay',
      params: 'CreateWebhookEndpointParams',
      shows: ENDPOINT,
      again: withSecret,
    },
    createEndpoint,
  ),
  question(
    {
      path: ALL,
      operation: 'listWebhookEndpoints',
      scope: 'read',
      params: 'ListWebhookEndpointsParams',
      shows: { ...ENDPOINT, in: 'list' },
    },
    listEndpoints,
  ),
  question(
    { path: ONE, operation: 'getWebhookEndpoint', scope: 'read', params: 'NoParams', shows: ENDPOINT },
    async (call) => {
      const endpoint = await endpointOf(call);
      return endpoint.ok ? show(renderEndpoint(endpoint.value, call)) : endpoint;
    },
  ),
  change(
    {
      path: ONE,
      operation: 'updateWebhookEndpoint',
      scope: 'pay',
      params: 'UpdateWebhookEndpointParams',
      shows: ENDPOINT,
    },
    updateEndpoint,
  ),
  change(
    {
      method: 'delete',
      path: ONE,
      operation: 'deleteWebhookEndpoint',
      scope: 'pay',
      params: 'NoParams',
      shows: ENDPOINT,
    },
    async (call) => {
      const endpoint = await endpointOf(call);
      if (!endpoint.ok) return endpoint;
      await removeArtefact(call.world, endpoint.value.id);
      return commitNew(call, [], show({ id: call.id, object: 'webhook_endpoint', deleted: true }));
    },
  ),
];

// What stands in the memory of an answer in place of the secret, which is kept sealed and nowhere else.
const SEALED = 'whsec_sealed';

async function createEndpoint(
  call: ChangeCall,
  params: Params<'CreateWebhookEndpointParams'>,
): Promise<Made | Refused> {
  const { url, enabled_events: types, description, api_version: apiVersion, metadata } = params;
  const problem =
    urlProblem(url) ??
    typesProblem(types) ??
    (apiVersion === undefined ? undefined : versionProblem(apiVersion, 'api_version'));
  if (problem !== undefined) return problem;
  const { world, caller, livemode } = call;
  const details = merged<KeptEndpoint>({ metadata: mergedMetadata({}, metadata) }, { apiVersion, description });
  const made = await registerEndpoint(world, caller.merchant, { url, dialect: DIALECT, types, details });
  if (made === 'too_many') {
    return invalid(`You have reached the maximum of 16 ${livemode ? 'live' : 'test'} webhook endpoints.`);
  }
  const { endpoint, secret } = made;
  const reply = await call.reply(show(renderEndpoint(endpoint, { livemode, secret })), {});
  if (call.recordOf === undefined) return reply;
  const kept = await call.reply(show(renderEndpoint(endpoint, { livemode, secret: SEALED })), {});
  const result = await world.store.commit({ idempotency: call.recordOf(kept, undefined), at: call.now });
  if (result === 'committed') return reply;
  await removeArtefact(world, endpoint.id);
  return 'key_taken';
}

/** The answer again for whoever has not got it the first time, with the secret that was shown in it. */
async function withSecret(call: Call, reply: WholeReply): Promise<WholeReply> {
  const id = /"id":"(we_\w+)"/.exec(reply.body)?.[1] ?? '';
  const endpoint = await endpointOf({ ...call, id });
  const first = endpoint.ok ? endpoint.value.secrets.at(-1) : undefined;
  const secret =
    !endpoint.ok || first === undefined ? undefined : call.world.keyring.open(first.sealed, endpoint.value);
  return secret === undefined ? reply : { ...reply, body: reply.body.replace(SEALED, secretText(secret)) };
}

async function updateEndpoint(
  call: ChangeCall,
  params: Params<'UpdateWebhookEndpointParams'>,
): Promise<Made | Refused> {
  const { url, enabled_events: types, description, metadata, disabled } = params;
  const problem =
    (url === undefined ? undefined : urlProblem(url)) ?? (types === undefined ? undefined : typesProblem(types));
  if (problem !== undefined) return problem;
  const known = await endpointOf(call);
  if (!known.ok) return known;
  const { world } = call;
  const { id } = known.value;
  await changeEndpoint(world, id, (endpoint) => {
    const kept = readEndpoint(endpoint);
    const details = merged<KeptEndpoint>(
      { ...kept, metadata: mergedMetadata(kept.metadata, metadata) },
      { description },
    );
    return { ...endpoint, details, ...(url === undefined ? {} : { url }), ...(types === undefined ? {} : { types }) };
  });
  if (disabled === true) await disableEndpoint(world, id, 'The merchant has disabled the endpoint.');
  if (disabled === false) await enableEndpoint(world, id);
  const after = await endpointOf(call);
  return after.ok ? commitNew(call, [], show(renderEndpoint(after.value, { livemode: call.livemode }))) : after;
}

const LIMIT = 10;

/** There are never more than a few of them, so that all are read. */
async function listEndpoints(call: Call, params: Params<'ListWebhookEndpointsParams'>): Promise<Answer> {
  const { starting_after: after, ending_before: before, limit = LIMIT } = params;
  const all = await endpointsOf(call);
  const cursor = after ?? before;
  const place = all.findIndex((endpoint) => endpointIdOf(endpoint) === cursor);
  if (cursor !== undefined && place < 0) {
    return noSuchEndpoint(call, cursor, {
      param: after === undefined ? 'ending_before' : 'starting_after',
      status: 400,
    });
  }
  const rest = after !== undefined ? all.slice(place + 1) : before === undefined ? all : all.slice(0, place);
  const page = after === undefined && before !== undefined ? rest.slice(-limit) : rest.slice(0, limit);
  const data = page.map((endpoint) => ({ ...renderEndpoint(endpoint, { livemode: call.livemode }) }));
  return show({ object: 'list', data, has_more: rest.length > limit, url: ALL });
}

async function endpointOf(call: Call): Promise<Read<WebhookEndpoint>> {
  const endpoint = (await endpointsOf(call)).find((one) => endpointIdOf(one) === call.id);
  return endpoint === undefined
    ? noSuchEndpoint(call, call.id, { param: 'webhook_endpoint' })
    : { ok: true, value: endpoint };
}

async function noSuchEndpoint(
  call: Call,
  id: string,
  where: Readonly<{ param: string; status?: number }>,
): Promise<Refused> {
  const { store } = call.world;
  const hint = await otherModeHint(call, async ({ merchantId }) =>
    (await store.endpointsOf(merchantId)).some((one) => one.dialect === DIALECT && endpointIdOf(one) === id),
  );
  return missing('webhook endpoint', id, { ...where, hint });
}

/** Those of the caller's account and mode, newest first. */
async function endpointsOf({ world, caller, exchange }: Call): Promise<readonly WebhookEndpoint[]> {
  const endpoints = await world.store.endpointsOf(caller.merchant.id);
  return endpoints.filter(
    ({ dialect, environment }) => dialect === DIALECT && environment === exchange.environment.name,
  );
}

function urlProblem(url: string): Refused | undefined {
  const refused = (why: string) => invalid(`Invalid URL: ${why}`, { code: 'url_invalid', param: 'url' });
  if (!/^https?:/i.test(url)) return refused('An explicit scheme (such as https) must be provided.');
  if (!URL.canParse(url)) return refused('It cannot be read as an address.');
  const { username, password } = new URL(url);
  return username === '' && password === '' ? undefined : refused('It must not hold a user name or a password.');
}

function typesProblem(types: readonly string[]): Refused | undefined {
  if (types.length === 0) {
    return invalid('You must enable at least one event.', { code: 'parameter_missing', param: 'enabled_events' });
  }
  const index = types.findIndex((type) => !canBeEnabled(type));
  if (index < 0) return undefined;
  const param = `enabled_events[${index}]`;
  return invalid(`Invalid ${param}: must be the type of an event, or *`, { param });
}
