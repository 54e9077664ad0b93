import type { Scope } from '../../accounts/credential.ts';
import { jsonReply, type Reply, type WholeReply } from '../../http/exchange.ts';
import { type CarryingOut, meet } from '../../http/meet.ts';
import { holdsOneSomehow } from '../../http/misplaced-card-numbers.ts';
import type { Method } from '../../http/route-table.ts';
import { once, requestFingerprint } from '../../operations/idempotency.ts';
import type { About } from '../../situations/match.ts';
import { type Answer, type Call, type ChangeCall, type Fresh, ownerOf } from './call.ts';
import { keyReused, type Made } from './commit.ts';
import { errorReply, invalid, type Refused } from './errors.ts';
import { API_VERSION } from './event-object.ts';
import { expanded, expandProblem, type Root } from './expand.ts';
import { expansions } from './expansions.ts';
import type { FormParts } from './form.ts';
import { sourceOf } from './objects.ts';
import { type Params, type ParamsName, readParameters } from './parameters.ts';
import { IDEMPOTENCY_LIFETIME_MS } from './policy.ts';
import { faultWords, keyInUse } from './refusals.ts';

/** One operation of the API, ready to be served. */
export type Operation = Readonly<{
  method: Method;
  path: string;
  /** The operationId of the specification. */
  operation: string;
  scope: Scope;
  /** Whether a key that anybody may see is enough. */
  publishable: 'allowed' | 'refused';
  answer: (call: Call, form: FormParts) => Promise<Reply>;
}>;

/** What every operation says about itself. */
type Described<Name extends ParamsName> = Readonly<{
  path: string;
  operation: string;
  scope: Scope;
  publishable?: 'allowed';
  params: Name;
  /** What is answered, for `expand[]`. */
  shows: Root;
}>;

/** An operation that changes nothing. */
export function question<Name extends ParamsName>(
  described: Described<Name> & Readonly<{ about?: (call: Call) => Promise<About> | About }>,
  ask: (call: Call, params: Params<Name>) => Promise<Answer>,
): Operation {
  const { params: name, shows, publishable = 'refused', ...route } = described;
  return {
    ...route,
    method: 'get',
    publishable,
    answer: async (call, form) => {
      const params = readParameters(name, form);
      if (!params.ok) return refusedReply(call, params);
      const expand = expandOf(params.value);
      const problem = expandProblem(expand, shows, expansions);
      if (problem !== undefined) return refusedReply(call, problem);
      const about = (await described.about?.(call)) ?? plain(call, shows.in === 'list' ? 'list' : 'read');
      return met(call, 'question', about, async ({ slowly, view }) => {
        await slowly();
        const asking: Call = view === 'stale' ? { ...call, view } : call;
        return replyOf(asking, await ask(asking, params.value), expand, {});
      });
    },
  };
}

/** An operation that changes something, once per idempotency key. */
export function change<Name extends ParamsName>(
  described: Described<Name> &
    Readonly<{
      method?: 'delete';
      about?: (call: Call, params: Params<Name>) => Promise<About> | About;
      /** The answer that is remembered, with what no memory may hold. */
      again?: (call: Call, reply: WholeReply) => Promise<WholeReply>;
    }>,
  make: (call: ChangeCall, params: Params<Name>) => Promise<Made | Refused>,
): Operation {
  const { params: name, shows, publishable = 'refused', method = 'post', again, ...route } = described;
  return {
    ...route,
    method,
    publishable,
    answer: async (call, form) => {
      const params = readParameters(name, form);
      if (!params.ok) return refusedReply(call, params);
      const expand = expandOf(params.value);
      const problem = expandProblem(expand, shows, expansions);
      if (problem !== undefined) return refusedReply(call, problem);
      const key = method === 'post' ? call.exchange.headers['idempotency-key'] : undefined;
      const wrongKey = key === undefined ? undefined : keyProblem(key);
      if (wrongKey !== undefined) return refusedReply(call, wrongKey);
      const about = (await described.about?.(call, params.value)) ?? plain(call);
      return met(call, 'change', about, async ({ slowly }) => {
        const asked = { operation: described.operation, key, expand, about, params: params.value, again };
        return onceByKey(call, asked, async (changing) => {
          await slowly();
          return make(changing, params.value);
        });
      });
    },
  };
}

type AskedOnce = Readonly<{
  operation: string;
  key: string | undefined;
  expand: readonly string[];
  about: About;
  params: object;
  again?: ((call: Call, reply: WholeReply) => Promise<WholeReply>) | undefined;
}>;

async function onceByKey(
  call: Call,
  { operation, key, expand, about, params, again }: AskedOnce,
  make: (changing: ChangeCall) => Promise<Made | Refused>,
): Promise<WholeReply> {
  const { world } = call;
  const headers = key === undefined ? {} : { 'idempotency-key': key, 'original-request': call.exchange.requestId };
  const reply = async (answer: Answer, fresh: Fresh) => {
    const made = await replyOf(call, answer, expand, fresh);
    return { ...made, headers: { ...made.headers, ...headers } };
  };
  const changing: ChangeCall = { ...call, about, reply };
  if (key === undefined) return whole(await make(changing), reply);
  const what = { operation, target: call.id, body: withoutSecurityCodes(params) };
  const fingerprint = requestFingerprint(what, await world.fingerprintKey(call.exchange.environment.name));
  const request = { ...ownerOf(call), key, fingerprint, lifetimeMs: IDEMPOTENCY_LIFETIME_MS };
  const answer = await once(world, request, async (recordOf) => {
    const made = await make({ ...changing, recordOf, key });
    return made === 'key_taken' ? made : whole(made, reply);
  });
  switch (answer.kind) {
    case 'answered':
      return answer.reply;
    case 'replayed':
      if (answer.paymentId !== undefined) call.exchange.notes.paymentId = answer.paymentId;
      return replayed((await again?.(call, answer.reply)) ?? answer.reply);
    case 'reused':
      return reply(keyReused(key), {});
    case 'in_use':
      return reply(keyInUse(key), {});
  }
}

function replayed(reply: WholeReply): WholeReply {
  return { ...reply, headers: { ...reply.headers, 'idempotent-replayed': 'true' } };
}

async function whole(
  made: Made | Refused,
  reply: (answer: Answer, fresh: Fresh) => Promise<WholeReply>,
): Promise<WholeReply> {
  if (made === 'key_taken') throw new Error('a key was taken where there is none');
  return 'ok' in made ? reply(made, {}) : made;
}

async function replyOf(call: Call, answer: Answer, expand: readonly string[], fresh: Fresh): Promise<WholeReply> {
  if (!answer.ok) return refusedReply(call, answer);
  const body = await expanded(answer.value, expand, { source: sourceOf(call, fresh), expansions });
  return jsonReply(200, body, versionHeader(call));
}

/** An error to this caller. */
export function refusedReply(call: Pick<Call, 'exchange' | 'livemode'>, refused: Refused): WholeReply {
  const reply = errorReply(refused, { requestId: call.exchange.requestId, livemode: call.livemode });
  return { ...reply, headers: { ...reply.headers, ...versionHeader(call) } };
}

function versionHeader({ exchange }: Pick<Call, 'exchange'>): Readonly<Record<string, string>> {
  return { 'stripe-version': exchange.headers['stripe-version'] ?? API_VERSION };
}

function met(
  call: Call,
  kind: 'change' | 'question',
  about: About,
  carryOut: (how: CarryingOut) => Promise<WholeReply>,
): Promise<Reply> {
  const { world, exchange, caller } = call;
  const payment = call.id.startsWith('pi_') ? { paymentId: call.id } : {};
  return meet(
    { world, exchange, merchant: caller.merchant, about, kind, ...payment, words: faultWords(exchange) },
    carryOut,
  );
}

function plain(call: Call, ...operations: About['operations']): About {
  return { operations, headers: call.exchange.headers };
}

function expandOf(params: object): readonly string[] {
  if (!('expand' in params) || !Array.isArray(params.expand)) return [];
  return params.expand.filter((path) => typeof path === 'string');
}

/** A key is kept for a day, so it is no place for a card number either. */
function keyProblem(key: string): Refused | undefined {
  if (holdsOneSomehow(key)) return invalid('The idempotency key holds a card number; make keys of random characters.');
  if (key !== '' && key.length <= KEY_LENGTH_MAX) return undefined;
  return invalid(`Invalid idempotency key: it may have 1 to ${KEY_LENGTH_MAX} characters.`);
}

const KEY_LENGTH_MAX = 255;

/** A security code must not outlive its request, not even as a hash of three digits. */
function withoutSecurityCodes(params: unknown): unknown {
  if (typeof params !== 'object' || params === null) return params;
  if (Array.isArray(params)) return params.map(withoutSecurityCodes);
  const kept = Object.entries(params).filter(([name]) => name !== 'cvc');
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutSecurityCodes(part)] as const));
}
