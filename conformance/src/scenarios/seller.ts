import type { Control } from '../bench/control.ts';
import type { Provider } from '../bench/provider.ts';
import { type ShopCredential, shopCredentialOf } from '../bench/shop-credential.ts';
import type { Simulator } from '../bench/simulator.ts';
import { isObject } from '../bench/specification.ts';
import type { Scanner } from '../oracle/scanner.ts';
import type { EnvironmentName } from './places.ts';

/** How a secret is made: what it is, what it may do, and whether it is any good. */
export const SECRETS = [
  'an API key',
  'a client id and secret',
  'an expired API key',
  'a read-only API key',
  'a Stripe key',
  'a PayPal client',
  'a Payflow login',
] as const;
export type SecretKind = (typeof SECRETS)[number];

const HAVE_TWO_PARTS: readonly SecretKind[] = ['a client id and secret', 'a PayPal client', 'a Payflow login'];

/** A secret as the provider has issued it. */
export type Secret = Readonly<{
  environment: string;
  credentialId: string;
  credential: ShopCredential;
}>;

/** The seller of one scenario: a merchant account and secrets per environment, and nobody else's. */
export class Seller {
  readonly #control: Control;
  readonly #simulator: Simulator;
  readonly #scanner: Scanner;
  readonly #accounts = new Map<string, string>();
  readonly #ours = new Set<string>();
  readonly #secrets = new Map<string, Secret>();
  readonly #signingSecrets = new Map<string, string>();

  constructor(simulator: Simulator, scanner: Scanner) {
    this.#control = simulator.control;
    this.#simulator = simulator;
    this.#scanner = scanner;
  }

  /** A merchant account that the provider has yet to activate. */
  async signUp(environment: EnvironmentName): Promise<string> {
    const { id } = await this.#control.signUp(environment);
    this.#accounts.set(environment, id);
    this.#ours.add(id);
    return id;
  }

  /** Whether an account belongs to the scenario: the seller's, or that of somebody else in it. */
  isOurs(merchantId: string): boolean {
    return this.#ours.has(merchantId);
  }

  /** The merchant account in an environment, which a scenario has to have opened. */
  account(environment: string): string {
    const id = this.#accounts.get(environment);
    if (id === undefined) throw new Error(`the seller has not signed up in ${environment}`);
    return id;
  }

  /** A new secret; who has no account yet gets an active one. */
  async issue(environment: EnvironmentName, kind: SecretKind): Promise<Secret> {
    if (!this.#accounts.has(environment)) await this.#control.activate(await this.signUp(environment));
    const issued = await this.#control.issue(this.account(environment), {
      kind: HAVE_TWO_PARTS.includes(kind) ? 'oauth_client' : 'api_key',
      ...(kind === 'a Stripe key' ? { dialect: 'stripe' } : {}),
      ...(kind === 'a PayPal client' ? { dialect: 'paypal' } : {}),
      ...(kind === 'a Payflow login' ? { dialect: 'payflow' } : {}),
      ...(kind === 'an expired API key' ? { lifetimeMs: 1 } : {}),
      ...(kind === 'a read-only API key' ? { scopes: ['read'] } : {}),
    });
    return this.#keep(environment, issued);
  }

  /** The secret of an environment that was issued last. */
  secret(environment: string): Secret {
    const secret = this.#secrets.get(environment);
    if (!secret) throw new Error(`the seller has no secret for ${environment}`);
    return secret;
  }

  /** Replaces the secret of an environment by a new one; the old one works on for as long as the two overlap. */
  async rotate(environment: EnvironmentName, overlapMs: number): Promise<Secret> {
    return this.#keep(environment, await this.#control.rotate(this.secret(environment).credentialId, overlapMs));
  }

  /** Ends the secret of an environment. */
  async revoke(environment: EnvironmentName): Promise<void> {
    await this.#control.revoke(this.secret(environment).credentialId);
  }

  /** Has notifications sent to an address, signed with a secret of that address. */
  async receiveNotifications(environment: EnvironmentName, url: string): Promise<void> {
    const { credential } = this.secret(environment);
    if (credential.kind === 'api_key' && credential.apiKey.startsWith('sk_')) {
      const endpoint = { url, 'enabled_events[]': '*' };
      const made = await this.#askStripe(environment, '/v1/webhook_endpoints', { key: credential.apiKey, ...endpoint });
      return this.#signs(environment, made.secret);
    }
    if (this.#isAtPayPal(environment)) return this.#registerAtPayPal(environment, url);
    const path = { merchantId: this.account(environment) };
    const body = { kind: 'webhook_endpoint', url } as const;
    const asked = await this.#control.wire.ask('post', '/merchants/{merchantId}/artefacts', { path, body });
    this.#signs(environment, asked.expect(201).secret);
  }

  #signs(environment: string, secret: unknown): void {
    if (typeof secret !== 'string') throw new Error('the provider has given no signing secret');
    this.#mark(environment, secret);
    this.#signingSecrets.set(environment, secret);
  }

  #isAtPayPal(environment: string): boolean {
    const { credential } = this.secret(environment);
    return credential.kind === 'oauth_client' && !credential.clientId.startsWith('gci_');
  }

  /** At PayPal the id of a webhook stands where others have a secret: it is in what is signed. */
  async #registerAtPayPal(environment: string, url: string): Promise<void> {
    const { credential } = this.secret(environment);
    if (credential.kind !== 'oauth_client') throw new Error('PayPal has clients');
    const pair = Buffer.from(`${credential.clientId}:${credential.clientSecret}`).toString('base64');
    const headers = { authorization: `Basic ${pair}`, 'content-type': 'application/json' };
    // An address can be registered once.
    const address = this.#signingSecrets.has(environment) ? `${url}?again` : url;
    const asked = { method: 'POST', headers, body: JSON.stringify({ url: address, event_types: [{ name: '*' }] }) };
    const answer = await fetch(`${this.#simulator.provider(environment).url}/v1/notifications/webhooks`, asked);
    const body: unknown = await answer.json();
    const id = isObject(body) ? body.id : undefined;
    if (answer.status !== 201 || typeof id !== 'string') throw new Error(`PayPal answers with ${answer.status}`);
    // No secret at all, so that it is marked as none.
    this.#signingSecrets.set(environment, id);
  }

  /** What a developer asks of Stripe by hand. */
  async #askStripe(
    environment: string,
    path: string,
    { key, ...form }: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const asked = { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: new URLSearchParams(form) };
    const answer = await fetch(this.#simulator.provider(environment).url + path, asked);
    const body: unknown = await answer.json();
    if (answer.status !== 200 || !isObject(body)) throw new Error(`${path}: Stripe answers with ${answer.status}`);
    return body;
  }

  /** What notifications of an environment are signed with. */
  signingSecret(environment: string): string {
    const secret = this.#signingSecrets.get(environment);
    if (secret === undefined) throw new Error(`no notifications of ${environment} are sent anywhere`);
    return secret;
  }

  /** Somebody else with an account and an API key of their own. */
  async another(environment: EnvironmentName): Promise<Provider> {
    const { id, secret, provider } = await this.#simulator.merchant(environment);
    this.#ours.add(id);
    this.#mark(environment, secret);
    return provider;
  }

  #keep(environment: string, issued: Awaited<ReturnType<Control['issue']>>): Secret {
    this.#mark(environment, issued.secret);
    const kept: Secret = {
      environment,
      credentialId: issued.credential.id,
      credential: shopCredentialOf(issued),
    };
    this.#secrets.set(environment, kept);
    return kept;
  }

  /** From now on the secret is looked for wherever it has no business, and taken out of what is reported. */
  #mark(environment: string, text: string): void {
    const label = `a secret of ${environment}`;
    this.#scanner.add({ text, label, nature: 'secret', environment, account: 'seller' });
  }
}
