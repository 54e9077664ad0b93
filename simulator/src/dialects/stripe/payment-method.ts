import { Overtaken } from '../../operations/change.ts';
import type { DialectObject } from '../../store/objects.ts';
import { addressOf } from './address.ts';
import type { Call } from './call.ts';
import { declined, readCard } from './card-entry.ts';
import { type KeptBilling, type KeptMethod, merged, readMethod, readToken } from './codec.ts';
import { invalid, lockTimeout, missing, type Read, type Refused } from './errors.ts';
import { mergedMetadata } from './merge.ts';
import { numberOfMethodName, numberOfTokenName } from './named-cards.ts';
import { changedObject, found, newObject } from './objects.ts';
import type { Params } from './parameters.ts';
import { customerTag } from './pointers.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A payment method that can be used or attached, with what has to be committed for it to exist. */
export type MethodInHand = Readonly<{ object: DialectObject; objects: readonly DialectObject[] }>;

type MethodGiven = Pick<
  Params<'CreatePaymentMethodParams'>,
  'allow_redisplay' | 'billing_details' | 'card' | 'metadata'
>;

/** A new payment method out of a card, or out of a token; `at` is where its parameters stand. */
export async function newMethod(call: Call, given: MethodGiven, at = ''): Promise<Read<MethodInHand>> {
  const param = at === '' ? 'card' : `${at}[card]`;
  const { card } = given;
  if (card === undefined) return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  const billing = mergedBilling({}, given.billing_details);
  const more = { allowRedisplay: given.allow_redisplay ?? 'unspecified', metadata: mergedMetadata({}, given.metadata) };
  if (card.token !== undefined) return fromToken(call, card.token, { billing, ...more }, `${param}[token]`);
  const read = await readCard(call, card, param);
  if (!read.ok) return read;
  return made(call, { ...more, billing, ...read.value });
}

/** The payment method of this id, or a new one where the id is a test card's name. */
export async function methodById(call: Call, id: string, param = 'payment_method'): Promise<Read<MethodInHand>> {
  const number = numberOfMethodName(id);
  if (number !== undefined) {
    if (call.livemode) return missing('PaymentMethod', id, { param, hint: TEST_ONLY, status: 400 });
    const read = await readCard(call, testCard(call, number), 'card');
    if (!read.ok) return read;
    return made(call, { allowRedisplay: 'unspecified', billing: {}, metadata: {}, ...read.value });
  }
  const known = await found(call, 'payment_method', id, { param });
  if (!known.ok) return param === 'id' ? known : { ...known, status: 400 };
  return { ok: true, value: { object: known.value, objects: [] } };
}

/** What names a card: a payment method's id, or a token among the parameters of one. */
type Naming = Readonly<{
  payment_method?: string;
  payment_method_data?: Readonly<{ card?: Readonly<{ token?: string }> }>;
}>;

/**
 * Runs after whoever else wants the same card or token, since either can be used up; test cards' names never are. Where
 * another process was faster, it is decided again on what that has left.
 */
export function inTurnFor<T>({ world }: Call, named: Naming, run: () => Promise<T>): Promise<T | Refused> {
  const { payment_method: id = '', payment_method_data: data } = named;
  const shared = data?.card?.token ?? id;
  const isEverybodys = numberOfMethodName(shared) !== undefined || numberOfTokenName(shared) !== undefined;
  return shared === '' || isEverybodys ? run() : world.inTurn(shared, () => untilNotOvertaken(run));
}

// With the queue in front it takes as many other processes, each of which has got what it wanted.
const ATTEMPTS_MAX = 5;

async function untilNotOvertaken<T>(run: () => Promise<T>): Promise<T | Refused> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
  return lockTimeout();
}

const TEST_ONLY = '; a similar object exists in test mode, but a live mode key was used to make this request.';

/** The same payment method, of a customer now; undefined means of nobody, which is the end of it. */
export function ownedBy(object: DialectObject, customer: string | undefined): DialectObject {
  const { customer: _, ...kept } = readMethod(object);
  const after: KeptMethod = customer === undefined ? { ...kept, spent: true } : { ...kept, customer };
  return changedObject(object, { ...after }, customer === undefined ? [] : [customerTag(customer)]);
}

/** Why a payment method cannot belong to this customer, if it cannot. */
export function attachProblem(object: DialectObject, customer: string): Refused | undefined {
  const { conduct, customer: owner, spent, attaches } = readMethod(object);
  if (owner !== undefined && owner !== customer) {
    return invalid('The payment method you provided has already been attached to a customer.');
  }
  if (spent === true) return spentMethod();
  return conduct.kind === 'declines' && !attaches ? declined(conduct.code) : undefined;
}

/** Why a payment of this customer, or of nobody, cannot be made with it, if it cannot. */
export function useProblem(object: DialectObject, customer: string | undefined): Refused | undefined {
  const { customer: owner, spent } = readMethod(object);
  if (spent === true) return spentMethod();
  if (owner === undefined || owner === customer) return undefined;
  const message =
    customer === undefined
      ? 'The PaymentMethod provided belongs to a Customer. Please include the Customer in the `customer` parameter on the PaymentIntent.'
      : `The customer does not have a payment method with the ID ${object.id}. The payment method must be attached to the customer.`;
  return invalid(message, { code: 'resource_missing', param: 'payment_method' });
}

function spentMethod(): Refused {
  return invalid(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
    { param: 'payment_method' },
  );
}

async function fromToken(
  call: Call,
  id: string,
  more: Pick<KeptMethod, 'allowRedisplay' | 'billing' | 'metadata'>,
  param: string,
): Promise<Read<MethodInHand>> {
  const number = numberOfTokenName(id);
  if (number !== undefined) {
    if (call.livemode) return missing('token', id, { param, hint: TEST_ONLY, status: 400 });
    const read = await readCard(call, testCard(call, number), 'card');
    return read.ok ? made(call, { ...more, ...read.value }) : read;
  }
  const token = await found(call, 'token', id, { param });
  if (!token.ok) return { ...token, status: 400 };
  const { used, billing, ...card } = readToken(token.value);
  if (used) {
    return invalid(`You cannot use a Stripe token more than once: ${id}.`, { code: 'token_already_used', param });
  }
  const spent = changedObject(token.value, { ...card, billing, used: true });
  const method = made(call, { ...more, billing: { ...billing, ...more.billing }, ...card });
  return { ok: true, value: { ...method.value, objects: [...method.value.objects, spent] } };
}

function made(call: Call, value: KeptMethod): Readonly<{ ok: true; value: MethodInHand }> {
  const object = newObject(call, 'payment_method', { id: call.world.random.id('pm'), value: { ...value } });
  return { ok: true, value: { object, objects: [object] } };
}

/** A test card as somebody would type it in. */
function testCard(call: Call, number: string) {
  return { number, exp_month: 12, exp_year: new Date(call.now).getUTCFullYear() + 3, cvc: '123' };
}

/** Who the card belongs to, after what is said of it. */
export function mergedBilling(before: KeptBilling, asked: Wire['BillingInput'] | undefined): KeptBilling {
  if (asked === undefined) return before;
  const { address, email, name, phone, tax_id: taxId } = asked;
  return merged<KeptBilling>(before, {
    address: address === '' ? '' : addressOf(address),
    email,
    name,
    phone,
    taxId,
  });
}
