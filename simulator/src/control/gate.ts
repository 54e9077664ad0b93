import { type Merchant, placeOf } from '../accounts/merchant.ts';
import type { GateSettings, Scope } from '../gate/gate.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { settle } from '../operations/settle.ts';
import type { World } from '../operations/world.ts';
import { type Call, notFound, type Operation } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { readJson } from './parse.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

const HOLD_MS = 30_000;
const QUIET_MS = 40;
const WITHIN_MS = 5_000;
const NOTHING: GateSettings = { before: [], after: [], notifications: [], holdMs: HOLD_MS };

/** Requests and notifications that are held until somebody lets them go, and the wait until nothing else moves. */
export function gateOperations(world: World): readonly Operation[] {
  const path = '/merchants/:merchantId/gate';
  const of = (handle: (merchant: Merchant, call: Call) => WholeReply) => ofMerchant(world, handle);
  return [
    { method: 'get', path, operation: 'getGate', handle: of((merchant) => shown(world, merchant)) },
    { method: 'put', path, operation: 'setGate', handle: of((merchant, call) => set(world, merchant, call)) },
    { method: 'delete', path, operation: 'openGate', handle: of((merchant) => opened(world, merchant)) },
    {
      method: 'post',
      path: `${path}/release`,
      operation: 'releaseAllHeld',
      handle: of((merchant) => jsonReply(200, { released: world.gate.releaseAll(merchant.id) })),
    },
    {
      method: 'post',
      path: '/gate/:heldId/release',
      operation: 'releaseHeld',
      handle: (call) => released(world, call),
    },
    {
      method: 'post',
      path: '/merchants/:merchantId/settle',
      operation: 'settleMerchant',
      handle: ofMerchant(world, (merchant, call) => settled(world, placeOf(merchant), call)),
    },
    { method: 'post', path: '/settle', operation: 'settleAll', handle: (call) => settled(world, {}, call) },
  ];
}

function set(world: World, merchant: Merchant, { exchange }: Call): WholeReply {
  const body = readJson<Wire['GateRequest']>(exchange, 'GateRequest');
  if (!body.ok) return body.reply;
  world.gate.set(merchant.id, { ...NOTHING, ...body.value });
  return shown(world, merchant);
}

function opened(world: World, merchant: Merchant): WholeReply {
  world.gate.set(merchant.id, undefined);
  return shown(world, merchant);
}

function shown(world: World, { id }: Merchant): WholeReply {
  const { before, after, notifications, holdMs } = world.gate.settingsOf(id) ?? NOTHING;
  const answer: Wire['Gate'] = {
    before: [...before],
    after: [...after],
    notifications: [...notifications],
    holdMs,
    held: world.gate.held({ merchantId: id }).map((held) => ({ ...held })),
    lapsed: world.gate.lapsed(id),
  };
  return jsonReply(200, answer);
}

function released(world: World, { parameters }: Call): WholeReply {
  const result = world.gate.release(parameters.heldId ?? '');
  return result === 'unknown' ? notFound('held request or notification') : jsonReply(200, { released: 1 });
}

async function settled(world: World, scope: Scope, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['SettleRequest']>(exchange, 'SettleRequest', 'optional');
  if (!body.ok) return body.reply;
  const { quietMs = QUIET_MS, withinMs = WITHIN_MS } = body.value;
  const reached = await settle(world, scope, { quietMs, withinMs });
  const { exchanges, deliveries, resting } = world.gate.moving(scope);
  const answer: Wire['Settled'] = {
    settled: reached,
    held: world.gate.held(scope).length,
    resting,
    moving: { exchanges, deliveries },
  };
  return jsonReply(200, answer);
}
