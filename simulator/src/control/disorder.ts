import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import type { World } from '../operations/world.ts';
import type { DisorderRule } from '../webhooks/disorder.ts';
import type { Call, Operation } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { readJson } from './parse.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What goes wrong with a merchant account's notifications: look at it, set it, end it. */
export function disorderOperations(world: World): readonly Operation[] {
  const path = '/merchants/:merchantId/disorder';
  return [
    { method: 'get', path, operation: 'getDisorder', handle: ofMerchant(world, (merchant) => shown(world, merchant)) },
    {
      method: 'put',
      path,
      operation: 'setDisorder',
      handle: ofMerchant(world, (merchant, call) => set(world, merchant, call)),
    },
    {
      method: 'delete',
      path,
      operation: 'clearDisorder',
      handle: ofMerchant(world, async (merchant) => {
        await world.disorders.set(placeOf(merchant), []);
        return { status: 204, headers: {}, body: '' };
      }),
    },
  ];
}

function shown(world: World, merchant: Merchant): WholeReply {
  const answer: Wire['DisorderRules'] = { rules: world.disorders.rulesOf(merchant.id).map(rendered) };
  return jsonReply(200, answer);
}

async function set(world: World, merchant: Merchant, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['DisorderRules']>(exchange, 'DisorderRules');
  if (!body.ok) return body.reply;
  await world.disorders.set(placeOf(merchant), body.value.rules);
  return shown(world, merchant);
}

function rendered({ disorder, types, times }: DisorderRule): Wire['DisorderRules']['rules'][number] {
  return {
    ...(types === undefined ? {} : { types: [...types] }),
    ...(times === undefined ? {} : { times }),
    disorder,
  };
}
