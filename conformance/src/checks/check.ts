import type { Behaviour } from '../bench/buyer.ts';
import type { components as ControlComponents } from '../bench/control.wire.d.ts';
import type { Letter } from '../bench/mailbox.ts';
import type { Operation, Relay } from '../bench/relay.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';
import type { CredentialKind, Dialect, Happening, Said, Signing, Temper } from '../dialects/dialect.ts';
import type { Finding } from '../verdict.ts';

type Schemas = components['schemas'];
type Methods = Schemas['Methods'];

/** What a subject may declare beyond the six methods; PROTOCOL.md says what each word promises. */
export const CAPABILITIES = [
  'card',
  'redirect',
  'manual_capture',
  'partial_capture',
  'multiple_capture',
  'void',
  'refund',
  'partial_refund',
  'validate',
  'environments',
  'rotate',
  'several_shops',
  'oauth',
  'methods',
  'sync',
  'unresolved',
  'notifications',
  'history',
  'dump',
  'restart',
  'change_order',
  'signed_requests',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** A requirement put to the test. */
export type Check = Readonly<{
  requirement: string;
  /** A subject that does not claim all of these is not held to the requirement. */
  needs: readonly Capability[];
  /** It starts several shops that outlive it, or ends the subject: it gets a subject of its own. */
  alone?: true;
  run(bench: Bench): Promise<Finding>;
}>;

/** A prerequisite of a check is missing; the requirement is as red as if it had failed. */
export class Untestable extends Error {
  override readonly name = 'Untestable';
}

/** The requirement holds, as far as the check reaches. */
export const PASSED: Finding = { kind: 'passed' };

/** The requirement does not hold. */
export function failed(expected: string, observed: string): Finding {
  return { kind: 'failed', expected, observed };
}

/** A merchant account in one environment, made for one check, with a credential of its own. */
export type Account = Readonly<{
  environment: string;
  mode: 'test' | 'live';
  merchantId: string;
  credentialId: string;
  credential: Schemas['Credential'];
  /** What the provider signs this account's notifications with; only for subjects that take notifications. */
  signingSecret?: string;
  endpointId?: string;
}>;

/** What came of asking the subject for something that has to do with a payment. */
export type PaymentResult = Schemas['PaymentResult'];

/** A payment as the subject has it written down. */
export type ObservedPayment = Schemas['Payment'];

/** A payment as the provider has it in its ledger. */
export type LedgerPayment = ControlComponents['schemas']['LedgerPayment'];

/** A marked text that a request carried: (part of) a credential, a token, an account or a payment. */
export type Carried = Readonly<{
  label: string;
  nature: 'secret' | 'name' | 'reference';
  environment: string;
  account: string;
  credential?: string;
}>;

/** A request of the subject as it arrived at the address of an environment. */
export type WireRequest = Readonly<{
  environment: string;
  name: string;
  carries: readonly Carried[];
  /** What it is about, when it is about a payment. */
  operation?: Operation;
  /** What it says in words that are no provider's own. */
  said: Said;
  method: string;
  /** Path and query. */
  target: string;
  /** By their names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Of the answer the subject got, if it got one. */
  status?: number;
}>;

/** A moment on the wire. */
export type Mark = Readonly<{ requests: number }>;

/** What a customer has done, and what the shop made of it. */
export type Purchase = Readonly<{ result: PaymentResult; paymentId: string | undefined }>;

/** What a customer buys, when it matters. */
export type Sale = Readonly<{
  currency?: string;
  /** So many times the unit price; by chance when left out. */
  units?: number;
  commandId?: string;
  /** Who buys, when it is nobody whose card is approved. */
  customer?: Behaviour;
}>;

/** A part of a payment, and whose click it was; a new one when left out. */
export type Step = Readonly<{ minor?: bigint; final?: boolean; commandId?: string; texts?: Texts }>;

/** What somebody has written into free-text fields of the subject, by their names. */
export type Texts = Schemas['Texts'];

/** A payment that is begun: the customer stands on the provider's page, and comes back by an address. */
export type Visit = Readonly<{
  paymentId: string;
  /** Pays and comes back. */
  pay(customer?: Behaviour): Promise<PaymentResult>;
  /** Does what the provider's pages ask for, and gives the address the browser would come back by. */
  payAndLeave(customer?: Behaviour): Promise<string>;
  /** The address of the provider's page. */
  url: string;
}>;

/** A shop that is set up at the subject. */
export interface Shop {
  readonly id: string;
  /** The shop's account in an environment. */
  account(environment: string): Account;
  /** A customer pays, the money is held. Untestable when that does not work. */
  authorize(sale?: Sale): Promise<string>;
  /** A customer pays at once. Untestable when that does not work. */
  charge(sale?: Sale): Promise<string>;
  /** A customer tries to pay, come what may. */
  checkOut(capture: 'now' | 'manual', sale?: Sale): Promise<Purchase>;
  /** A customer orders, and does nothing more. */
  ordered(sale?: Sale): Promise<Purchase>;
  /** What a sale comes to, as `1999 EUR`. */
  price(sale: Sale): string;
  /** A customer gets as far as the provider's page. Gives what is needed to go on. */
  beginCheckOut(sale?: Sale & Readonly<{ capture?: 'now' | 'manual' }>): Promise<Visit>;
  /** The shop is set up anew, with the signing secrets of these, the newest first. */
  trust(signers: readonly Account[]): Promise<void>;
  /**
   * The shop goes live, or back: by a move that keeps what was set up for each environment, or by being set up anew.
   * Untestable when that does not work.
   */
  moveTo(environment: string, by?: Move): Promise<void>;
}

/** How a shop gets from one environment to another. */
export type Move = 'setEnvironment' | 'configure';

/** What is wrong with how a connection is made secure. */
export type TlsFlaw = ControlComponents['schemas']['TlsFlaw'];

/** An address at which connections are made secure the wrong way, and what has come there. */
export type BadDoor = Readonly<{
  url: string;
  /** Closes it, once those who came have gone or had their time. */
  close(): Promise<Readonly<{ connections: number; open: number; completed: number; bytes: number }>>;
}>;

/** An order that may have something odd about it. */
export type OddOrder = Readonly<{
  email?: string;
  texts?: Texts;
  card?: Extract<Methods['createPayment']['params']['method'], { kind: 'card' }>['card'];
}>;

/** What a check can do and see. Everything is its own: accounts, addresses, subject. */
export interface Bench {
  can(capability: Capability): boolean;
  /** How the provider speaks that the subject speaks to. */
  readonly dialect: Dialect;
  /** The kinds of credential that a shop of the subject may be given, the usual one first. */
  kinds(): readonly CredentialKind[];
  /**
   * A new merchant account in an environment. What is put in the place of another on purpose, `placed`, is no crossing
   * there.
   */
  account(environment: string, kind?: CredentialKind, placed?: string): Promise<Account>;
  /** A shop set up with an account in each of these environments. Untestable when that does not work. */
  open(
    wanted?: Readonly<{
      active?: string;
      also?: readonly string[];
      kind?: CredentialKind;
      /** What the shop sells in; the subject's first currency when left out. */
      currencies?: readonly string[];
      /** What its requests are signed with. */
      signingKey?: string;
    }>,
  ): Promise<Shop>;
  /** A private key to sign requests with, in PEM; nobody else has it. */
  signingKey(): string;
  /** What keeps the signature of a request from being one of just this request by that key; nothing when all is well. */
  signatureFlaw(request: WireRequest, signingKey: string): string | undefined;
  /** A configuration for a shop that is not set up yet. */
  configuration(accounts: Readonly<Record<string, Account>>, active: string | null): Schemas['ShopConfiguration'];
  /** Any method of the protocol. */
  call<M extends keyof Methods>(
    method: M,
    params: Methods[M]['params'],
  ): Promise<Methods[M]['result'] | Schemas['Unsupported']>;
  capture(paymentId: string, step?: Step): Promise<PaymentResult>;
  refund(paymentId: string, step?: Step): Promise<PaymentResult>;
  void(paymentId: string, step?: Step): Promise<PaymentResult>;
  /** Asks the subject to ask the provider. */
  sync(paymentId: string): Promise<PaymentResult>;
  /** The currencies the subject sells in, those with the fewest minor units first. */
  currencies(): readonly string[];
  /** The payment by the subject's records. Untestable when it is not there. */
  observe(paymentId: string): Promise<ObservedPayment>;
  /** The payment by the provider's ledger. Untestable when the subject does not know its reference. */
  entry(paymentId: string): Promise<LedgerPayment>;
  /** A notification as the provider has sent it: about a payment of the subject's or the provider's name, or any. */
  notification(
    account: Account,
    wanted: Readonly<{ type: Happening; paymentId?: string; reference?: string }>,
  ): Promise<Letter>;
  /** A body signed as the provider would sign it now, or as something else says. */
  signed(account: Account, body: string, different?: Partial<Signing>): Letter;
  /** Delivers a notification and lets the subject act on it; gives the HTTP status of the answer. */
  deliver(shop: Shop, letter: Letter, environment?: string): Promise<number>;
  /** Delivers a notification and waits for nothing but the answer. */
  post(shop: Shop, letter: Letter, environment?: string): Promise<number>;
  /** A customer whose bank behaves so. Untestable where no customer of the provider can. */
  customer(temper: Temper): Behaviour;
  /** Milliseconds since 1970 on the clock that notifications are signed by. */
  now(): number;
  /** What a sale comes to. */
  amountOf(sale: Sale): Schemas['Money'];
  /** Ends the integration of a shop as a crash does, and starts it again. Untestable when it does not come back. */
  restart(shop: Shop): Promise<void>;
  /** Asks the subject to be done with what it is doing. */
  settle(): Promise<void>;
  /** Ends the provider's time for an account: later by so much from now on. */
  later(account: Account, ms: number): Promise<void>;
  /** Something that is done in the provider's own console, past the shop. */
  onConsole(what: 'capture' | 'void' | 'refund' | 'cancel', reference: string): Promise<void>;
  /** A cardholder contests the payment, or the dispute about it is decided for the merchant. */
  dispute(reference: string, what: 'opened' | 'won'): Promise<void>;
  /** An address of an environment with something wrong about it. */
  badDoor(environment: string, flaw: TlsFlaw): Promise<BadDoor>;
  /** A customer of a shop orders, by the provider's page unless a card is handed over. */
  order(shopId: string, odd?: OddOrder): Promise<PaymentResult>;
  /** The free-text fields that the subject says it takes with a method. */
  textFields(method: 'createPayment' | 'void' | 'refund'): readonly string[];
  /** The end of what the subject has logged. */
  log(): string;
  /** The payments of an account by the provider's ledger, newest first. */
  ledger(account: Account): Promise<readonly LedgerPayment[]>;
  /** A successor of the account's credential; the one before goes on working until it is revoked. */
  successor(account: Account): Promise<Account>;
  /** The provider refuses the account's credential from now on. */
  revoke(account: Account): Promise<void>;
  /** The address of an environment, to hold requests back or answer in the provider's place. */
  relay(environment: string): Relay;
  /** Settles when the promise does, or after a moment; for what may have to wait for something that is held back. */
  momentFor(promise: Promise<unknown>): Promise<void>;
  /** What a promise gives, or nothing when a moment, or so many milliseconds, go by first. */
  soon<T>(promise: Promise<T>, ms?: number): Promise<T | undefined>;
  /** Lets a moment go by. */
  moment(): Promise<void>;
  /** The marked texts in a text. */
  marksIn(text: string): readonly Carried[];
  mark(): Mark;
  /** What the subject has sent since, to any environment, oldest first. */
  since(mark: Mark): Promise<readonly WireRequest[]>;
}

/** A result in words. */
export function inWords(result: Readonly<{ outcome: string; code?: string; why?: string; reason?: string }>): string {
  const detail = result.code ?? result.why ?? result.reason;
  return detail === undefined ? `outcome ${result.outcome}` : `outcome ${result.outcome} (${detail})`;
}

/** Requests in words, for what was observed. */
export function listed(requests: readonly WireRequest[]): string {
  return requests.map(({ environment, name }) => `${name} at ${environment}`).join(', ');
}
