import { Relay, type RelayedExchange } from '../bench/relay.ts';
import type { Simulator } from '../bench/simulator.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';
import {
  type Account,
  type Bench,
  type Capability,
  type CredentialKind,
  inWords,
  type LedgerPayment,
  type Mark,
  type ObservedPayment,
  type PaymentResult,
  type Shop,
  Untestable,
  type WireRequest,
} from '../checks/check.ts';
import type { Canary } from '../oracle/canary.ts';
import { type Breach, breachesOf, detours, disclosuresIn, type SeenRequest } from '../oracle/crossings.ts';
import { Scanner } from '../oracle/scanner.ts';
import { pause } from '../platform/clock.ts';
import type { Dice } from '../platform/random.ts';
import type { MethodName, ParamsOf, ResultOf } from '../subject/protocol.ts';
import type { Subject } from '../subject/subject.ts';
import type { Evidence } from '../verdict.ts';
import { Accounts } from './accounts.ts';
import { evidenceOf } from './evidence.ts';
import { OpenShop } from './open-shop.ts';

type Schemas = components['schemas'];

// Long enough for a subject to take over a new configuration, short enough for it not to give up on the provider.
const MOMENT_MS = 500;

/** What a bench is made of. */
export type BenchParts = Readonly<{
  simulator: Simulator;
  subject: Subject;
  introduction: Schemas['InitializeResult'];
  dice: Dice;
  startedMs: number;
}>;

/** An exchange and the environment whose address it went to. */
export type EnvironmentExchange = RelayedExchange & Readonly<{ environment: string }>;

/** The bench of one check: its own accounts, its own address for every environment, its own subject. */
export class CheckBench implements Bench, AsyncDisposable {
  readonly #parts: BenchParts;
  readonly #relays: ReadonlyMap<string, Relay>;
  readonly #scanner = new Scanner();
  readonly #accounts: Accounts;
  #shops = 0;
  #commands = 0;

  private constructor(parts: BenchParts, relays: ReadonlyMap<string, Relay>) {
    this.#parts = parts;
    this.#relays = relays;
    this.#accounts = new Accounts(parts.simulator, this.#scanner);
  }

  /** Opens an address for every environment. */
  static async open(parts: BenchParts): Promise<CheckBench> {
    const relays = new Map<string, Relay>();
    for (const { name, url } of parts.simulator.environments) relays.set(name, await Relay.to(url));
    return new CheckBench(parts, relays);
  }

  can(capability: Capability): boolean {
    return this.#parts.introduction.capabilities.includes(capability);
  }

  account(environment: string, kind: CredentialKind = 'api_key'): Promise<Account> {
    return this.#accounts.signUp(environment, kind);
  }

  successor(account: Account): Promise<Account> {
    return this.#accounts.successor(account);
  }

  revoke(account: Account): Promise<void> {
    return this.#accounts.revoke(account);
  }

  ledger(account: Account): Promise<readonly LedgerPayment[]> {
    return this.#accounts.ledger(account);
  }

  relay(environment: string): Relay {
    const relay = this.#relays.get(environment);
    if (!relay) throw new Error(`the simulator has no environment ${environment}`);
    return relay;
  }

  configuration(accounts: Readonly<Record<string, Account>>, active: string | null): Schemas['ShopConfiguration'] {
    this.#shops += 1;
    const environments = Object.fromEntries(
      Object.entries(accounts).map(([name, { credential }]) => {
        const mode: 'test' | 'live' = this.#isLive(name) ? 'live' : 'test';
        return [name, { mode, baseUrl: this.relay(name).url, credential }];
      }),
    );
    const rules = [{ name: 'everybody', currency: this.#unitPrice().currency, countries: [] }];
    return { shopId: `shop-${this.#shops}`, environments, active, rules };
  }

  async open({
    active,
    also = [],
    kind = 'api_key',
  }: Readonly<{ active: string; also?: readonly string[]; kind?: CredentialKind }>): Promise<Shop> {
    const accounts: Record<string, Account> = {};
    for (const environment of [active, ...also]) accounts[environment] = await this.account(environment, kind);
    const configuration = this.configuration(accounts, active);
    const result = await this.call('configure', configuration);
    if (result.outcome !== 'ok') throw new Untestable(`a right configuration is not taken: ${inWords(result)}`);
    return new OpenShop(this, accounts, configuration);
  }

  async call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ResultOf<M> | Schemas['Unsupported']> {
    return this.#parts.subject.call(method, params);
  }

  capture(paymentId: string): Promise<PaymentResult> {
    return this.call('capture', { paymentId, commandId: this.nextCommand() });
  }

  async observe(paymentId: string): Promise<ObservedPayment> {
    const result = await this.call('getPayment', { paymentId });
    if (result.outcome !== 'ok') throw new Untestable(`getPayment does not know ${paymentId}: ${inWords(result)}`);
    return result.payment;
  }

  /** A name for something the merchant means to happen once. */
  nextCommand(): string {
    this.#commands += 1;
    return `command-${this.#commands}`;
  }

  /** An amount the subject can sell for. */
  nextAmount(): Schemas['Money'] {
    const { minor, currency } = this.#unitPrice();
    return { minor: String(BigInt(minor) * BigInt(1 + this.#parts.dice.below(9))), currency };
  }

  async momentFor(promise: Promise<unknown>): Promise<void> {
    await Promise.race([promise, pause(MOMENT_MS)]);
  }

  mark(): Mark {
    return { requests: this.exchanges().length };
  }

  async since({ requests }: Mark): Promise<readonly WireRequest[]> {
    await this.#accounts.learn(this.#relays);
    return this.exchanges()
      .slice(requests)
      .map((exchange) => {
        const { environment, name, text } = seen(exchange);
        return { environment, name, carries: this.#scanner.find(text).map(({ canary }) => canary) };
      });
  }

  /** Every exchange of the subject so far, at any address, in the order the requests arrived. */
  exchanges(): readonly EnvironmentExchange[] {
    return [...this.#relays]
      .flatMap(([environment, relay]) => relay.exchanges.map((exchange) => ({ environment, ...exchange })))
      .toSorted((left, right) => left.request.atMs - right.request.atMs);
  }

  /** Everything that is out of place, whatever the check was about. The subject has ended by now. */
  async breaches(dump: string): Promise<readonly Breach[]> {
    await this.#accounts.learn(this.#relays);
    const exchanges = this.exchanges();
    const requestIds = new Set(exchanges.map(({ answer }) => answer?.headers['request-id'] ?? ''));
    const { replies, log } = this.#parts.subject.said();
    return [
      ...exchanges.flatMap((exchange) => breachesOf(seen(exchange), this.#scanner)),
      ...detours(await this.#accounts.journaled(), requestIds),
      ...disclosuresIn("the subject's replies", replies, this.#scanner),
      ...disclosuresIn("the subject's log", log, this.#scanner),
      ...disclosuresIn("the subject's stored state", dump, this.#scanner),
    ];
  }

  /** What happened so far, with every secret taken out. */
  evidence(): Evidence {
    const { subject, startedMs } = this.#parts;
    return evidenceOf({
      exchanges: this.exchanges(),
      calls: subject.calls,
      log: subject.said().log,
      scanner: this.#scanner,
      startedMs,
    });
  }

  /** Everything that was marked in this check. */
  canaries(): readonly Canary[] {
    return this.#scanner.canaries();
  }

  /** A text with every secret taken out. */
  redact(text: string): string {
    return this.#scanner.redact(text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const relay of this.#relays.values()) await relay[Symbol.asyncDispose]();
  }

  #isLive(environment: string): boolean {
    return this.#parts.simulator.environments.some(({ name, mode }) => name === environment && mode === 'live');
  }

  #unitPrice(): Schemas['Money'] {
    return this.#parts.introduction.unitPrices?.[0] ?? { minor: '1999', currency: 'EUR' };
  }
}

function seen({ environment, request }: EnvironmentExchange): SeenRequest {
  const { method, target, headers, body } = request;
  const name = `${method} ${target.split('?')[0] ?? ''}`;
  return { environment, name, text: [target, ...headers.map((header) => header.join(': ')), body].join('\n') };
}
