import { createHash } from 'node:crypto';
import type { JournalEntry } from '../bench/control.ts';
import type { RelayedExchange } from '../bench/relay.ts';
import { credentialFrom } from '../bench/shop-credential.ts';
import type { Simulator } from '../bench/simulator.ts';
import { isObject } from '../bench/specification.ts';
import type { Account, BadDoor, LedgerPayment, TlsFlaw } from '../checks/check.ts';
import { nameOf, secretOf } from '../dialects/credential.ts';
import type { Credential, CredentialKind, Dialect, Registration } from '../dialects/dialect.ts';
import type { Canary } from '../oracle/canary.ts';
import type { JournaledRequest } from '../oracle/crossings.ts';
import type { Scanner } from '../oracle/scanner.ts';
import { pause } from '../platform/clock.ts';
import type { Session } from './session.ts';

// Whoever does not trust an address is gone at once; whoever stays for a second meant to.
const LOOKS_MAX = 20;
const LOOK_EVERY_MS = 50;

/** The merchant accounts of one check. Whatever of them could turn up in the wrong place is given to the scanner. */
export class Accounts {
  readonly #simulator: Simulator;
  readonly #session: Session;
  readonly #scanner: Scanner;
  readonly #accounts: Account[] = [];
  /** The provider's names for what the harness has asked of it itself. */
  readonly #own = new Set<string>();

  constructor(session: Session, scanner: Scanner) {
    this.#simulator = session.simulator;
    this.#session = session;
    this.#scanner = scanner;
  }

  async signUp(environment: string, kind: CredentialKind, placed: string): Promise<Account> {
    const found = this.#simulator.environments.find(({ name }) => name === environment);
    if (!found) throw new Error(`the simulator has no environment ${environment}`);
    const { control } = this.#simulator;
    const { id: merchantId } = await control.signUpActive(environment);
    const issued = await control.issue(merchantId, { kind: issuedAs(kind), dialect: this.#session.dialect.provider });
    const mode = found.mode === 'live' ? 'live' : 'test';
    const shown = credentialOf(issued, kind);
    const endpoint = await this.#endpoint(found.url, merchantId, shown.credential);
    return this.#known({ environment: placed, mode, merchantId, ...shown, ...endpoint });
  }

  /** Notifications of every account go to the mailbox, from where checks deliver them. */
  async #endpoint(
    provider: string,
    merchantId: string,
    credential: Credential,
  ): Promise<Pick<Account, 'signingSecret' | 'endpointId'>> {
    if (!this.#session.introduction.capabilities.includes('notifications')) return {};
    const url = this.#session.mailbox.addressOf(merchantId);
    const { registration, addressed } = this.#session.dialect.notices;
    // Where they go is said with each payment, and the requests that say it are told the mailbox on their way.
    if (addressed) return {};
    if (registration) {
      const { requestId, id } = await registered(provider, registration({ url, credential }));
      this.#own.add(requestId);
      return { signingSecret: id };
    }
    const path = { merchantId };
    const body = { kind: 'webhook_endpoint', url, dialect: this.#session.dialect.provider } as const;
    const { wire } = this.#simulator.control;
    const { id, secret } = (await wire.ask('post', '/merchants/{merchantId}/artefacts', { path, body })).expect(201);
    return secret === undefined ? {} : { signingSecret: secret, endpointId: id };
  }

  async successor(account: Account): Promise<Account> {
    const issued = await this.#simulator.control.rotate(account.credentialId);
    return this.#known({ ...account, ...credentialOf(issued, account.credential.kind) });
  }

  async revoke({ credentialId }: Account): Promise<void> {
    await this.#simulator.control.revoke(credentialId);
  }

  async ledger({ merchantId }: Account): Promise<readonly LedgerPayment[]> {
    return this.#simulator.control.ledgerPayments({ merchant: merchantId });
  }

  /** A payment in the provider's ledger: by its name there, or by what the shop has called it. */
  async entry(paymentId: string, reference: string | undefined): Promise<LedgerPayment | undefined> {
    const { wire } = this.#simulator.control;
    const asked = await wire.ask('get', '/ledger/{paymentId}', { path: { paymentId } });
    if (asked.status === 200) return asked.expect(200).payment;
    return (await this.ledgers()).find((payment) => payment.reference === reference);
  }

  async later({ merchantId }: Account, ms: number): Promise<void> {
    const path = { merchantId };
    const { wire } = this.#simulator.control;
    const asked = { path, body: { kind: 'system', offsetMs: ms } } as const;
    (await wire.ask('put', '/merchants/{merchantId}/clock', asked)).expect(200);
  }

  async onConsole(what: 'capture' | 'void' | 'refund' | 'cancel', paymentId: string): Promise<void> {
    const { wire } = this.#simulator.control;
    (await wire.ask('post', `/payments/{paymentId}/${what}`, { path: { paymentId } })).expect(200);
  }

  async dispute(paymentId: string, what: 'opened' | 'won'): Promise<void> {
    const { wire } = this.#simulator.control;
    if (what === 'opened') {
      (await wire.ask('post', '/payments/{paymentId}/disputes', { path: { paymentId } })).expect(200);
      return;
    }
    const { events } = (await wire.ask('get', '/ledger/{paymentId}', { path: { paymentId } })).expect(200);
    const [disputeId] = events.flatMap(({ detail }) =>
      typeof detail.disputeId === 'string' ? [detail.disputeId] : [],
    );
    if (disputeId === undefined) throw new Error(`the provider has no dispute about ${paymentId}`);
    const path = { paymentId, disputeId };
    (await wire.ask('post', '/payments/{paymentId}/disputes/{disputeId}/win', { path })).expect(200);
  }

  /** An address of an environment with something wrong about it. */
  async badDoor(environment: string, flaw: TlsFlaw): Promise<BadDoor> {
    const { wire } = this.#simulator.control;
    const { id, url } = (await wire.ask('post', '/bad-listeners', { body: { environment, flaw } })).expect(201);
    const look = async () => {
      const { listeners } = (await wire.ask('get', '/bad-listeners', {})).expect(200);
      const found = listeners.find((listener) => listener.id === id);
      if (!found) throw new Error(`the simulator has no bad listener ${id}`);
      return found;
    };
    return {
      url,
      async close() {
        let counts = await look();
        for (let again = 1; again <= LOOKS_MAX && counts.open > 0; again++) {
          await pause(LOOK_EVERY_MS);
          counts = await look();
        }
        await wire.ask('delete', '/bad-listeners/{listenerId}', { path: { listenerId: id } });
        return counts;
      },
    };
  }

  /** Makes the scanner look for every payment that has been made for these accounts, and every token given to them. */
  async learn(exchanges: readonly (RelayedExchange & Readonly<{ environment: string }>)[]): Promise<void> {
    for (const { environment, request, answer } of exchanges) {
      const token = /"access_token"\s*:\s*"([^"]+)"/.exec(answer?.body ?? '')?.[1];
      if (token === undefined) continue;
      const [asked] = this.#scanner
        .find([request.headers.flat().join(' '), request.body].join('\n'))
        .filter(({ canary }) => canary.nature === 'secret');
      if (!asked) continue;
      const { account, credential = '', label } = asked.canary;
      const made = { text: token, label: `a token made with the ${label}`, account, credential };
      this.#scanner.add({ ...made, nature: 'secret', environment });
    }
    const merchants = new Map(this.#accounts.map((account) => [account.merchantId, account]));
    for (const account of merchants.values()) {
      for (const { paymentId, environment, merchantId } of await this.ledger(account)) {
        const label = `payment ${paymentId} of ${environment}`;
        this.#scanner.add({ text: paymentId, label, nature: 'reference', environment, account: merchantId });
      }
    }
  }

  /** Every payment of every account of the check. */
  async ledgers(): Promise<readonly LedgerPayment[]> {
    const merchants = new Map(this.#accounts.map((account) => [account.merchantId, account]));
    const payments: LedgerPayment[] = [];
    for (const account of merchants.values()) payments.push(...(await this.ledger(account)));
    return payments;
  }

  /** What the provider's journal says about callers of these accounts. */
  async journaled(): Promise<readonly JournaledRequest[]> {
    const byFingerprint = new Map(this.#scanner.canaries().map((canary) => [fingerprintOf(canary.text), canary]));
    const entries: JournalEntry[] = [];
    for (const merchant of new Set(this.#accounts.map(({ merchantId }) => merchantId))) {
      entries.push(...(await this.#simulator.control.journal({ merchant })));
    }
    return entries.flatMap((entry) => {
      const presented = byFingerprint.get(entry.credential?.fingerprint ?? '');
      const { method, path } = entry.request;
      const name = `${method ?? ''} ${path ?? ''}`;
      if (entry.requestId !== undefined && this.#own.has(entry.requestId)) return [];
      return presented ? [{ environment: entry.environment, name, requestId: entry.requestId, presented }] : [];
    });
  }

  #known(account: Account): Account {
    this.#accounts.push(account);
    for (const canary of canariesOf(account, this.#nameOf(account), this.#session.dialect)) this.#scanner.add(canary);
    return account;
  }

  /** What the account is called in reports: merchants are counted in the order they sign up. */
  #nameOf({ merchantId, environment }: Account): string {
    const merchants = [...new Set(this.#accounts.map((account) => account.merchantId))];
    return `account ${merchants.indexOf(merchantId) + 1} in ${environment}`;
  }
}

function canariesOf(account: Account, name: string, { notices }: Dialect): readonly Canary[] {
  const { environment, merchantId, signingSecret } = account;
  const common = { environment, account: merchantId };
  const signing: readonly Canary[] =
    // What was given for a registration is a name, which is in notifications as well.
    signingSecret === undefined || notices.registration !== undefined
      ? []
      : [{ ...common, text: signingSecret, label: `signing secret of ${name}`, nature: 'secret' }];
  return [...credentialCanaries(account, name), ...signing];
}

function credentialCanaries(account: Account, name: string): readonly Canary[] {
  const { environment, merchantId, credentialId, credential } = account;
  const common = { environment, account: merchantId };
  const part = { ...common, credential: credentialId };
  const merchant: Canary = { ...common, text: merchantId, label: `merchant id of ${name}`, nature: 'reference' };
  const which = `${credentialId.slice(-4)} of ${name}`;
  const [secret, publicName] = LABELS[credential.kind];
  const text = nameOf(credential);
  const shown: readonly Canary[] =
    text === undefined ? [] : [{ ...part, text, label: `${publicName} ${which}`, nature: 'name' }];
  return [merchant, { ...part, text: secretOf(credential), label: `${secret} ${which}`, nature: 'secret' }, ...shown];
}

/** What the parts of a credential are called in reports. */
const LABELS: Readonly<Record<CredentialKind, readonly [secret: string, name: string]>> = {
  api_key: ['API key', ''],
  oauth_client: ['client secret', 'client id'],
  login: ['password', 'vendor'],
};

/** What the control API issues where a shop is to have a credential of a kind: a login is a name and a secret. */
function issuedAs(kind: CredentialKind): 'api_key' | 'oauth_client' {
  return kind === 'api_key' ? kind : 'oauth_client';
}

function credentialOf(
  { credential: { id, publicId }, secret }: Issued,
  kind: CredentialKind,
): Pick<Account, 'credentialId' | 'credential'> {
  return { credentialId: id, credential: credentialFrom(kind, { name: publicId, secret }) };
}

type Issued = Readonly<{ credential: Readonly<{ id: string; publicId: string }>; secret: string }>;

/** Asks the provider itself to tell of what happens, and gives the name it has for that. */
async function registered(
  provider: string,
  { path, authorization, body }: Registration,
): Promise<Readonly<{ requestId: string; id: string }>> {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(provider + path, { method: 'POST', headers, body });
  const made: unknown = await answer.json();
  const id = isObject(made) ? made.id : undefined;
  if (typeof id !== 'string') throw new Error(`the provider registers nobody: ${answer.status}`);
  return { requestId: answer.headers.get('request-id') ?? '', id };
}

/** As the simulator's journal names what was presented without giving it away. */
function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
