import { type Call, show } from './call.ts';
import { renderCharge } from './charge-object.ts';
import { readPointer } from './codec.ts';
import { missing } from './errors.ts';
import { listOf } from './list.ts';
import { found, sourceOf } from './objects.ts';
import { type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { customerTag, intentTag } from './pointers.ts';

const ALL = '/v1/charges';
const CHARGE = { object: 'charge', in: 'itself' } as const;

/** Charges: the attempts that were made at payments, for reading. */
export const chargeOperations: readonly Operation[] = [
  question(
    {
      path: ALL,
      operation: 'listCharges',
      scope: 'read',
      params: 'ListChargesParams',
      shows: { ...CHARGE, in: 'list' },
    },
    listCharges,
  ),
  question(
    { path: `${ALL}/:id`, operation: 'getCharge', scope: 'read', params: 'NoParams', shows: CHARGE },
    async (call) => {
      const pointer = await found(call, 'charge', call.id);
      if (!pointer.ok) return pointer;
      const source = sourceOf(call);
      const stored = await source.payment(readPointer(pointer.value).payment);
      const charge = stored === undefined ? undefined : renderCharge(stored, call.id, source.at);
      return charge === undefined ? missing('charge', call.id, { param: 'id' }) : show(charge);
    },
  ),
];

function listCharges(call: Call, params: Params<'ListChargesParams'>) {
  const { customer, payment_intent: intent } = params;
  const source = sourceOf(call);
  return listOf(call, params, {
    kind: 'charge',
    url: ALL,
    tags: [
      ...(customer === undefined ? [] : [customerTag(customer)]),
      ...(intent === undefined ? [] : [intentTag(intent)]),
    ],
    render: async (pointer) => {
      const stored = await source.payment(readPointer(pointer).payment);
      return stored === undefined ? undefined : renderCharge(stored, pointer.id, source.at);
    },
  });
}
