import type { ArtefactContent, Unreadable } from '../accounts/artefact.ts';
import { certificateFromPem, publicKeyFromJwk, publicKeyFromPem } from '../accounts/artefact.ts';
import type { Merchant } from '../accounts/merchant.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { registerArtefact } from '../operations/artefacts.ts';
import type { World } from '../operations/world.ts';
import { type Call, notFound, type Operation, tooMany } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderArtefact } from './render.ts';
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
  ];
}

async function register(world: World, merchant: Merchant, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['ArtefactRequest']>(exchange, 'ArtefactRequest');
  if (!body.ok) return body.reply;
  if (body.value.kind === 'webhook_endpoint' && !URL.canParse(body.value.url)) {
    const errors = [{ pointer: '/url', detail: 'is not an address that can be reached' }];
    return controlProblem('/problems/invalid-request', { errors });
  }
  const content = contentOf(body.value);
  if (content.kind === 'unreadable') return controlProblem('/problems/unreadable-key', { detail: content.why });
  const result = await registerArtefact(world, merchant, content);
  switch (result.kind) {
    case 'registered':
      return jsonReply(201, renderArtefact(result.artefact));
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
  return jsonReply(200, { artefacts: (await world.store.artefactsOf(merchant.id)).map(renderArtefact) });
}

async function remove(world: World, { parameters }: Call): Promise<WholeReply> {
  const result = await world.store.removeArtefact(parameters.artefactId ?? '');
  return result === 'removed' ? { status: 204, headers: {}, body: '' } : notFound('artefact');
}

function contentOf(asked: Wire['ArtefactRequest']): ArtefactContent | Unreadable {
  switch (asked.kind) {
    case 'public_key':
      if (asked.pem !== undefined) return publicKeyFromPem(asked.pem);
      return publicKeyFromJwk(asked.jwk ?? {});
    case 'client_certificate':
      return certificateFromPem(asked.pem);
    case 'webhook_endpoint':
      return { kind: asked.kind, url: asked.url };
    case 'callback_host':
      return { kind: asked.kind, host: asked.host };
  }
}
