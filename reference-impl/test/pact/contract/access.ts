import { Matchers } from '@pact-foundation/pact';
import { type Interaction, injected, place, type State } from '../interaction.ts';
import { ACCEPT, type Answer, answered, asked, refused, refusedByOAuth } from './asked.ts';
import { CLIENT, WITH_KEY, WITH_TOKEN } from './examples.ts';
import { accessToken, apiKey, client } from './states.ts';

const { integer, string: text } = Matchers;

const TOKEN = 'gat_sandbox_Example';

function exchange(description: string, given: State, { response, reading }: Answer): Interaction {
  return {
    description: `a token for ${description}`,
    given: [given],
    ask: (adapter) => {
      const authorization = adapter.authorization(CLIENT);
      if (authorization.kind !== 'exchange') throw new Error('a client id and secret are exchanged for a token');
      return authorization.request;
    },
    request: {
      method: 'POST',
      path: '/oauth/token',
      headers: {
        ...ACCEPT,
        authorization: injected(
          place('authorization'),
          /Basic [A-Za-z0-9+/]+=*/,
          `Basic ${Buffer.from('gci_sandbox_Example:gcs_sandbox_Example').toString('base64')}`,
        ),
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    },
    response,
    read: (adapter, reply) => adapter.readToken(reply),
    reading,
  };
}

/** A client id and secret for a token. */
export const TOKENS: readonly Interaction[] = [
  exchange(
    'a client',
    client(),
    answered(
      200,
      { access_token: text(TOKEN), token_type: 'Bearer', expires_in: integer(3600) },
      { kind: 'token', headers: { authorization: `Bearer ${TOKEN}` }, lifetimeMs: 3_600_000 },
    ),
  ),
  exchange('a client with a wrong secret', client({ secret: 'wrong' }), refusedByOAuth(401, 'invalid_client')),
  exchange(
    'a client of another environment',
    client({ environment: 'production' }),
    refusedByOAuth(401, 'invalid_client'),
  ),
  exchange(
    'a client of a suspended merchant account',
    client({ merchant: 'suspended' }),
    refusedByOAuth(400, 'unauthorized_client'),
  ),
];

function check(description: string, given: State, answer: Answer, showing = WITH_KEY): Interaction {
  return asked(
    {
      description: `the connection of ${description}`,
      given: [given],
      ask: (adapter) => adapter.connectionRequest(),
      request: { method: 'GET', path: '/v1/connection', headers: {} },
      read: (adapter, reply) => adapter.readConnection(reply),
      showing,
    },
    answer,
  );
}

function known(as: 'api_key' | 'oauth_client', scopes: readonly string[]): Answer {
  const merchant = { id: text('mer_1'), name: text('Shop'), status: 'active' };
  return answered(
    200,
    { environment: 'sandbox', mode: 'test', merchant, credential: { kind: as, scopes } },
    {
      kind: 'connection',
      connection: {
        environment: 'sandbox',
        mode: 'test',
        merchantId: 'mer_1',
        merchantName: 'Shop',
        merchantStatus: 'active',
        scopes,
      },
    },
  );
}

const ALL = ['pay', 'capture', 'refund', 'read'];

/** Who is calling, and who is not let in. */
export const CONNECTIONS: readonly Interaction[] = [
  check('an API key', apiKey(), known('api_key', ALL)),
  check('an API key that may only read', apiKey({ scopes: 'read' }), known('api_key', ['read'])),
  check('an access token', accessToken(), known('oauth_client', ALL), WITH_TOKEN),
  check(
    'an access token that has expired',
    accessToken({ token: 'expired' }),
    refused(401, 'credential-expired', 'access'),
    WITH_TOKEN,
  ),
  check('an API key nobody has', apiKey({ key: 'unknown' }), refused(401, 'credential-unknown', 'access')),
  check('an API key that was revoked', apiKey({ key: 'revoked' }), refused(401, 'credential-revoked', 'access')),
  check('an API key that has expired', apiKey({ key: 'expired' }), refused(401, 'credential-expired', 'access')),
  check(
    'an API key of another environment',
    apiKey({ environment: 'production' }),
    refused(401, 'credential-of-another-environment', 'access'),
  ),
  check(
    'an API key of a merchant account that is not active yet',
    apiKey({ merchant: 'pending' }),
    refused(403, 'merchant-pending', 'access'),
  ),
  check(
    'an API key of a suspended merchant account',
    apiKey({ merchant: 'suspended' }),
    refused(403, 'merchant-suspended', 'access'),
  ),
];
