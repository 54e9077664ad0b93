import type { Instant } from '../engine/ids.ts';
import type { Artefact, WebhookEndpoint } from './artefact.ts';
import type { Credential, Token } from './credential.ts';
import type { Merchant, MerchantStatus } from './merchant.ts';

/** What is known about merchants, their credentials and their artefacts. Every store implements it. */
export interface Directory {
  addMerchant(merchant: Merchant): Promise<void>;
  /** Stores the account if its status is still `was`. */
  moveMerchant(merchant: Merchant, was: MerchantStatus): Promise<'committed' | 'conflict'>;
  findMerchant(id: string): Promise<Merchant | undefined>;
  /** Newest first; `before` is the id of the last one already seen. */
  listMerchants(
    query: Readonly<{ environment?: string; before?: string; limit: number }>,
  ): Promise<readonly Merchant[]>;

  /** Every account of one seller, in any environment: needed to tell what is elsewhere from what is nowhere. */
  accountsOf(sellerId: string): Promise<readonly Merchant[]>;

  /** Adds or replaces all of them, or none. */
  saveCredentials(credentials: readonly Credential[]): Promise<void>;
  findCredential(id: string): Promise<Credential | undefined>;
  /** In any environment, newest first: the one look-up that is not filtered, needed to tell a crossing. */
  credentialsByPublicId(publicId: string): Promise<readonly Credential[]>;
  credentialsOf(merchantId: string): Promise<readonly Credential[]>;

  addToken(token: Token, now: Instant): Promise<void>;
  /** In any environment, for the same reason. */
  findToken(hash: string): Promise<Token | undefined>;

  /** Adds the artefact unless its fingerprint is registered already; then answers where. */
  addArtefact(
    artefact: Artefact,
  ): Promise<Readonly<{ kind: 'added' }> | Readonly<{ kind: 'known'; artefact: Artefact }>>;
  artefactsOf(merchantId: string): Promise<readonly Artefact[]>;
  /** Where browsers and notifications may be sent to, if any is registered. */
  callbackHostsOf(merchantId: string): Promise<readonly string[]>;
  /** Newest first. */
  endpointsOf(merchantId: string): Promise<readonly WebhookEndpoint[]>;
  /** In any environment, newest first: what signs with a secret of another environment on request has to find one. */
  endpointsAt(url: string): Promise<readonly WebhookEndpoint[]>;
  findEndpoint(id: string): Promise<WebhookEndpoint | undefined>;
  /** Replaces an endpoint that is still registered. */
  saveEndpoint(endpoint: WebhookEndpoint): Promise<'saved' | 'unknown'>;
  findArtefact(id: string): Promise<Artefact | undefined>;
  /** The key or certificate with this fingerprint, in any environment: needed to tell what is elsewhere from the unknown. */
  artefactByFingerprint(fingerprint: string): Promise<Artefact | undefined>;
  /** Replaces an artefact that is still registered. */
  saveArtefact(artefact: Artefact): Promise<'saved' | 'unknown'>;
  removeArtefact(id: string): Promise<'removed' | 'unknown'>;
}
