import type { WebhookEndpoint } from '../../accounts/artefact.ts';
import { jsonReply, type WholeReply } from '../../http/exchange.ts';
import { changeEndpoint, registerEndpoint, removeArtefact } from '../../operations/webhook-endpoints.ts';
import { atOf, type Call, type ChangeCall, DIALECT, debugHeader } from './call.ts';
import { issue, notFound, type Read, type Refused } from './errors.ts';
import { EVENT_TYPES, isEventType, summaryOf } from './event-types.ts';
import { wireId } from './ids.ts';
import { link } from './links.ts';
import { change, type Made, noBody, type Operation, question } from './operation.ts';
import { type Body, readBody, readValue } from './parameters.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const ALL = '/v1/notifications/webhooks';
const ONE = `${ALL}/:id`;

/** Webhooks: where an application wants to hear of what happens. They belong to its environment, as all else does. */
export const webhookOperations: readonly Operation[] = [
  change(
    {
      path: ALL,
      operation: 'createWebhook',
      scope: 'pay',
      reads: (call) => readBody(call.exchange, 'WebhookRequest'),
    },
    createWebhook,
  ),
  question({ path: ALL, operation: 'listWebhooks', scope: 'read' }, async (call) => {
    const webhooks = (await webhooksOf(call)).map((endpoint) => renderWebhook(endpoint, call));
    const body: Wire['WebhookList'] = { webhooks };
    return jsonReply(200, body, debugHeader(call));
  }),
  question({ path: ONE, operation: 'getWebhook', scope: 'read' }, async (call) => {
    const endpoint = await webhookOf(call);
    return endpoint.ok ? shown(call, endpoint.value) : endpoint;
  }),
  change(
    {
      method: 'patch',
      path: ONE,
      operation: 'patchWebhook',
      scope: 'pay',
      reads: (call) => readBody(call.exchange, 'PatchRequest'),
    },
    patchWebhook,
  ),
  change({ method: 'delete', path: ONE, operation: 'deleteWebhook', scope: 'pay', reads: noBody }, async (call) => {
    const endpoint = await webhookOf(call);
    if (!endpoint.ok) return endpoint;
    await removeArtefact(call.world, endpoint.value.id);
    return { status: 204, headers: debugHeader(call), body: '' };
  }),
  question({ path: `${ONE}/event-types`, operation: 'listSubscribedEventTypes', scope: 'read' }, async (call) => {
    const endpoint = await webhookOf(call);
    if (!endpoint.ok) return endpoint;
    const body: Wire['EventTypeList'] = { event_types: typesOf(endpoint.value).map(renderType) };
    return jsonReply(200, body, debugHeader(call));
  }),
  question(
    { path: '/v1/notifications/webhooks-event-types', operation: 'listEventTypes', scope: 'read' },
    async (call) => {
      const body: Wire['EventTypeList'] = { event_types: EVENT_TYPES.map(renderType) };
      return jsonReply(200, body, debugHeader(call));
    },
  ),
];

async function createWebhook(call: ChangeCall, { url, event_types: asked }: Body<'WebhookRequest'>): Promise<Made> {
  const problem = urlProblem(url) ?? (await takenProblem(call, url));
  if (problem !== undefined) return problem;
  const types = readTypes(asked);
  if (!types.ok) return types;
  const { world, caller } = call;
  const wanted = types.value === 'all' ? {} : { types: types.value };
  const made = await registerEndpoint(world, caller.merchant, { url, dialect: DIALECT, ...wanted });
  if (made === 'too_many') return issue('WEBHOOK_NUMBER_LIMIT_EXCEEDED');
  return shown(call, made.endpoint, 201);
}

async function patchWebhook(call: ChangeCall, patches: Body<'PatchRequest'>): Promise<Made> {
  const known = await webhookOf(call);
  if (!known.ok) return known;
  let after = known.value;
  for (const [index, { op, path, value }] of patches.entries()) {
    const at = `/${index}`;
    if (op !== 'replace') return issue('INVALID_PATCH_OPERATION', { field: `${at}/op` });
    if (path === '/url') {
      const url = readValue('WebhookUrl', value, `${at}/value`);
      if (!url.ok) return url;
      const problem = urlProblem(url.value) ?? (await takenProblem(call, url.value, after.id));
      if (problem !== undefined) return problem;
      after = { ...after, url: url.value };
    } else if (path === '/event_types') {
      const names = readValue('EventTypeNames', value, `${at}/value`);
      if (!names.ok) return names;
      const types = readTypes(names.value);
      if (!types.ok) return types;
      const { types: _, ...others } = after;
      after = types.value === 'all' ? others : { ...others, types: types.value };
    } else return issue('NOT_PATCHABLE', { field: `${at}/path`, ...(path === undefined ? {} : { value: path }) });
  }
  const { url, types } = after;
  const changed = await changeEndpoint(call.world, known.value.id, ({ types: _, ...endpoint }) => ({
    ...endpoint,
    url,
    ...(types === undefined ? {} : { types }),
  }));
  return changed === undefined ? notFound(call.id) : shown(call, changed);
}

/** The types by their names, or all of them; a star stands for all there are and will be. */
function readTypes(asked: readonly Body<'EventTypeName'>[]): Read<'all' | readonly string[]> {
  const names = asked.map(({ name }) => name);
  if (names.includes('*')) return { ok: true, value: 'all' };
  const index = names.findIndex((name) => !isEventType(name));
  if (index < 0) return { ok: true, value: [...new Set(names)] };
  return issue('INVALID_EVENT_TYPE', { field: `/event_types/${index}/name`, value: names[index] ?? '' });
}

function urlProblem(url: string): Refused | undefined {
  const refused = (description: string) => issue('INVALID_PARAMETER_VALUE', { field: '/url', description });
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return refused('It is no address that could be reached.');
  const { username, password } = new URL(url);
  return username === '' && password === '' ? undefined : refused('It must not hold a user name or a password.');
}

async function takenProblem(call: Call, url: string, except?: string): Promise<Refused | undefined> {
  const others = (await webhooksOf(call)).filter(({ id }) => id !== except);
  return others.some((endpoint) => endpoint.url === url)
    ? issue('WEBHOOK_URL_ALREADY_EXISTS', { field: '/url' })
    : undefined;
}

/** The webhook that the path names, or the one of this id. */
export async function webhookOf(call: Call, id = call.id): Promise<Read<WebhookEndpoint>> {
  const endpoint = (await webhooksOf(call)).find((one) => wireId('webhook', one.id) === id);
  return endpoint === undefined ? notFound(id) : { ok: true, value: endpoint };
}

/** Those of the caller's account and environment. */
export async function webhooksOf({ world, caller, exchange }: Call): Promise<readonly WebhookEndpoint[]> {
  const endpoints = await world.store.endpointsOf(caller.merchant.id);
  return endpoints.filter(
    ({ dialect, environment }) => dialect === DIALECT && environment === exchange.environment.name,
  );
}

function shown(call: Call, endpoint: WebhookEndpoint, status = 200): WholeReply {
  return jsonReply(status, renderWebhook(endpoint, call), debugHeader(call));
}

function renderWebhook(endpoint: WebhookEndpoint, call: Call): Wire['Webhook'] {
  const at = atOf(call);
  const id = wireId('webhook', endpoint.id);
  return {
    id,
    url: endpoint.url,
    event_types: typesOf(endpoint).map(renderType),
    links: [
      link(at, 'self', `${ALL}/${id}`),
      link(at, 'update', `${ALL}/${id}`, 'PATCH'),
      link(at, 'delete', `${ALL}/${id}`, 'DELETE'),
    ],
  };
}

function typesOf({ types = ['*'] }: WebhookEndpoint): readonly string[] {
  return types;
}

function renderType(name: string): Wire['EventType'] {
  const description = isEventType(name) ? summaryOf(name) : 'ALL';
  return { name, description, status: 'ENABLED' };
}
