import { instant, paymentId } from '../../engine/ids.ts';
import { money } from '../../engine/money.ts';
import { changePayment } from '../../operations/change.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { type Answer, type Call, type ChangeCall, ownerOf, show } from './call.ts';
import { renderItem, renderSession, sessionIn, sessionStatus } from './checkout-session-object.ts';
import { type KeptItem, type KeptSession, merged, readSession } from './codec.ts';
import { commitChange, commitNew, type Made } from './commit.ts';
import { amountText, readAmount, readCurrency } from './currency.ts';
import { invalid, type Read, type Refused } from './errors.ts';
import { definite } from './expand.ts';
import { customerProblem, returnProblem } from './intent-create.ts';
import { listOf } from './list.ts';
import { mergedMetadata } from './merge.ts';
import { atOf, changedObject, found, newObject, sourceOf } from './objects.ts';
import { change, type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { customerTag, intentTag } from './pointers.ts';
import { policy } from './policy.ts';
import { newSetup } from './setup-intents.ts';

type Asked = Params<'CreateCheckoutSessionParams'>;

const ALL = '/v1/checkout/sessions';
const ONE = '/v1/checkout/sessions/:id';
const SESSION = { object: 'checkout.session', in: 'itself' } as const;

/** Checkout sessions: a page of the provider's own on which a customer pays. */
export const checkoutSessionOperations: readonly Operation[] = [
  change(
    {
      path: ALL,
      operation: 'createCheckoutSession',
      scope: 'pay',
      params: 'CreateCheckoutSessionParams',
      shows: SESSION,
      about: (call) => ({ operations: ['request_payment'], headers: call.exchange.headers }),
    },
    createSession,
  ),
  question(
    {
      path: ALL,
      operation: 'listCheckoutSessions',
      scope: 'read',
      params: 'ListCheckoutSessionsParams',
      shows: { ...SESSION, in: 'list' },
    },
    listSessions,
  ),
  question(
    { path: ONE, operation: 'getCheckoutSession', scope: 'read', params: 'NoParams', shows: SESSION },
    async (call, { expand }) => {
      const object = await found(call, 'checkout_session', call.id, { param: 'session' });
      if (!object.ok) return object;
      return show({ ...(await shown(call, object.value)), ...itemsShown(call, object.value, expand) });
    },
  ),
  change(
    { path: `${ONE}/expire`, operation: 'expireCheckoutSession', scope: 'pay', params: 'NoParams', shows: SESSION },
    expireSession,
  ),
  question(
    {
      path: `${ONE}/line_items`,
      operation: 'listCheckoutLineItems',
      scope: 'read',
      params: 'ListCheckoutLineItemsParams',
      shows: { object: 'item', in: 'list' },
    },
    listItems,
  ),
];

const HOUR_MS = 60 * 60 * 1000;
const LIFETIME_MS = 24 * HOUR_MS;
const LIFETIME_MIN_MS = HOUR_MS / 2;

async function createSession(call: ChangeCall, params: Asked): Promise<Made | Refused> {
  const items = params.mode === 'setup' ? nothingOf(params) : itemsOf(call, params);
  if (!items.ok) return items;
  const expiresAt = params.expires_at === undefined ? call.now + LIFETIME_MS : params.expires_at * 1000;
  const problem =
    modeProblem(params) ??
    (await customerProblem(call, params.customer)) ??
    bothProblem(params) ??
    (await urlProblem(call, params)) ??
    expiryProblem(call, expiresAt);
  if (problem !== undefined) return problem;
  const { metadata: intentMetadata, ...intent } = params.payment_intent_data ?? {};
  const multicapture = params.payment_method_options?.card?.request_multicapture;
  const methodTypes = methodTypesIn(params) ?? ['card'];
  const setup = params.mode === 'setup' ? newSetup(call, params, methodTypes) : undefined;
  const value = merged<KeptSession>(
    {
      ...items.value,
      successUrl: params.success_url,
      expiresAt,
      intent: { ...intent, metadata: mergedMetadata({}, intentMetadata) },
      metadata: mergedMetadata({}, params.metadata),
      methodTypes,
      uiMode: params.ui_mode ?? 'hosted',
    },
    {
      cancelUrl: params.cancel_url,
      clientReferenceId: params.client_reference_id,
      customer: params.customer,
      customerEmail: params.customer_email,
      locale: params.locale,
      multicapture: multicapture === undefined ? undefined : multicapture === 'if_available',
      setup: setup && { intent: setup.id, makesCustomer: params.customer_creation === 'always' },
    },
  );
  const made = newObject(call, 'checkout_session', { id: newId(call), value: { ...value }, tags: tagsOf(value) });
  const object: DialectObject = { ...made, dueAt: instant(expiresAt) };
  const answer = renderSession(sessionIn(object), undefined, atOf(call));
  return commitNew(
    call,
    setup === undefined ? [object] : [object, setup],
    show({ ...answer, ...itemsShown(call, object, params.expand) }),
  );
}

/** The page is asked for by nobody who has a key: whose session it is has to follow from its id. */
function newId({ world, caller, livemode }: Call): string {
  const { id } = caller.merchant;
  return `cs_${livemode ? 'live' : 'test'}_${id.slice(id.indexOf('_') + 1)}${world.random.secret()}`;
}

type Items = Pick<KeptSession, 'amount' | 'currency' | 'items'>;

/** What is kept is a card, and nothing is paid: only the currency is asked for, in which it may be paid with later. */
function nothingOf({ line_items: lines, payment_intent_data: intent, currency }: Asked): Read<Items> {
  if (lines !== undefined || intent !== undefined) {
    const param = lines === undefined ? 'payment_intent_data' : 'line_items';
    return invalid(`You can not pass \`${param}\` in \`setup\` mode.`, { param });
  }
  if (currency === undefined) {
    return invalid('Missing required param: currency.', { code: 'parameter_missing', param: 'currency' });
  }
  const read = readCurrency(currency);
  return read.ok ? { ok: true, value: { amount: 0, currency: read.value.toLowerCase(), items: [] } } : read;
}

function itemsOf({ world }: Call, { line_items: lines = [] }: Asked): Read<Items> {
  const [first] = lines;
  if (first === undefined) {
    return invalid('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' });
  }
  const currency = readCurrency(first.price_data.currency);
  if (!currency.ok) return currency;
  const items: KeptItem[] = [];
  for (const [index, { price_data: price, quantity = 1 }] of lines.entries()) {
    if (price.currency.toUpperCase() !== currency.value) {
      return invalid('All prices on a Checkout session must have the same currency.', {
        param: `line_items[${index}][price_data][currency]`,
      });
    }
    const [id, of, product] = [world.random.id('li'), world.random.id('price'), world.random.id('prod')];
    items.push({ id, price: of, product, name: price.product_data.name, unit: price.unit_amount, quantity });
  }
  const total = items.reduce((sum, { unit, quantity }) => sum + unit * quantity, 0);
  const amount = readAmount(total, currency.value, 'line_items');
  if (!amount.ok) return amount;
  const least = money(policy.minimum[currency.value] ?? 1n, currency.value);
  if (amount.value.minor < least.minor) {
    const message = `The Checkout Session's total amount due must add up to at least ${amountText(least)}`;
    return invalid(message, { code: 'amount_too_small', param: 'line_items' });
  }
  return { ok: true, value: { amount: total, currency: currency.value.toLowerCase(), items } };
}

/** By the name of today, or by the one of before. */
function methodTypesIn(params: Asked): readonly string[] | undefined {
  return params.allowed_payment_method_types ?? params.payment_method_types;
}

function modeProblem(params: Asked): Refused | undefined {
  const { mode, currency, customer_creation: creation, setup_intent_data: setup } = params;
  if (mode !== 'payment' && mode !== 'setup') {
    return invalid('Invalid mode: only payment and setup are offered here.', { param: 'mode' });
  }
  const ofSetup = { setup_intent_data: setup, customer_creation: creation, currency };
  const [misplaced] = Object.entries(ofSetup).find(([, value]) => mode === 'payment' && value !== undefined) ?? [];
  if (misplaced !== undefined)
    return invalid(`\`${misplaced}\` is only offered in setup mode here.`, { param: misplaced });
  if (creation === 'always' && params.customer !== undefined) {
    return invalid('You may only specify one of these parameters: customer, customer_creation.', { param: 'customer' });
  }
  const unknown = methodTypesIn(params)?.find((type) => type !== 'card');
  if (unknown === undefined) return undefined;
  return invalid(`The payment method type provided: ${unknown} is invalid.`, {
    param: params.allowed_payment_method_types === undefined ? 'payment_method_types' : 'allowed_payment_method_types',
  });
}

function bothProblem({ customer, customer_email: email }: Asked): Refused | undefined {
  if (customer === undefined || email === undefined) return undefined;
  return invalid('You may only specify one of these parameters: customer, customer_email.', { param: 'customer' });
}

async function urlProblem(
  call: Call,
  { success_url: success, cancel_url: cancel }: Asked,
): Promise<Refused | undefined> {
  for (const [param, url] of Object.entries({ success_url: success, cancel_url: cancel })) {
    const problem = await returnProblem(call, url?.replaceAll(ID_TEMPLATE, 'cs'));
    if (problem !== undefined) return { ...problem, error: { ...problem.error, param } };
  }
  return undefined;
}

/** Stands in a `success_url` for the id of the session. */
export const ID_TEMPLATE = '{CHECKOUT_SESSION_ID}';

function expiryProblem({ now }: Call, expiresAt: number): Refused | undefined {
  if (expiresAt >= now + LIFETIME_MIN_MS && expiresAt <= now + LIFETIME_MS) return undefined;
  const hour = expiresAt < now + LIFETIME_MIN_MS ? 'at least 30 minutes' : 'less than 24 hours';
  return invalid(`The \`expires_at\` timestamp must be ${hour} from Checkout Session creation.`, {
    param: 'expires_at',
  });
}

/** What finds a session in lists. */
export function tagsOf({ customer, payment }: KeptSession): readonly string[] {
  return [
    ...(customer === undefined ? [] : [customerTag(customer)]),
    ...(payment === undefined ? [] : [intentTag(payment)]),
  ];
}

async function listSessions(call: Call, params: Params<'ListCheckoutSessionsParams'>): Promise<Answer> {
  const { customer, payment_intent: payment } = params;
  const asked = [
    ...(customer === undefined ? [] : [customerTag(customer)]),
    ...(payment === undefined ? [] : [intentTag(payment)]),
  ];
  return listOf(call, params, {
    kind: 'checkout_session',
    url: ALL,
    tags: asked,
    render: (object) => shown(call, object),
  });
}

async function listItems(call: Call, params: Params<'ListCheckoutLineItemsParams'>): Promise<Answer> {
  const object = await found(call, 'checkout_session', call.id, { param: 'session' });
  if (!object.ok) return object;
  const { starting_after: after, ending_before: before, limit = LIMIT } = params;
  const all = readSession(object.value).items;
  const place = all.findIndex(({ id }) => id === (after ?? before));
  if ((after ?? before) !== undefined && place < 0) {
    return invalid('There is no such line item.', { code: 'resource_missing', param: 'starting_after' });
  }
  const rest = after !== undefined ? all.slice(place + 1) : before === undefined ? all : all.slice(0, place);
  const data = rest.slice(0, limit).map((item) => definite(renderItem(item, sessionIn(object.value), call)));
  return show({ object: 'list', data, has_more: rest.length > limit, url: `${ALL}/${call.id}/line_items` });
}

const LIMIT = 10;

/** The lines of a session where they were asked for by `expand[]`. */
function itemsShown(call: Call, object: DialectObject, expand: readonly string[] = []) {
  if (!expand.includes('line_items')) return {};
  const { items } = readSession(object);
  const data = items.slice(0, LIMIT).map((item) => definite(renderItem(item, sessionIn(object), call)));
  const url = `${ALL}/${object.id}/line_items`;
  return { line_items: { object: 'list', data, has_more: items.length > LIMIT, url } };
}

/** Ends a session before its time; what somebody has begun to pay in it is withdrawn first, unless it was faster. */
async function expireSession(call: ChangeCall): Promise<Made | Refused> {
  const object = await found(call, 'checkout_session', call.id, { param: 'session' });
  if (!object.ok) return object;
  const status = sessionStatus(readSession(object.value), await paymentOf(call, object.value), { now: call.now });
  if (status !== 'open') return notOpen(status);
  const { payment } = readSession(object.value);
  if (payment !== undefined) {
    await changePayment(call.world, { ...ownerOf(call), paymentId: paymentId(payment) }, (_, at) => ({
      commands: [{ type: 'cancel', reason: 'by_merchant', at }],
    }));
  }
  return commitChange(
    call,
    'checkout_session',
    async (session) => {
      const kept = readSession(session);
      const stored = await paymentOf(call, session);
      if (kept.ended === true) return notOpen('expired');
      if (stored?.payment.state === 'approved') return notOpen('complete');
      const after = { ...changedObject(session, { ...kept, ended: true }), dueAt: undefined };
      const answer = show(renderSession(sessionIn(after), undefined, atOf(call)));
      return { ok: true, value: { objects: [after], answer } };
    },
    { param: 'session' },
  );
}

function notOpen(status: ReturnType<typeof sessionStatus>): Refused {
  return invalid(`Only Checkout Sessions with a status in ["open"] can be expired. This one is ${status}.`);
}

async function shown(call: Call, object: DialectObject) {
  return renderSession(sessionIn(object), await paymentOf(call, object), atOf(call));
}

function paymentOf(call: Call, object: DialectObject): Promise<StoredPayment | undefined> {
  const { payment } = readSession(object);
  return payment === undefined ? Promise.resolve(undefined) : sourceOf(call).payment(payment);
}
