import { Matchers } from '@pact-foundation/pact';
import type { Conversation } from '../../../src/payments/provider.ts';
import type { HttpRequest } from '../../../src/platform/http-client.ts';
import { paypal } from '../../../src/providers/paypal/index.ts';
import { CAPTURE, PURCHASE } from '../contract/examples.ts';
import { type Exchange, injected, pattern, place, type State, type Talk } from '../interaction.ts';
import {
  APPROVED,
  app,
  at,
  CLIENT,
  client,
  eur,
  found,
  HEADERS,
  HELD,
  NAMES,
  OPEN,
  ORDER,
  order,
  orderRead,
  orderTold,
  posted,
  REFUNDED,
  RENEWED,
  type Refusal,
  readRefusal,
  refused,
  type Standing,
  TAKEN,
  TOKEN,
  VOIDED,
  value,
} from './words.ts';

const { integer, string: text } = Matchers;

type Asking = Readonly<{ ask: () => Conversation | HttpRequest; read: Talk['read']; headers?: Talk['headers'] }>;

const BEARER = { authorization: `Bearer ${TOKEN}` };

function talk(
  description: string,
  { ask, read, headers = BEARER }: Asking,
  exchanges: Talk['exchanges'],
  reading: unknown,
): Talk {
  const spoken = (): Conversation => {
    const wish = ask();
    return typeof wish === 'function' ? wish : (say) => say(wish);
  };
  return { description, exchanges, ask: spoken, headers, read, reading };
}

const EXCHANGE: Asking = {
  ask: () => {
    const authorization = paypal.authorization(CLIENT);
    if (authorization.kind !== 'exchange') throw new Error('an id and a secret are exchanged for a token');
    return authorization.request;
  },
  read: paypal.readToken,
  headers: {},
};

const token = (of: string, given: State): Omit<Exchange, 'response'> => ({
  description: `a token for ${of}`,
  given: [given],
  request: {
    method: 'POST',
    path: '/v1/oauth2/token',
    headers: {
      accept: 'application/json',
      authorization: injected(
        place('authorization'),
        /Basic [A-Za-z0-9+/]+=*/,
        `Basic ${Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString('base64')}`,
      ),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  },
});

function refusal(asking: Asking, exchange: Omit<Exchange, 'response'>, how: Refusal): Talk {
  return talk(exchange.description, asking, [{ ...exchange, response: refused(how) }], readRefusal(how));
}

const CONNECTION: Asking = { ask: paypal.connectionRequest, read: paypal.readConnection };
const webhooks = (of: string, given: State): Omit<Exchange, 'response'> => ({
  description: `the webhooks of ${of}`,
  given: [given],
  request: { method: 'GET', path: '/v1/notifications/webhooks', headers: HEADERS },
});
const NOT_LET_IN: Refusal = { status: 401, issue: 'invalid_client', about: 'access', how: 'oauth' };

const ACCESS: readonly Talk[] = [
  talk(
    'a token for an app',
    EXCHANGE,
    [
      {
        ...token('an app', client()),
        response: found({
          access_token: pattern(/[A-Za-z0-9._~+/=-]{1,2000}/, TOKEN),
          token_type: 'Bearer',
          expires_in: integer(32_400),
        }),
      },
    ],
    { kind: 'token', headers: BEARER, lifetimeMs: 32_400_000 },
  ),
  refusal(EXCHANGE, token('an app with a wrong secret', client({ secret: 'wrong' })), NOT_LET_IN),
  refusal(EXCHANGE, token('an app of another environment', client({ environment: 'production' })), NOT_LET_IN),
  talk('the connection', CONNECTION, [{ ...webhooks('an app', app()), response: found({ webhooks: [] }) }], {
    kind: 'connection',
    connection: { merchantId: 'unnamed', merchantName: 'PayPal', merchantStatus: 'active', scopes: [] },
  }),
  refusal(CONNECTION, webhooks('an app whose token is over', app({ token: 'expired' })), {
    ...{ status: 401, issue: 'invalid_token', about: 'access', how: 'oauth' },
  }),
  refusal(CONNECTION, webhooks('an app of another environment', app({ environment: 'production' })), {
    ...{ status: 401, issue: 'invalid_token', about: 'access', how: 'oauth' },
  }),
];

const paying = (ask: () => Conversation): Asking => ({ ask, read: paypal.readPayment });

function purchase(description: string, more: Partial<typeof PURCHASE>, landing: string): Talk {
  const command = { ...PURCHASE, method: 'wallet', ...more } as const;
  const intent = command.action === 'authorize' ? 'AUTHORIZE' : 'CAPTURE';
  const body = {
    intent,
    purchase_units: [{ reference_id: 'command_1', amount: value('19.99'), description: 'Order N-1', custom_id: NAMES }],
    payment_source: {
      paypal: {
        experience_context: {
          ...{ return_url: command.returnUrl, cancel_url: command.returnUrl, landing_page: landing },
          ...{ user_action: 'PAY_NOW', shipping_preference: 'NO_SHIPPING' },
        },
      },
    },
  };
  const standing: Standing = intent === 'CAPTURE' ? { ...OPEN, intent } : OPEN;
  const request = posted('/v2/checkout/orders', command.idempotencyKey, body);
  return talk(
    description,
    paying(() => paypal.purchaseRequest(command)),
    [{ description, given: [app()], request, response: found(orderTold(standing), 201) }],
    orderRead(standing),
  );
}

const PURCHASES: readonly Talk[] = [
  purchase('an order to authorize out of a wallet', {}, 'LOGIN'),
  purchase('an order to take at once from the card of a guest', { action: 'charge', method: 'card' }, 'GUEST_CHECKOUT'),
];

const STATE_OF = new Map<Standing, string>([
  [OPEN, 'open'],
  [APPROVED, 'approved'],
  [HELD, 'authorized'],
  [TAKEN, 'captured'],
  [VOIDED, 'voided'],
  [REFUNDED, 'refunded'],
  [RENEWED, 'reauthorized'],
]);

const standingAt = (standing: Standing): readonly State[] => [app(), order(STATE_OF.get(standing) ?? 'open')];

const look = (standing: Standing): Exchange => ({
  description: `a look at an order that is ${STATE_OF.get(standing)}`,
  given: standingAt(standing),
  request: { method: 'GET', path: at('/v2/checkout/orders/', 'orderId'), headers: HEADERS },
  response: found(orderTold(standing)),
});

const LOOKING = paying(() => paypal.lookupRequest(ORDER, {}));

const LOOKUPS: readonly Talk[] = [
  ...[OPEN, HELD, TAKEN, VOIDED, REFUNDED, RENEWED].map((standing) =>
    talk(`an order that is ${STATE_OF.get(standing)}`, LOOKING, [look(standing)], orderRead(standing)),
  ),
  talk(
    'an order that was approved is paid',
    LOOKING,
    [
      look(APPROVED),
      {
        description: 'an order that was approved to be authorized',
        given: standingAt(APPROVED),
        request: posted(
          at('/v2/checkout/orders/', 'orderId', '/authorize'),
          injected(`complete-${place('orderId')}`, /complete-[A-Z0-9]+/, `complete-${ORDER}`),
        ),
        response: found({ id: text(ORDER) }, 201),
      },
      look(HELD),
    ],
    orderRead(HELD),
  ),
  refusal(
    LOOKING,
    {
      description: 'a look at an order of another environment',
      given: [app(), { ...order('open'), parameters: { ...order('open').parameters, elsewhere: 'production' } }],
      request: { method: 'GET', path: at('/v2/checkout/orders/', 'orderId'), headers: HEADERS },
    },
    { status: 404, issue: 'INVALID_RESOURCE_ID', about: 'access' },
  ),
];

type Act = Readonly<{
  what: string;
  ask: () => Conversation;
  path: Exchange['request']['path'];
  body?: unknown;
}>;

const capture = (what: string, minor = 1999): Act => ({
  what,
  ask: () => paypal.captureRequest({ ...CAPTURE, paymentReference: ORDER, amount: eur(minor) }),
  path: at('/v2/payments/authorizations/', 'authorizationId', '/capture'),
  body: { amount: value((minor / 100).toFixed(2)), final_capture: true },
});
const voiding = (what: string): Act => ({
  what,
  ask: () => paypal.voidRequest({ paymentReference: ORDER, idempotencyKey: 'key_2' }),
  path: at('/v2/payments/authorizations/', 'authorizationId', '/void'),
});
const reauthorize = (what: string): Act => ({
  what,
  ask: () => paypal.reauthorizeRequest({ paymentReference: ORDER, idempotencyKey: 'key_2' }),
  path: at('/v2/payments/authorizations/', 'authorizationId', '/reauthorize'),
  body: { amount: value('19.99') },
});
const refund = (what: string): Act => ({
  what,
  ask: () =>
    paypal.refundRequest({
      paymentReference: ORDER,
      amount: eur(1999),
      commandId: 'command_2',
      idempotencyKey: 'key_2',
    }),
  path: at('/v2/payments/captures/', 'captureId', '/refund'),
  body: { amount: value('19.99'), custom_id: pattern(/refund\/[A-Z0-9]+\/command_2/, `refund/${ORDER}/command_2`) },
});

const acted = ({ what, path, body }: Act, before: Standing, aged = false) => ({
  description: what,
  given: aged
    ? [app(), { ...order('authorized'), parameters: { ...order('authorized').parameters, ageDays: 4 } }]
    : standingAt(before),
  request: posted(path, 'key_2', body),
});

const done = (act: Act, before: Standing, after: Standing, status: number, aged = false): Talk =>
  talk(
    act.what,
    paying(act.ask),
    [look(before), { ...acted(act, before, aged), response: found({ id: text('ID') }, status) }, look(after)],
    orderRead(after),
  );

const notDone = (act: Act, before: Standing, issue: string): Talk => {
  const how: Refusal = { status: 422, issue, about: 'state' };
  return talk(
    act.what,
    paying(act.ask),
    [look(before), { ...acted(act, before), response: refused(how) }],
    readRefusal(how),
  );
};

const OPERATIONS: readonly Talk[] = [
  done(capture('a capture of a hold'), HELD, TAKEN, 201),
  notDone(capture('a capture of a hold that was captured'), TAKEN, 'AUTHORIZATION_ALREADY_CAPTURED'),
  notDone(capture('a capture of a hold that was voided'), VOIDED, 'AUTHORIZATION_VOIDED'),
  notDone(capture('a capture of far more than is held', 19_990), HELD, 'MAX_CAPTURE_AMOUNT_EXCEEDED'),
  done(voiding('a void of a hold'), HELD, VOIDED, 200),
  notDone(voiding('a void of what was captured'), TAKEN, 'PREVIOUSLY_CAPTURED'),
  done(reauthorize('a fresh hold in place of one of four days'), HELD, RENEWED, 201, true),
  notDone(reauthorize('a fresh hold in place of one of today'), HELD, 'REAUTHORIZATION_TOO_SOON'),
  done(refund('a refund of what was captured'), TAKEN, REFUNDED, 201),
];

/** Everything the shop's PayPal adapter asks, and all that it relies on in the answers. */
export const PAYPAL_TALKS: readonly Talk[] = [...ACCESS, ...PURCHASES, ...LOOKUPS, ...OPERATIONS];
