import { unreachable } from '../shop/unreachable.ts';
import { type Credential, type CredentialField, SECRET_FIELDS } from './credential.ts';
import type { Deployment } from './deployment.ts';

/** What one part of a credential says about where it is for; nothing when its shape does not tell. */
export type Declaration =
  | Readonly<{ field: CredentialField; environment: string | undefined }>
  /** Some providers have no names for environments, only test and live. */
  | Readonly<{ field: CredentialField; mode: string | undefined }>;

/** What an integration claims to be, as far as the guard cares. */
export type Claim = Readonly<{
  environment: string;
  providerAddress: string | undefined;
  address: string;
  declarations: readonly Declaration[];
}>;

/** Why something does not belong in this deployment. Texts in here are names of environments and hosts, never secrets. */
export type GuardRefusal =
  | Readonly<{ code: 'environment_mismatch'; about: Subject; expected: string; found: string }>
  | Readonly<{ code: 'mode_mismatch'; about: Subject; expected: string; found: string }>
  | Readonly<{ code: 'credential_undeclared'; field: CredentialField }>
  | Readonly<{ code: 'address_missing' }>
  | Readonly<{ code: 'address_mismatch'; expected: string; found: string }>
  | Readonly<{ code: 'settings_unreadable' }>
  /** The database belongs elsewhere, and nobody has said yet that it now belongs here. */
  | Readonly<{ code: 'deployment_moved'; from: string; to: string }>;

/** What a provider's adapter says of a credential of a kind that the provider does not issue: it is for nowhere. */
export function notIssued({ kind }: Credential): readonly Declaration[] {
  return [{ field: SECRET_FIELDS[kind], mode: undefined }];
}

/** What was found to be of another environment. */
export type Subject = 'integration' | CredentialField | 'provider' | 'payment_transaction';

/**
 * Whether an integration may be used in this deployment. Asked when one is saved, when one is read from the database, and
 * before every call, so that no way around it is left.
 */
export function guardIntegration(deployment: Deployment, claim: Claim): GuardRefusal | undefined {
  return (
    sameEnvironment(deployment, 'integration', claim.environment) ??
    guardCredential(deployment, claim.declarations) ??
    guardAddress(claim)
  );
}

/** Whether every part of a credential declares this deployment's environment; a part that declares none is refused. */
export function guardCredential(
  deployment: Deployment,
  declarations: readonly Declaration[],
): GuardRefusal | undefined {
  for (const { field, ...declared } of declarations) {
    if ('mode' in declared) {
      if (declared.mode === undefined) return { code: 'credential_undeclared', field };
      const differs = sameMode(deployment, field, declared.mode);
      if (differs) return differs;
      continue;
    }
    const { environment } = declared;
    if (environment === undefined) return { code: 'credential_undeclared', field };
    const refusal = sameEnvironment(deployment, field, environment);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Whether the provider, asked who it is, names this deployment's environment and mode, as far as it names any. */
export function guardConnection(
  deployment: Deployment,
  { environment, mode }: Readonly<{ environment?: string; mode?: string }>,
): GuardRefusal | undefined {
  const differs = environment === undefined ? undefined : sameEnvironment(deployment, 'provider', environment);
  return differs ?? (mode === undefined ? undefined : sameMode(deployment, 'provider', mode));
}

/** Whether a payment transaction was made in this deployment's environment and mode. */
export function guardTransaction(
  deployment: Deployment,
  transaction: Readonly<{ environment: string; mode: string }>,
): GuardRefusal | undefined {
  return (
    sameEnvironment(deployment, 'payment_transaction', transaction.environment) ??
    sameMode(deployment, 'payment_transaction', transaction.mode)
  );
}

/** The refusal as a sentence for staff, with what to do about it. */
export function refusalInWords(refusal: GuardRefusal): string {
  switch (refusal.code) {
    case 'environment_mismatch':
      return (
        `This shop belongs to the environment "${refusal.expected}", but the ${nameOf(refusal.about)} ` +
        `belongs to "${refusal.found}". Use a credential issued in "${refusal.expected}".`
      );
    case 'mode_mismatch':
      return `This shop runs in mode "${refusal.expected}", but the ${nameOf(refusal.about)} says "${refusal.found}".`;
    case 'credential_undeclared':
      return `The ${nameOf(refusal.field)} does not say which environment it is for. Copy it again from the provider.`;
    case 'address_missing':
      return 'This deployment has no address for that provider. Start the shop with --provider.';
    case 'address_mismatch':
      return (
        `In this deployment the provider's address is ${refusal.expected}, but the integration was saved for ` +
        `${refusal.found}. Save it again if the provider has moved.`
      );
    case 'settings_unreadable':
      return 'The stored settings cannot be decrypted here. Enter the credential again.';
    case 'deployment_moved':
      return (
        `This database belongs to ${refusal.from}; the shop now runs as ${refusal.to}. Everything is paused until ` +
        'somebody confirms under Health that it belongs here.'
      );
    default:
      return unreachable(refusal);
  }
}

function guardAddress({ address, providerAddress }: Claim): GuardRefusal | undefined {
  if (providerAddress === undefined) return { code: 'address_missing' };
  if (address === providerAddress) return undefined;
  return { code: 'address_mismatch', expected: providerAddress, found: address };
}

function sameEnvironment({ environment: expected }: Deployment, about: Subject, found: string) {
  return found === expected ? undefined : ({ code: 'environment_mismatch', about, expected, found } as const);
}

function sameMode({ mode: expected }: Deployment, about: Subject, found: string) {
  return found === expected ? undefined : ({ code: 'mode_mismatch', about, expected, found } as const);
}

function nameOf(subject: Subject): string {
  switch (subject) {
    case 'integration':
      return 'stored integration';
    case 'provider':
      return 'provider that answered';
    case 'payment_transaction':
      return 'payment transaction';
    case 'clientId':
      return 'client id';
    case 'clientSecret':
      return 'client secret';
    case 'apiKey':
      return 'API key';
    case 'partner':
    case 'vendor':
    case 'user':
    case 'password':
      return subject;
    default:
      return unreachable(subject);
  }
}
