import { whoIsCalling } from '../../accounts/caller.ts';
import { type Credential, SCOPES, type Scope } from '../../accounts/credential.ts';
import { hashSecret } from '../../accounts/secret.ts';
import { later } from '../../engine/ids.ts';
import { jsonReply, type ListenerExchange, type Reply, type WholeReply } from '../../http/exchange.ts';
import { meet } from '../../http/meet.ts';
import type { Route } from '../../http/route-table.ts';
import { connectionRefusal } from '../../operations/connection-policies.ts';
import type { World } from '../../operations/world.ts';
import type { About } from '../../situations/match.ts';
import { newAccessToken, presentedClient } from './credentials.ts';
import { clientRefusal, oauthError } from './errors.ts';
import { faultWords } from './fault-words.ts';
import { readTokenForm } from './parse.ts';
import { TOKEN_LIFETIME_MS } from './policy.ts';
import type { components } from './wire.d.ts';

/** The token endpoint (RFC 6749 section 4.4). */
export function tokenRoute(world: World): Route<ListenerExchange> {
  return {
    method: 'post',
    path: '/oauth/token',
    operation: 'createToken',
    handle: (exchange) => createToken(world, exchange),
  };
}

async function createToken(world: World, exchange: ListenerExchange): Promise<Reply> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(exchange.headers['content-type'] ?? '')) {
    return oauthError(415, 'invalid_request', 'The body has to be application/x-www-form-urlencoded.');
  }
  const form = readTokenForm(exchange);
  if (typeof form === 'string') {
    const grantProblem = /^grant_type must be/.test(form);
    return oauthError(400, grantProblem ? 'unsupported_grant_type' : 'invalid_request', form);
  }
  const presented = presentedClient(exchange.headers.authorization, form);
  if (presented === 'twice') {
    return oauthError(400, 'invalid_request', 'Authenticate the client once: with HTTP Basic or in the form.');
  }
  exchange.notes.presented = presented;
  const listener = { environment: exchange.environment.name, dialect: 'generic' };
  const identification = await whoIsCalling(world.store, listener, presented, world.now);
  if (!identification.ok) {
    const { refusal } = identification;
    exchange.notes.refusal = refusal.kind;
    if (refusal.credential !== undefined) exchange.notes.credential = refusal.credential;
    return clientRefusal(refusal, exchange);
  }
  const { credential, merchant, scopes: allowed } = identification.caller;
  exchange.notes.credential = credential;
  exchange.notes.merchantId = merchant.id;
  const barred = await connectionRefusal(world, merchant, exchange);
  if (barred !== undefined) {
    exchange.notes.refusal = barred.kind;
    return oauthError(401, 'invalid_client', barred.why);
  }
  const scopes = requestedScopes(form.scope, allowed);
  if (scopes === undefined) {
    exchange.notes.refusal = 'under_scoped';
    return clientRefusal({ kind: 'under_scoped', credential }, exchange);
  }
  const about: About = { operations: ['token'], headers: exchange.headers };
  return meet({ world, exchange, merchant, about, kind: 'change', words: faultWords }, async ({ slowly }) => {
    await slowly();
    return issueToken(world, exchange, credential, scopes);
  });
}

async function issueToken(
  world: World,
  exchange: ListenerExchange,
  credential: Credential,
  scopes: readonly Scope[],
): Promise<WholeReply> {
  const token = newAccessToken(exchange.environment.name, world.random);
  const now = world.now(credential);
  const expiresAt = later(now, TOKEN_LIFETIME_MS);
  await world.store.addToken(
    { hash: hashSecret(token), credentialId: credential.id, environment: exchange.environment.name, scopes, expiresAt },
    now,
  );
  const body: components['schemas']['Token'] = {
    access_token: token,
    token_type: 'Bearer',
    expires_in: TOKEN_LIFETIME_MS / 1000,
    scope: scopes.join(' '),
  };
  return jsonReply(200, body, { 'cache-control': 'no-store' });
}

/** The scopes asked for, or undefined when one of them is not among the client's; the list is RFC 6749's, space by space. */
function requestedScopes(text: string | undefined, allowed: readonly Scope[]): readonly Scope[] | undefined {
  if (text === undefined) return allowed;
  const names = new Set(text.split(' '));
  const scopes = SCOPES.filter((scope) => names.has(scope) && allowed.includes(scope));
  return scopes.length === names.size ? scopes : undefined;
}
