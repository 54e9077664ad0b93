import type { Payment } from '../bench/provider.ts';
import { paymentRequest } from '../bench/provider.ts';
import { type Operation, specification } from '../bench/specification.ts';
import { uniqueText } from '../platform/random.ts';
import type { Api, Impossible, ValidRequest } from './api.ts';
import type { Header, HttpRequest } from './bad-request.ts';
import { bearerStrangers } from './strangers.ts';

/** What has to exist before the generic provider can be attacked. */
export type ProviderPrey = Readonly<{
  url: string;
  secret: string;
  /** A payment with an open hold, one that is captured, and one that is voided. */
  open: Payment;
  captured: Payment;
  voided: Payment;
}>;

/** The generic provider's listener as an API to attack. The token endpoint speaks OAuth and has requests of its own. */
export function providerApi(prey: ProviderPrey): Api {
  const document = specification('generic');
  return {
    name: 'generic',
    url: prey.url,
    specification: document,
    root: '',
    strangers: (valid) => bearerStrangers(valid, 'credential-missing', 'credential-unknown'),
    valid: () =>
      document.operations
        .filter((operation) => operation.id !== 'createToken')
        .map((operation) => validRequest(operation, prey)),
    withId: ({ operation }, id) => requestOf(operation, prey, id),
    impossible: () => impossible(document.operations, prey),
  };
}

const BODIES: Readonly<Record<string, Readonly<{ schema: string; body: unknown }>>> = {
  createPayment: {
    schema: 'PaymentRequest',
    body: {
      ...paymentRequest({ reference: 'bad-input' }),
      card: { number: '4242424242424242', expiryMonth: 12, expiryYear: 2099, cvc: '123', holderName: 'A Customer' },
      description: 'One thing',
      returnUrl: 'https://shop.example/return?order=1',
      metadata: { cart: '7', channel: 'web' },
    },
  },
  capturePayment: { schema: 'CaptureRequest', body: { amount: { minor: 1, currency: 'EUR' }, final: false } },
  incrementPayment: { schema: 'IncrementRequest', body: { amount: { minor: 1, currency: 'EUR' } } },
  refundPayment: {
    schema: 'RefundRequest',
    body: { amount: { minor: 1, currency: 'EUR' }, captureId: 'cap_1', reason: 'returned' },
  },
  voidPayment: { schema: 'Empty', body: {} },
  cancelPayment: { schema: 'Empty', body: {} },
  reauthorizePayment: { schema: 'Empty', body: {} },
};

function validRequest(operation: Operation, prey: ProviderPrey): ValidRequest {
  const request = requestOf(operation, prey, prey.open.id);
  const known = BODIES[operation.id];
  if (!known) return { operation, request };
  return { operation, request, body: known.body, schema: `#/components/schemas/${known.schema}` };
}

function requestOf(operation: Operation, prey: ProviderPrey, id: string, body?: unknown): HttpRequest {
  const asked = body ?? BODIES[operation.id]?.body;
  const headers: Header[] = [['authorization', `Bearer ${prey.secret}`]];
  if (operation.verb === 'post') headers.push(['idempotency-key', uniqueText('bad')]);
  if (asked !== undefined) headers.push(['content-type', 'application/json']);
  return {
    method: operation.verb.toUpperCase(),
    target: operation.path.replace('{paymentId}', id).replace('{code}', id === prey.open.id ? 'not-found' : id),
    headers,
    ...(asked === undefined ? {} : { body: Buffer.from(JSON.stringify(asked)) }),
  };
}

function impossible(operations: readonly Operation[], prey: ProviderPrey): readonly Impossible[] {
  const on = (id: string, payment: Payment, body: unknown): HttpRequest => {
    const operation = operations.find((candidate) => candidate.id === id);
    if (!operation) throw new Error(`no operation ${id}`);
    return requestOf(operation, prey, payment.id, body);
  };
  const eur = (minor: number) => ({ amount: { minor, currency: 'EUR' } });
  const create = paymentRequest();
  const { card: _, ...cardless } = create;
  const { open, captured, voided } = prey;
  const case_ = (what: string, request: HttpRequest, status: number, ...types: readonly string[]): Impossible => ({
    what,
    request,
    statuses: [status],
    types,
  });
  return [
    case_(
      'captures more than the hold',
      on('capturePayment', open, eur(open.balances.capturable + 1)),
      422,
      'exceeds-capturable',
    ),
    case_('captures the largest amount', on('capturePayment', open, eur(999_999_999_999)), 422, 'exceeds-capturable'),
    case_(
      'captures another currency',
      on('capturePayment', open, { amount: { minor: 1, currency: 'USD' } }),
      422,
      'currency-mismatch',
    ),
    case_(
      'captures a currency that is none',
      on('capturePayment', open, { amount: { minor: 1, currency: 'QQQ' } }),
      422,
      'currency-unknown',
      'currency-mismatch',
    ),
    case_(
      'captures what is captured already',
      on('capturePayment', captured, eur(1)),
      409,
      'hold-released',
      'wrong-state',
    ),
    case_('captures what was voided', on('capturePayment', voided, {}), 409, 'hold-released', 'wrong-state'),
    case_('voids what was voided', on('voidPayment', voided, {}), 409, 'hold-released', 'wrong-state'),
    case_('voids what is captured', on('voidPayment', captured, {}), 409, 'hold-released', 'wrong-state'),
    case_('cancels what was approved', on('cancelPayment', open, {}), 409, 'wrong-state'),
    case_('refunds what is not captured', on('refundPayment', open, eur(1)), 409, 'wrong-state'),
    case_(
      'refunds more than was captured',
      on('refundPayment', captured, eur(captured.balances.refundable + 1)),
      422,
      'exceeds-refundable',
    ),
    case_(
      'refunds another currency',
      on('refundPayment', captured, { amount: { minor: 1, currency: 'JPY' } }),
      422,
      'currency-mismatch',
    ),
    case_(
      'refunds from no capture',
      on('refundPayment', captured, { ...eur(1), captureId: 'cap_none' }),
      404,
      'not-found',
    ),
    case_('increments what is captured', on('incrementPayment', captured, eur(1)), 409, 'hold-released', 'wrong-state'),
    case_(
      'increments in another currency',
      on('incrementPayment', open, { amount: { minor: 1, currency: 'USD' } }),
      422,
      'currency-mismatch',
    ),
    case_('reauthorizes what was voided', on('reauthorizePayment', voided, {}), 409, 'hold-released', 'wrong-state'),
    case_(
      'pays in a currency that is none',
      on('createPayment', open, { ...create, amount: { minor: 1, currency: 'QQQ' } }),
      422,
      'currency-unknown',
    ),
    case_('pays without card and return address', on('createPayment', open, cardless), 400, 'invalid-request'),
  ];
}
