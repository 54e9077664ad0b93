import type { Merchant } from '../accounts/merchant.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import type { FieldError } from '../http/problem.ts';
import {
  type EndpointWithSecret,
  enableEndpoint,
  registerEndpoint,
  rotateEndpointSecret,
} from '../operations/webhook-endpoints.ts';
import { dialectData, type World } from '../operations/world.ts';
import { matchesTypes } from '../webhooks/disorder.ts';
import { type Call, notFound, type Operation, tooMany } from './call.ts';
import { readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderArtefact } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const OVERLAP_MS = 24 * 60 * 60 * 1000;
const DIALECT = 'generic';

/** What is done with a webhook endpoint once it is registered: a new secret, another chance. */
export function endpointOperations(world: World): readonly Operation[] {
  const one = '/artefacts/:artefactId';
  return [
    {
      method: 'post',
      path: `${one}/rotate-secret`,
      operation: 'rotateEndpointSecret',
      handle: (call) => rotate(world, call),
    },
    { method: 'post', path: `${one}/enable`, operation: 'enableEndpoint', handle: (call) => enable(world, call) },
  ];
}

/** Registers a webhook endpoint; the answer shows its secret. */
export async function registerWebhook(
  world: World,
  merchant: Merchant,
  { url, dialect = DIALECT, types }: Wire['WebhookEndpointRequest'],
): Promise<WholeReply> {
  const errors = [...urlErrors(url), ...typeErrors(world, dialect, types, '/types')];
  if (errors.length > 0) return controlProblem('/problems/invalid-request', { errors });
  const asked = { url, dialect, ...(types === undefined ? {} : { types }) };
  const registered = await registerEndpoint(world, merchant, asked);
  return registered === 'too_many' ? tooMany('webhook endpoints') : shownOnce(registered);
}

/** Types that no notification has: a mistake that would never be noticed, since nothing would ever come. */
export function typeErrors(
  world: World,
  dialect: string,
  types: readonly string[] | undefined,
  pointer: string,
): readonly FieldError[] {
  const known = dialectData(world, dialect).notifications.types;
  return (types ?? []).flatMap((type, index) =>
    known.some((one) => matchesTypes([type], one))
      ? []
      : [{ pointer: `${pointer}/${index}`, detail: 'is the type of no notification' }],
  );
}

async function rotate(world: World, { exchange, parameters }: Call): Promise<WholeReply> {
  const body = readJson<Wire['RotationRequest']>(exchange, 'RotationRequest', 'optional');
  if (!body.ok) return body.reply;
  const overlapMs = body.value.overlapMs ?? OVERLAP_MS;
  const rotated = await rotateEndpointSecret(world, parameters.artefactId ?? '', overlapMs);
  return rotated === undefined ? notFound('webhook endpoint') : shownOnce(rotated);
}

async function enable(world: World, { parameters }: Call): Promise<WholeReply> {
  const endpoint = await enableEndpoint(world, parameters.artefactId ?? '');
  return endpoint === undefined
    ? notFound('webhook endpoint')
    : jsonReply(200, renderArtefact(endpoint, world.now(endpoint)));
}

/** The one answer that holds the secret. */
function shownOnce({ endpoint, secret }: EndpointWithSecret): WholeReply {
  const now = endpoint.secrets[0]?.createdAt ?? endpoint.createdAt;
  const answer: Wire['RegisteredArtefact'] = { ...renderArtefact(endpoint, now), secret };
  return jsonReply(201, answer, { 'cache-control': 'no-store' });
}

function urlErrors(url: string): readonly FieldError[] {
  // The schema's `uri` lets pass what nothing can connect to, such as port 99999.
  if (!URL.canParse(url)) return [{ pointer: '/url', detail: 'is not an address that can be reached' }];
  const { username, password } = new URL(url);
  if (username === '' && password === '') return [];
  return [{ pointer: '/url', detail: 'holds a user name or a password; what comes is proved by its signature' }];
}
