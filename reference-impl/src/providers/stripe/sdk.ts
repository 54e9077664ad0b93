import type { Stripe } from 'stripe';
import type { Conversation } from '../../payments/provider.ts';
import type { HttpReply, HttpRequest } from '../../platform/http-client.ts';
import { Heard } from '../conversation.ts';
import { asObject, type JsonObject, parsedJson } from '../json.ts';

/**
 * What Stripe has told about one payment: its page, until somebody has paid on it; from then on the payment intent, with
 * what was returned and contested.
 */
export type Told =
  | Readonly<{ session: Stripe.Checkout.Session }>
  | Readonly<{ intent: Stripe.PaymentIntent; refunds: readonly Stripe.Refund[]; disputes: readonly Stripe.Dispute[] }>;

// How long a call may take is the shop's own rule, and always less than this.
const NEVER_MS = 600_000;
// The key is put in by whoever sends, and what describes this machine is nobody's business.
const NOT_SENT = /^(authorization|content-length|connection|host|user-agent|x-stripe-client-(user-agent|telemetry))$/;

/** The SDK, from when it is needed: it takes longer to load than the whole shop. */
export function sdk() {
  return import('stripe');
}

/**
 * Steps that the official SDK takes, over the shop's own way out: the SDK writes requests and reads replies, and has
 * neither a key nor a host nor retries of its own. What comes of them is one reply; when a step fails, the reply it got.
 */
export function conversation<Result>(steps: (stripe: Stripe) => Promise<Result>): Conversation {
  return async (say) => {
    const { Stripe: Sdk } = await sdk();
    const heard = new Heard();
    const stripe = new Sdk('', {
      authenticator: async () => {},
      maxNetworkRetries: 0,
      telemetry: false,
      timeout: NEVER_MS,
      httpClient: {
        getClientName: () => 'shop',
        async makeRequest(_host, _port, path, method, headers, body) {
          const answered = await say(requestOf(path, method, headers, body));
          heard.take(answered);
          const result = answered.kind === 'replied' ? resultOf(answered.reply) : undefined;
          // The SDK takes it for a lost connection, which ends the steps: what was refused is read where all replies are.
          if (result === undefined || answered.kind !== 'replied') throw new Error('no result');
          if (method === 'POST') heard.changed();
          return asResponse(answered.reply, result);
        },
      },
    });
    try {
      const result = await steps(stripe);
      return { kind: 'replied', reply: wholeReply(result, heard.last) };
    } catch (error) {
      if (!(error instanceof Sdk.errors.StripeError)) throw error;
      return heard.cutShort();
    }
  };
}

/** A page as it stands; once it has been paid on, what was paid. */
export async function lookAtSession(stripe: Stripe, id: string): Promise<Told> {
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
  const { payment_intent: intent, status } = session;
  return status === 'complete' && intent && typeof intent !== 'string' ? withMoney(stripe, intent) : { session };
}

/** A page on which a card is checked, with the card once there is one. */
export async function lookAtSetup(stripe: Stripe, id: string): Promise<Told> {
  return { session: await stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent'] }) };
}

/** A payment as it stands. */
export async function lookAtIntent(stripe: Stripe, id: string): Promise<Told> {
  return withMoney(stripe, await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }));
}

async function withMoney(stripe: Stripe, intent: Stripe.PaymentIntent): Promise<Told> {
  const { latest_charge: charge } = intent;
  const query = { payment_intent: intent.id, limit: LIST_MAX };
  const refunds = intent.amount_received > 0 ? (await stripe.refunds.list(query)).data : [];
  const isDisputed = typeof charge === 'object' && charge?.disputed === true;
  return { intent, refunds, disputes: isDisputed ? (await stripe.disputes.list(query)).data : [] };
}

// One page holds more than is ever returned of one payment.
const LIST_MAX = 100;

type SdkClient = NonNullable<Stripe.StripeConfig['httpClient']>;
type SdkHeaders = Parameters<SdkClient['makeRequest']>[4];
type SdkResponse = Awaited<ReturnType<SdkClient['makeRequest']>>;

function requestOf(path: string, method: string, headers: SdkHeaders, body: string): HttpRequest {
  const sent = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(([name]) => !NOT_SENT.test(name));
  const request = { path, headers: { ...Object.fromEntries(sent), 'user-agent': 'assay-shop' } };
  if (method === 'GET') return { ...request, method };
  if (method !== 'POST') throw new Error(`nothing is asked by ${method}`);
  return { ...request, method, body };
}

/** What was asked for. The SDK fails in ways that nobody catches on JSON that is no object, so it is not shown any. */
function resultOf({ status, body }: HttpReply): JsonObject | undefined {
  const result = asObject(parsedJson(body));
  return status === 200 && result !== undefined && !('error' in result) ? result : undefined;
}

function asResponse({ status }: HttpReply, result: JsonObject): SdkResponse {
  return {
    getStatusCode: () => status,
    // There are notices among them that the SDK would print.
    getHeaders: () => ({}),
    getRawResponse: () => ({}),
    toStream: () => {
      throw new Error('nothing is read as a stream');
    },
    toJSON: async () => result,
  };
}

function wholeReply(result: unknown, last: Heard['last']): HttpReply {
  const headers = last.kind === 'replied' ? last.reply.headers : {};
  return { status: 200, headers, body: JSON.stringify(result) };
}
