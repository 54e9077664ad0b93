import type { Presented } from '../../accounts/caller.ts';
import type { SecretShapes } from '../../http/mask.ts';
import type { CredentialShapes } from '../../operations/world.ts';

// Client id and secret are equally long and say nothing of their environment; their first letters are usual ones.
const LENGTH = 80;

/** Client id `A…` and client secret `EL…`, 80 characters each: nothing in them tells test from live. */
export const credentialShapes: CredentialShapes = {
  oauth_client: ({ random }) => ({
    publicId: `A${random.secret()}${random.secret()}`.slice(0, LENGTH),
    secret: `EL${random.secret()}${random.secret()}`.slice(0, LENGTH),
  }),
};

/** How an access token begins. */
export const TOKEN_PREFIX = 'A21AA';

/** Finds client secrets and access tokens in any text. */
export const secretShapes: SecretShapes = [/\bEL[A-Za-z0-9]{78}\b/g, /A21AA[A-Za-z0-9]{92}/g];

/** What a request for a token presents: client id and secret, by HTTP Basic. */
export function presentedClient(authorization: string | undefined): Presented {
  const [scheme = '', encoded = ''] = (authorization ?? '').trim().split(/\s+/);
  if (scheme === '') return { kind: 'nothing' };
  if (scheme.toLowerCase() !== 'basic' || encoded === '') return { kind: 'unreadable', text: authorization ?? '' };
  const [publicId = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { kind: 'oauth_client', publicId, secret: secret.join(':') };
}

/** What any other request presents: a token, or client id and secret, which its API takes as well. */
export function presentedCaller(authorization: string | undefined): Presented {
  const [scheme = '', text = ''] = (authorization ?? '').trim().split(/\s+/);
  if (scheme === '' || text === '') return { kind: 'nothing' };
  if (scheme.toLowerCase() === 'basic') return presentedClient(authorization);
  return scheme.toLowerCase() === 'bearer'
    ? { kind: 'token', token: text }
    : { kind: 'unreadable', text: authorization ?? '' };
}
