import { placeOf } from '../accounts/merchant.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import type { FieldError } from '../http/problem.ts';
import { knownFrom } from '../operations/kept-situations.ts';
import { environmentOnly, putInto, takeOut } from '../operations/situation-setting.ts';
import { type Known, namedSituation } from '../operations/situations.ts';
import type { Place, World } from '../operations/world.ts';
import { situationFrom } from '../situations/parse.ts';
import { type Call, notFound, type Operation } from './call.ts';
import { type OfPlace, ofEnvironment } from './clocks.ts';
import { ofMerchant } from './merchants.ts';
import { type Read, readAfter } from './parse.ts';
import { controlProblem } from './problems.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** What the simulated world does: which situations there are, and which one holds where. */
export function situationOperations(world: World): readonly Operation[] {
  const environment = ofEnvironment(world);
  const merchant = (handle: OfPlace) => ofMerchant(world, (found, call) => handle(placeOf(found), call));
  return [
    { method: 'get', path: '/situations', operation: 'listSituations', handle: () => list(world) },
    { method: 'get', path: '/situations/:name', operation: 'getSituation', handle: (call) => one(world, call) },
    ...operationsOn(world, '/environments/:environment/situation', 'Environment', environment),
    ...operationsOn(world, '/merchants/:merchantId/situation', 'Merchant', merchant),
  ];
}

function operationsOn(
  world: World,
  path: string,
  whose: 'Environment' | 'Merchant',
  at: (handle: OfPlace) => Operation['handle'],
): readonly Operation[] {
  return [
    { method: 'get', path, operation: `get${whose}Situation`, handle: at(async (place) => shown(world, place)) },
    { method: 'put', path, operation: `set${whose}Situation`, handle: at((place, call) => set(world, place, call)) },
    { method: 'delete', path, operation: `unset${whose}Situation`, handle: at((place) => unset(world, place)) },
  ];
}

function list(world: World): WholeReply {
  const situations = world.situations.library.map(({ situation }): Wire['SituationName'] => {
    const { name, about } = situation;
    return { name, about };
  });
  return jsonReply(200, { situations });
}

function one(world: World, { parameters }: Call): WholeReply {
  const found = world.situations.library.find(({ situation }) => situation.name === parameters.name);
  return found === undefined ? notFound('situation') : jsonReply(200, found.written);
}

function shown(world: World, place: Place): WholeReply {
  const known = world.situations.at(place);
  const own = world.situations.setFor(place) !== undefined;
  return jsonReply(200, known === undefined ? { own } : { own, situation: known.written });
}

async function set(world: World, place: Place, call: Call): Promise<WholeReply> {
  const read = readSituation(world, call);
  if (!read.ok) return read.reply;
  const { known, pointer } = read.value;
  if ((await putInto(world, place, known)) === 'set') return shown(world, place);
  return controlProblem('/problems/invalid-request', { errors: misplaced(known, pointer) });
}

async function unset(world: World, place: Place): Promise<WholeReply> {
  await takeOut(world, place);
  return shown(world, place);
}

type Asked = Readonly<{ known: Known; pointer: string }>;

/** A situation by name, or written out: then its own reader says what is wrong with it, and not only the schema. */
function readSituation(world: World, { exchange }: Call): Read<Asked> {
  const body = readAfter<Wire['SituationSetting']>(exchange, 'SituationSetting', (value) => {
    if (!isObject(value) || value.situation === undefined || Object.keys(value).length !== 1) return [];
    const parsed = situationFrom(value.situation);
    if (parsed.ok) return [];
    return parsed.problems.map(({ pointer, detail }) => ({ pointer: `/situation${pointer}`, detail }));
  });
  if (!body.ok) return body;
  const { name, situation } = body.value;
  if (name !== undefined) {
    const found = namedSituation(world.situations, name);
    if ('known' in found) return { ok: true, value: { known: found.known, pointer: '/name' } };
    return { ok: false, reply: controlProblem('/problems/situation-unknown', { detail: found.why }) };
  }
  const parsed = situationFrom(situation);
  if (!parsed.ok) throw new Error('a situation that was right when it was looked at first');
  return { ok: true, value: { known: knownFrom(parsed), pointer: '/situation' } };
}

/** Where a situation has what cannot happen to one merchant account alone. */
function misplaced(known: Known, pointer: string): readonly FieldError[] {
  return environmentOnly(known).map((rule) => ({
    pointer: pointer === '/name' ? pointer : `${pointer}/rules/${rule}/fault`,
    detail: 'refuses connections, which only an environment can',
  }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
