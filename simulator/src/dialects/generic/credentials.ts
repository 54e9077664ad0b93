import type { Presented } from '../../accounts/caller.ts';
import type { SecretShapes } from '../../http/mask.ts';
import type { CredentialShapes } from '../../operations/world.ts';
import type { Random } from '../../platform/random.ts';

/**
 * API key `gsk_<environment>_<id>_<secret>`, client id `gci_<environment>_<id>`, client secret
 * `gcs_<environment>_<secret>`, access token `gat_<environment>_<secret>`. The environment can be read off each of them,
 * so that a shop can refuse the wrong one before it sends anything.
 */
export const credentialShapes: CredentialShapes = {
  api_key: ({ environment, random }) => {
    const publicId = `gsk_${environment.name}_${tail(random.id('k'))}`;
    return { publicId, secret: `${publicId}_${random.secret()}` };
  },
  oauth_client: ({ environment, random }) => ({
    publicId: `gci_${environment.name}_${tail(random.id('c'))}`,
    secret: `gcs_${environment.name}_${random.secret()}`,
  }),
};

/** A fresh access token for this environment. */
export function newAccessToken(environment: string, random: Random): string {
  return `gat_${environment}_${random.secret()}`;
}

/** Finds the generic provider's secrets in any text. */
export const secretShapes: SecretShapes = [
  /g(?:sk|cs|at)_[a-z][a-z0-9-]*_[A-Za-z0-9_]+/g,
  // A webhook endpoint's, as Standard Webhooks writes it.
  /whsec_[A-Za-z0-9+/]+=*/g,
];

/** What an Authorization header presents: an API key or an access token, both as bearer tokens (RFC 6750). */
export function presentedBearer(authorization: string | undefined): Presented {
  // A scheme alone is what a shop sends whose key was never set.
  if (authorization === undefined || /^\s*(Bearer)?\s*$/i.test(authorization)) return { kind: 'nothing' };
  const text = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (text === undefined) return { kind: 'unreadable', text: authorization };
  if (text.startsWith('gat_')) return { kind: 'token', token: text };
  const publicId = /^(gsk_[a-z][a-z0-9-]*_[A-Za-z0-9]+)_[A-Za-z0-9]+$/.exec(text)?.[1];
  return publicId === undefined ? { kind: 'unreadable', text } : { kind: 'api_key', publicId, secret: text };
}

/** What a token request presents: HTTP Basic, or the two form fields, and never both (RFC 6749 section 2.3). */
export function presentedClient(
  authorization: string | undefined,
  form: Readonly<{ client_id?: string; client_secret?: string }>,
): Presented | 'twice' {
  const inForm = form.client_id !== undefined || form.client_secret !== undefined;
  if (authorization === undefined) {
    return inForm ? client(form.client_id ?? '', form.client_secret ?? '') : { kind: 'nothing' };
  }
  if (inForm) return 'twice';
  const encoded = /^Basic +(\S+)$/i.exec(authorization.trim())?.[1];
  if (encoded === undefined) return { kind: 'unreadable', text: authorization };
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return client(formDecoded(id), formDecoded(secret.join(':')));
}

function client(publicId: string, secret: string): Presented {
  return { kind: 'oauth_client', publicId, secret };
}

/** RFC 6749 section 2.3.1: id and secret are form-encoded before they go into HTTP Basic. */
function formDecoded(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll('&', '%26')}`).get('value') ?? text;
}

function tail(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}
