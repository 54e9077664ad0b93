import type { components, operations, paths } from '../bench/generic.wire.d.ts';
import type { PaymentRequest } from '../bench/provider.ts';
import { isObject } from '../bench/specification.ts';
import type { WireClient } from '../bench/wire-client.ts';
import type { Amount, Wanted } from './payment-model.ts';
import type { Scope } from './world.ts';

type Schemas = components['schemas'];

/** What can be asked of the provider with a bearer credential, and the scope that it takes. */
export const SCOPE_NEEDED = {
  checkConnection: 'any',
  createPayment: 'pay',
  listPayments: 'read',
  getPayment: 'read',
  capturePayment: 'capture',
  voidPayment: 'capture',
  cancelPayment: 'pay',
  incrementPayment: 'pay',
  reauthorizePayment: 'pay',
  refundPayment: 'refund',
} as const satisfies Readonly<Record<string, Scope | 'any'>>;

/** The name of an operation of the provider, as its specification and the journal have it. */
export type OperationName = keyof typeof SCOPE_NEEDED;

/** Every operation, in the order of their list. */
export const OPERATIONS = Object.keys(SCOPE_NEEDED).filter(isOperation);

/** Those that name a payment. */
export const OPERATIONS_ON_A_PAYMENT = OPERATIONS.filter(
  (operation) => !['checkConnection', 'createPayment', 'listPayments'].includes(operation),
);

/** One request to the provider, before it is known who sends it where. */
export type Asked =
  | Readonly<{ operation: 'checkConnection' }>
  | Readonly<{ operation: 'createPayment'; body: PaymentRequest }>
  | Readonly<{ operation: 'listPayments'; query: NonNullable<operations['listPayments']['parameters']['query']> }>
  | Readonly<{ operation: 'getPayment'; paymentId: string }>
  | Readonly<{ operation: 'capturePayment'; paymentId: string; amount: Wanted; rest: 'keep' | 'release' }>
  | Readonly<{ operation: 'voidPayment' | 'cancelPayment' | 'reauthorizePayment'; paymentId: string }>
  | Readonly<{ operation: 'incrementPayment'; paymentId: string; amount: Amount }>
  | Readonly<{ operation: 'refundPayment'; paymentId: string; amount: Wanted; captureId?: string }>;

/** What came back, as far as the laws look at it. */
export type Sent = Readonly<{
  status: number;
  headers: Headers;
  text: string;
  requestId: string;
  /** The `type` of a problem document. */
  problem?: string;
  payment?: Schemas['Payment'];
  page?: Schemas['PaymentPage'];
  connection?: Schemas['Connection'];
  describe(): string;
}>;

/** Sends a request with exactly these headers. */
export async function send(
  wire: WireClient<paths>,
  asked: Asked,
  headers: Readonly<Record<string, string>>,
): Promise<Sent> {
  switch (asked.operation) {
    case 'checkConnection': {
      const reply = await wire.ask('get', '/v1/connection', { headers });
      return sent(reply, reply.status === 200 ? { connection: reply.expect(200) } : {});
    }
    case 'createPayment': {
      const reply = await wire.ask('post', '/v1/payments', { headers, body: asked.body });
      return sent(reply, reply.status === 201 ? { payment: reply.expect(201) } : {});
    }
    case 'listPayments': {
      const reply = await wire.ask('get', '/v1/payments', { headers, query: asked.query });
      return sent(reply, reply.status === 200 ? { page: reply.expect(200) } : {});
    }
    case 'getPayment': {
      const reply = await wire.ask('get', '/v1/payments/{paymentId}', { headers, path: pathOf(asked) });
      return sent(reply, reply.status === 200 ? { payment: reply.expect(200) } : {});
    }
    case 'capturePayment': {
      const body = { ...amountIn(asked.amount), ...(asked.rest === 'release' ? { final: true } : {}) };
      const reply = await wire.ask('post', '/v1/payments/{paymentId}/captures', { headers, path: pathOf(asked), body });
      return sent(reply, reply.status === 201 ? { payment: reply.expect(201) } : {});
    }
    case 'voidPayment': {
      const reply = await wire.ask('post', '/v1/payments/{paymentId}/void', { headers, path: pathOf(asked) });
      return sent(reply, reply.status === 200 ? { payment: reply.expect(200) } : {});
    }
    case 'cancelPayment': {
      const reply = await wire.ask('post', '/v1/payments/{paymentId}/cancel', { headers, path: pathOf(asked) });
      return sent(reply, reply.status === 200 ? { payment: reply.expect(200) } : {});
    }
    case 'incrementPayment': {
      const body = { amount: wireAmount(asked.amount) };
      const path = pathOf(asked);
      const reply = await wire.ask('post', '/v1/payments/{paymentId}/increments', { headers, path, body });
      return sent(reply, reply.status === 201 ? { payment: reply.expect(201) } : {});
    }
    case 'reauthorizePayment': {
      const reply = await wire.ask('post', '/v1/payments/{paymentId}/reauthorizations', {
        headers,
        path: pathOf(asked),
      });
      return sent(reply, reply.status === 201 ? { payment: reply.expect(201) } : {});
    }
    case 'refundPayment': {
      const { captureId } = asked;
      const body = { ...amountIn(asked.amount), ...(captureId === undefined ? {} : { captureId }) };
      const reply = await wire.ask('post', '/v1/payments/{paymentId}/refunds', { headers, path: pathOf(asked), body });
      return sent(reply, reply.status === 201 ? { payment: reply.expect(201) } : {});
    }
    default:
      return unreachable(asked);
  }
}

/** Whether an operation changes something and so wants an idempotency key. */
export function isKeyed(operation: OperationName): boolean {
  return !['checkConnection', 'listPayments', 'getPayment'].includes(operation);
}

/** The id of the payment that is asked about. */
export function paymentIdIn(asked: Asked): string | undefined {
  return 'paymentId' in asked ? asked.paymentId : undefined;
}

/** An amount as the wire has it. */
export function wireAmount({ minor, currency }: Amount): Schemas['PositiveMoney'] {
  return { minor: Number(minor), currency };
}

type Answer = Readonly<{ status: number; headers: Headers; text: string; body: unknown; describe(): string }>;

function sent(reply: Answer, shown: Pick<Sent, 'payment' | 'page' | 'connection'>): Sent {
  const { status, headers, text, body, describe } = reply;
  const problem = isObject(body) && typeof body.type === 'string' && status >= 400 ? { problem: body.type } : {};
  return { status, headers, text, requestId: headers.get('request-id') ?? '', ...problem, ...shown, describe };
}

function pathOf({ paymentId }: Readonly<{ paymentId: string }>) {
  return { paymentId };
}

function amountIn(wanted: Wanted) {
  return wanted === 'all' ? {} : { amount: wireAmount(wanted) };
}

function isOperation(name: string): name is OperationName {
  return name in SCOPE_NEEDED;
}

function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
