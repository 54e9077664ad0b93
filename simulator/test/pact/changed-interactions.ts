import type { Interaction } from './pact-file.ts';

const PURCHASE = 'a payment to authorize';
const LOOKUP = 'a look at a payment that is authorized';
const CAPTURE = 'a capture of a hold';
const LATE_CAPTURE = 'a capture of a hold that has been captured';

/** What is done to an interaction, of which one, and how. */
export type Change = readonly [what: string, of: string, change: (interaction: Interaction) => void];

/** Each is something a shop might rely on or send by mistake, and the simulator does not keep or take. */
const CHANGES: readonly Change[] = [
  ['unchanged', CAPTURE, () => {}],
  ['a field of another name', LOOKUP, ({ response: { body } }) => rename(body.content, 'status', 'state')],
  [
    'a field inside another of another name',
    LOOKUP,
    ({ response: { body } }) => rename(inside(body.content, 'balances'), 'capturable', 'remaining'),
  ],
  ['a field of another type', LOOKUP, ({ response: { body } }) => put(inside(body.content, 'amount'), 'minor', '1999')],
  ['another mode', LOOKUP, ({ response: { body } }) => put(body.content, 'mode', 'live')],
  ['a longer list', LOOKUP, ({ response: { body } }) => put(body.content, 'captures', [{}])],
  ['another status', CAPTURE, ({ response }) => put(response, 'status', 200)],
  ['another problem', LATE_CAPTURE, ({ response: { body } }) => put(body.content, 'type', '/problems/wrong-state')],
  ['a header of another name', LATE_CAPTURE, ({ response }) => rename(response.headers, 'request-id', 'x-request-id')],
  [
    'a request field of another name',
    PURCHASE,
    ({ request: { body } }) => rename(body.content, 'captureMode', 'capture_mode'),
  ],
  ['a request field left out', PURCHASE, ({ request: { body } }) => void delete body.content.returnUrl],
  ['no idempotency key', CAPTURE, ({ request }) => void delete request.headers['idempotency-key']],
  ['another path', PURCHASE, ({ request }) => put(request, 'path', '/v1/payment')],
  ['a secret that nobody fills in', PURCHASE, ({ request }) => void delete request.generators],
  ['another state', CAPTURE, ({ providerStates }) => put(stateOf(providerStates), 'status', 'declined')],
];

/** Interactions of the pact that have been changed, each named by what was done to it. */
export function changedInteractions(
  interactions: readonly Interaction[],
  changes: readonly Change[] = CHANGES,
): readonly Interaction[] {
  return changes.map(([what, of, change]) => {
    const found = interactions.find(({ description }) => description === of);
    if (found === undefined) throw new Error(`the pact has no interaction "${of}"`);
    const copy = structuredClone(found);
    change(copy);
    return { ...copy, description: what };
  });
}

/** Another value where there is one already. */
export function put(object: object, name: string, value: unknown): void {
  if (!Reflect.has(object, name)) throw new Error(`there is no ${name} to change`);
  Reflect.set(object, name, value);
}

/** The same value under another name. */
export function rename(object: Record<string, unknown>, from: string, to: string): void {
  if (!(from in object)) throw new Error(`there is no ${from} to rename`);
  object[to] = object[from];
  delete object[from];
}

/** An object inside another. */
export function inside(object: Record<string, unknown>, name: string): Record<string, unknown> {
  return object[name] as Record<string, unknown>;
}

function stateOf(states: Interaction['providerStates']): Record<string, unknown> {
  const payment = states.find(({ name }) => name === 'a payment');
  if (payment === undefined) throw new Error('there is no payment to change');
  return payment.params;
}
