import { createHash } from 'node:crypto';
import { unreachable } from '../shop/unreachable.ts';

/** How the shop proves to a provider who it is. */
export type Credential =
  | Readonly<{ kind: 'oauth_client'; clientId: string; clientSecret: string }>
  | Readonly<{ kind: 'api_key'; apiKey: string }>
  | Readonly<{ kind: 'login'; partner: string; vendor: string; user: string; password: string }>;

/** The fields of a credential, by the names used on the wire and in forms. */
export type CredentialField = 'clientId' | 'clientSecret' | 'apiKey' | 'partner' | 'vendor' | 'user' | 'password';

/** The fields that each kind of credential has. */
export const CREDENTIAL_FIELDS = {
  oauth_client: ['clientId', 'clientSecret'],
  api_key: ['apiKey'],
  login: ['partner', 'vendor', 'user', 'password'],
} as const satisfies Readonly<Record<Credential['kind'], readonly CredentialField[]>>;

/** The field of each kind that nobody else may know. */
export const SECRET_FIELDS = {
  oauth_client: 'clientSecret',
  api_key: 'apiKey',
  login: 'password',
} as const satisfies Readonly<Record<Credential['kind'], CredentialField>>;

/** Names a credential without giving it away: the first 16 hexadecimal digits of a digest over all of it. */
export function fingerprintOf(credential: Credential): string {
  return createHash('sha256')
    .update(JSON.stringify(partsOf(credential)))
    .digest('hex')
    .slice(0, 16);
}

/** A secret as it may be shown: what it begins with like all of its kind, and the last four characters of a long one. */
export function maskOf(secret: string): string {
  const [prefix = ''] = PREFIX.exec(secret) ?? [];
  const isLong = secret.length - prefix.length >= LONG;
  return isLong ? `${prefix}…${secret.slice(-4)}` : '…';
}

// Words of small letters before underscores, such as of a provider's key and its environment.
const PREFIX = /^(?:[a-z][a-z0-9-]{0,31}_){1,2}/;
// Of less, four characters would give too much away.
const LONG = 12;

/** A password as it may be shown: not at all, as people choose them, and no part of one is like the others of its kind. */
export const PASSWORD_MASK = '…';

/** The password meant by a form field: what was typed, or the stored one when its mask came back untouched. */
export function unmaskedPassword(typed: string, stored: string | undefined): string {
  return stored !== undefined && typed === PASSWORD_MASK ? stored : typed;
}

/** The secret meant by a form field: what was typed, or the stored one when its mask came back untouched. */
export function unmasked(typed: string, stored: string | undefined): string {
  return stored !== undefined && typed === maskOf(stored) ? stored : typed;
}

/** The secrets meant by a list of which any may be the mask of a stored one. */
export function unmaskedAmong(typed: readonly string[], stored: readonly string[]): readonly string[] {
  return typed.map((text) => stored.find((secret) => maskOf(secret) === text) ?? text);
}

function partsOf(credential: Credential): readonly string[] {
  switch (credential.kind) {
    case 'oauth_client':
      return [credential.kind, credential.clientId, credential.clientSecret];
    case 'api_key':
      return [credential.kind, credential.apiKey];
    case 'login': {
      const { kind, partner, vendor, user, password } = credential;
      return [kind, partner, vendor, user, password];
    }
    default:
      return unreachable(credential);
  }
}

/** Whether a value read back from the vault is a credential. */
export function isCredential(value: unknown): value is Credential {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const [, fields]: readonly [string?, (readonly string[])?] =
    Object.entries(CREDENTIAL_FIELDS).find(([kind]) => kind === value.kind) ?? [];
  const texts = new Map(Object.entries(value));
  return fields?.every((field) => typeof texts.get(field) === 'string') ?? false;
}
