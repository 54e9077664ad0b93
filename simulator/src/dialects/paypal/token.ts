import { createHmac } from 'node:crypto';
import { whoIsCalling } from '../../accounts/caller.ts';
import type { Credential } from '../../accounts/credential.ts';
import { hashSecret } from '../../accounts/secret.ts';
import { instant, later } from '../../engine/ids.ts';
import { jsonReply, type ListenerExchange, type Reply, type WholeReply } from '../../http/exchange.ts';
import { meet } from '../../http/meet.ts';
import type { Route } from '../../http/route-table.ts';
import { connectionRefusal } from '../../operations/connection-policies.ts';
import type { World } from '../../operations/world.ts';
import type { About } from '../../situations/match.ts';
import type { DialectObject } from '../../store/objects.ts';
import { DIALECT } from './call.ts';
import { readToken } from './codec.ts';
import { presentedClient, TOKEN_PREFIX } from './credentials.ts';
import { debugIdOf, identityError } from './errors.ts';
import { wireId } from './ids.ts';
import { TOKEN_LIFETIME_MS } from './policy.ts';
import { faultWords, refusedClient } from './refusals.ts';
import type { components } from './wire.d.ts';

/** The token endpoint: client credentials (RFC 6749 section 4.4), and the same token again as long as it is good. */
export function tokenRoute(world: World): Route<ListenerExchange> {
  return {
    method: 'post',
    path: '/v1/oauth2/token',
    operation: 'createToken',
    handle: (exchange) => createToken(world, exchange),
  };
}

async function createToken(world: World, exchange: ListenerExchange): Promise<Reply> {
  const presented = presentedClient(exchange.headers.authorization);
  exchange.notes.presented = presented;
  const listener = { environment: exchange.environment.name, dialect: DIALECT };
  const identification = await whoIsCalling(world.store, listener, presented, world.now);
  if (!identification.ok) {
    const { refusal } = identification;
    exchange.notes.refusal = refusal.kind;
    if (refusal.credential !== undefined) exchange.notes.credential = refusal.credential;
    return refusedClient(refusal, exchange);
  }
  const { credential, merchant } = identification.caller;
  exchange.notes.credential = credential;
  exchange.notes.merchantId = merchant.id;
  const barred = await connectionRefusal(world, merchant, exchange);
  if (barred !== undefined) {
    exchange.notes.refusal = barred.kind;
    return identityError('invalid_client', barred.why, exchange);
  }
  const grant = new URLSearchParams(exchange.body.toString('utf8')).get('grant_type');
  if (grant === null) return identityError('invalid_request', 'The grant_type is missing.', exchange);
  if (grant !== 'client_credentials') {
    return identityError('unsupported_grant_type', 'Only client_credentials is served here.', exchange);
  }
  const about: About = { operations: ['token'], headers: exchange.headers };
  const words = faultWords(exchange);
  return meet({ world, exchange, merchant, about, kind: 'change', words }, async ({ slowly }) => {
    await slowly();
    return world.inTurn(`token of ${credential.id}`, () => issueToken(world, exchange, credential));
  });
}

// A token that is about to end would end in the hands of whoever gets it.
const RENEWED_BEFORE_MS = 60 * 1000;

/** The token itself is kept nowhere: it follows from whose it is and when it was made, by a key of the environment. */
async function issueToken(world: World, exchange: ListenerExchange, credential: Credential): Promise<WholeReply> {
  const now = world.now(credential);
  const { environment, merchantId, scopes } = credential;
  const owner = { environment, merchantId, dialect: DIALECT };
  const kept = await world.store.findObject(owner, 'token', credential.id);
  const madeAt = kept === undefined ? undefined : readToken(kept).madeAt;
  const isGood = madeAt !== undefined && madeAt <= now && madeAt + TOKEN_LIFETIME_MS - RENEWED_BEFORE_MS > now;
  const since = isGood ? instant(madeAt) : now;
  const expiresAt = later(since, TOKEN_LIFETIME_MS);
  const token = tokenText(await world.fingerprintKey(environment), `${credential.id}\n${since}`);
  if (!isGood) {
    const object: DialectObject = {
      ...owner,
      kind: 'token',
      id: credential.id,
      createdAt: kept?.createdAt ?? now,
      tags: [],
      value: { madeAt: since },
      version: (kept?.version ?? 0) + 1,
    };
    await world.store.addToken(
      { hash: hashSecret(token), credentialId: credential.id, environment, scopes, expiresAt },
      now,
    );
    // Where another process was faster, this one's token is good all the same.
    await world.store.commit({ objects: [object], at: now });
  }
  const body: components['schemas']['Token'] = {
    scope: scopes.map((scope) => `https://uri.paypal.com/services/assay/${scope}`).join(' '),
    access_token: token,
    token_type: 'Bearer',
    app_id: `APP-${wireId('certificate', credential.publicId)}`,
    expires_in: Math.floor((expiresAt - now) / 1000),
    nonce: `${new Date(now).toISOString()}${exchange.requestId}`,
  };
  return jsonReply(200, body, {
    'cache-control': 'no-store',
    'paypal-debug-id': debugIdOf(exchange.requestId),
  });
}

/** Letters and digits alone: whoever masks a secret shows what precedes its last underscore. */
function tokenText(key: string, whose: string): string {
  const part = (which: string) => createHmac('sha256', key).update(`token ${which}\n${whose}`).digest('base64url');
  const text = `${part('one')}${part('two')}${part('three')}`.replaceAll(/[-_]/g, 'x');
  return `${TOKEN_PREFIX}${text.slice(0, TOKEN_LENGTH)}`;
}

const TOKEN_LENGTH = 92;
