import { BlockList, isIP } from 'node:net';
import type { Instant } from '../engine/ids.ts';
import type { Artefact } from './artefact.ts';

/** What a merchant account wants of every connection and request beyond the credential. */
export type ConnectionPolicy = Readonly<{
  clientCertificate?: 'required';
  signature?: 'required';
  /** Nobody is answered who has not come by the proxy, as if there were no other way in. */
  proxy?: 'required';
  /** The only addresses and ranges that are answered. */
  addresses?: readonly string[];
}>;

/** Why a known caller is refused because of how it has come, in order of precedence. */
export const CONNECTION_REFUSALS = [
  'not_by_proxy',
  'address_not_allowed',
  'certificate_missing',
  'certificate_unknown',
  'certificate_of_another_environment',
  'certificate_revoked',
  'certificate_not_yet_valid',
  'certificate_expired',
  'signature_missing',
  'signature_malformed',
  'signature_key_unknown',
  'signature_key_of_another_environment',
  'signature_key_revoked',
  'signature_incomplete',
  'signature_digest_wrong',
  'signature_algorithm_wrong',
  'signature_outside_window',
  'signature_wrong',
  'signature_replayed',
] as const;
export type ConnectionRefusalKind = (typeof CONNECTION_REFUSALS)[number];

/** A refusal, and what whoever has come that way has to know. */
export type ConnectionRefusal = Readonly<{ kind: ConnectionRefusalKind; why: string }>;

/** A certificate that was shown, and when it is good. */
export type ShownCertificate = Readonly<{ fingerprint: string; from: Instant; until: Instant }>;

/** Whose a registered key or certificate has to be. */
export type Owner = Readonly<{ id: string; environment: string }>;

/** Why a certificate is not good for an account at this time; `registered` is the artefact with its fingerprint, if any. */
export function certificateRefusal(
  owner: Owner,
  shown: ShownCertificate | undefined,
  registered: Artefact | undefined,
  now: Instant,
): ConnectionRefusal | undefined {
  if (shown === undefined) return refusal('certificate_missing', 'A client certificate is wanted, and none was shown.');
  const whose = ownershipOf(owner, registered, 'client_certificate');
  switch (whose) {
    case 'unknown':
      return refusal('certificate_unknown', 'The client certificate is not registered for this merchant account.');
    case 'elsewhere':
      return refusal('certificate_of_another_environment', 'The client certificate belongs to another environment.');
    case 'revoked':
      return refusal('certificate_revoked', 'The client certificate was revoked.');
    case 'own':
      if (now < shown.from) {
        return refusal('certificate_not_yet_valid', `The client certificate is good from ${iso(shown.from)}.`);
      }
      return now >= shown.until
        ? refusal('certificate_expired', `The client certificate was good until ${iso(shown.until)}.`)
        : undefined;
  }
}

/** Why a key is not good for an account; `registered` is the artefact with its fingerprint, if any. */
export function keyRefusal(owner: Owner, registered: Artefact | undefined): ConnectionRefusal | undefined {
  const whose = ownershipOf(owner, registered, 'public_key');
  switch (whose) {
    case 'unknown':
      return refusal('signature_key_unknown', 'keyid is the fingerprint of no public key of this merchant account.');
    case 'elsewhere':
      return refusal('signature_key_of_another_environment', 'The key belongs to another environment.');
    case 'revoked':
      return refusal('signature_key_revoked', 'The key was revoked.');
    case 'own':
      return undefined;
  }
}

/** Whether an address is one of these, or in one of these ranges. */
export function isAmong(address: string, allowed: readonly string[]): boolean {
  const list = new BlockList();
  for (const entry of allowed) addTo(list, entry);
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether this is an address, or a range as in `10.0.0.0/8`. */
export function isAddressOrRange(entry: string): boolean {
  return addTo(new BlockList(), entry);
}

/**
 * To whom a key is somebody else's in the same environment, it is nobody's: whose it is, is nothing to be told.
 */
function ownershipOf(
  owner: Owner,
  registered: Artefact | undefined,
  kind: 'client_certificate' | 'public_key',
): 'own' | 'elsewhere' | 'revoked' | 'unknown' {
  if (registered?.kind !== kind) return 'unknown';
  if (registered.environment !== owner.environment) return 'elsewhere';
  if (registered.merchantId !== owner.id) return 'unknown';
  return registered.revokedAt === undefined ? 'own' : 'revoked';
}

function addTo(list: BlockList, entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  if (length === undefined) list.addAddress(address, type);
  else if (!/^\d{1,3}$/.test(length) || Number(length) > (family === 6 ? 128 : 32)) return false;
  else list.addSubnet(address, Number(length), type);
  return true;
}

function refusal(kind: ConnectionRefusalKind, why: string): ConnectionRefusal {
  return { kind, why };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
