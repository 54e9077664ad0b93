import { uniqueText } from '../platform/random.ts';
import type { components, operations, paths } from './generic.wire.d.ts';
import { type Asked, type OperationOf, type Reply, WireClient } from './wire-client.ts';

type Schemas = components['schemas'];

/** A payment, as the generic provider shows it. */
export type Payment = Schemas['Payment'];

/** What a shop asks for when it wants to be paid. */
export type PaymentRequest = Schemas['PaymentRequest'];

/** A card of mode test that the issuer approves. */
export const APPROVED_CARD = { number: '4242424242424242', expiryMonth: 12, expiryYear: 2099, cvc: '123' } as const;

/** A request for 19.99 EUR by an approved card, to be captured later; whatever is given replaces that. */
export function paymentRequest(different: Partial<PaymentRequest> = {}): PaymentRequest {
  return {
    amount: { minor: 1_999, currency: 'EUR' },
    captureMode: 'manual',
    reference: uniqueText('order'),
    card: APPROVED_CARD,
    ...different,
  };
}

/** Headers to add or replace, and the idempotency key; a fresh one unless it is given. */
export type Sending = Readonly<{ headers?: Readonly<Record<string, string>>; idempotencyKey?: string }>;

type Post<P extends keyof paths> = Reply<OperationOf<paths, P, 'post'>>;
type Get<P extends keyof paths> = Reply<OperationOf<paths, P, 'get'>>;
type BodyFor<Op> = Asked<Op> extends { body: infer B } ? B : never;

/** The generic provider's API on one listener, as one caller. Every answer comes with status, headers and body. */
export class Provider {
  readonly wire: WireClient<paths>;
  readonly url: string;

  constructor(url: string, secret?: string) {
    const headers = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
    this.url = url;
    this.wire = new WireClient({ url, specification: 'generic', headers });
  }

  /** The same listener, another caller. */
  as(secret: string): Provider {
    return new Provider(this.url, secret);
  }

  /** Exchanges a client id and secret, sent by HTTP Basic, for an access token. */
  token(client: Readonly<{ id: string; secret: string; scope?: string }>): Promise<Post<'/oauth/token'>> {
    const basic = Buffer.from(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`).toString(
      'base64',
    );
    return this.wire.ask('post', '/oauth/token', {
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: { grant_type: 'client_credentials', ...(client.scope === undefined ? {} : { scope: client.scope }) },
    });
  }

  connection(): Promise<Get<'/v1/connection'>> {
    return this.wire.ask('get', '/v1/connection', {});
  }

  create(body: PaymentRequest = paymentRequest(), sending: Sending = {}): Promise<Post<'/v1/payments'>> {
    return this.wire.ask('post', '/v1/payments', { body, headers: headersOf(sending) });
  }

  get(paymentId: string): Promise<Get<'/v1/payments/{paymentId}'>> {
    return this.wire.ask('get', '/v1/payments/{paymentId}', { path: { paymentId } });
  }

  list(query: NonNullable<operations['listPayments']['parameters']['query']> = {}): Promise<Get<'/v1/payments'>> {
    return this.wire.ask('get', '/v1/payments', { query });
  }

  capture(
    paymentId: string,
    body: BodyFor<operations['capturePayment']> = {},
    sending: Sending = {},
  ): Promise<Post<'/v1/payments/{paymentId}/captures'>> {
    const path = { paymentId };
    return this.wire.ask('post', '/v1/payments/{paymentId}/captures', { path, body, headers: headersOf(sending) });
  }

  void(paymentId: string, sending: Sending = {}): Promise<Post<'/v1/payments/{paymentId}/void'>> {
    return this.wire.ask('post', '/v1/payments/{paymentId}/void', { path: { paymentId }, headers: headersOf(sending) });
  }

  cancel(paymentId: string, sending: Sending = {}): Promise<Post<'/v1/payments/{paymentId}/cancel'>> {
    return this.wire.ask('post', '/v1/payments/{paymentId}/cancel', {
      path: { paymentId },
      headers: headersOf(sending),
    });
  }

  increment(
    paymentId: string,
    body: BodyFor<operations['incrementPayment']>,
    sending: Sending = {},
  ): Promise<Post<'/v1/payments/{paymentId}/increments'>> {
    const path = { paymentId };
    return this.wire.ask('post', '/v1/payments/{paymentId}/increments', { path, body, headers: headersOf(sending) });
  }

  reauthorize(paymentId: string, sending: Sending = {}): Promise<Post<'/v1/payments/{paymentId}/reauthorizations'>> {
    const path = { paymentId };
    return this.wire.ask('post', '/v1/payments/{paymentId}/reauthorizations', { path, headers: headersOf(sending) });
  }

  refund(
    paymentId: string,
    body: BodyFor<operations['refundPayment']> = {},
    sending: Sending = {},
  ): Promise<Post<'/v1/payments/{paymentId}/refunds'>> {
    const path = { paymentId };
    return this.wire.ask('post', '/v1/payments/{paymentId}/refunds', { path, body, headers: headersOf(sending) });
  }
}

function headersOf({ headers, idempotencyKey }: Sending): Readonly<Record<string, string>> {
  return { 'idempotency-key': idempotencyKey ?? uniqueText('key'), ...headers };
}
