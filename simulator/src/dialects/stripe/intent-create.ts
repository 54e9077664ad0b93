import { paymentId } from '../../engine/ids.ts';
import type { Money } from '../../engine/money.ts';
import type { CaptureMode } from '../../engine/payment.ts';
import { mayReturnTo } from '../../operations/artefacts.ts';
import { createPayment, type Step } from '../../operations/change.ts';
import type { Ownership } from '../../store/store.ts';
import { addressOf } from './address.ts';
import { type Call, type ChangeCall, ownerOf } from './call.ts';
import { encodeDetails, isDeleted, merged, type PaymentDetails } from './codec.ts';
import type { Made } from './commit.ts';
import { commitPayment } from './commit-payment.ts';
import { readAmount, readCurrency } from './currency.ts';
import { invalid, type Refused } from './errors.ts';
import {
  type Attempting,
  answerTo,
  askFor,
  attempted,
  methodFor,
  missingMethod,
  usedMethod,
} from './intent-attempt.ts';
import { referenceOf } from './intent-occasion.ts';
import { withMethod } from './intent-state.ts';
import { mergedMetadata } from './merge.ts';
import { found } from './objects.ts';
import type { Params } from './parameters.ts';
import { inTurnFor, type MethodInHand } from './payment-method.ts';
import type { components } from './wire.d.ts';

type Asked = Params<'CreatePaymentIntentParams'>;

/** Makes a payment intent; with `confirm` it is attempted at once. */
export async function createIntent(call: ChangeCall, params: Asked): Promise<Made | Refused> {
  const currency = readCurrency(params.currency);
  if (!currency.ok) return currency;
  const amount = readAmount(params.amount, currency.value);
  if (!amount.ok) return amount;
  const problem =
    typesProblem(params) ??
    (await customerProblem(call, params.customer)) ??
    confirmProblem(params) ??
    (await returnProblem(call, params.return_url));
  if (problem !== undefined) return problem;
  return inTurnFor(call, params, async () => {
    const method = await methodFor(call, params, params.customer);
    if (!method.ok) return method;
    if (params.confirm === true && method.value === undefined) return missingMethod();
    return made(call, params, amount.value, method.value);
  });
}

function made(call: ChangeCall, params: Asked, amount: Money, method: MethodInHand | undefined): Promise<Made> {
  const { world, now } = call;
  const id = paymentId(world.random.id('pi'));
  const captureMode: CaptureMode = params.capture_method === 'manual' ? 'manual' : 'automatic';
  const request = { type: 'request', paymentId: id, amount, captureMode, at: now } as const;
  const owner: Ownership = {
    ...ownerOf(call),
    paymentId: id,
    reference: referenceOf(params) ?? id,
    pageToken: world.random.secret(),
    createdAt: now,
  };
  const used = method === undefined ? undefined : usedMethod(method);
  const details = encodeDetails(withMethod(newDetails(call, params), undefined, used));
  const run = (step: Step) =>
    commitPayment(call, (asking) => createPayment(world, owner, step, asking), answerTo(call, 'confirm'));
  if (params.confirm !== true || method === undefined) {
    return run({ commands: [request], details, objects: method?.objects ?? [] });
  }
  const attempting: Attempting = {
    method,
    amount,
    captureMode,
    alone: isAlone(params),
    keepFor: params.setup_future_usage === undefined ? undefined : params.customer,
  };
  const { command, next, objects } = attempted(call, askFor(call, attempting), attempting, now);
  return run({ commands: [request, command], next, objects, details });
}

/** Nobody is there to pass a challenge, or the shop does not want one. */
export function isAlone(params: Pick<Asked, 'off_session' | 'error_on_requires_action'>): boolean {
  const { off_session: offSession = false, error_on_requires_action: errorInstead = false } = params;
  return offSession !== false || errorInstead;
}

function newDetails({ world }: Call, params: Asked): PaymentDetails {
  const automatic = params.automatic_payment_methods;
  const isAutomatic = automatic?.enabled ?? typesIn(params) === undefined;
  const card = params.payment_method_options?.card;
  return merged<PaymentDetails>(
    {
      captureMethod: params.capture_method ?? 'automatic_async',
      clientSecret: world.random.secret().slice(0, CLIENT_SECRET_LENGTH),
      confirmationMethod: params.confirmation_method ?? 'automatic',
      metadata: mergedMetadata({}, params.metadata),
      methods: [],
      methodTypes: typesIn(params) ?? (isAutomatic ? ['card', 'link'] : ['card']),
      multicapture: card?.request_multicapture === 'if_available',
      pointerVersion: 1,
      refunds: {},
      requestThreeDSecure: card?.request_three_d_secure ?? 'automatic',
    },
    {
      allowRedirects: isAutomatic ? (automatic?.allow_redirects ?? 'always') : undefined,
      customer: params.customer,
      description: params.description,
      receiptEmail: params.receipt_email,
      returnUrl: params.return_url,
      setupFutureUsage: params.setup_future_usage,
      shipping: shippingOf(params.shipping),
      statementDescriptor: params.statement_descriptor,
      statementDescriptorSuffix: params.statement_descriptor_suffix,
      transferGroup: params.transfer_group,
    },
  );
}

const CLIENT_SECRET_LENGTH = 25;

/** Where something is sent, with everything in it that such an address has. */
export function shippingOf(asked: Asked['shipping']): components['schemas']['Shipping'] | undefined {
  if (asked === undefined) return undefined;
  const { address, carrier, name, phone, tracking_number: trackingNumber } = asked;
  return {
    address: addressOf(address) ?? {
      city: null,
      country: null,
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    },
    carrier: carrier ?? null,
    name,
    phone: phone ?? null,
    tracking_number: trackingNumber ?? null,
  };
}

/** What is asked for only by whoever confirms. */
function confirmProblem(params: Asked): Refused | undefined {
  const { confirm, off_session: offSession, return_url: returnUrl, error_on_requires_action: errorInstead } = params;
  if (confirm === true) return redirectProblem(params);
  const given = Object.entries({
    off_session: offSession,
    return_url: returnUrl,
    error_on_requires_action: errorInstead,
  });
  const [name] = given.find(([, value]) => value !== undefined) ?? [];
  if (name === undefined) return undefined;
  return invalid(`You can only pass \`${name}\` when \`confirm\` is set to true.`, { param: name });
}

/** Payment methods that are chosen in the dashboard may redirect, and then somebody has to say where to. */
function redirectProblem(params: Asked): Refused | undefined {
  const automatic = params.automatic_payment_methods;
  const isAutomatic = automatic?.enabled ?? typesIn(params) === undefined;
  if (!isAutomatic || automatic?.allow_redirects === 'never' || params.return_url !== undefined) return undefined;
  if (isAlone(params)) return undefined;
  return invalid(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
  );
}

/** What is wrong with an address to come back to, if anything is. */
export async function returnProblem(
  { world, caller }: Call,
  returnUrl: string | undefined,
): Promise<Refused | undefined> {
  if (returnUrl === undefined) return undefined;
  const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(returnUrl) && URL.canParse(returnUrl);
  if (isUrl && /^https?:/i.test(returnUrl) && (await mayReturnTo(world, caller.merchant.id, returnUrl)))
    return undefined;
  return invalid('Not a valid URL', { code: 'url_invalid', param: 'return_url' });
}

/** Why there is no such customer to make it for, if there is none. */
export async function customerProblem(call: Call, id: string | undefined): Promise<Refused | undefined> {
  if (id === undefined) return undefined;
  const customer = await found(call, 'customer', id, { param: 'customer' });
  if (!customer.ok) return { ...customer, status: 400 };
  if (!isDeleted(customer.value)) return undefined;
  return invalid(`No such customer: '${id}'`, { code: 'resource_missing', param: 'customer' });
}

type TypesAsked = Readonly<{ allowed_payment_method_types?: string[]; payment_method_types?: string[] }>;

/** What can be paid with, by the name that it has now or the one that it had before. */
export function typesIn(params: TypesAsked): readonly string[] | undefined {
  return params.allowed_payment_method_types ?? params.payment_method_types;
}

/** What cannot be paid with here. */
export function typesProblem(params: TypesAsked): Refused | undefined {
  const unknown = typesIn(params)?.find((type) => !['card', 'link'].includes(type));
  if (unknown === undefined) return undefined;
  const { allowed_payment_method_types: allowed } = params;
  return invalid(
    `The payment method type "${unknown.slice(0, 40)}" is invalid. Please ensure the provided type is activated in your dashboard and your account is enabled for any preview features that you are trying to use.`,
    {
      code: 'payment_intent_invalid_parameter',
      param: allowed === undefined ? 'payment_method_types' : 'allowed_payment_method_types',
    },
  );
}
