import type { components } from '../bench/control.wire.d.ts';
import type { Mode } from './card.ts';
import type { PaymentModel } from './payment-model.ts';

/** What a credential may do. */
export type Scope = components['schemas']['Scope'];

/** All of them, in the order in which they are told. */
export const SCOPES: readonly Scope[] = ['pay', 'capture', 'refund', 'read'];

/** One environment of the simulator. */
export type EnvironmentModel = Readonly<{ name: string; mode: Mode; url: string }>;

/** A merchant account as it has to be. */
export type MerchantModel = {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
  readonly mode: Mode;
  readonly number: number;
  status: 'pending' | 'active' | 'suspended';
  /** Where its own clock stood when it was set, since the Unix epoch, and how far it has been turned since. */
  readonly startedAtMs: number;
  elapsedMs: number;
  /** Hosts to which a customer may be sent back; any while there is none. */
  readonly hosts: Set<string>;
  /** What has been answered under an idempotency key. */
  readonly answered: Map<string, Answered>;
};

/** A remembered answer, the request that it was given to, and the payment that it was about. */
export type Answered = Readonly<{
  request: string;
  status: number;
  text: string;
  payment: PaymentModel | undefined;
  atMs: number;
}>;

/** The two kinds of credential that are issued. */
export type CredentialKind = 'api_key' | 'oauth_client';

/** A credential as it has to be. */
export type CredentialModel = {
  readonly id: string;
  readonly merchant: MerchantModel;
  readonly kind: CredentialKind;
  readonly publicId: string;
  readonly secret: string;
  readonly scopes: readonly Scope[];
  readonly number: number;
  /** By the clock of its account. */
  expiresAtMs: number | undefined;
  revoked: boolean;
  succeeded: boolean;
};

/** An access token; it lives and dies with the credential that it was made with. */
export type TokenModel = Readonly<{
  text: string;
  credential: CredentialModel;
  scopes: readonly Scope[];
  expiresAtMs: number;
  number: number;
}>;

/** What has become of a credential; `expiring` has a successor and still works. */
export function standingOf(credential: CredentialModel): 'live' | 'expiring' | 'expired' | 'revoked' {
  if (credential.revoked) return 'revoked';
  if (isOver(credential)) return 'expired';
  return credential.succeeded ? 'expiring' : 'live';
}

function isOver({ expiresAtMs, merchant }: Pick<CredentialModel, 'expiresAtMs' | 'merchant'>): boolean {
  return expiresAtMs !== undefined && expiresAtMs <= merchant.elapsedMs;
}

/** A public key that is offered for registration, and where it is registered. */
export type KeyModel = {
  readonly pem: string;
  readonly jwk: Record<string, never>;
  readonly number: number;
  registered: Readonly<{ artefactId: string; merchant: MerchantModel }> | undefined;
};

/** What a caller shows on a listener, split as the law looks at it. */
export type Shown =
  | Readonly<{ kind: 'nothing' }>
  | Readonly<{ kind: 'bearer'; text: string }>
  | Readonly<{ kind: 'client'; id: string; secret: string }>
  /** Something that is no credential, in whatever form. */
  | Readonly<{ kind: 'nonsense' }>;

/** Why a caller is refused, as the journal names it. */
export type RefusalKind =
  | 'missing'
  | 'unknown'
  | 'revoked'
  | 'expired'
  | 'other_environment'
  | 'merchant_pending'
  | 'merchant_suspended'
  | 'under_scoped';

/** Who is calling, by the law. The credential is known also when it is refused, provided that its secret was right. */
export type Identified =
  | Readonly<{ ok: true; credential: CredentialModel; scopes: readonly Scope[] }>
  | Readonly<{ ok: false; refusal: RefusalKind; credential?: CredentialModel }>;

// Until then an ended token is told apart from one that never was.
const ENDED_TOKEN_KEPT_MS = 7 * 24 * 60 * 60 * 1_000;

type Found = Readonly<{
  credential: CredentialModel;
  scopes: readonly Scope[];
  /** Of a token, beside that of its credential. */
  expiresAtMs: number | undefined;
}>;

/** Everything that one run has made, as it has to be. */
export class World {
  readonly environments: readonly EnvironmentModel[];
  readonly merchants: MerchantModel[] = [];
  readonly credentials: CredentialModel[] = [];
  tokens: readonly TokenModel[] = [];
  tokensGranted = 0;
  readonly payments: PaymentModel[] = [];
  readonly keys: KeyModel[] = [];

  constructor(environments: readonly EnvironmentModel[]) {
    this.environments = environments;
  }

  environment(name: string): EnvironmentModel {
    const found = this.environments.find((environment) => environment.name === name);
    if (found === undefined) throw new Error(`no environment ${name}`);
    return found;
  }

  /** The environment so many places after another one, in a circle. */
  environmentAfter(name: string, places: number): EnvironmentModel {
    const index = this.environments.findIndex((environment) => environment.name === name) + places;
    const found = this.environments[index % this.environments.length];
    if (found === undefined) throw new Error('no environments');
    return found;
  }

  /**
   * A credential is good on the listener of its own environment, while it is neither revoked nor expired and its
   * merchant account is active. One of another environment is told apart from an unknown one, whatever has become of it.
   */
  identify(listener: string, shown: Shown): Identified {
    if (shown.kind === 'nothing') return { ok: false, refusal: 'missing' };
    const found = this.#find(shown);
    if (found === undefined) return { ok: false, refusal: 'unknown' };
    const { credential, scopes, expiresAtMs } = found;
    const standing = standingOf(credential);
    const refused = (refusal: RefusalKind): Identified => ({ ok: false, refusal, credential });
    if (credential.merchant.environment !== listener) return refused('other_environment');
    if (standing === 'revoked' || standing === 'expired') return refused(standing);
    if (isOver({ expiresAtMs, merchant: credential.merchant })) return refused('expired');
    if (credential.merchant.status === 'pending') return refused('merchant_pending');
    if (credential.merchant.status === 'suspended') return refused('merchant_suspended');
    return { ok: true, credential, scopes };
  }

  /** A client has been given a token; those of its account that ended long ago are forgotten on that occasion. */
  grant({ merchant }: CredentialModel, token: TokenModel | undefined): void {
    const forgottenMs = merchant.elapsedMs - ENDED_TOKEN_KEPT_MS;
    const kept = this.tokens.filter(
      ({ credential, expiresAtMs }) => credential.merchant !== merchant || expiresAtMs >= forgottenMs,
    );
    this.tokens = token === undefined ? kept : [...kept, token];
  }

  /** The clock of an account is turned: everything that falls due on the way happens, and nothing anywhere else. */
  turn(merchant: MerchantModel, ms: number): void {
    merchant.elapsedMs += ms;
    for (const payment of this.paymentsOf(merchant)) payment.catchUp();
  }

  /** The merchant's payments, newest first. */
  paymentsOf(merchant: MerchantModel): readonly PaymentModel[] {
    return this.payments.filter((payment) => payment.merchant === merchant).reverse();
  }

  #find(shown: Shown): Found | undefined {
    switch (shown.kind) {
      case 'bearer': {
        const key = this.credentials.find(({ kind, secret }) => kind === 'api_key' && secret === shown.text);
        if (key !== undefined) return { credential: key, scopes: key.scopes, expiresAtMs: undefined };
        return this.tokens.find(({ text }) => text === shown.text);
      }
      case 'client': {
        const client = this.credentials.find(
          ({ kind, publicId, secret }) => kind === 'oauth_client' && publicId === shown.id && secret === shown.secret,
        );
        if (client === undefined) return undefined;
        return { credential: client, scopes: client.scopes, expiresAtMs: undefined };
      }
      default:
        return undefined;
    }
  }
}
