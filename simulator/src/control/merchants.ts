import { type Merchant, type MerchantMove, placeOf } from '../accounts/merchant.ts';
import { jsonReply, type Reply, type WholeReply } from '../http/exchange.ts';
import { findEnvironment, moveMerchant, signUp } from '../operations/merchants.ts';
import type { World } from '../operations/world.ts';
import { type Call, nextCursor, notFound, type Operation, PAGE_LENGTH, wrongCursor } from './call.ts';
import { readJson, readQuery } from './parse.ts';
import { controlProblem } from './problems.ts';
import { renderMerchant } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** Merchant accounts: sign up, look up, let in, suspend, reset. */
export function merchantOperations(world: World): readonly Operation[] {
  const one = '/merchants/:merchantId';
  const move = (merchantMove: MerchantMove) => (call: Call) => moved(world, merchantMove, call);
  const of = (handle: (merchant: Merchant) => Promise<Reply> | Reply) => ofMerchant(world, handle);
  return [
    { method: 'post', path: '/merchants', operation: 'signUpMerchant', handle: (call) => signedUp(world, call) },
    { method: 'get', path: '/merchants', operation: 'listMerchants', handle: (call) => list(world, call) },
    {
      method: 'get',
      path: one,
      operation: 'getMerchant',
      handle: of((found) => jsonReply(200, renderMerchant(found))),
    },
    { method: 'post', path: `${one}/activate`, operation: 'activateMerchant', handle: move('activate') },
    { method: 'post', path: `${one}/suspend`, operation: 'suspendMerchant', handle: move('suspend') },
    { method: 'post', path: `${one}/reset`, operation: 'resetMerchant', handle: of((found) => reset(world, found)) },
  ];
}

/** Runs what is to be done with the merchant account that the path names. */
export function ofMerchant(
  world: World,
  handle: (merchant: Merchant, call: Call) => Promise<Reply> | Reply,
): Operation['handle'] {
  return async (call) => {
    const merchant = await world.store.findMerchant(call.parameters.merchantId ?? '');
    return merchant === undefined ? notFound('merchant account') : handle(merchant, call);
  };
}

/** There is no environment of the name that was given. */
export function unknownEnvironment(world: World): WholeReply {
  const names = world.environments.map(({ name }) => name).join(', ');
  return controlProblem('/problems/environment-unknown', { detail: `Configured are ${names}.` });
}

async function signedUp(world: World, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['SignUp']>(exchange, 'SignUp');
  if (!body.ok) return body.reply;
  const merchant = await signUp(world, body.value);
  if (merchant === 'environment_unknown') return unknownEnvironment(world);
  if (merchant === 'no_such_account') {
    const errors = [{ pointer: '/linkedTo', detail: 'is the id of no merchant account' }];
    return controlProblem('/problems/invalid-request', { errors });
  }
  if (merchant === 'has_account_there') {
    return controlProblem('/problems/wrong-state', {
      detail: 'This seller has an account in that environment already.',
    });
  }
  return jsonReply(201, renderMerchant(merchant), { location: `/merchants/${merchant.id}` });
}

async function list(world: World, { exchange }: Call): Promise<WholeReply> {
  const query = readQuery<{ environment?: string; limit?: number; cursor?: string }>(exchange, 'listMerchants');
  if (!query.ok) return query.reply;
  const { environment, limit = PAGE_LENGTH, cursor } = query.value;
  if (environment !== undefined && findEnvironment(world, environment) === undefined) return unknownEnvironment(world);
  if (cursor !== undefined && (await world.store.findMerchant(cursor)) === undefined) return wrongCursor();
  const found = await world.store.listMerchants({
    ...(environment === undefined ? {} : { environment }),
    ...(cursor === undefined ? {} : { before: cursor }),
    limit: limit + 1,
  });
  return jsonReply(200, {
    merchants: found.slice(0, limit).map(renderMerchant),
    ...nextCursor(found, limit, ({ id }) => id),
  });
}

async function moved(world: World, move: MerchantMove, { parameters }: Call): Promise<WholeReply> {
  const result = await moveMerchant(world, parameters.merchantId ?? '', move);
  switch (result.kind) {
    case 'moved':
      return jsonReply(200, renderMerchant(result.merchant));
    case 'wrong_state':
      return controlProblem('/problems/wrong-state', { detail: `The account is ${result.merchant.status}.` });
    case 'not_found':
      return notFound('merchant account');
  }
}

async function reset(world: World, merchant: Merchant): Promise<WholeReply> {
  await world.situations.countAnew(placeOf(merchant));
  return jsonReply(200, await world.store.forgetMerchant(merchant.id));
}
