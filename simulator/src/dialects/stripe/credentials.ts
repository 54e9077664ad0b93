import type { Presented } from '../../accounts/caller.ts';
import { SCOPES } from '../../accounts/credential.ts';
import type { SecretShapes } from '../../http/mask.ts';
import type { CredentialOrder, CredentialShapes } from '../../operations/world.ts';

// What precedes the secret part of a key and finds it: prefix and mode, and the 20 characters of an id.
const KEY = /^([srp]k)_(test|live)_[A-Za-z0-9]{20}/;

/**
 * Secret key `sk_<mode>_…`, restricted key `rk_<mode>_…` where it lacks a scope, publishable key `pk_<mode>_…`. Two test
 * environments have keys that look the same, as two sandboxes of one seller do.
 */
export const credentialShapes: CredentialShapes = {
  api_key: (order) => key(order, order.scopes.length < SCOPES.length ? 'rk' : 'sk'),
  publishable_key: (order) => key(order, 'pk'),
};

function key({ environment, random }: CredentialOrder, prefix: 'sk' | 'rk' | 'pk') {
  const publicId = random.id(`${prefix}_${environment.mode}`);
  return { publicId, secret: `${publicId}${random.secret()}` };
}

/** Finds secret and restricted keys, webhook secrets and the secrets of single objects in any text. */
export const secretShapes: SecretShapes = [
  /[sr]k_(?:test|live)_[A-Za-z0-9]+/g,
  /[a-z]+_[A-Za-z0-9]+_secret_[A-Za-z0-9]+/g,
];

/** What an Authorization header presents: a key as bearer token, or as the user of HTTP Basic. */
export function presentedKey(authorization: string | undefined): Presented {
  const text = keyText(authorization);
  if (text === '') return { kind: 'nothing' };
  const [publicId, prefix] = KEY.exec(text) ?? [];
  if (publicId === undefined) return { kind: 'unreadable', text };
  return { kind: prefix === 'pk' ? 'publishable_key' : 'api_key', publicId, secret: text };
}

function keyText(authorization = ''): string {
  const [scheme = '', ...rest] = authorization.trim().split(/\s+/);
  const text = rest.join(' ');
  if (scheme.toLowerCase() === 'bearer') return text;
  if (scheme.toLowerCase() !== 'basic') return authorization.trim();
  const [user = ''] = Buffer.from(text, 'base64').toString('utf8').split(':');
  return user;
}

/** A key as an error may repeat it: its beginning and its last four characters. */
export function maskedKey(text: string): string {
  const [, prefix = ''] = /^([a-z]{2}_(?:test|live)_)/.exec(text) ?? [];
  const rest = text.slice(prefix.length);
  return rest.length < 8 ? `${prefix}${'*'.repeat(8)}` : `${prefix}${'*'.repeat(12)}${rest.slice(-4)}`;
}
