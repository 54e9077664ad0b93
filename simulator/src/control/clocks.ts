import { placeOf } from '../accounts/merchant.ts';
import { instant } from '../engine/ids.ts';
import { unreachable } from '../engine/unreachable.ts';
import { jsonReply, type Reply, type WholeReply } from '../http/exchange.ts';
import { type Turn, type Turned, turnClock } from '../operations/clocks.ts';
import { findEnvironment } from '../operations/merchants.ts';
import type { Ran } from '../operations/timer.ts';
import { nextTimer } from '../operations/timers.ts';
import type { Place, World } from '../operations/world.ts';
import { type Call, notFound, type Operation } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { type Read, readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import { iso } from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The clocks of environments and merchant accounts: read, set, advance, let go. */
export function clockOperations(world: World): readonly Operation[] {
  const environment = ofEnvironment(world);
  const merchant = (handle: OfPlace) => ofMerchant(world, (found, call) => handle(placeOf(found), call));
  return [
    ...operationsOn(world, '/environments/:environment/clock', 'Environment', environment),
    ...operationsOn(world, '/merchants/:merchantId/clock', 'Merchant', merchant),
  ];
}

/** Runs what is to be done in a place. */
export type OfPlace = (place: Place, call: Call) => Promise<Reply>;

function operationsOn(
  world: World,
  path: string,
  whose: 'Environment' | 'Merchant',
  at: (handle: OfPlace) => Operation['handle'],
): readonly Operation[] {
  return [
    {
      method: 'get',
      path,
      operation: `get${whose}Clock`,
      handle: at(async (place) => jsonReply(200, await rendered(world, place))),
    },
    { method: 'put', path, operation: `set${whose}Clock`, handle: at((place, call) => set(world, place, call)) },
    {
      method: 'delete',
      path,
      operation: `unset${whose}Clock`,
      handle: at((place) => turn(world, place, { to: 'unset' }, '')),
    },
    {
      method: 'post',
      path: `${path}/advance`,
      operation: `advance${whose}Clock`,
      handle: at((place, call) => advance(world, place, call)),
    },
  ];
}

/** Runs what is to be done with the environment that the path names. */
export function ofEnvironment(world: World): (handle: OfPlace) => Operation['handle'] {
  return (handle) => async (call) => {
    const found = findEnvironment(world, call.parameters.environment ?? '');
    return found === undefined ? notFound('environment') : handle({ environment: found.name }, call);
  };
}

async function set(world: World, place: Place, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['ClockSetting']>(exchange, 'ClockSetting');
  if (!body.ok) return body.reply;
  if (body.value.kind === 'system') {
    const { offsetMs } = body.value;
    return turn(world, place, { to: 'system', ...(offsetMs === undefined ? {} : { offsetMs }) }, '/offsetMs');
  }
  if (body.value.at === undefined) return turn(world, place, { to: 'frozen' }, '/at');
  const at = readInstant(body.value.at, '/at');
  return at.ok ? turn(world, place, { to: 'frozen', at: at.value }, '/at') : at.reply;
}

async function advance(world: World, place: Place, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['ClockAdvance']>(exchange, 'ClockAdvance');
  if (!body.ok) return body.reply;
  const { ms } = body.value;
  return turn(world, place, ms === undefined ? { to: 'next_timer' } : { to: 'later', ms }, '/ms');
}

/** The format lets pass what is no time, such as the sixtieth second of a minute that has none. */
function readInstant(text: string, pointer: string): Read<ReturnType<typeof instant>> {
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return { ok: true, value: instant(ms) };
  return { ok: false, reply: invalid(pointer, 'is not a time') };
}

/** Turns the clock; `pointer` is the field to blame when that leads beyond what a clock shows. */
async function turn(world: World, place: Place, how: Turn, pointer: string): Promise<WholeReply> {
  const turned = await turnClock(world, place, how);
  switch (turned.kind) {
    case 'turned':
      return jsonReply(200, await renderedTurn(world, place, turned));
    case 'back':
      return controlProblem('/problems/clock-goes-back', {
        detail: `The clock shows ${iso(turned.stands)}, and this would set it to ${iso(turned.asked)}.`,
      });
    case 'out_of_range':
      return invalid(pointer, 'leads beyond the years 2000 to 3000');
    case 'not_own':
      return controlProblem('/problems/wrong-state', {
        detail: 'The merchant account follows the clock of its environment; give it one of its own first.',
      });
  }
}

const RAN_SHOWN_MAX = 1000;

async function renderedTurn(
  world: World,
  place: Place,
  { ran, more }: Extract<Turned, { kind: 'turned' }>,
): Promise<Wire['ClockTurned']> {
  const shown = ran.slice(0, RAN_SHOWN_MAX).map(renderRan);
  return { clock: await rendered(world, place), ran: shown, count: ran.length, more };
}

async function rendered(world: World, place: Place): Promise<Wire['Clock']> {
  const { clocks } = world;
  const setting = clocks.setting(place);
  const own = clocks.hasOwn(place);
  const next = await nextTimer(world, own ? place : { environment: place.environment });
  return {
    kind: setting.kind,
    now: iso(clocks.now(place)),
    own,
    ...(setting.kind === 'system' ? { offsetMs: setting.offsetMs } : {}),
    ...(next === undefined ? {} : { nextTimerAt: iso(next.at) }),
  };
}

function renderRan(ran: Ran): Wire['TimerRan'] {
  const at = iso(ran.at);
  switch (ran.kind) {
    case 'payment':
      return { at, kind: ran.kind, paymentId: ran.paymentId, events: [...ran.events] };
    case 'settlement':
      return { at, kind: ran.kind, merchantId: ran.merchantId, payouts: [...ran.payouts] };
    case 'object':
      return { at, kind: ran.kind, merchantId: ran.merchantId, objectId: ran.objectId, events: [...ran.types] };
    case 'notifications':
      return { at, kind: ran.kind, attempts: ran.attempts };
    case 'wait':
      return { at, kind: ran.kind, ...(ran.merchantId === undefined ? {} : { merchantId: ran.merchantId }) };
    default:
      return unreachable(ran);
  }
}

function invalid(pointer: string, detail: string): WholeReply {
  return controlProblem('/problems/invalid-request', { errors: [{ pointer, detail }] });
}
