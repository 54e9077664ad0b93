import { type Credential, type CredentialKind, credentialStatus, SCOPES, type Scope } from '../accounts/credential.ts';
import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { hashSecret, maskSecret } from '../accounts/secret.ts';
import { later } from '../engine/ids.ts';
import { environmentOf } from './notifications.ts';
import { dialectData, type World } from './world.ts';

/** A new credential with its secret, which exists in this value and nowhere else. */
export type Issued = Readonly<{ credential: Credential; secret: string }>;

/** What is asked for when a credential is issued. Without a lifetime (milliseconds) it lives for ever. */
export type CredentialRequest = Readonly<{
  dialect: string;
  kind: CredentialKind;
  scopes?: readonly Scope[];
  lifetimeMs?: number;
}>;

/** How many credentials a merchant account may have, revoked ones included. */
const CREDENTIALS_MAX = 1000;

/** Issues a credential set in the shape of the dialect. */
export async function issueCredential(
  world: World,
  merchant: Merchant,
  asked: CredentialRequest,
): Promise<Issued | 'too_many' | 'not_offered'> {
  if ((await world.store.credentialsOf(merchant.id)).length >= CREDENTIALS_MAX) return 'too_many';
  const scopes = SCOPES.filter((scope) => asked.scopes?.includes(scope) ?? true);
  const drawn = draw(world, { ...asked, environment: merchant.environment, scopes });
  if (drawn === undefined) return 'not_offered';
  const { publicId, secret } = drawn;
  const createdAt = world.now(placeOf(merchant));
  const credential: Credential = {
    id: world.random.id('cred'),
    merchantId: merchant.id,
    environment: merchant.environment,
    dialect: asked.dialect,
    kind: asked.kind,
    publicId,
    secretHash: hashSecret(secret),
    maskedSecret: maskSecret(secret),
    scopes,
    createdAt,
    ...(asked.lifetimeMs === undefined ? {} : { expiresAt: later(createdAt, asked.lifetimeMs) }),
  };
  await world.store.saveCredentials([credential]);
  return { credential, secret };
}

/**
 * Issues a successor with the same kind and scopes. The old credential works on for `overlapMs` milliseconds, and no
 * longer than it would have anyway. An OAuth client keeps its client id; both secrets work during the overlap.
 */
export async function rotateCredential(
  world: World,
  id: string,
  overlapMs: number,
): Promise<
  | Readonly<{ kind: 'rotated'; issued: Issued }>
  | Readonly<{ kind: 'wrong_state'; status: string }>
  | Readonly<{ kind: 'too_many' }>
  | Readonly<{ kind: 'not_found' }>
> {
  return world.inTurn(id, async () => {
    const old = await world.store.findCredential(id);
    if (old === undefined) return { kind: 'not_found' };
    const now = world.now(old);
    const status = credentialStatus(old, now);
    if (status !== 'live') return { kind: 'wrong_state', status };
    if ((await world.store.credentialsOf(old.merchantId)).length >= CREDENTIALS_MAX) return { kind: 'too_many' };
    const drawn = draw(world, old);
    if (drawn === undefined) throw new Error(`credential ${id} is of a kind that is not offered`);
    const { publicId, secret } = drawn;
    const { expiresAt: _, ...kept } = old;
    const credential: Credential = {
      ...kept,
      id: world.random.id('cred'),
      publicId: old.kind === 'oauth_client' ? old.publicId : publicId,
      secretHash: hashSecret(secret),
      maskedSecret: maskSecret(secret),
      createdAt: now,
    };
    const overlapEnds = later(now, overlapMs);
    const expiresAt = old.expiresAt !== undefined && old.expiresAt < overlapEnds ? old.expiresAt : overlapEnds;
    await world.store.saveCredentials([{ ...old, expiresAt, successorId: credential.id }, credential]);
    return { kind: 'rotated', issued: { credential, secret } };
  });
}

/** A fresh secret in the shape of the dialect, unless it offers no credentials of this kind. */
function draw(world: World, of: Pick<Credential, 'dialect' | 'kind' | 'environment' | 'scopes'>) {
  const environment = environmentOf(world, of.environment);
  return dialectData(world, of.dialect).credentials[of.kind]?.({
    environment,
    scopes: of.scopes,
    random: world.random,
  });
}

/** Refuses the credential, and every token made with it, from now on. Revoking twice changes nothing. */
export async function revokeCredential(world: World, id: string): Promise<Credential | undefined> {
  return world.inTurn(id, async () => {
    const credential = await world.store.findCredential(id);
    if (credential === undefined || credential.revokedAt !== undefined) return credential;
    const revoked: Credential = { ...credential, revokedAt: world.now(credential) };
    await world.store.saveCredentials([revoked]);
    return revoked;
  });
}
