import type { DialectObject } from '../../store/objects.ts';
import { type ChangeCall, show } from './call.ts';
import { isDeleted, type KeptMethod, readMethod } from './codec.ts';
import { commitChange, commitNew, type Made } from './commit.ts';
import { invalid, type Read, type Refused } from './errors.ts';
import { listOf } from './list.ts';
import { mergedMetadata } from './merge.ts';
import { renderMethod } from './method-object.ts';
import { changedObject, found } from './objects.ts';
import { change, type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { attachProblem, inTurnFor, mergedBilling, methodById, newMethod, ownedBy } from './payment-method.ts';
import { customerTag } from './pointers.ts';

const ALL = '/v1/payment_methods';
const ONE = '/v1/payment_methods/:id';
const METHOD = { object: 'payment_method', in: 'itself' } as const;

/** Payment methods: cards, kept for a customer or used once. */
export const methodOperations: readonly Operation[] = [
  change(
    {
      path: ALL,
      operation: 'createPaymentMethod',
      scope: 'pay',
      publishable: 'allowed',
      params: 'CreatePaymentMethodParams',
      shows: METHOD,
    },
    (call, params) =>
      inTurnFor(call, { payment_method_data: params }, async () => {
        const made = await newMethod(call, params);
        if (!made.ok) return made;
        return commitNew(call, made.value.objects, show(renderMethod(made.value.object, call.livemode)));
      }),
  ),
  question(
    {
      path: ALL,
      operation: 'listPaymentMethods',
      scope: 'read',
      params: 'ListPaymentMethodsParams',
      shows: { ...METHOD, in: 'list' },
    },
    (call, params) =>
      listOf(call, params, {
        kind: 'payment_method',
        url: ALL,
        tags: params.customer === undefined ? [] : [customerTag(params.customer)],
        render: (object) => renderMethod(object, call.livemode),
      }),
  ),
  question(
    {
      path: '/v1/customers/:id/payment_methods',
      operation: 'listPaymentMethodsOfCustomer',
      scope: 'read',
      params: 'ListPaymentMethodsOfCustomerParams',
      shows: { ...METHOD, in: 'list' },
    },
    async (call, params) => {
      const customer = await found(call, 'customer', call.id, { param: 'customer' });
      if (!customer.ok) return customer;
      return listOf(call, params, {
        kind: 'payment_method',
        url: `/v1/customers/${call.id}/payment_methods`,
        tags: [customerTag(call.id)],
        render: (object) => renderMethod(object, call.livemode),
      });
    },
  ),
  question(
    { path: ONE, operation: 'getPaymentMethod', scope: 'read', params: 'NoParams', shows: METHOD },
    async (call) => {
      const object = await found(call, 'payment_method', call.id, { param: 'payment_method' });
      return object.ok ? show(renderMethod(object.value, call.livemode)) : object;
    },
  ),
  change(
    {
      path: ONE,
      operation: 'updatePaymentMethod',
      scope: 'pay',
      params: 'UpdatePaymentMethodParams',
      shows: METHOD,
    },
    updateMethod,
  ),
  change(
    {
      path: `${ONE}/attach`,
      operation: 'attachPaymentMethod',
      scope: 'pay',
      params: 'AttachPaymentMethodParams',
      shows: METHOD,
    },
    attachMethod,
  ),
  change(
    { path: `${ONE}/detach`, operation: 'detachPaymentMethod', scope: 'pay', params: 'NoParams', shows: METHOD },
    (call) =>
      changeMethod(call, (object) => {
        if (readMethod(object).customer !== undefined) return { ok: true, value: ownedBy(object, undefined) };
        return invalid('The payment method you provided is not attached to a customer so detachment is impossible.');
      }),
  ),
];

function updateMethod(call: ChangeCall, params: Params<'UpdatePaymentMethodParams'>): Promise<Made | Refused> {
  return changeMethod(call, (object) => {
    const before = readMethod(object);
    if (before.customer === undefined) {
      return invalid('You must save this PaymentMethod to a customer before you can update it.');
    }
    const { exp_month: expMonth = before.card.expMonth, exp_year: expYear = before.card.expYear } = params.card ?? {};
    const value: KeptMethod = {
      ...before,
      allowRedisplay: params.allow_redisplay ?? before.allowRedisplay,
      billing: mergedBilling(before.billing, params.billing_details),
      card: { ...before.card, expMonth, expYear },
      metadata: mergedMetadata(before.metadata, params.metadata),
    };
    return { ok: true, value: changedObject(object, { ...value }) };
  });
}

async function attachMethod(
  call: ChangeCall,
  { customer: id }: Params<'AttachPaymentMethodParams'>,
): Promise<Made | Refused> {
  const customer = await found(call, 'customer', id, { param: 'customer' });
  if (!customer.ok) return { ...customer, status: 400 };
  if (isDeleted(customer.value))
    return invalid(`No such customer: '${id}'`, { code: 'resource_missing', param: 'customer' });
  const method = await methodById(call, call.id, 'id');
  if (!method.ok) return method;
  const { object, objects } = method.value;
  if (objects.length === 0) return changeMethod(call, (known) => attached(known, id));
  const fresh = attached(object, id);
  if (!fresh.ok) return fresh;
  const made = { ...fresh.value, version: 1 };
  return commitNew(call, [made], show(renderMethod(made, call.livemode)));
}

function attached(object: DialectObject, customer: string): Read<DialectObject> {
  return attachProblem(object, customer) ?? { ok: true, value: ownedBy(object, customer) };
}

function changeMethod(
  call: ChangeCall,
  change: (object: DialectObject) => Read<DialectObject>,
): Promise<Made | Refused> {
  return commitChange(
    call,
    'payment_method',
    (object) => {
      const after = change(object);
      if (!after.ok) return after;
      const answer = show(renderMethod(after.value, call.livemode));
      return { ok: true, value: { objects: [after.value], answer } };
    },
    { param: 'payment_method' },
  );
}
