import type { Artefact, ArtefactContent, WebhookEndpoint } from '../accounts/artefact.ts';
import { type Merchant, placeOf } from '../accounts/merchant.ts';
import type { World } from './world.ts';

/** How many artefacts a merchant account may register. */
export const ARTEFACTS_MAX = 100;

/** What is registered as it is; a webhook endpoint gets a secret with it. */
export type KeyOrHost = Exclude<ArtefactContent, { kind: WebhookEndpoint['kind'] }>;

/** What becomes of a registration; of a key that is known it tells only the kind of place, never whose it is. */
export type Registration =
  | Readonly<{ kind: 'registered'; artefact: Artefact }>
  | Readonly<{ kind: 'known'; where: 'this_environment' | 'another_environment' }>
  | Readonly<{ kind: 'too_many' }>;

/**
 * Registers what a merchant hands over. A public key, also the one inside a certificate, belongs to one merchant account
 * in the whole installation: a key that serves two environments is how a mistake in one becomes real in the other.
 */
export async function registerArtefact(world: World, merchant: Merchant, content: KeyOrHost): Promise<Registration> {
  if ((await world.store.artefactsOf(merchant.id)).length >= ARTEFACTS_MAX) return { kind: 'too_many' };
  const artefact: Artefact = {
    ...content,
    id: world.random.id('art'),
    merchantId: merchant.id,
    environment: merchant.environment,
    createdAt: world.now(placeOf(merchant)),
  };
  const added = await world.store.addArtefact(artefact);
  if (added.kind === 'added') return { kind: 'registered', artefact };
  const sameEnvironment = added.artefact.environment === merchant.environment;
  return { kind: 'known', where: sameEnvironment ? 'this_environment' : 'another_environment' };
}

/** Whether a browser or a notification may be sent to this address: any host where the merchant has registered none. */
export async function mayReturnTo(world: World, merchantId: string, url: string): Promise<boolean> {
  const hosts = await world.store.callbackHostsOf(merchantId);
  return hosts.length === 0 || hosts.includes(new URL(url).host);
}

/** What becomes of a revocation: only what proves who somebody is can be revoked. */
export type Revocation = Readonly<{ kind: 'revoked'; artefact: Artefact }> | Readonly<{ kind: 'unknown' | 'no_key' }>;

/** Ends a key or certificate at once. Revoking twice changes nothing. */
export async function revokeArtefact(world: World, id: string): Promise<Revocation> {
  return world.inTurn(id, async () => {
    const artefact = await world.store.findArtefact(id);
    if (artefact === undefined) return { kind: 'unknown' };
    if (artefact.kind !== 'public_key' && artefact.kind !== 'client_certificate') return { kind: 'no_key' };
    if (artefact.revokedAt !== undefined) return { kind: 'revoked', artefact };
    const revoked: Artefact = { ...artefact, revokedAt: world.now(artefact) };
    const saved = await world.store.saveArtefact(revoked);
    return saved === 'saved' ? { kind: 'revoked', artefact: revoked } : { kind: 'unknown' };
  });
}
