import type { Scope } from '../../accounts/credential.ts';
import { pathOf, type Reply, type WholeReply } from '../../http/exchange.ts';
import { type CarryingOut, meet } from '../../http/meet.ts';
import { holdsOneSomehow } from '../../http/misplaced-card-numbers.ts';
import type { Method } from '../../http/route-table.ts';
import { once } from '../../operations/idempotency.ts';
import type { About } from '../../situations/match.ts';
import { type Call, type ChangeCall, ownerOf } from './call.ts';
import { errorReply, issue, type Read, type Refused } from './errors.ts';
import { mockedProblem } from './mock-response.ts';
import { REQUEST_ID_LIFETIME_MS } from './policy.ts';
import { faultWords } from './refusals.ts';
import { shownAgain } from './resources.ts';

/** One operation of the API, ready to be served. */
export type Operation = Readonly<{
  method: Method;
  path: string;
  /** The operationId of the specification. */
  operation: string;
  scope: Scope;
  answer: (call: Call) => Promise<Reply>;
}>;

/** What a change leads to: an answer, or that another process was faster with the same PayPal-Request-Id. */
export type Made = WholeReply | Refused | 'key_taken';

/** An operation that changes nothing. */
export function question(
  described: Omit<Operation, 'method' | 'answer'> & Readonly<{ about?: (call: Call) => Promise<About> | About }>,
  ask: (call: Call) => Promise<WholeReply | Refused>,
): Operation {
  const { about, ...route } = described;
  return {
    ...route,
    method: 'get',
    answer: async (call) => {
      const occasion = (await about?.(call)) ?? plain(call, 'read');
      return met(call, 'question', occasion, async ({ slowly, view }) => {
        await slowly();
        const mocked = mockedProblem(call.exchange);
        return whole(call, mocked ?? (await ask(view === 'stale' ? { ...call, view } : call)));
      });
    },
  };
}

/** What every operation that changes something says about itself; `kept` is for how long a PayPal-Request-Id counts. */
type Changing<Asked> = Readonly<{
  method?: 'patch' | 'delete';
  path: string;
  operation: string;
  scope: Scope;
  kept?: keyof typeof REQUEST_ID_LIFETIME_MS;
  reads: (call: Call) => Read<Asked>;
  about?: (call: Call, asked: Asked) => Promise<About> | About;
}>;

/** An operation that changes something, once per PayPal-Request-Id where there is one. */
export function change<Asked>(
  described: Changing<Asked>,
  make: (call: ChangeCall, asked: Asked) => Promise<Made>,
): Operation {
  const { method = 'post', path, operation, scope, kept, reads, about } = described;
  return {
    method,
    path,
    operation,
    scope,
    answer: async (call) => {
      const asked = reads(call);
      if (!asked.ok) return whole(call, asked);
      const requestId = kept === undefined ? undefined : call.exchange.headers['paypal-request-id'];
      const wrongId = requestId === undefined ? undefined : requestIdProblem(requestId);
      if (wrongId !== undefined) return whole(call, wrongId);
      const occasion = (await about?.(call, asked.value)) ?? plain(call);
      return met(call, 'change', occasion, async ({ slowly }) => {
        const mocked = mockedProblem(call.exchange);
        if (mocked !== undefined) return whole(call, mocked);
        const carryOut = async (changing: ChangeCall) => {
          await slowly();
          return make(changing, asked.value);
        };
        if (requestId === undefined || kept === undefined)
          return whole(call, await carryOut({ ...call, about: occasion }));
        return onceById(call, { operation, requestId, kept, about: occasion }, carryOut);
      });
    },
  };
}

/** A body is not looked at. */
export function noBody(): Read<undefined> {
  return { ok: true, value: undefined };
}

type AskedOnce = Readonly<{
  operation: string;
  requestId: string;
  kept: keyof typeof REQUEST_ID_LIFETIME_MS;
  about: About;
}>;

/**
 * The id counts for one kind of call on one thing. A repeat is answered with how what the first one made stands now,
 * whatever it asks for; what was refused was not done, and is tried again.
 */
async function onceById(
  call: Call,
  { operation, requestId, kept, about }: AskedOnce,
  make: (changing: ChangeCall) => Promise<Made>,
): Promise<WholeReply> {
  const key = `${operation}/${call.id}/${requestId}`;
  const request = { ...ownerOf(call), key, fingerprint: operation, lifetimeMs: REQUEST_ID_LIFETIME_MS[kept] };
  const answer = await once(call.world, request, async (recordOf) => {
    const made = await make({ ...call, about, recordOf, requestId });
    return made === 'key_taken' ? made : whole(call, made);
  });
  switch (answer.kind) {
    case 'answered':
      return answer.reply;
    case 'replayed': {
      const { paymentId = '', reply } = answer;
      call.exchange.notes.paymentId = paymentId;
      const again = await shownAgain(call, reply, paymentId);
      if (again === undefined) throw new Error(`payment ${paymentId} is remembered and does not exist`);
      return again;
    }
    case 'reused':
    case 'in_use':
      return whole(call, issue('PREVIOUS_REQUEST_IN_PROGRESS'));
  }
}

function whole(call: Call, made: Made): WholeReply {
  if (made === 'key_taken') throw new Error('a request id was taken where there is none');
  return 'ok' in made ? errorReply(made, call.exchange) : made;
}

function met(
  call: Call,
  kind: 'change' | 'question',
  about: About,
  carryOut: (how: CarryingOut) => Promise<WholeReply>,
): Promise<Reply> {
  const { world, exchange, caller, id } = call;
  const words = faultWords(exchange);
  // An order is a payment; of its parts it is not known yet whose they are.
  const payment = id !== '' && pathOf(exchange).includes('/checkout/orders/') ? { paymentId: id } : {};
  return meet({ world, exchange, merchant: caller.merchant, about, kind, ...payment, words }, carryOut);
}

function plain(call: Call, ...operations: About['operations']): About {
  return { operations, headers: call.exchange.headers };
}

// https://developer.paypal.com/api/rest/requests/#http-request-headers
const REQUEST_ID_LENGTH_MAX = 108;

/** An id is kept for weeks, so it is no place for a card number either. */
function requestIdProblem(requestId: string): Refused | undefined {
  const place = { field: 'PayPal-Request-Id', location: 'header' } as const;
  if (holdsOneSomehow(requestId)) {
    return issue('INVALID_PARAMETER_VALUE', { ...place, description: 'It holds a card number.' });
  }
  const fits = requestId !== '' && requestId.length <= REQUEST_ID_LENGTH_MAX;
  return fits ? undefined : issue('INVALID_STRING_LENGTH', place);
}
