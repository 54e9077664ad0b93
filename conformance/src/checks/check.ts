import type { components as ControlComponents } from '../bench/control.wire.d.ts';
import type { Relay } from '../bench/relay.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';
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
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** A requirement put to the test. */
export type Check = Readonly<{
  requirement: string;
  /** A subject that does not claim all of these is not held to the requirement. */
  needs: readonly Capability[];
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

/** How a shop proves who it is. */
export type CredentialKind = Schemas['Credential']['kind'];

/** A merchant account in one environment, made for one check, with a credential of its own. */
export type Account = Readonly<{
  environment: string;
  mode: 'test' | 'live';
  merchantId: string;
  credentialId: string;
  credential: Schemas['Credential'];
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
export type WireRequest = Readonly<{ environment: string; name: string; carries: readonly Carried[] }>;

/** A moment on the wire. */
export type Mark = Readonly<{ requests: number }>;

/** What a customer has done, and what the shop made of it. */
export type Purchase = Readonly<{ result: PaymentResult; paymentId: string | undefined }>;

/** A shop that is set up at the subject. */
export interface Shop {
  readonly id: string;
  /** The shop's account in an environment. */
  account(environment: string): Account;
  /** A customer pays, the money is held. Untestable when that does not work. */
  authorize(): Promise<string>;
  /** A customer pays at once. Untestable when that does not work. */
  charge(): Promise<string>;
  /** A customer tries to pay, come what may. */
  checkOut(capture: 'now' | 'manual'): Promise<Purchase>;
  /** A customer gets as far as the provider's page. Gives what is needed to go on. */
  beginCheckOut(): Promise<Readonly<{ paymentId: string; pay(): Promise<PaymentResult> }>>;
  /**
   * The shop goes live, or back: by a move that keeps what was set up for each environment, or by being set up anew.
   * Untestable when that does not work.
   */
  moveTo(environment: string, by?: Move): Promise<void>;
}

/** How a shop gets from one environment to another. */
export type Move = 'setEnvironment' | 'configure';

/** What a check can do and see. Everything is its own: accounts, addresses, subject. */
export interface Bench {
  can(capability: Capability): boolean;
  /** A new merchant account in an environment. */
  account(environment: string, kind?: CredentialKind): Promise<Account>;
  /** A shop set up with an account in each of these environments. Untestable when that does not work. */
  open(wanted: Readonly<{ active: string; also?: readonly string[]; kind?: CredentialKind }>): Promise<Shop>;
  /** A configuration for a shop that is not set up yet. */
  configuration(accounts: Readonly<Record<string, Account>>, active: string | null): Schemas['ShopConfiguration'];
  /** Any method of the protocol. */
  call<M extends keyof Methods>(
    method: M,
    params: Methods[M]['params'],
  ): Promise<Methods[M]['result'] | Schemas['Unsupported']>;
  capture(paymentId: string): Promise<PaymentResult>;
  /** The payment by the subject's records. Untestable when it is not there. */
  observe(paymentId: string): Promise<ObservedPayment>;
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
