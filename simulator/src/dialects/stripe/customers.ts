import { addressOf } from './address.ts';
import { type ChangeCall, show } from './call.ts';
import { DELETED, isDeleted, type KeptCustomer, merged, readCustomer } from './codec.ts';
import { commitChange, commitNew, type Made } from './commit.ts';
import { renderCustomer } from './customer-object.ts';
import { missing, type Refused } from './errors.ts';
import { listOf } from './list.ts';
import { mergedMetadata } from './merge.ts';
import { changedObject, found, newObject } from './objects.ts';
import { change, type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { attachProblem, inTurnFor, methodById, ownedBy } from './payment-method.ts';

const ALL = '/v1/customers';
const ONE = '/v1/customers/:id';
const CUSTOMER = { object: 'customer', in: 'itself' } as const;

/** Customers: whoever a merchant wants to find again. */
export const customerOperations: readonly Operation[] = [
  change(
    { path: ALL, operation: 'createCustomer', scope: 'pay', params: 'CreateCustomerParams', shows: CUSTOMER },
    createCustomer,
  ),
  question(
    {
      path: ALL,
      operation: 'listCustomers',
      scope: 'read',
      params: 'ListCustomersParams',
      shows: { ...CUSTOMER, in: 'list' },
    },
    (call, params) =>
      listOf(call, params, {
        kind: 'customer',
        url: ALL,
        tags: params.email === undefined ? ['alive'] : ['alive', emailTag(params.email)],
        render: (object) => renderCustomer(object, call.livemode),
      }),
  ),
  question(
    { path: ONE, operation: 'getCustomer', scope: 'read', params: 'NoParams', shows: CUSTOMER },
    async (call) => {
      const object = await found(call, 'customer', call.id);
      return object.ok ? show(renderCustomer(object.value, call.livemode)) : object;
    },
  ),
  change(
    { path: ONE, operation: 'updateCustomer', scope: 'pay', params: 'UpdateCustomerParams', shows: CUSTOMER },
    updateCustomer,
  ),
  change(
    {
      method: 'delete',
      path: ONE,
      operation: 'deleteCustomer',
      scope: 'pay',
      params: 'NoParams',
      shows: CUSTOMER,
    },
    deleteCustomer,
  ),
];

async function createCustomer(call: ChangeCall, params: Params<'CreateCustomerParams'>): Promise<Made | Refused> {
  const { metadata, address, description, email, name, phone } = params;
  const value = merged<KeptCustomer>(
    { metadata: mergedMetadata({}, metadata) },
    { description, email, name, phone, address: addressOf(address) },
  );
  const id = call.world.random.id('cus');
  const object = newObject(call, 'customer', { id, value: { ...value }, tags: tagsOf(value) });
  const answer = show(renderCustomer(object, call.livemode));
  if (params.payment_method === undefined) return commitNew(call, [object], answer);
  const named = { payment_method: params.payment_method };
  return inTurnFor(call, named, async () => {
    const method = await methodById(call, named.payment_method);
    if (!method.ok) return method;
    const { object: card, objects: fresh } = method.value;
    const problem = attachProblem(card, id);
    if (problem !== undefined) return problem;
    const attached = ownedBy(card, id);
    return commitNew(call, [object, fresh.length > 0 ? { ...attached, version: 1 } : attached], answer);
  });
}

function updateCustomer(call: ChangeCall, params: Params<'UpdateCustomerParams'>) {
  return commitChange(call, 'customer', (object) => {
    if (isDeleted(object)) return missing('customer', object.id, { param: 'id' });
    const before = readCustomer(object);
    const { metadata, address, description, email, name, phone } = params;
    const value = merged<KeptCustomer>(
      { ...before, metadata: mergedMetadata(before.metadata, metadata) },
      { description, email, name, phone, address: address === '' ? '' : addressOf(address) },
    );
    const after = changedObject(object, { ...value }, tagsOf(value));
    return { ok: true, value: { objects: [after], answer: show(renderCustomer(after, call.livemode)) } };
  });
}

function deleteCustomer(call: ChangeCall) {
  return commitChange(call, 'customer', (object) => {
    if (isDeleted(object)) return missing('customer', object.id, { param: 'id' });
    const after = changedObject(object, DELETED, []);
    return { ok: true, value: { objects: [after], answer: show(renderCustomer(after, call.livemode)) } };
  });
}

function tagsOf({ email }: KeptCustomer): readonly string[] {
  return email === undefined ? ['alive'] : ['alive', emailTag(email)];
}

function emailTag(email: string): string {
  return `email=${email}`;
}
