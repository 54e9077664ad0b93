import { isAddressOrRange } from '../accounts/connection-policy.ts';
import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import type { World } from '../operations/world.ts';
import type { Call, Operation } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What a merchant account wants of every connection and request: look at it, set it, want nothing any more. */
export function connectionPolicyOperations(world: World): readonly Operation[] {
  const path = '/merchants/:merchantId/connection-policy';
  return [
    {
      method: 'get',
      path,
      operation: 'getConnectionPolicy',
      handle: ofMerchant(world, (merchant) => shown(world, merchant)),
    },
    {
      method: 'put',
      path,
      operation: 'setConnectionPolicy',
      handle: ofMerchant(world, (merchant, call) => set(world, merchant, call)),
    },
    {
      method: 'delete',
      path,
      operation: 'clearConnectionPolicy',
      handle: ofMerchant(world, async (merchant) => {
        await world.connectionPolicies.set(placeOf(merchant), {});
        return { status: 204, headers: {}, body: '' };
      }),
    },
  ];
}

function shown(world: World, merchant: Merchant): WholeReply {
  const { addresses, ...policy } = world.connectionPolicies.of(merchant.id);
  const answer: Wire['ConnectionPolicy'] = {
    ...policy,
    ...(addresses === undefined ? {} : { addresses: [...addresses] }),
  };
  return jsonReply(200, answer);
}

async function set(world: World, merchant: Merchant, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['ConnectionPolicy']>(exchange, 'ConnectionPolicy');
  if (!body.ok) return body.reply;
  const errors = (body.value.addresses ?? []).flatMap((entry, index) =>
    isAddressOrRange(entry)
      ? []
      : [{ pointer: `/addresses/${index}`, detail: 'is neither an address nor a range, such as 10.0.0.0/8' }],
  );
  if (errors.length > 0) return controlProblem('/problems/invalid-request', { errors });
  await world.connectionPolicies.set(placeOf(merchant), body.value);
  return shown(world, merchant);
}
