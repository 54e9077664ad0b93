import type { Behaviour } from '../bench/buyer.ts';
import type { Letter } from '../bench/mailbox.ts';
import type { Relay } from '../bench/relay.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';
import {
  type Account,
  type BadDoor,
  type Bench,
  type Capability,
  type Carried,
  inWords,
  type LedgerPayment,
  type Mark,
  type ObservedPayment,
  type OddOrder,
  type PaymentResult,
  type Sale,
  type Shop,
  type Step,
  type TlsFlaw,
  Untestable,
  type WireRequest,
} from '../checks/check.ts';
import type { CredentialKind, Dialect, Signing, Temper } from '../dialects/dialect.ts';
import type { Canary } from '../oracle/canary.ts';
import { signatureFlaw } from '../oracle/request-signature.ts';
import { Scanner } from '../oracle/scanner.ts';
import { elapsedMs, instant, pause } from '../platform/clock.ts';
import { type Dice, uniqueText } from '../platform/random.ts';
import type { MethodName, ParamsOf, ResultOf } from '../subject/protocol.ts';
import type { RecordedCall } from '../subject/subject.ts';
import type { Evidence } from '../verdict.ts';
import { Accounts } from './accounts.ts';
import { evidenceOf } from './evidence.ts';
import { OpenShop } from './open-shop.ts';
import { Prices } from './prices.ts';
import { type EnvironmentExchange, seen } from './seen.ts';
import type { Session } from './session.ts';
import { newSigningKey, withSigningKey } from './signing-key.ts';

type Schemas = components['schemas'];

// Long enough for a subject to take over a new configuration, short enough for it not to give up on the provider.
const MOMENT_MS = 500;

/** The bench of one check: accounts of its own, in a session that other checks have used and will use. */
export class CheckBench implements Bench {
  readonly accounts: Accounts;
  readonly scanner = new Scanner();
  /** The cards that customers have paid with. */
  readonly cardNumbers = new Set<string>();
  readonly #session: Session;
  readonly #prices: Prices;
  readonly #startedMs = elapsedMs();
  readonly #earlier: Readonly<{ exchanges: ReadonlyMap<string, number>; calls: number; replies: number }>;

  constructor(session: Session, dice: Dice) {
    this.#session = session;
    this.#prices = new Prices(session.introduction.unitPrices, dice);
    this.accounts = new Accounts(session, this.scanner);
    this.#earlier = {
      exchanges: new Map([...session.relays].map(([name, { exchanges }]) => [name, exchanges.length])),
      calls: session.subject.calls.length,
      replies: session.subject.said().replies.length,
    };
  }

  can(capability: Capability): boolean {
    return this.#session.introduction.capabilities.includes(capability);
  }

  get dialect(): Dialect {
    return this.#session.dialect;
  }

  kinds(): readonly CredentialKind[] {
    const { kinds } = this.dialect;
    return this.can('oauth') ? kinds : kinds.slice(0, 1);
  }

  customer(temper: Temper): Behaviour {
    const customer = this.dialect.customer(temper);
    if (!customer) throw new Untestable(`no customer of the provider is ${temper}`);
    return customer;
  }

  account(environment: string, kind: CredentialKind = this.dialect.kinds[0], placed = environment): Promise<Account> {
    return this.accounts.signUp(environment, kind, placed);
  }

  successor(account: Account): Promise<Account> {
    return this.accounts.successor(account);
  }

  revoke(account: Account): Promise<void> {
    return this.accounts.revoke(account);
  }

  ledger(account: Account): Promise<readonly LedgerPayment[]> {
    return this.accounts.ledger(account);
  }

  async entry(paymentId: string): Promise<LedgerPayment> {
    const { providerReference } = await this.observe(paymentId);
    if (providerReference === undefined) throw new Untestable(`the subject has no reference for ${paymentId}`);
    return this.#entered(providerReference);
  }

  relay(environment: string): Relay {
    const relay = this.#session.relays.get(environment);
    if (!relay) throw new Error(`the simulator has no environment ${environment}`);
    return relay;
  }

  configuration(
    accounts: Readonly<Record<string, Account>>,
    active: string | null,
    currencies: readonly string[] = [this.#prices.unitPrice().currency],
  ): Schemas['ShopConfiguration'] {
    const environments = Object.fromEntries(
      Object.entries(accounts).map(([name, { credential, signingSecret }]) => {
        const mode: 'test' | 'live' = this.#isLive(name) ? 'live' : 'test';
        const secrets = signingSecret === undefined ? {} : { notificationSecrets: [signingSecret] };
        return [name, { mode, baseUrl: this.relay(name).url, credential, ...secrets }];
      }),
    );
    const rules = currencies.map((currency) => ({ name: `everybody in ${currency}`, currency, countries: [] }));
    return { shopId: this.#session.nextShop(), environments, active, rules };
  }

  async open(wanted: Parameters<Bench['open']>[0] = {}): Promise<Shop> {
    const { active = 'sandbox', also = [], kind = this.dialect.kinds[0], currencies, signingKey } = wanted;
    const accounts: Record<string, Account> = {};
    for (const environment of [active, ...also]) accounts[environment] = await this.account(environment, kind);
    const usual = this.configuration(accounts, active, currencies);
    const configuration = signingKey === undefined ? usual : withSigningKey(usual, signingKey);
    const result = await this.call('configure', configuration);
    if (result.outcome !== 'ok') throw new Untestable(`a right configuration is not taken: ${inWords(result)}`);
    return new OpenShop(this, accounts, configuration);
  }

  signingKey(): string {
    return newSigningKey(this.scanner);
  }

  signatureFlaw({ environment, method, target, headers, body }: WireRequest, signingKey: string): string | undefined {
    const url = this.relay(environment).url + target;
    return signatureFlaw({ method, url, headers, body }, signingKey, this.now());
  }

  call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ResultOf<M> | Schemas['Unsupported']> {
    return this.#session.call(method, params);
  }

  async capture(paymentId: string, step: Step = {}): Promise<PaymentResult> {
    const { final } = step;
    const params = await this.#step(paymentId, step);
    return this.call('capture', { ...params, ...(final === undefined ? {} : { final }) });
  }

  async refund(paymentId: string, step: Step = {}): Promise<PaymentResult> {
    return this.call('refund', await this.#step(paymentId, step));
  }

  async void(paymentId: string, step: Omit<Step, 'minor'> = {}): Promise<PaymentResult> {
    return this.call('void', await this.#step(paymentId, step));
  }

  sync(paymentId: string): Promise<PaymentResult> {
    return this.call('syncPayment', { paymentId });
  }

  async observe(paymentId: string): Promise<ObservedPayment> {
    const result = await this.call('getPayment', { paymentId });
    if (result.outcome !== 'ok') throw new Untestable(`getPayment does not know ${paymentId}: ${inWords(result)}`);
    return result.payment;
  }

  async notification(account: Account, of: Parameters<Bench['notification']>[1]): Promise<Letter> {
    const { type, paymentId } = of;
    const { types, isOf } = this.dialect.notices;
    const name = types[type];
    if (name === undefined) throw new Untestable(`the provider tells nobody that something is ${type}`);
    const known = paymentId === undefined ? of.reference : (await this.observe(paymentId)).providerReference;
    // The provider's name for a payment, or what the shop has called it there.
    const names = known === undefined ? [] : [known, this.#askedFor(known) ?? known];
    const wanted = ({ body }: Letter) =>
      isOf(body, name) && (known === undefined || names.some((text) => body.includes(text)));
    const letter = await this.#session.letter(account.merchantId, wanted);
    if (!letter) throw new Untestable(`the provider has sent no notification ${name}`);
    return letter;
  }

  signed({ signingSecret = '' }: Account, body: string, different: Partial<Signing> = {}): Letter {
    const id = /"id":"([^"]+)"/.exec(body)?.[1] ?? uniqueText('ntf');
    const { sign } = this.dialect.notices;
    if (!sign) throw new Untestable('the provider signs with a key that nobody else has');
    return sign(body, { id, atMs: this.now(), secret: signingSecret, ...different });
  }

  async deliver(shop: Shop, letter: Letter, environment = 'sandbox'): Promise<number> {
    const status = await this.post(shop, letter, environment);
    await this.settle();
    return status;
  }

  now(): number {
    return Date.parse(instant());
  }

  async post(shop: Shop, letter: Letter, environment = 'sandbox'): Promise<number> {
    const result = await this.call('deliverWebhook', {
      shopId: shop.id,
      environment,
      headers: letter.headers.map(([name, value]) => [name, value]),
      bodyBase64: Buffer.from(letter.body, 'utf8').toString('base64'),
    });
    if (result.outcome !== 'ok') throw new Untestable(`a notification cannot be delivered: ${inWords(result)}`);
    return result.status;
  }

  async settle(): Promise<void> {
    await this.call('settle', {});
  }

  async restart({ id: shopId }: Shop): Promise<void> {
    const result = await this.call('restart', { shopId });
    if (result.outcome !== 'ok') throw new Untestable(`the integration does not start again: ${inWords(result)}`);
  }

  later(account: Account, ms: number): Promise<void> {
    return this.accounts.later(account, ms);
  }

  async onConsole(what: 'capture' | 'void' | 'refund' | 'cancel', reference: string): Promise<void> {
    return this.accounts.onConsole(what, (await this.#entered(reference)).paymentId);
  }

  async dispute(reference: string, what: 'opened' | 'won'): Promise<void> {
    return this.accounts.dispute((await this.#entered(reference)).paymentId, what);
  }

  badDoor(environment: string, flaw: TlsFlaw): Promise<BadDoor> {
    return this.accounts.badDoor(environment, flaw);
  }

  textFields(method: 'createPayment' | 'void' | 'refund'): readonly string[] {
    return this.#session.introduction.textFields?.[method] ?? [];
  }

  order(shopId: string, { email = 'customer@shop.example', card, texts }: OddOrder = {}): Promise<PaymentResult> {
    const order = { reference: uniqueText('order'), amount: this.amountOf({}), country: 'DE', email };
    const method = card === undefined ? ({ kind: 'redirect' } as const) : ({ kind: 'card', card } as const);
    const returnUrl = 'https://shop.example/return';
    const commandId = this.nextCommand();
    const written = texts === undefined ? {} : { texts };
    return this.call('createPayment', { shopId, commandId, order, method, capture: 'manual', returnUrl, ...written });
  }

  log(): string {
    return this.said().log;
  }

  /** Where a customer finds a page of the provider's, whose way there is none of the subject's. */
  pageAt(url: string): string {
    return [...this.#session.relays.values()].reduce((at, relay) => relay.pageAt(at), url);
  }

  /** A name for something the merchant means to happen once. */
  nextCommand(): string {
    return this.#session.nextCommand();
  }

  currencies(): readonly string[] {
    return this.#prices.currencies();
  }

  amountOf(sale: Sale): Schemas['Money'] {
    return this.#prices.amountOf(sale);
  }

  async momentFor(promise: Promise<unknown>): Promise<void> {
    await Promise.race([promise, pause(MOMENT_MS)]);
  }

  marksIn(text: string): readonly Carried[] {
    return this.scanner.find(text).map(({ canary }) => canary);
  }

  soon<T>(promise: Promise<T>, ms = MOMENT_MS): Promise<T | undefined> {
    return Promise.race([promise, pause(ms).then(() => undefined)]);
  }

  moment(): Promise<void> {
    return pause(MOMENT_MS);
  }

  mark(): Mark {
    return { requests: this.exchanges().length };
  }

  async since({ requests }: Mark): Promise<readonly WireRequest[]> {
    const exchanges = this.exchanges();
    await this.accounts.learn(exchanges);
    return exchanges.slice(requests).map((exchange) => {
      const { environment, request, answer, lost = false } = exchange;
      const { method, target, body, operation } = request;
      const said = this.dialect.read(request);
      const { name, text } = seen(exchange);
      const carries = this.marksIn(text);
      const headers = Object.fromEntries(request.headers.map(([key, value]) => [key.toLowerCase(), value]));
      const status = answer === undefined || lost ? {} : { status: answer.status };
      const about = operation === undefined ? {} : { operation };
      return { environment, name, carries, ...about, said, method, target, headers, body, ...status };
    });
  }

  /** Every exchange of this check so far, at any address, in the order the requests arrived. */
  exchanges(): readonly EnvironmentExchange[] {
    const { spent, relays } = this.#session;
    return [...relays]
      .flatMap(([environment, relay]) =>
        relay.exchanges
          .slice(this.#earlier.exchanges.get(environment) ?? 0)
          .map((exchange) => ({ environment, ...exchange })),
      )
      .filter(({ request }) => !request.headers.some(([, value]) => spent.has(value.replace(/^\w+ /, ''))))
      .filter(({ request }) => !spent.has(this.dialect.presented?.(request) ?? ''))
      .toSorted((left, right) => left.request.atMs - right.request.atMs);
  }

  /** The calls of this check so far. */
  calls(): readonly RecordedCall[] {
    return this.#session.subject.calls.slice(this.#earlier.calls);
  }

  /** What the subject has said since the check began, and the end of its standard error. */
  said(): Readonly<{ replies: string; log: string }> {
    const { replies, log } = this.#session.subject.said();
    return { replies: replies.slice(this.#earlier.replies), log };
  }

  /** What happened so far, with every secret taken out. */
  evidence(): Evidence {
    const { log } = this.said();
    const startedMs = this.#startedMs;
    return evidenceOf({ exchanges: this.exchanges(), calls: this.calls(), log, scanner: this.scanner, startedMs });
  }

  /** Everything that was marked in this check. */
  canaries(): readonly Canary[] {
    return this.scanner.canaries();
  }

  /** A text with every secret taken out. */
  redact(text: string): string {
    return this.scanner.redact(text);
  }

  /** Leaves the session to the next check: nothing is held back, and what this one was given is nobody's any more. */
  leave(): void {
    for (const relay of this.#session.relays.values()) relay.clear();
    for (const { nature, text } of this.canaries()) if (nature === 'secret') this.#session.spent.add(text);
  }

  async #entered(reference: string): Promise<LedgerPayment> {
    const found = await this.accounts.entry(reference, this.#askedFor(reference));
    if (!found) throw new Untestable(`the provider's ledger has no payment ${reference}`);
    return found;
  }

  /** What the shop has called the payment that the provider has given this name, by what was said on the wire. */
  #askedFor(providerReference: string): string | undefined {
    const whole = new RegExp(`(^|["=])${providerReference.replaceAll(/\W/g, '\\$&')}($|["&])`);
    for (const { request, answer } of this.exchanges()) {
      const isNaming = request.operation === 'create' || request.operation === 'look_up';
      const called = isNaming && whole.test(answer?.body ?? '') ? this.dialect.read(request).reference : undefined;
      if (called !== undefined) return called;
    }
    return undefined;
  }

  async #step(paymentId: string, { minor, commandId = this.nextCommand(), texts }: Step) {
    const step = { paymentId, commandId, ...(texts === undefined ? {} : { texts }) };
    if (minor === undefined) return step;
    const { currency } = await this.observe(paymentId);
    return { ...step, amount: { minor: String(minor), currency } };
  }

  #isLive(environment: string): boolean {
    return this.#session.simulator.environments.some(({ name, mode }) => name === environment && mode === 'live');
  }
}
