import type { DialectObject } from '../../store/objects.ts';
import { type ChangeCall, show } from './call.ts';
import { type KeptSetup, merged } from './codec.ts';
import { mergedMetadata } from './merge.ts';
import { found, newObject } from './objects.ts';
import { type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { renderSetup } from './setup-intent-object.ts';

/** Setup intents: cards that are kept for later. They come of checkout sessions, and are only looked at here. */
export const setupIntentOperations: readonly Operation[] = [
  question(
    {
      path: '/v1/setup_intents/:id',
      operation: 'getSetupIntent',
      scope: 'read',
      params: 'NoParams',
      shows: { object: 'setup_intent', in: 'itself' },
    },
    async (call) => {
      const object = await found(call, 'setup_intent', call.id, { param: 'intent' });
      return object.ok ? show(renderSetup(object.value, call.livemode)) : object;
    },
  ),
];

/** The setup intent of a session that is being made. */
export function newSetup(
  call: ChangeCall,
  { setup_intent_data: data, customer }: Params<'CreateCheckoutSessionParams'>,
  methodTypes: readonly string[],
): DialectObject {
  const value = merged<KeptSetup>(
    {
      clientSecret: call.world.random.secret().slice(0, CLIENT_SECRET_LENGTH),
      metadata: mergedMetadata({}, data?.metadata),
      methodTypes,
    },
    { customer, description: data?.description },
  );
  return newObject(call, 'setup_intent', { id: call.world.random.id('seti'), value: { ...value } });
}

const CLIENT_SECRET_LENGTH = 25;
