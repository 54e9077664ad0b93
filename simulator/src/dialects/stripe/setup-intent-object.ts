import type { DialectObject } from '../../store/objects.ts';
import { seconds } from './call.ts';
import { readSetup } from './codec.ts';
import { declineError } from './declines.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A setup intent as it is answered: it stands where its card says. */
export function renderSetup(object: DialectObject, livemode: boolean): Wire['SetupIntent'] {
  const { clientSecret, customer, description, failure, metadata, method, methodTypes } = readSetup(object);
  return {
    id: object.id,
    object: 'setup_intent',
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${object.id}_secret_${clientSecret}`,
    created: seconds(object.createdAt),
    customer: customer ?? null,
    description: description ?? null,
    flow_directions: null,
    last_setup_error: failure === undefined ? null : declineError(failure),
    latest_attempt: null,
    livemode,
    mandate: null,
    metadata: { ...metadata },
    next_action: null,
    on_behalf_of: null,
    payment_method: method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: [...methodTypes],
    single_use_mandate: null,
    status: method === undefined ? 'requires_payment_method' : 'succeeded',
    usage: 'off_session',
  };
}
