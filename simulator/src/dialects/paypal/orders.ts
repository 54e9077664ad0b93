import type { Call } from './call.ts';
import { aboutNewOrder, aboutOrder } from './occasion.ts';
import { change, type Operation, question } from './operation.ts';
import { confirmOrder } from './order-confirm.ts';
import { createOrder } from './order-create.ts';
import { patchOrder } from './order-patch.ts';
import { payOrder } from './order-pay.ts';
import { type BodyName, readBody } from './parameters.ts';
import { orderOf, replyShowing } from './resources.ts';

const ALL = '/v2/checkout/orders';
const ONE = '/v2/checkout/orders/:id';

/** Orders: what a buyer is to pay, from the wish to the money. */
export const orderOperations: readonly Operation[] = [
  change(
    {
      path: ALL,
      operation: 'createOrder',
      scope: 'pay',
      kept: 'orders',
      reads: body('OrderRequest'),
      about: aboutNewOrder,
    },
    createOrder,
  ),
  question(
    { path: ONE, operation: 'getOrder', scope: 'read', about: (call) => aboutOrder(call, ['read']) },
    async (call) => {
      const stored = await orderOf(call);
      if (!stored.ok) return stored;
      call.exchange.notes.paymentId = stored.value.paymentId;
      return replyShowing(call, { resource: { kind: 'order' }, stored: stored.value, status: 200 }, 'whole');
    },
  ),
  change(
    {
      method: 'patch',
      path: ONE,
      operation: 'patchOrder',
      scope: 'pay',
      reads: body('PatchRequest'),
      about: (call) => aboutOrder(call, []),
    },
    patchOrder,
  ),
  change(
    {
      path: `${ONE}/confirm-payment-source`,
      operation: 'confirmOrder',
      scope: 'pay',
      reads: body('ConfirmRequest'),
      about: (call, { payment_source: source }) => aboutOrder(call, [], source),
    },
    confirmOrder,
  ),
  change(
    {
      path: `${ONE}/authorize`,
      operation: 'authorizeOrder',
      scope: 'pay',
      kept: 'orders',
      reads: body('PayOrderRequest'),
      about: (call, { payment_source: source }) => aboutOrder(call, ['authorize'], source),
    },
    payOrder('authorize'),
  ),
  change(
    {
      path: `${ONE}/capture`,
      operation: 'captureOrder',
      scope: 'pay',
      kept: 'orders',
      reads: body('PayOrderRequest'),
      about: (call, { payment_source: source }) => aboutOrder(call, ['authorize', 'capture'], source),
    },
    payOrder('capture'),
  ),
];

function body<Name extends BodyName>(name: Name) {
  return (call: Call) => readBody(call.exchange, name);
}
