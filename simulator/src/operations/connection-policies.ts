import {
  type ConnectionPolicy,
  type ConnectionRefusal,
  certificateRefusal,
  isAmong,
  keyRefusal,
  type ShownCertificate,
} from '../accounts/connection-policy.ts';
import type { Directory } from '../accounts/directory.ts';
import { type Merchant, placeOf } from '../accounts/merchant.ts';
import { type Instant, later } from '../engine/ids.ts';
import { judge, WINDOW_MS } from '../signatures/judge.ts';
import { presentedSignature, type SignedRequest } from '../signatures/signed-request.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Json } from '../store/store.ts';
import type { Place, World } from './world.ts';

/** What merchant accounts want of connections. */
export type ConnectionPolicies = Readonly<{
  of: (merchantId: string) => ConnectionPolicy;
  /** Puts it in place of what was wanted before; an empty one wants nothing. */
  set: (of: Required<Place>, policy: ConnectionPolicy) => Promise<void>;
}>;

const KIND = 'connection_policy';

/** The policies as they were kept. */
export async function keptConnectionPolicies(store: SettingStore): Promise<ConnectionPolicies> {
  const kept = await store.settingsOf(KIND);
  return connectionPoliciesOf(
    store,
    new Map(kept.flatMap(({ merchantId = '', value }) => (isPolicy(value) ? [[merchantId, value]] : []))),
  );
}

/** Policies of which these are known. */
export function connectionPoliciesOf(
  store: SettingStore,
  known: Map<string, ConnectionPolicy> = new Map(),
): ConnectionPolicies {
  return {
    of: (merchantId) => known.get(merchantId) ?? {},
    set: async ({ environment, merchantId }, policy) => {
      const key = { environment, merchantId, kind: KIND };
      const wantsSomething = Object.keys(policy).length > 0;
      if (wantsSomething) await store.putSetting({ ...key, value: { ...policy } });
      else await store.removeSetting(key);
      if (wantsSomething) known.set(merchantId, policy);
      else known.delete(merchantId);
    },
  };
}

/** A request and how it has come, as far as a policy looks at it. */
export type Came = Omit<SignedRequest, 'secure'> &
  Readonly<{
    arrival: Readonly<{
      through: 'port' | 'proxy';
      address: string;
      tls?: Readonly<{ certificate?: ShownCertificate }>;
    }>;
  }>;

/** Why a known caller is refused because of how it has come, or what it has signed; undefined where all is well. */
export async function connectionRefusal(
  world: World,
  merchant: Merchant,
  came: Came,
): Promise<ConnectionRefusal | undefined> {
  const policy = world.connectionPolicies.of(merchant.id);
  const { arrival } = came;
  if (policy.proxy === 'required' && arrival.through !== 'proxy') {
    return { kind: 'not_by_proxy', why: 'This merchant account is answered through the proxy alone.' };
  }
  if (policy.addresses !== undefined && !isAmong(arrival.address, policy.addresses)) {
    return { kind: 'address_not_allowed', why: `${arrival.address} is none of the addresses that are allowed.` };
  }
  const now = world.now(placeOf(merchant));
  if (policy.clientCertificate === 'required') {
    const shown = arrival.tls?.certificate;
    const registered = await artefactOf(world.store, shown?.fingerprint);
    const refused = certificateRefusal(merchant, shown, registered, now);
    if (refused !== undefined) return refused;
  }
  return policy.signature === 'required' ? signatureRefusal(world, merchant, came, now) : undefined;
}

async function signatureRefusal(
  world: World,
  merchant: Merchant,
  came: Came,
  now: Instant,
): Promise<ConnectionRefusal | undefined> {
  const request: SignedRequest = { ...came, secure: came.arrival.tls !== undefined };
  const presented = presentedSignature(request);
  if ('kind' in presented) return { kind: `signature_${presented.kind}`, why: presented.why };
  const registered = await artefactOf(world.store, presented.keyId);
  const refused = keyRefusal(merchant, registered);
  if (refused !== undefined) return refused;
  if (registered?.kind !== 'public_key') throw new Error('a key was accepted that is none');
  const flawed = judge(request, presented, registered.pem, now);
  if (flawed !== undefined) return { kind: `signature_${flawed.flaw}`, why: flawed.why };
  const { keyId, nonce = '' } = presented;
  // Twice the window: a signature may say that it was made as much later as its time may be off.
  const until = later(now, 2 * WINDOW_MS);
  const taken = await world.store.takeNonce({ merchantId: merchant.id, keyId, nonce, until }, now);
  if (taken === 'new') return undefined;
  return { kind: 'signature_replayed', why: 'The nonce was used before: sign every request anew, repeats included.' };
}

function artefactOf(directory: Directory, fingerprint: string | undefined) {
  return fingerprint === undefined ? undefined : directory.artefactByFingerprint(fingerprint);
}

/** What is kept was a policy when it was set, which is why its members are believed. */
function isPolicy(value: Json): value is Json & ConnectionPolicy {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
