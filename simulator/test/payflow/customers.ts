import { expect } from 'vitest';
import { expectStatus, journal } from '../merchant-account.ts';
import type { ControlWire, Running } from '../running-simulator.ts';
import type { PayflowAccount, Said } from './payflow-account.ts';

/** Where customers come back to; nobody is there. */
export const SHOP = 'http://127.0.0.1:9';

let tokens = 0;

/** How many tokens were asked for: the newest is called by it. */
export function tokenNumber(): number {
  return tokens;
}

/** Asks for a secure token; whatever is given here goes before what is usual. */
export async function token(account: PayflowAccount, more: Said = {}): Promise<Said> {
  tokens += 1;
  return account.ask({
    TRXTYPE: 'S',
    TENDER: 'C',
    CREATESECURETOKEN: 'Y',
    AMT: '13.00',
    CURRENCY: 'USD',
    SECURETOKENID: `token-${tokens}`,
    CUSTREF: `ORDER${tokens}`,
    USER1: `order ${tokens}`,
    RETURNURL: `${SHOP}/return?order=7`,
    ERRORURL: `${SHOP}/error`,
    CANCELURL: `${SHOP}/cancel`,
    ...more,
  });
}

/** Opens the page of a token, by the address that a shop sends its customers to. */
export function open(running: Running, environment: string, said: Said): Promise<Response> {
  const { SECURETOKEN = '', SECURETOKENID = '' } = said;
  const query = new URLSearchParams({ SECURETOKEN, SECURETOKENID });
  return fetch(`${running.provider(environment).url}/payflow/?${query}`, { redirect: 'manual' });
}

/** Sends a customer to the page, and answers where the browser is led in the end. */
export async function visit(running: Running, environment: string, said: Said, wish: object): Promise<URL> {
  const page = (await open(running, environment, said)).headers.get('location') ?? '';
  expect(page).toMatch(/^\/pay\//);
  const opened = (await journal(running, `environment=${environment}&limit=1000`)).findLast(
    ({ operation }) => operation === 'openTokenPage',
  );
  return sent(running, opened?.paymentId, wish);
}

/** Sends a customer to the page of a payment, and answers where the browser is led in the end. */
export async function sent(running: Running, paymentId: string | undefined, wish: object): Promise<URL> {
  const answer = await running.control.ask('POST', `/payments/${paymentId}/buyer`, { body: wish });
  const trip = expectStatus<ControlWire['BuyerTrip']>(answer, 200);
  return new URL(trip.steps.at(-1)?.url ?? '');
}

/** What is told by an address. */
export const told = (url: URL): Said => Object.fromEntries(url.searchParams);

/** Says how Payflow behaves for an account. */
export async function choose(running: Running, { id }: PayflowAccount, options: Said): Promise<void> {
  expectStatus(await running.control.ask('PUT', `/merchants/${id}/options/payflow`, { body: { options } }), 200);
}
