import type { Instant } from '../engine/ids.ts';

/** What a credential may be used for. */
export const SCOPES = ['pay', 'capture', 'refund', 'read'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * How a caller proves who it is: one secret string, an id and a secret exchanged for a token, or a key that anybody may
 * see because it is part of a page.
 */
export const CREDENTIAL_KINDS = ['api_key', 'oauth_client', 'publishable_key'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** A credential as it is kept: of the secret only a hash and its last characters. */
export type Credential = Readonly<{
  id: string;
  merchantId: string;
  environment: string;
  dialect: string;
  kind: CredentialKind;
  /** The part that may be shown, such as a client id. A rotated OAuth client keeps it, so several rows may share one. */
  publicId: string;
  secretHash: string;
  maskedSecret: string;
  scopes: readonly Scope[];
  createdAt: Instant;
  expiresAt?: Instant;
  revokedAt?: Instant;
  successorId?: string;
}>;

/** An access token as it is kept. It dies with the credential that obtained it. */
export type Token = Readonly<{
  hash: string;
  credentialId: string;
  environment: string;
  scopes: readonly Scope[];
  expiresAt: Instant;
}>;

/** Computed from the times; `expiring` is a credential that still works but has a successor. */
export type CredentialStatus = 'live' | 'expiring' | 'expired' | 'revoked';

/** The status at `now`; a credential is expired from its expiry instant on. */
export function credentialStatus(credential: Credential, now: Instant): CredentialStatus {
  if (credential.revokedAt !== undefined && credential.revokedAt <= now) return 'revoked';
  if (credential.expiresAt !== undefined && credential.expiresAt <= now) return 'expired';
  return credential.successorId === undefined ? 'live' : 'expiring';
}
