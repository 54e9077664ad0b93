import { type Behaviour, payingCustomer, payOnPages } from '../bench/buyer.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';
import {
  type Account,
  inWords,
  type Move,
  type PaymentResult,
  type Purchase,
  type Sale,
  type Shop,
  Untestable,
  type Visit,
} from '../checks/check.ts';
import { uniqueText } from '../platform/random.ts';
import type { CheckBench } from './check-bench.ts';

type Configuration = components['schemas']['ShopConfiguration'];

// Where the browser would come back to at a subject without pages of its own; nobody opens it.
const RETURN_URL = 'https://shop.example/return';

const CUSTOMER_STEPS_MAX = 5;

/** A shop that is set up, and the customers who buy there. */
export class OpenShop implements Shop {
  readonly id: string;
  readonly #bench: CheckBench;
  readonly #accounts: Readonly<Record<string, Account>>;
  readonly #configuration: Configuration;
  #active: string;

  constructor(bench: CheckBench, accounts: Readonly<Record<string, Account>>, configuration: Configuration) {
    this.id = configuration.shopId;
    this.#bench = bench;
    this.#accounts = accounts;
    this.#configuration = configuration;
    this.#active = configuration.active ?? '';
  }

  account(environment: string): Account {
    const account = this.#accounts[environment];
    if (!account) throw new Error(`${this.id} has no account in ${environment}`);
    return account;
  }

  authorize(sale: Sale = {}): Promise<string> {
    return this.#bought('manual', sale);
  }

  charge(sale: Sale = {}): Promise<string> {
    return this.#bought('now', sale);
  }

  async checkOut(capture: 'now' | 'manual', sale: Sale = {}): Promise<Purchase> {
    const customer = this.#customer(sale.customer);
    const first = await this.#create(capture, sale);
    const result = await this.#goThrough(first, customer);
    return { result, paymentId: paymentOf(result) ?? paymentOf(first) };
  }

  async ordered(sale: Sale = {}): Promise<Purchase> {
    const result = await this.#create('manual', sale);
    return { result, paymentId: paymentOf(result) };
  }

  price(sale: Sale): string {
    const { minor, currency } = this.#bench.amountOf(sale);
    return `${minor} ${currency}`;
  }

  async beginCheckOut(sale: Sale & Readonly<{ capture?: 'now' | 'manual' }> = {}): Promise<Visit> {
    const first = await this.#create(sale.capture ?? 'manual', sale);
    if (first.outcome !== 'action_required') {
      throw new Untestable(`the customer is not sent to the provider's page: ${inWords(first)}`);
    }
    // The customer pays with a card of the environment the payment was begun in, wherever the shop has gone since.
    const usual = this.#customer(sale.customer);
    const { url } = first.action;
    return {
      paymentId: first.paymentId,
      url,
      pay: (customer = usual) => this.#comeBack(first, customer),
      payAndLeave: (customer = usual) => payOnPages(this.#bench.pageAt(url), customer),
    };
  }

  async trust(signers: readonly Account[]): Promise<void> {
    const notificationSecrets = signers.flatMap(({ signingSecret = [] }) => signingSecret);
    const { environments } = this.#configuration;
    const changed = Object.fromEntries(
      Object.entries(environments).map(([name, environment]) => [name, { ...environment, notificationSecrets }]),
    );
    const result = await this.#bench.call('configure', { ...this.#configuration, environments: changed });
    if (result.outcome !== 'ok') throw new Untestable(`other signing secrets are not taken: ${inWords(result)}`);
  }

  async moveTo(environment: string, by: Move = 'setEnvironment'): Promise<void> {
    const result =
      by === 'configure'
        ? await this.#bench.call('configure', { ...this.#configuration, active: environment })
        : await this.#bench.call('setEnvironment', { shopId: this.id, environment });
    if (result.outcome !== 'ok') throw new Untestable(`the shop does not move to ${environment}: ${inWords(result)}`);
    this.#active = environment;
  }

  async #bought(capture: 'now' | 'manual', sale: Sale): Promise<string> {
    const { result, paymentId } = await this.checkOut(capture, sale);
    if (result.outcome !== 'ok' || paymentId === undefined) {
      throw new Untestable(`an ordinary purchase in ${this.#active} does not work: ${inWords(result)}`);
    }
    return paymentId;
  }

  #customer(customer: Behaviour = payingCustomer(this.account(this.#active).mode)): Behaviour {
    this.#bench.cardNumbers.add(customer.card.number);
    return customer;
  }

  #create(capture: 'now' | 'manual', sale: Sale): Promise<PaymentResult> {
    const bench = this.#bench;
    const order = { reference: uniqueText('order'), amount: bench.amountOf(sale), country: 'DE', email: EMAIL };
    const { number, cvc } = this.#customer(sale.customer).card;
    const card = { number, expiryMonth: 12, expiryYear: 2079, cvc };
    const byCard = !bench.can('redirect') && bench.can('card');
    return bench.call('createPayment', {
      shopId: this.id,
      commandId: sale.commandId ?? bench.nextCommand(),
      order,
      method: byCard ? { kind: 'card', card } : { kind: 'redirect' },
      capture,
      returnUrl: RETURN_URL,
    });
  }

  /** As often as the provider has something for the customer to do. */
  async #goThrough(first: PaymentResult, customer: Behaviour): Promise<PaymentResult> {
    let result = first;
    for (let step = 1; result.outcome === 'action_required'; step++) {
      if (step > CUSTOMER_STEPS_MAX) throw new Untestable('the customer is sent to the provider over and over');
      result = await this.#comeBack(result, customer);
    }
    return result;
  }

  /** The customer does what the provider's pages ask for, and the browser brings them back. */
  async #comeBack({ paymentId, action }: Action, customer: Behaviour): Promise<PaymentResult> {
    const url = await payOnPages(this.#bench.pageAt(action.url), customer);
    const returned = await this.#bench.call('completeReturn', { paymentId, url });
    return returned.outcome === 'unsupported' ? this.#bench.call('syncPayment', { paymentId }) : returned;
  }
}

type Action = Extract<PaymentResult, { outcome: 'action_required' }>;

// Always the same customer, so that whatever a subject remembers about one is tempted to be used again.
const EMAIL = 'customer@shop.example';

function paymentOf(result: PaymentResult): string | undefined {
  return 'paymentId' in result ? result.paymentId : undefined;
}
