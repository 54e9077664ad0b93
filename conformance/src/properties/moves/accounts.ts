import type { components } from '../../bench/control.wire.d.ts';
import { fresh } from '../fresh.ts';
import { broken, mustEqual } from '../law.ts';
import type { Stage } from '../stage.ts';
import type { Scope } from '../world.ts';
import {
  type CredentialKind,
  type CredentialModel,
  type EnvironmentModel,
  type MerchantModel,
  SCOPES,
  standingOf,
} from '../world.ts';

type IssuedCredential = components['schemas']['IssuedCredential'];

/** What is asked for when a credential is issued. A `spent` one has a lifetime that is over before it is used. */
export type Issuing = Readonly<{
  kind: CredentialKind;
  scopes: readonly Scope[] | undefined;
  lifetime: 'endless' | 'long' | 'spent';
}>;

// Time does not go back, and all accounts of an environment begin at the same time: none of them in the past.
const AHEAD_MS = 60 * 60 * 1_000;

const LONG_MS = 24 * 60 * 60 * 1_000;

/** A seller signs up. */
export async function signUp(stage: Stage, environment: EnvironmentModel): Promise<MerchantModel> {
  const { session, world } = stage;
  const name = fresh('shop');
  const { id, status, ...told } = await session.control.signUp(environment.name, name);
  session.merchantIds.add(id);
  mustEqual(
    'a new account is pending, in the environment asked for',
    ['pending', environment.name, name],
    [status, told.environment, told.name],
    () => id,
  );
  const startedAtMs = await ownClock(stage, environment.name, id);
  const merchant: MerchantModel = {
    id,
    name,
    environment: environment.name,
    mode: environment.mode,
    number: world.merchants.length + 1,
    status,
    startedAtMs,
    elapsedMs: 0,
    hosts: new Set(),
    answered: new Map(),
  };
  const owner = { environment: environment.name, merchantId: id };
  session.facts.learn('the merchant account', id, owner);
  session.facts.learn('the merchant’s name', name, owner);
  world.merchants.push(merchant);
  return merchant;
}

/** The provider lets an account in, or keeps it out. */
export async function move(stage: Stage, merchant: MerchantModel, where: 'activate' | 'suspend'): Promise<number> {
  const reply = await stage.session.control.wire.ask(
    'post',
    where === 'activate' ? '/merchants/{merchantId}/activate' : '/merchants/{merchantId}/suspend',
    { path: { merchantId: merchant.id } },
  );
  const possible = where === 'activate' ? merchant.status !== 'active' : merchant.status === 'active';
  mustEqual('an account moves between its states and no others', possible ? 200 : 409, reply.status, reply.describe);
  if (possible) merchant.status = where === 'activate' ? 'active' : 'suspended';
  return reply.status;
}

/** A credential is issued. */
export async function issue(stage: Stage, merchant: MerchantModel, asked: Issuing): Promise<CredentialModel> {
  const { kind, scopes, lifetime } = asked;
  const issued = await stage.session.control.issue(merchant.id, {
    kind,
    ...(scopes === undefined ? {} : { scopes: [...scopes] }),
    ...(lifetime === 'endless' ? {} : { lifetimeMs: lifetime === 'long' ? LONG_MS : 1 }),
  });
  const credential = learnt(stage, merchant, issued, scopes ?? SCOPES);
  if (lifetime === 'endless') return credential;
  credential.expiresAtMs = merchant.elapsedMs + (lifetime === 'long' ? LONG_MS : 1);
  if (lifetime === 'spent') await turn(stage, merchant, 1);
  return credential;
}

/** A credential gets a successor. Without an overlap the old one has expired at once. */
export async function rotate(
  stage: Stage,
  old: CredentialModel,
  overlap: 'none' | 'long',
): Promise<CredentialModel | undefined> {
  const reply = await stage.session.control.wire.ask('post', '/credentials/{credentialId}/rotate', {
    path: { credentialId: old.id },
    body: { overlapMs: overlap === 'none' ? 0 : LONG_MS },
  });
  const possible = standingOf(old) === 'live';
  mustEqual('a live credential is rotated once', possible ? 201 : 409, reply.status, reply.describe);
  if (!possible) return undefined;
  const overlapEndsMs = old.merchant.elapsedMs + (overlap === 'none' ? 0 : LONG_MS);
  old.expiresAtMs = Math.min(old.expiresAtMs ?? overlapEndsMs, overlapEndsMs);
  old.succeeded = true;
  return learnt(stage, old.merchant, reply.expect(201), old.scopes);
}

/** A credential is refused from now on. */
export async function revoke(stage: Stage, credential: CredentialModel): Promise<void> {
  const { status } = await stage.session.control.revoke(credential.id);
  mustEqual('a revoked credential is revoked', 'revoked', status, () => credential.id);
  credential.revoked = true;
}

/** Every credential of an account is listed with the standing it has to have, and without its secret. */
export async function agreeOnCredentials(stage: Stage, merchant: MerchantModel): Promise<void> {
  const { session, world, secrets } = stage;
  const reply = await session.control.wire.ask('get', '/merchants/{merchantId}/credentials', {
    path: { merchantId: merchant.id },
  });
  const leaked = secrets.foundIn(reply.text);
  if (leaked.length > 0) throw broken('a secret is shown once, when it is issued', undefined, leaked, reply.describe());
  const wanted = world.credentials
    .filter((credential) => credential.merchant === merchant)
    .map((credential) => ({
      id: credential.id,
      kind: credential.kind,
      publicId: credential.publicId,
      scopes: credential.scopes,
      standing: standingOf(credential),
      environment: merchant.environment,
    }));
  const seen = reply.expect(200).credentials.map(({ id, kind, publicId, scopes, status, environment }) => ({
    id,
    kind,
    publicId,
    scopes,
    standing: status,
    environment,
  }));
  mustEqual('the credentials of an account are listed as they stand', wanted.toReversed(), seen, reply.describe);
}

function learnt(
  stage: Stage,
  merchant: MerchantModel,
  { credential, secret }: IssuedCredential,
  scopes: readonly Scope[],
): CredentialModel {
  const { session, world, secrets } = stage;
  const { id, kind, publicId } = credential;
  if (kind === 'publishable_key') throw new Error(`nobody has asked for a publishable key: ${id}`);
  const wanted = {
    environment: merchant.environment,
    merchantId: merchant.id,
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
  };
  const seen = { environment: credential.environment, merchantId: credential.merchantId, scopes: credential.scopes };
  mustEqual('a credential belongs to the account and environment that it was issued for', wanted, seen, () => id);
  const owner = { environment: merchant.environment, merchantId: merchant.id };
  session.facts.learn('the credential', id, owner);
  session.facts.learn('the public id', publicId, owner);
  session.facts.learn('the secret', secret, owner);
  secrets.add(secret);
  const model: CredentialModel = {
    id,
    merchant,
    kind,
    publicId,
    secret,
    scopes: wanted.scopes,
    number: world.credentials.length + 1,
    expiresAtMs: undefined,
    revoked: false,
    succeeded: false,
  };
  world.credentials.push(model);
  return model;
}

/** An account gets a clock of its own, which stands where those of its neighbours stand. */
async function ownClock({ session, world }: Stage, environment: string, merchantId: string): Promise<number> {
  const path = { merchantId };
  // Stopped first, then set: a clock that goes has gone on by the time it is stopped.
  const { clock } = (
    await session.control.wire.ask('put', '/merchants/{merchantId}/clock', { path, body: { kind: 'frozen' } })
  ).expect(200);
  const neighbour = world.merchants.find((merchant) => merchant.environment === environment);
  const atMs = neighbour === undefined ? Date.parse(clock.now) + AHEAD_MS : neighbour.startedAtMs + neighbour.elapsedMs;
  const body = { kind: 'frozen', at: new Date(atMs).toISOString() } as const;
  (await session.control.wire.ask('put', '/merchants/{merchantId}/clock', { path, body })).expect(200);
  return atMs;
}

/** The clock of an account is turned, and stands where it was turned to. */
export async function turn(stage: Stage, merchant: MerchantModel, ms: number): Promise<void> {
  const reply = await stage.session.control.wire.ask('post', '/merchants/{merchantId}/clock/advance', {
    path: { merchantId: merchant.id },
    body: { ms },
  });
  stage.world.turn(merchant, ms);
  const { clock, more } = reply.expect(200);
  mustEqual(
    'a clock that is turned stands where it was turned to',
    { kind: 'frozen', own: true, atMs: merchant.startedAtMs + merchant.elapsedMs, more: false },
    { kind: clock.kind, own: clock.own, atMs: Date.parse(clock.now), more },
    reply.describe,
  );
}
