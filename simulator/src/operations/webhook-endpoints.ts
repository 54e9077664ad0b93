import type { EndpointSecret, WebhookEndpoint } from '../accounts/artefact.ts';
import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { maskSecret } from '../accounts/secret.ts';
import { type Instant, later } from '../engine/ids.ts';
import { parked } from '../webhooks/delivery.ts';
import { newSigningSecret, publicKeyText, type SigningSecret, secretText } from '../webhooks/signature.ts';
import { ARTEFACTS_MAX } from './artefacts.ts';
import type { World } from './world.ts';

/** An endpoint with its newest signing secret, which is shown in this value and nowhere else. */
export type EndpointWithSecret = Readonly<{ endpoint: WebhookEndpoint; secret: string }>;

/** How many webhook endpoints a merchant account may have: each of them is told of every event. */
const ENDPOINTS_MAX = 16;

// The newest, and the one before while receivers are being told.
const SECRETS_MAX = 2;

/** Registers an endpoint, with a secret of its own to sign with. */
export async function registerEndpoint(
  world: World,
  merchant: Merchant,
  asked: Pick<WebhookEndpoint, 'url' | 'dialect' | 'types' | 'details'>,
): Promise<EndpointWithSecret | 'too_many'> {
  const artefacts = await world.store.artefactsOf(merchant.id);
  const endpoints = artefacts.filter(({ kind }) => kind === 'webhook_endpoint');
  if (artefacts.length >= ARTEFACTS_MAX || endpoints.length >= ENDPOINTS_MAX) return 'too_many';
  const createdAt = world.now(placeOf(merchant));
  const of = { environment: merchant.environment, id: world.random.id('art') };
  const { secret, kept } = newSecret(world, of, createdAt);
  const endpoint: WebhookEndpoint = {
    kind: 'webhook_endpoint',
    ...asked,
    ...of,
    merchantId: merchant.id,
    createdAt,
    secrets: [kept],
  };
  await world.store.addArtefact(endpoint);
  return { endpoint, secret };
}

/**
 * Gives the endpoint a new secret. For `overlapMs` the one before signs as well; with a third, the oldest stops at once.
 */
export async function rotateEndpointSecret(
  world: World,
  id: string,
  overlapMs: number,
): Promise<EndpointWithSecret | undefined> {
  return world.inTurn(id, async () => {
    const found = await world.store.findEndpoint(id);
    if (found === undefined) return undefined;
    const now = world.now(found);
    const { secret, kept } = newSecret(world, found, now);
    // One that was sealed with another key file signs nothing, and would keep the new one from signing.
    const [last] = liveSecrets(found, now).filter(({ sealed }) => world.keyring.open(sealed, found) !== undefined);
    const expiresAt = later(now, overlapMs);
    const outgoing = last === undefined || overlapMs === 0 ? [] : [{ ...last, expiresAt }];
    const endpoint = { ...found, secrets: [kept, ...outgoing].slice(0, SECRETS_MAX) };
    return (await world.store.saveEndpoint(endpoint)) === 'saved' ? { endpoint, secret } : undefined;
  });
}

/** Changes where an endpoint is, what it wants to hear, or what its dialect keeps with it. */
export async function changeEndpoint(
  world: World,
  id: string,
  change: (endpoint: WebhookEndpoint) => WebhookEndpoint,
): Promise<WebhookEndpoint | undefined> {
  return world.inTurn(id, async () => {
    const found = await world.store.findEndpoint(id);
    if (found === undefined) return undefined;
    const endpoint = change(found);
    return (await world.store.saveEndpoint(endpoint)) === 'saved' ? endpoint : undefined;
  });
}

/** Stops all deliveries to the endpoint; what waits for it is parked. */
export async function disableEndpoint(world: World, id: string, why: string): Promise<void> {
  await world.inTurn(id, async () => {
    const found = await world.store.findEndpoint(id);
    if (found === undefined || found.disabledAt !== undefined) return;
    const now = world.now(found);
    await world.store.saveEndpoint({ ...found, disabledAt: now });
    await world.store.parkDeliveries(id, parked('endpoint_disabled', why, now));
  });
}

/** Lets deliveries go to the endpoint again; what was parked stays so until it is sent again by hand. */
export async function enableEndpoint(world: World, id: string): Promise<WebhookEndpoint | undefined> {
  return world.inTurn(id, async () => {
    const found = await world.store.findEndpoint(id);
    if (found?.disabledAt === undefined) return found;
    const { disabledAt: _, ...endpoint } = found;
    return (await world.store.saveEndpoint(endpoint)) === 'saved' ? endpoint : undefined;
  });
}

/** Forgets an artefact. What waits for an endpoint that is gone is parked. */
export async function removeArtefact(world: World, id: string): Promise<'removed' | 'unknown'> {
  return world.inTurn(id, async () => {
    const endpoint = await world.store.findEndpoint(id);
    const result = await world.store.removeArtefact(id);
    if (endpoint !== undefined) {
      await world.store.parkDeliveries(
        id,
        parked('endpoint_removed', 'The endpoint was removed.', world.now(endpoint)),
      );
    }
    return result;
  });
}

/** The secrets that sign at `now`, newest first. */
export function liveSecrets({ secrets }: WebhookEndpoint, now: Instant): readonly EndpointSecret[] {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
}

/** What an endpoint signs with at `now`, or undefined where one cannot be opened with this installation's key. */
export function signingSecrets(
  world: World,
  endpoint: WebhookEndpoint,
  now: Instant,
): readonly SigningSecret[] | undefined {
  const opened = liveSecrets(endpoint, now).map(({ sealed }) => world.keyring.open(sealed, endpoint));
  const secrets = opened.filter((secret) => secret !== undefined);
  return secrets.length === opened.length ? secrets : undefined;
}

function newSecret(
  world: World,
  of: Readonly<{ environment: string; id: string }>,
  createdAt: Instant,
): Readonly<{ secret: string; kept: EndpointSecret }> {
  const fresh = newSigningSecret(world.random.bytes);
  const secret = secretText(fresh);
  const sealed = world.keyring.seal(fresh, of);
  return { secret, kept: { sealed, masked: maskSecret(secret), publicKey: publicKeyText(fresh), createdAt } };
}
