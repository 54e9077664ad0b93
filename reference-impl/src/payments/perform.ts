import type { HttpReply, HttpRequest } from '../platform/http-client.ts';
import type { Instant } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import { viaOf } from './connection.ts';
import { fingerprintOf } from './credential.ts';
import { type GuardRefusal, guardIntegration } from './environment-guard.ts';
import type { Integration } from './integration.ts';
import type { Rejection, Unknown } from './outcome.ts';
import type { Answered, Provider, Wish } from './provider.ts';
import { signedRequest } from './request-signature.ts';
import { guardStanding, standing } from './standing.ts';
import type { PaymentWorld } from './world.ts';

/** What is sent with a request to show who asks, and until when it is good. */
export type Token = Readonly<{ headers: Readonly<Record<string, string>>; expiresAt: Instant }>;

/** Access tokens that are still good, each under its environment, integration and credential. */
export type TokenCache = Map<string, Token>;

/** Nothing was sent, because it would not have belonged here. */
export type Withheld = Readonly<{ kind: 'withheld'; refusal: GuardRefusal }>;

type NotAnswered = Withheld | Unknown | Readonly<{ kind: 'rejected'; rejection: Rejection }>;

// A token that ends while its request is under way would look like a wrong credential.
const TOKEN_MARGIN_MS = 30_000;
const TOKENS_MAX = 100;

/**
 * Asks a provider something over an integration. Every call to a provider goes through here, so this is where the
 * environment is looked at once more before anything leaves, and the only place where silence becomes `unknown`.
 */
export async function ask<Read>(
  world: PaymentWorld,
  integration: Integration,
  request: Wish<Read>,
  read: (reply: HttpReply) => Read,
): Promise<Read | NotAnswered> {
  const provider = world.providers[integration.type];
  const refused = guardIntegration(world.deployment, {
    environment: integration.environment,
    address: integration.settings.address,
    providerAddress: world.deployment.providers.get(integration.type),
    declarations: provider.declarations(integration.settings.credential),
  });
  const refusal = refused ?? guardStanding(await standing(world));
  if (refusal) {
    world.log.warn(`nothing was sent for integration ${integration.id}: ${refusal.code}`);
    return { kind: 'withheld', refusal };
  }
  const say = (one: HttpRequest) => answered(world, provider, integration, one);
  const answer = await (typeof request === 'function' ? request(say) : say(request));
  return isReply(answer) ? read(answer.reply) : answer;
}

function isReply(answer: unknown): answer is Extract<Answered, { kind: 'replied' }> {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'replied';
}

/** One exchange, by whoever the credential says. Whether anything may be sent has been looked at. */
async function answered(
  world: PaymentWorld,
  provider: Provider,
  integration: Integration,
  request: HttpRequest,
): Promise<Answered> {
  // Address and credential come from the same immutable settings, so no call can mix two versions of them.
  const first = await authorized(world, provider, integration);
  if (first.kind !== 'authorized') return first;
  const answer = await exchange(world, integration, first.onto(request));
  if (answer.kind === 'unknown') return answer;
  if (answer.reply.status !== 401 || !first.fromCache) return answer;

  // The cached token has been withdrawn. Unauthorized means that nothing was done, so the same request may go again.
  world.tokens.delete(cacheKey(integration));
  const second = await authorized(world, provider, integration);
  return second.kind === 'authorized' ? exchange(world, integration, second.onto(request)) : second;
}

async function exchange(
  world: PaymentWorld,
  integration: Integration,
  request: HttpRequest,
): Promise<Readonly<{ kind: 'replied'; reply: HttpReply }> | Unknown> {
  const { address, connection = {} } = integration.settings;
  const wanted = connection.signingKey === undefined ? request : signed(world, address, request, connection.signingKey);
  const sent = await world.send(address, wanted, viaOf(connection));
  if (sent.kind === 'replied') return sent;
  if (sent.why === 'too_large') return { kind: 'unknown', why: 'unreadable' };
  const timedOut = sent.why === 'timeout';
  return { kind: 'unknown', why: timedOut ? 'timeout' : 'connection_lost' };
}

function signed(world: PaymentWorld, address: string, request: HttpRequest, privateKey: string): HttpRequest {
  return signedRequest(address, request, { privateKey, now: world.clock.now(), nonce: world.random.token() });
}

/** How a request shows who asks. */
type Authorized = Readonly<{ kind: 'authorized'; onto: (request: HttpRequest) => HttpRequest; fromCache: boolean }>;

async function authorized(
  world: PaymentWorld,
  provider: Provider,
  integration: Integration,
): Promise<Authorized | Exclude<NotAnswered, Withheld>> {
  const authorization = provider.authorization(integration.settings.credential);
  if (authorization.kind === 'written') return { kind: 'authorized', onto: authorization.into, fromCache: false };
  if (authorization.kind === 'direct') return byHeaders(authorization.headers, { fromCache: false });
  const now = world.clock.now();
  const key = cacheKey(integration);
  const cached = world.tokens.get(key);
  if (cached && cached.expiresAt > now) return byHeaders(cached.headers, { fromCache: true });

  const answer = await exchange(world, integration, authorization.request);
  if (answer.kind === 'unknown') return answer;
  const reading = provider.readToken(answer.reply);
  if (reading.kind !== 'token') return reading;
  for (const [known, token] of world.tokens) {
    if (token.expiresAt <= now || world.tokens.size >= TOKENS_MAX) world.tokens.delete(known);
  }
  const expiresAt = later(now, Math.max(0, reading.lifetimeMs - TOKEN_MARGIN_MS));
  world.tokens.set(key, { headers: reading.headers, expiresAt });
  return byHeaders(reading.headers, { fromCache: false });
}

function byHeaders(shown: HttpRequest['headers'], { fromCache }: Pick<Authorized, 'fromCache'>): Authorized {
  const onto: Authorized['onto'] = ({ headers, ...request }) => ({ ...request, headers: { ...headers, ...shown } });
  return { kind: 'authorized', onto, fromCache };
}

function cacheKey({ environment, id, settings }: Integration): string {
  return [environment, id, fingerprintOf(settings.credential)].join(' ');
}
