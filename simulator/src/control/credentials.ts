import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { type Issued, issueCredential, revokeCredential, rotateCredential } from '../operations/credentials.ts';
import type { World } from '../operations/world.ts';
import { type Call, notFound, type Operation, tooMany } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderCredential } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** Credentials of a merchant account: issue, list, rotate, revoke. */
export function credentialOperations(world: World): readonly Operation[] {
  const all = '/merchants/:merchantId/credentials';
  const one = '/credentials/:credentialId';
  return [
    {
      method: 'post',
      path: all,
      operation: 'issueCredential',
      handle: ofMerchant(world, (merchant, call) => issue(world, merchant, call)),
    },
    {
      method: 'get',
      path: all,
      operation: 'listCredentials',
      handle: ofMerchant(world, (merchant) => list(world, merchant)),
    },
    { method: 'post', path: `${one}/rotate`, operation: 'rotateCredential', handle: (call) => rotate(world, call) },
    { method: 'post', path: `${one}/revoke`, operation: 'revokeCredential', handle: (call) => revoke(world, call) },
  ];
}

async function issue(world: World, merchant: Merchant, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['CredentialRequest']>(exchange, 'CredentialRequest');
  if (!body.ok) return body.reply;
  const issued = await issueCredential(world, merchant, body.value);
  if (issued === 'not_offered') {
    const errors = [{ pointer: '/kind', detail: `is not offered by the dialect ${body.value.dialect}` }];
    return controlProblem('/problems/invalid-request', { errors });
  }
  return issued === 'too_many' ? tooMany('credentials') : shownOnce(world, issued);
}

async function list(world: World, merchant: Merchant): Promise<WholeReply> {
  const credentials = await world.store.credentialsOf(merchant.id);
  const now = world.now(placeOf(merchant));
  return jsonReply(200, { credentials: credentials.map((credential) => renderCredential(credential, now)) });
}

async function rotate(world: World, { exchange, parameters }: Call): Promise<WholeReply> {
  const body = readJson<Wire['RotationRequest']>(exchange, 'RotationRequest', 'optional');
  if (!body.ok) return body.reply;
  const result = await rotateCredential(world, parameters.credentialId ?? '', body.value.overlapMs ?? OVERLAP_MS);
  switch (result.kind) {
    case 'rotated':
      return shownOnce(world, result.issued);
    case 'wrong_state':
      return controlProblem('/problems/wrong-state', { detail: `The credential is ${result.status}.` });
    case 'too_many':
      return tooMany('credentials');
    case 'not_found':
      return notFound('credential');
  }
}

async function revoke(world: World, { parameters }: Call): Promise<WholeReply> {
  const credential = await revokeCredential(world, parameters.credentialId ?? '');
  if (credential === undefined) return notFound('credential');
  return jsonReply(200, renderCredential(credential, world.now(credential)));
}

/** The one answer that holds the secret. */
function shownOnce(world: World, { credential, secret }: Issued): WholeReply {
  const answer: Wire['IssuedCredential'] = { credential: renderCredential(credential, world.now(credential)), secret };
  return jsonReply(201, answer, { 'cache-control': 'no-store' });
}
