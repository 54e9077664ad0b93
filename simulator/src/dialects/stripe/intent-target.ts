import { paymentId } from '../../engine/ids.ts';
import type { Target } from '../../operations/change.ts';
import type { StoredPayment } from '../../store/store.ts';
import { type Call, ownerOf } from './call.ts';
import { decodeDetails } from './codec.ts';
import { invalid, missing, type Read, type Refused } from './errors.ts';
import { found, sourceOf } from './objects.ts';

/** The payment that the path names, as it stands; whoever has only a publishable key has to know its secret. */
export async function intentOf(call: Call, clientSecret?: string): Promise<Read<StoredPayment>> {
  const stored = await sourceOf(call).payment(call.id);
  if (stored === undefined) return noSuchIntent(call);
  return secretProblem(call, stored, clientSecret) ?? { ok: true, value: stored };
}

/** There is no such payment intent, with a hint where there is one like it in the other mode. */
export async function noSuchIntent(call: Call, id = call.id, param = 'intent'): Promise<Refused> {
  const pointer = await found(call, 'payment_intent', id, { param });
  return pointer.ok ? missing('payment_intent', id, { param }) : pointer;
}

/** The payment that the path names, for whoever changes it. */
export function targetOf(call: Call, id = call.id): Target {
  return { ...ownerOf(call), paymentId: paymentId(id) };
}

function secretProblem(call: Call, stored: StoredPayment, clientSecret: string | undefined): Refused | undefined {
  if (clientSecret === undefined) {
    if (call.caller.credential.kind !== 'publishable_key') return undefined;
    return invalid('Missing required param: client_secret.', { code: 'parameter_missing', param: 'client_secret' });
  }
  const { clientSecret: right } = decodeDetails(stored);
  if (clientSecret === `${stored.paymentId}_secret_${right}`) return undefined;
  return invalid('The client_secret provided does not match any associated PaymentIntent on this account.', {
    code: 'resource_missing',
    param: 'client_secret',
  });
}
