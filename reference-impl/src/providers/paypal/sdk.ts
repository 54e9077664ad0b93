import type { OrdersController, PaymentsController } from '@paypal/paypal-server-sdk';
import type { Answered, Conversation } from '../../payments/provider.ts';
import type { HttpReply, HttpRequest } from '../../platform/http-client.ts';
import { Heard } from '../conversation.ts';
import { asObject, type JsonObject, parsedJson, textField } from '../json.ts';

/** What steps are taken with: the SDK, and what PayPal has answered to the step before, as it was written. */
export type Speaker = Readonly<{
  sdk: typeof import('@paypal/paypal-server-sdk');
  orders: OrdersController;
  payments: PaymentsController;
  heard(): JsonObject;
  /** The issue that the step has come to nothing over; nothing when it went through. */
  refused(step: Promise<unknown>): Promise<string | undefined>;
}>;

// The key is put in by whoever sends, and what describes this machine is nobody's business.
const NOT_SENT = /^(authorization|content-length|connection|host|user-agent|accept-encoding)$/;
// How long a call may take is the shop's own rule, and always less than this.
const NEVER_MS = 600_000;

/** There was no answer to go on with. */
class Unanswered extends Error {}

/**
 * Steps that the official SDK takes, over the shop's own way out: the SDK writes requests, and has neither a token nor a
 * host nor retries of its own. What comes of them is one reply; when a step fails, the reply it got.
 */
export function conversation(steps: (speaker: Speaker) => Promise<object>): Conversation {
  return async (say) => {
    const sdk = await import('@paypal/paypal-server-sdk');
    const { ApiError } = sdk;
    const heard = new Heard();
    const client = new sdk.Client({
      clientCredentialsAuthCredentials: { oAuthClientId: '', oAuthClientSecret: '', oAuthToken: NO_TOKEN },
      httpClientOptions: { timeout: NEVER_MS, retryConfig: { maxNumberOfRetries: 0 } },
      unstable_httpClientOptions: {
        adapter: async (config: Config) => {
          const request = requestOf(config);
          const answered = await say(request);
          heard.take(answered);
          if (answered.kind !== 'replied' || !isReadable(answered.reply)) throw new Unanswered();
          if (request.method === 'POST' && answered.reply.status < 300) heard.changed();
          return responseOf(answered.reply, config);
        },
      },
    });
    const isFailed = (error: unknown) => error instanceof ApiError || error instanceof Unanswered;
    const speaker: Speaker = {
      sdk,
      orders: new sdk.OrdersController(client),
      payments: new sdk.PaymentsController(client),
      heard: () => bodyOf(heard.last) ?? {},
      refused: async (step) => {
        try {
          await step;
          return undefined;
        } catch (error) {
          const issue = error instanceof ApiError ? issueIn(bodyOf(heard.last)) : undefined;
          if (issue === undefined) throw error;
          return issue;
        }
      },
    };
    try {
      const result = await steps(speaker);
      const headers = heard.last.kind === 'replied' ? heard.last.reply.headers : {};
      return { kind: 'replied', reply: { status: 200, headers, body: JSON.stringify(result) } };
    } catch (error) {
      if (!isFailed(error)) throw error;
      return heard.cutShort();
    }
  };
}

// One that never ends, so that the SDK asks for none; it is not what is sent.
const NO_TOKEN = { accessToken: 'none', tokenType: 'Bearer' };

/** What in particular is wrong, as PayPal calls it; its name for all of the kind where it says no more. */
export function issueIn(error: JsonObject | undefined): string | undefined {
  const [detail] = Array.isArray(error?.details) ? error.details : [];
  const issue = textField(asObject(detail) ?? {}, 'issue') ?? (error && textField(error, 'name'));
  return issue !== undefined && /^[A-Z0-9_]{1,60}$/.test(issue) ? issue : undefined;
}

type Config = Readonly<{ method?: string; url?: string; data?: unknown; headers?: object }>;

function requestOf({ method = 'GET', url = '', data, headers = {} }: Config): HttpRequest {
  const { pathname, search } = new URL(url);
  const sent = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => typeof value === 'string' && !NOT_SENT.test(name));
  const request = { path: pathname + search, headers: { ...Object.fromEntries(sent), 'user-agent': 'assay-shop' } };
  const verb = method.toUpperCase();
  if (verb === 'GET') return { ...request, method: verb };
  if (verb !== 'POST') throw new Error(`nothing is asked by ${verb}`);
  return { ...request, method: verb, ...(typeof data === 'string' ? { body: data } : {}) };
}

/** The SDK fails in ways that nobody catches on JSON that is no object, so it is not shown any. */
function isReadable({ status, body }: HttpReply): boolean {
  if (status >= 300) return status >= 400 && status < 500 && asObject(parsedJson(body)) !== undefined;
  return status === 204 || asObject(parsedJson(body)) !== undefined;
}

/** An answer as the SDK's own client would give it. Of a success nothing is told: what it was is read where all is. */
function responseOf({ status, body }: HttpReply, config: Config) {
  const isDone = status < 300;
  const headers = { 'content-type': 'application/json' };
  return { status, statusText: '', headers, config, data: isDone ? '{}' : body };
}

function bodyOf(answered: Answered): JsonObject | undefined {
  return answered.kind === 'replied' ? asObject(parsedJson(answered.reply.body)) : undefined;
}
