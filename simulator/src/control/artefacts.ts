import type { Unreadable } from '../accounts/artefact.ts';
import { certificateFromPem, publicKeyFromJwk, publicKeyFromPem } from '../accounts/artefact.ts';
import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { type KeyOrHost, registerArtefact, revokeArtefact } from '../operations/artefacts.ts';
import { removeArtefact } from '../operations/webhook-endpoints.ts';
import type { World } from '../operations/world.ts';
import { type Call, notFound, type Operation, tooMany } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderArtefact } from './render.ts';
import { registerWebhook } from './webhook-endpoints.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What a merchant hands over: register, list, remove. */
export function artefactOperations(world: World): readonly Operation[] {
  const all = '/merchants/:merchantId/artefacts';
  return [
    {
      method: 'post',
      path: all,
      operation: 'registerArtefact',
      handle: ofMerchant(world, (merchant, call) => register(world, merchant, call)),
    },
    {
      method: 'get',
      path: all,
      operation: 'listArtefacts',
      handle: ofMerchant(world, (merchant) => list(world, merchant)),
    },
    {
      method: 'delete',
      path: '/artefacts/:artefactId',
      operation: 'removeArtefact',
      handle: (call) => remove(world, call),
    },
    {
      method: 'post',
      path: '/artefacts/:artefactId/revoke',
      operation: 'revokeArtefact',
      handle: (call) => revoke(world, call),
    },
  ];
}

async function register(world: World, merchant: Merchant, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['ArtefactRequest']>(exchange, 'ArtefactRequest');
  if (!body.ok) return body.reply;
  if (body.value.kind === 'webhook_endpoint') return registerWebhook(world, merchant, body.value);
  const content = contentOf(body.value);
  if (content.kind === 'unreadable') return controlProblem('/problems/unreadable-key', { detail: content.why });
  const result = await registerArtefact(world, merchant, content);
  switch (result.kind) {
    case 'registered':
      return jsonReply(201, renderArtefact(result.artefact, result.artefact.createdAt));
    case 'too_many':
      return tooMany('artefacts');
    case 'known':
      return result.where === 'another_environment'
        ? controlProblem('/problems/key-registered-elsewhere', {
            detail: 'Make a key of its own for each environment and register that.',
          })
        : controlProblem('/problems/key-already-registered');
  }
}

async function list(world: World, merchant: Merchant): Promise<WholeReply> {
  const artefacts = await world.store.artefactsOf(merchant.id);
  const now = world.now(placeOf(merchant));
  return jsonReply(200, { artefacts: artefacts.map((artefact) => renderArtefact(artefact, now)) });
}

async function remove(world: World, { parameters }: Call): Promise<WholeReply> {
  const result = await removeArtefact(world, parameters.artefactId ?? '');
  return result === 'removed' ? { status: 204, headers: {}, body: '' } : notFound('artefact');
}

async function revoke(world: World, { parameters }: Call): Promise<WholeReply> {
  const result = await revokeArtefact(world, parameters.artefactId ?? '');
  switch (result.kind) {
    case 'revoked':
      return jsonReply(200, renderArtefact(result.artefact, result.artefact.createdAt));
    case 'unknown':
      return notFound('artefact');
    case 'no_key':
      return controlProblem('/problems/wrong-state', {
        detail: 'Keys and certificates are revoked; whatever else is registered is removed.',
      });
  }
}

function contentOf(asked: Exclude<Wire['ArtefactRequest'], { kind: 'webhook_endpoint' }>): KeyOrHost | Unreadable {
  switch (asked.kind) {
    case 'public_key':
      if (asked.pem !== undefined) return publicKeyFromPem(asked.pem);
      return publicKeyFromJwk(asked.jwk ?? {});
    case 'client_certificate':
      return certificateFromPem(asked.pem);
    case 'callback_host':
      return { kind: asked.kind, host: asked.host };
  }
}
