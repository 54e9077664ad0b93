import { type Answer, type Call, show } from './call.ts';
import { readPointer } from './codec.ts';
import { cancelIntent, captureIntent, incrementIntent } from './intent-capture.ts';
import { confirmIntent } from './intent-confirm.ts';
import { createIntent } from './intent-create.ts';
import { renderIntent } from './intent-object.ts';
import { aboutIntent, aboutNewIntent } from './intent-occasion.ts';
import { intentOf } from './intent-target.ts';
import { updateIntent } from './intent-update.ts';
import { listOf } from './list.ts';
import { atOf, sourceOf } from './objects.ts';
import { change, type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { customerTag } from './pointers.ts';

const ALL = '/v1/payment_intents';
const ONE = '/v1/payment_intents/:id';
const INTENT = { object: 'payment_intent', in: 'itself' } as const;

/** Payment intents: what a customer is to pay, from the wish to the money. */
export const intentOperations: readonly Operation[] = [
  change(
    {
      path: ALL,
      operation: 'createPaymentIntent',
      scope: 'pay',
      params: 'CreatePaymentIntentParams',
      shows: INTENT,
      about: aboutNewIntent,
    },
    createIntent,
  ),
  question(
    {
      path: ALL,
      operation: 'listPaymentIntents',
      scope: 'read',
      params: 'ListPaymentIntentsParams',
      shows: { ...INTENT, in: 'list' },
    },
    listIntents,
  ),
  question(
    {
      path: ONE,
      operation: 'getPaymentIntent',
      scope: 'read',
      publishable: 'allowed',
      params: 'GetPaymentIntentParams',
      shows: INTENT,
      about: (call) => aboutIntent(call, ['read']),
    },
    async (call, params) => {
      const stored = await intentOf(call, params.client_secret);
      return stored.ok ? show(renderIntent(stored.value, atOf(call))) : stored;
    },
  ),
  change(
    {
      path: ONE,
      operation: 'updatePaymentIntent',
      scope: 'pay',
      params: 'UpdatePaymentIntentParams',
      shows: INTENT,
      about: (call) => aboutIntent(call, []),
    },
    updateIntent,
  ),
  change(
    {
      path: `${ONE}/confirm`,
      operation: 'confirmPaymentIntent',
      scope: 'pay',
      publishable: 'allowed',
      params: 'ConfirmPaymentIntentParams',
      shows: INTENT,
      about: (call) => aboutIntent(call, ['authorize']),
    },
    confirmIntent,
  ),
  change(
    {
      path: `${ONE}/capture`,
      operation: 'capturePaymentIntent',
      scope: 'capture',
      params: 'CapturePaymentIntentParams',
      shows: INTENT,
      about: (call, params) => aboutIntent(call, ['capture'], params.amount_to_capture),
    },
    captureIntent,
  ),
  change(
    {
      path: `${ONE}/cancel`,
      operation: 'cancelPaymentIntent',
      scope: 'pay',
      params: 'CancelPaymentIntentParams',
      shows: INTENT,
      about: (call) => aboutIntent(call, ['void', 'cancel']),
    },
    cancelIntent,
  ),
  change(
    {
      path: `${ONE}/increment_authorization`,
      operation: 'incrementPaymentIntent',
      scope: 'pay',
      params: 'IncrementPaymentIntentParams',
      shows: INTENT,
      about: (call, params) => aboutIntent(call, ['increment'], params.amount),
    },
    incrementIntent,
  ),
];

async function listIntents(call: Call, params: Params<'ListPaymentIntentsParams'>): Promise<Answer> {
  const source = sourceOf(call);
  return listOf(call, params, {
    kind: 'payment_intent',
    url: ALL,
    tags: params.customer === undefined ? [] : [customerTag(params.customer)],
    render: async (pointer) => {
      const stored = await source.payment(readPointer(pointer).payment);
      return stored === undefined ? undefined : renderIntent(stored, source.at);
    },
  });
}
