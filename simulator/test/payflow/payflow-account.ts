import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect } from 'vitest';
import { readPairs, writePairs } from '../../src/dialects/payflow/pairs.ts';
import { issue, signUp } from '../merchant-account.ts';
import { type Running, start } from '../running-simulator.ts';

// Read from `specs/`, so that the two cannot be wrong together.
const specification = JSON.parse(readFileSync(new URL('../../../specs/payflow.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true }).addSchema(specification, 'payflow');
const isRequest = ajv.compile({ $ref: 'payflow#/$defs/Request' });
const isAnswer = ajv.compile({ $ref: 'payflow#/$defs/Answer' });

/** What was answered, by name. */
export type Said = Readonly<Record<string, string>>;

/** A seller's account in one environment, and a raw client that has its PARTNER, VENDOR, USER and PWD. */
export type PayflowAccount = Readonly<{
  id: string;
  environment: string;
  credentialId: string;
  who: Said;
  /** Asks with this account's credentials; fields that are given here go before them. */
  ask: (fields: Said, headers?: Said) => Promise<Said>;
}>;

/** Signs up a seller, lets him in unless told otherwise, and issues credentials. */
export async function payflowAccount(
  running: Running,
  environment = 'sandbox',
  { activate = 'yes', ...more }: Readonly<{ activate?: 'yes' | 'no'; scopes?: ('pay' | 'read')[] }> = {},
): Promise<PayflowAccount> {
  const { id } = await signUp(running, environment);
  if (activate === 'yes') await running.control.ask('POST', `/merchants/${id}/activate`);
  const { credential, secret } = await issue(running, id, { dialect: 'payflow', kind: 'oauth_client', ...more });
  const who = { PARTNER: 'PayPal', VENDOR: credential.publicId, USER: credential.publicId, PWD: secret };
  const ask = async (fields: Said, headers: Said = {}) => {
    const sent: Said = { ...who, ...fields };
    const said = await askRaw(running, environment, list(sent), headers);
    // Whatever is approved is described as well.
    if (said.RESULT === '0') {
      isRequest(sent);
      expect(isRequest.errors ?? [], sent.TRXTYPE).toEqual([]);
    }
    return said;
  };
  return { id, environment, credentialId: credential.id, who, ask };
}

/** A simulator, with a seller in an environment where money is not real and one where it is. */
type Sellers = Readonly<{ running: Running; sandbox: PayflowAccount; production: PayflowAccount }>;

/** Starts them for the tests of a file, and ends them: nothing may have gone wrong inside in the meantime. */
export function withSellers(take: (sellers: Sellers) => void): void {
  let running: Running | undefined;
  beforeAll(async () => {
    const started = await start();
    running = started;
    const accounts = [await payflowAccount(started, 'sandbox'), await payflowAccount(started, 'production')] as const;
    take({ running: started, sandbox: accounts[0], production: accounts[1] });
  });
  afterAll(async () => {
    expect(running?.logged).toEqual([]);
    await running?.[Symbol.asyncDispose]();
  });
}

/** Fields as they go over the wire. */
export function list(fields: Said): string {
  return writePairs(Object.entries(fields));
}

/** Posts a body as it is, without a content type; whatever is answered is in the specification. */
export async function askRaw(running: Running, environment: string, body: string, headers: Said = {}): Promise<Said> {
  const { url } = running.provider(environment);
  const answer = await fetch(`${url}/payflow/`, { method: 'POST', headers, body: Buffer.from(body) });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/namevalue/);
  const read = readPairs(Buffer.from(await answer.arrayBuffer()));
  if (!read.ok) throw new Error(read.why);
  const said: Said = Object.fromEntries(read.pairs);
  isAnswer(said);
  expect(isAnswer.errors ?? [], JSON.stringify(said)).toEqual([]);
  return said;
}

/** A card that is approved, and what else an authorization or a sale needs. */
export function card(environment: string, more: Said = {}): Said {
  // Test cards are declined where money is real.
  const ACCT = environment === 'production' ? '4539578763621486' : '4111111111111111';
  return { TENDER: 'C', ACCT, EXPDATE: '1230', CVV2: '123', AMT: '100.00', CURRENCY: 'USD', ...more };
}
