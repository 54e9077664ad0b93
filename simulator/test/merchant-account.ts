import { expect } from 'vitest';
import type { Asked, ControlWire, Running, Wire } from './running-simulator.ts';
import type { Answer } from './specification.ts';

/** Test cards by what the issuer does with them. */
export const CARDS = {
  approves: '4242424242424242',
  declines: '4000000000000002',
  noFunds: '4000000000009995',
  challenges: '4000000000003220',
  challengesThenDeclines: '4000008400001629',
  reviews: '4000000000001000',
  approvesHalf: '4000000000001042',
  returnsRefunds: '4000000000005126',
  delaysRefunds: '4000000000007726',
  disputes: '4000000000000259',
  /** Passes the check digit and is nobody's test card. */
  realLooking: '4539578763621486',
} as const;

/** The card of a customer, as a payment request carries it. */
export function card(number: string): Wire['Card'] {
  return { number, expiryMonth: 12, expiryYear: 2030, cvc: '737' };
}

/** An amount on the wire. */
export function euros(minor: number): Wire['PositiveMoney'] {
  return { minor, currency: 'EUR' };
}

/** A merchant account with one API key, and what its shop asks the provider. */
export type MerchantAccount = Readonly<{
  id: string;
  environment: string;
  credentialId: string;
  secret: string;
  /** Asks with this account's key; a POST gets a fresh idempotency key unless it brings one. */
  ask: (method: string, target: string, asked?: Asked) => Promise<Answer>;
  /** Requests a payment of 10000 EUR cents by card, captured by hand, unless told otherwise. */
  pay: (more?: Partial<Wire['PaymentRequest']>) => Promise<Wire['Payment']>;
  /** Asks for something on a payment, and wants it done. */
  change: (payment: string | Wire['Payment'], what: string, body?: object) => Promise<Wire['Payment']>;
  read: (payment: string | Wire['Payment']) => Promise<Wire['Payment']>;
}>;

let keys = 0;

/** An idempotency key that no other request of this process has. */
export function freshKey(): string {
  keys += 1;
  return `key-${keys}`;
}

/** Signs up a merchant, lets it in and issues an API key. */
export async function merchant(
  running: Running,
  environment = 'sandbox',
  credential: Partial<ControlWire['CredentialRequest']> = {},
): Promise<MerchantAccount> {
  const { id } = await signUp(running, environment);
  await running.control.ask('POST', `/merchants/${id}/activate`);
  const issued = await issue(running, id, credential);
  return account(running, { id, environment, credentialId: issued.credential.id, secret: issued.secret });
}

/** Signs up a merchant that is not let in yet. */
export async function signUp(running: Running, environment: string): Promise<ControlWire['Merchant']> {
  const answer = await running.control.ask('POST', '/merchants', { body: { environment, name: 'Shop & Söhne' } });
  return expectStatus<ControlWire['Merchant']>(answer, 201);
}

/** Issues a credential; an API key with every scope unless told otherwise. */
export async function issue(
  running: Running,
  merchantId: string,
  more: Partial<ControlWire['CredentialRequest']> = {},
): Promise<ControlWire['IssuedCredential']> {
  const body = { dialect: 'generic', kind: 'api_key', ...more };
  return expectStatus(await running.control.ask('POST', `/merchants/${merchantId}/credentials`, { body }), 201);
}

/** What the shop of an account asks, with the secret it is given. */
export function account(
  running: Running,
  is: Pick<MerchantAccount, 'id' | 'environment' | 'credentialId' | 'secret'>,
): MerchantAccount {
  const provider = running.provider(is.environment);
  const ask: MerchantAccount['ask'] = (method, target, { headers = {}, body } = {}) => {
    const key = method === 'POST' ? { 'idempotency-key': freshKey() } : {};
    const asked = { headers: { authorization: `Bearer ${is.secret}`, ...key, ...headers } };
    return provider.ask(method, target, body === undefined ? asked : { ...asked, body });
  };
  return {
    ...is,
    ask,
    pay: async (more = {}) => {
      const body: Wire['PaymentRequest'] = {
        amount: euros(10_000),
        captureMode: 'manual',
        reference: 'order-1',
        ...('card' in more || 'cardOf' in more || 'returnUrl' in more ? {} : { card: card(CARDS.approves) }),
        ...more,
      };
      return expectStatus(await ask('POST', '/v1/payments', { body }), 201);
    },
    change: async (payment, what, body) => {
      const answer = await ask('POST', `/v1/payments/${idOf(payment)}/${what}`, body === undefined ? {} : { body });
      return expectStatus(answer, what === 'void' || what === 'cancel' ? 200 : 201);
    },
    read: async (payment) => expectStatus(await ask('GET', `/v1/payments/${idOf(payment)}`), 200),
  };
}

/** The body of an answer that has to have this status; it was held against the specification when it came. */
export function expectStatus<Body>(answer: Answer, status: number): Body {
  expect(answer.status, answer.text).toBe(status);
  return answer.body as Body;
}

/** Wants a problem of this status and type, and hands it over. */
export function expectProblem(answer: Answer, status: number, type: string): Wire['Problem'] {
  expect(`${answer.status} ${(answer.body as Wire['Problem'] | undefined)?.type}`, answer.text).toBe(
    `${status} /problems/${type}`,
  );
  return answer.body as Wire['Problem'];
}

/** The entries of the journal that a filter lets through. */
export async function journal(running: Running, filter: string): Promise<readonly ControlWire['JournalEntry'][]> {
  const answer = await running.control.ask('GET', `/journal?${filter}`);
  return expectStatus<{ entries: ControlWire['JournalEntry'][] }>(answer, 200).entries;
}

function idOf(payment: string | Wire['Payment']): string {
  return typeof payment === 'string' ? payment : payment.id;
}
