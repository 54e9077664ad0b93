import { type Operation, specification } from '../bench/specification.ts';
import { uniqueText } from '../platform/random.ts';
import { type Api, type Impossible, isOpen, type ValidRequest } from './api.ts';
import type { Header, HttpRequest } from './bad-request.ts';
import { sessionStrangers } from './strangers.ts';

/** What has to exist before a shop can be attacked. */
export type ShopPrey = Readonly<{
  url: string;
  /** The headers of an administrator's session. */
  session: Readonly<Record<string, string>>;
  administratorEmail: string;
  /** An API key of another environment than the shop's. */
  foreignKey: string;
  /** Something that exists, by the name of its path parameter. */
  ids: Readonly<Record<string, string>>;
  methodId: string;
  emptyCartId: string;
  orderToken: string;
  customerToken: string;
}>;

/** With the address of somebody who has no account yet; one for all requests, so that equal bodies are spoiled once. */
type Known = ShopPrey & Readonly<{ newcomer: string }>;

/** The reference shop's API as something to attack. Its pages are beside it and answer in their own form. */
export function shopApi(shop: ShopPrey): Api {
  const document = specification('shop');
  const prey = { ...shop, newcomer: `${uniqueText('bad')}@shop.example` };
  return {
    name: 'shop',
    url: prey.url,
    specification: document,
    root: '/api',
    strangers: sessionStrangers,
    valid: () => document.operations.flatMap((operation) => validRequests(operation, prey)),
    withId: ({ operation, body }, id) => requestOf(operation, prey, body, id),
    impossible: () => impossible(document.operations, prey),
  };
}

const PART = { amount: { minor: 100, currency: 'EUR' }, remaining: { minor: 1999, currency: 'EUR' } };
const ADDRESS = { name: 'A Customer', street: 'Main Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' };

const TAX = { name: 'Tax', country: 'US', region: 'US-CA', partsPerMillion: 72_500, how: 'on_top', onShipping: false };
const DISCOUNTS = [
  { code: 'TENTH', name: 'A tenth', off: { kind: 'share', partsPerMillion: 100_000 } },
  { code: 'FIVE', name: 'Five', off: { kind: 'amount', amount: { minor: 500, currency: 'EUR' } } },
];
const CHECK = { type: 'check_money_order', payTo: 'Assay', sendTo: 'Markt 1' };

function bodiesOf(operation: Operation, prey: Known): readonly Readonly<{ schema: string; body: unknown }>[] {
  const integration = { type: 'generic', label: 'Bad input', enabled: true, paymentAction: 'authorize' };
  const withKey = { ...integration, credential: { kind: 'api_key', apiKey: prey.foreignKey } };
  const withClient = {
    ...integration,
    credential: { kind: 'oauth_client', clientId: 'gci_none', clientSecret: 'gcs_none' },
  };
  const integrationBodies = [
    { schema: 'IntegrationDraft', body: withKey },
    { schema: 'IntegrationDraft', body: withClient },
  ];
  const ruleBodies = [
    {
      schema: 'PaymentRuleDraft',
      body: {
        ...{ name: 'Bad input', enabled: false, sortOrder: 9, stopFurtherRules: false, currency: 'EUR' },
        ...{ countries: ['DE', 'FR'], methods: [prey.methodId] },
        destinations: [{ country: 'US', region: 'US-CA', postalCodes: ['90210'] }],
        ...{ expression: 'total > 1.0', websites: ['shop.example'] },
        methodOptions: { [prey.methodId]: { paymentAction: 'charge', hint: 'Bad input' } },
      },
    },
  ];
  const email = prey.newcomer;
  switch (operation.id) {
    case 'signIn':
      return [{ schema: 'SignIn', body: { email, password: 'not the password' } }];
    case 'createUser':
      return [
        {
          schema: 'UserDraft',
          body: { email, name: 'Bad Input', role: 'support', password: 'long enough for anybody' },
        },
      ];
    case 'changeUser':
      return [{ schema: 'UserChange', body: { name: 'Bad Input', role: 'support', canSignIn: true } }];
    case 'resetPassword':
      return [{ schema: 'NewPassword', body: { password: 'long enough for anybody' } }];
    case 'createIntegration':
    case 'changeIntegration':
      return integrationBodies;
    case 'createPaymentRule':
    case 'changePaymentRule':
      return ruleBodies;
    case 'createCart':
      return [{ schema: 'CartDraft', body: { currency: 'EUR' } }];
    case 'setCartLine':
      return [{ schema: 'CartLineDraft', body: { quantity: 2 } }];
    case 'startCheckout':
      return [
        {
          schema: 'CheckoutDraft',
          body: {
            ...{ cartId: prey.ids.cartId, email: 'customer@shop.example', billingAddress: ADDRESS },
            ...{ shippingAddress: { ...ADDRESS, region: 'DE-BE' }, shippingMethod: 'express' },
          },
        },
      ];
    case 'putPricing':
      return [{ schema: 'Pricing', body: { version: 0, taxes: [TAX], discounts: DISCOUNTS } }];
    case 'createOfflineMethod':
    case 'changeOfflineMethod':
      return [
        { schema: 'OfflineMethodDraft', body: { label: 'Bad input', settings: { type: 'payment_term' } } },
        { schema: 'OfflineMethodDraft', body: { label: 'Bad input', enabled: false, settings: CHECK } },
      ];
    case 'registerCustomer':
      return [{ schema: 'CustomerDraft', body: { email, name: 'Bad Input', password: 'long enough for anybody' } }];
    case 'signInCustomer':
      return [{ schema: 'SignIn', body: { email, password: 'not the password' } }];
    case 'setPaymentTerm':
      return [{ schema: 'PaymentTerm', body: { days: 30 } }];
    case 'capturePayment':
      return [{ schema: 'CaptureDraft', body: { ...PART, final: false } }];
    case 'cancelAuthorization':
      return [{ schema: 'CancelDraft', body: { note: 'Bad input' } }];
    case 'refundPayment':
      return [{ schema: 'RefundDraft', body: { ...PART, note: 'Bad input' } }];
    case 'reauthorizePayment':
      return [{ schema: 'ReauthorizationDraft', body: { authorizationReference: 'auth_none' } }];
    case 'placeOrder':
      return [{ schema: 'Placement', body: { methodId: prey.methodId } }];
    case 'payAgain':
      return [{ schema: 'MethodChoice', body: { methodId: prey.methodId } }];
    default:
      return [];
  }
}

function validRequests(operation: Operation, prey: Known): readonly ValidRequest[] {
  const bodies = bodiesOf(operation, prey);
  if (bodies.length === 0) return [{ operation, request: requestOf(operation, prey) }];
  return bodies.map(({ schema, body }) => ({
    operation,
    request: requestOf(operation, prey, body),
    body,
    schema: `#/components/schemas/${schema}`,
  }));
}

function requestOf(operation: Operation, prey: ShopPrey, body?: unknown, id?: string): HttpRequest {
  const headers: Header[] = [];
  if (operation.id === 'payAgain') headers.push(['order-token', prey.orderToken]);
  else if (isForCustomers(operation)) headers.push(['customer-token', prey.customerToken]);
  else if (!isOpen(operation)) headers.push(...Object.entries(prey.session));
  if (body !== undefined) headers.push(['content-type', 'application/json']);
  return {
    method: operation.verb.toUpperCase(),
    target: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => id ?? prey.ids[name] ?? `no-${name}`),
    headers,
    ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
  };
}

function isForCustomers({ node }: Operation): boolean {
  return JSON.stringify(node.security ?? null).includes('customerToken');
}

function impossible(operations: readonly Operation[], prey: ShopPrey): readonly Impossible[] {
  const ask = (id: string, body: unknown): HttpRequest => {
    const operation = operations.find((candidate) => candidate.id === id);
    if (!operation) throw new Error(`no operation ${id}`);
    return requestOf(operation, prey, body);
  };
  const integration = (apiKey: string, more: object = {}) =>
    ask('createIntegration', {
      ...{ type: 'generic', label: 'Bad input', paymentAction: 'authorize', credential: { kind: 'api_key', apiKey } },
      ...more,
    });
  const rule = { name: 'Bad input', sortOrder: 1, currency: 'EUR', methods: [prey.methodId] };
  const checkout = { cartId: prey.ids.cartId, email: 'customer@shop.example', billingAddress: ADDRESS };
  const user = { email: prey.administratorEmail, name: 'Twice', role: 'sales', password: 'long enough for anybody' };
  const case_ = (
    what: string,
    request: HttpRequest,
    statuses: readonly number[],
    ...types: readonly string[]
  ): Impossible => ({
    what,
    request,
    statuses,
    types,
  });
  return [
    case_('takes an address that is taken', ask('createUser', user), [409], 'email-taken'),
    case_('uses a key of another environment', integration(prey.foreignKey), [409, 422], 'environment-mismatch'),
    case_('uses a key that names no environment', integration('none'), [409, 422], 'credential-undeclared'),
    case_(
      'uses another address than the provider of this shop',
      integration(prey.foreignKey, { address: 'https://evil.example/' }),
      [409, 422],
      ...['address-mismatch', 'environment-mismatch'],
    ),
    case_(
      'offers a method that is none',
      ask('createPaymentRule', { ...rule, methods: ['none'] }),
      [400, 404, 422],
      'invalid-request',
      'not-found',
    ),
    case_(
      'offers in a currency that is none',
      ask('createPaymentRule', { ...rule, currency: 'QQQ' }),
      [400, 422],
      'invalid-request',
    ),
    case_(
      'offers in a country that is none',
      ask('createPaymentRule', { ...rule, countries: ['QQ'] }),
      [400, 422],
      'invalid-request',
    ),
    case_(
      'offers by an expression that is none',
      ask('createPaymentRule', { ...rule, expression: 'total >' }),
      [400, 422],
      'invalid-request',
    ),
    case_(
      'takes a tax in a region of another country',
      ask('putPricing', { version: 0, taxes: [{ ...TAX, country: 'DE' }], discounts: [] }),
      [400, 422],
      'invalid-request',
    ),
    case_(
      'changes taxes that somebody else has changed',
      ask('putPricing', { version: 7, taxes: [], discounts: [] }),
      [409],
      'changed-meanwhile',
    ),
    case_(
      'orders what was not reviewed',
      ask('placeOrder', { methodId: prey.methodId, review: 'none' }),
      [409, 422],
      'changed-meanwhile',
      'already-ordered',
    ),
    case_('checks out no cart', ask('startCheckout', { ...checkout, cartId: 'none' }), [404, 422], 'not-found'),
    case_(
      'checks out an empty cart',
      ask('startCheckout', { ...checkout, cartId: prey.emptyCartId }),
      [409, 422],
      'cart-empty',
    ),
    case_(
      'pays with a method that is none',
      ask('placeOrder', { methodId: 'none' }),
      [409, 422],
      'method-not-offered',
      'already-ordered',
    ),
    case_(
      'signs in as nobody',
      ask('signIn', { email: 'nobody@shop.example', password: 'wrong' }),
      [401, 429],
      'sign-in-refused',
      'locked-out',
    ),
  ];
}
