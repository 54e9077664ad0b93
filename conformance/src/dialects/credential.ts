import type { Credential, CredentialKind } from './dialect.ts';

/** The part of a credential that nobody else may see. */
export function secretOf(credential: Credential): string {
  switch (credential.kind) {
    case 'api_key':
      return credential.apiKey;
    case 'oauth_client':
      return credential.clientSecret;
    case 'login':
      return credential.password;
  }
}

/** The part that says whose it is and may be seen; nothing where the secret is all there is. */
export function nameOf(credential: Credential): string | undefined {
  switch (credential.kind) {
    case 'api_key':
      return undefined;
    case 'oauth_client':
      return credential.clientId;
    case 'login':
      return credential.vendor;
  }
}

/** A credential of a kind that has the same text in every place. */
export function reading(kind: CredentialKind, text: string): Credential {
  switch (kind) {
    case 'api_key':
      return { kind, apiKey: text };
    case 'oauth_client':
      return { kind, clientId: text, clientSecret: text };
    case 'login':
      return { kind, partner: text, vendor: text, user: text, password: text };
  }
}
