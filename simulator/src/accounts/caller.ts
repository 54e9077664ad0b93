import type { Instant } from '../engine/ids.ts';
import { type Credential, type CredentialKind, credentialStatus, type Scope } from './credential.ts';
import type { Directory } from './directory.ts';
import type { Merchant } from './merchant.ts';
import { hashSecret, secretMatches } from './secret.ts';

/** What a request presented, already split by the dialect that knows the shape. */
export type Presented =
  | Readonly<{ kind: 'nothing' }>
  | Readonly<{ kind: 'unreadable'; text: string }>
  | Readonly<{ kind: CredentialKind; publicId: string; secret: string }>
  | Readonly<{ kind: 'token'; token: string }>;

/** A caller that is known, active and in the right environment. Whether it may do what it asks is `may`. */
export type Caller = Readonly<{ merchant: Merchant; credential: Credential; scopes: readonly Scope[] }>;

/** Why a caller is refused, in order of precedence: the first that applies is reported. */
export const REFUSALS = [
  'missing',
  'unknown',
  'other_environment',
  'revoked',
  'expired',
  'merchant_pending',
  'merchant_suspended',
  'under_scoped',
] as const;
export type RefusalKind = (typeof REFUSALS)[number];

/** Where somebody calls: one environment's listener, in one provider's words. */
export type Listener = Readonly<{ environment: string; dialect: string }>;

/** A refusal, with the credential it is about when its secret was right, and the scopes when they were too few. */
export type Refusal = Readonly<{
  kind: RefusalKind;
  credential?: Credential;
  scopes?: Readonly<{ has: readonly Scope[]; needs: Scope }>;
}>;

/** The answer to "who is calling?". */
export type Identification = Readonly<{ ok: true; caller: Caller }> | Readonly<{ ok: false; refusal: Refusal }>;

// Compared against when the id is unknown, so that an unknown id takes as long as a wrong secret.
const NO_SUCH_HASH = hashSecret('no credential has this secret');

/**
 * Tells who is calling on the listener of `environment`. A credential of another environment is told apart from an
 * unknown one only when its secret is right, so that nothing is given away to somebody who merely knows an id.
 *
 * `matches` compares in constant time, and is asked as often for an id that nobody has as for one whose secret is wrong.
 */
export async function whoIsCalling(
  directory: Directory,
  listener: Listener,
  presented: Presented,
  timeOf: (credential: Credential) => Instant,
  matches = secretMatches,
): Promise<Identification> {
  switch (presented.kind) {
    case 'nothing':
      return refused('missing');
    case 'unreadable':
      matches(presented.text, NO_SUCH_HASH);
      return refused('unknown');
    case 'token':
      return callerByToken(directory, listener, presented.token, timeOf);
    case 'api_key':
    case 'oauth_client':
    case 'publishable_key': {
      const candidates = await directory.credentialsByPublicId(presented.publicId);
      const matching = candidates.filter((candidate) => matches(presented.secret, candidate.secretHash));
      if (candidates.length === 0) matches(presented.secret, NO_SUCH_HASH);
      const credential = matching.find((candidate) => candidate.kind === presented.kind);
      if (credential === undefined) return refused('unknown');
      return callerByCredential(directory, listener, credential, credential.scopes, timeOf);
    }
  }
}

/** Refuses the caller when its scopes do not hold the one needed. */
export function may(caller: Caller, scope: Scope): Refusal | undefined {
  if (caller.scopes.includes(scope)) return undefined;
  return { kind: 'under_scoped', credential: caller.credential, scopes: { has: caller.scopes, needs: scope } };
}

async function callerByToken(
  directory: Directory,
  listener: Listener,
  text: string,
  timeOf: (credential: Credential) => Instant,
): Promise<Identification> {
  const token = await directory.findToken(hashSecret(text));
  const credential = token === undefined ? undefined : await directory.findCredential(token.credentialId);
  if (token === undefined || credential?.dialect !== listener.dialect) return refused('unknown');
  if (token.environment !== listener.environment) return refused('other_environment', credential);
  const now = timeOf(credential);
  if (token.expiresAt <= now && credentialStatus(credential, now) !== 'revoked') return refused('expired', credential);
  return callerByCredential(directory, listener, credential, token.scopes, timeOf);
}

async function callerByCredential(
  directory: Directory,
  listener: Listener,
  credential: Credential,
  scopes: readonly Scope[],
  timeOf: (credential: Credential) => Instant,
): Promise<Identification> {
  if (credential.dialect !== listener.dialect) return refused('unknown');
  if (credential.environment !== listener.environment) return refused('other_environment', credential);
  const status = credentialStatus(credential, timeOf(credential));
  if (status === 'revoked' || status === 'expired') return refused(status, credential);
  const merchant = await directory.findMerchant(credential.merchantId);
  if (merchant === undefined || merchant.environment !== listener.environment) return refused('unknown');
  if (merchant.status === 'pending') return refused('merchant_pending', credential);
  if (merchant.status === 'suspended') return refused('merchant_suspended', credential);
  return { ok: true, caller: { merchant, credential, scopes } };
}

function refused(kind: RefusalKind, credential?: Credential): Identification {
  return { ok: false, refusal: credential === undefined ? { kind } : { kind, credential } };
}
