import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { expectStatus, issue, signUp } from '../merchant-account.ts';
import type { ControlWire, Running } from '../running-simulator.ts';
import { Specification } from '../specification.ts';

/** What the provider's specification says; `seen` tells what the tests of a file have got to see. */
export const stripeSpecification = new Specification('stripe');

/** A seller's account in one environment, with a key of each kind. */
export type StripeAccount = Readonly<{
  id: string;
  environment: string;
  credentialId: string;
  secret: string;
  publishable: string;
  stripe: Stripe;
}>;

/** Signs up a seller, lets him in and issues keys; `linkedTo` is an account of his in another environment. */
export async function stripeAccount(
  running: Running,
  line: Line,
  environment = 'sandbox',
  linkedTo?: StripeAccount,
): Promise<StripeAccount> {
  const { id } =
    linkedTo === undefined ? await signUp(running, environment) : await signUpLinked(running, environment, linkedTo.id);
  await running.control.ask('POST', `/merchants/${id}/activate`);
  const { credential, secret } = await issue(running, id, { dialect: 'stripe' });
  const publishable = await issue(running, id, { dialect: 'stripe', kind: 'publishable_key' });
  return {
    id,
    environment,
    credentialId: credential.id,
    secret,
    publishable: publishable.secret,
    stripe: new Stripe(secret, line.options),
  };
}

async function signUpLinked(running: Running, environment: string, linkedTo: string): Promise<ControlWire['Merchant']> {
  const body = { environment, name: 'Shop & Söhne', linkedTo };
  return expectStatus(await running.control.ask('POST', '/merchants', { body }), 201);
}

// The older majors declare their types as those of a module by the name of `stripe`; what the tests use is the same.
const require = createRequire(import.meta.url);
const Stripe20: typeof Stripe = require('stripe-20');
const Stripe17: typeof Stripe = require('stripe-17');

/** The official SDK of three majors, each pointed at the line. */
export function sdks(secret: string, line: Line): readonly Readonly<{ major: number; stripe: Stripe }>[] {
  return [
    { major: 23, stripe: new Stripe(secret, line.options) },
    { major: 20, stripe: new Stripe20(secret, line.options) },
    { major: 17, stripe: new Stripe17(secret, line.options) },
  ];
}

/** A wire to an environment's listener on which every answer is held against the specification. */
export type Line = AsyncDisposable &
  Readonly<{
    url: string;
    /** What the SDK is told, and nothing else. */
    options: Readonly<{ host: string; port: number; protocol: 'http' }>;
    /** What was answered that is not in the specification. */
    problems: readonly string[];
    exchanges: readonly LineExchange[];
  }>;

/** What went over the line. */
export type LineExchange = Readonly<{
  method: string;
  target: string;
  request: Readonly<Record<string, unknown>>;
  asked: string;
  status: number;
  headers: Headers;
  text: string;
}>;

/** Opens a line to the listener at an address. */
export async function openLine(address: string): Promise<Line> {
  const problems: string[] = [];
  const exchanges: LineExchange[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { method = 'GET', url: target = '/' } = request;
    const forwarded = Object.entries(request.headers).flatMap(([name, value]) =>
      ['host', 'connection', 'content-length', 'transfer-encoding'].includes(name) || value === undefined
        ? []
        : [[name, String(value)] as [string, string]],
    );
    try {
      const answer = await fetch(`${address}${target}`, {
        method,
        redirect: 'manual',
        headers: forwarded,
        ...(body.length === 0 ? {} : { body }),
      });
      const text = await answer.text();
      const { status, headers } = answer;
      exchanges.push({ method, target, request: request.headers, asked: body.toString(), status, headers, text });
      const isJson = (headers.get('content-type') ?? '').startsWith('application/json');
      try {
        const parsed: unknown = isJson ? JSON.parse(text) : undefined;
        stripeSpecification.check(method, target, { status, headers, text, body: parsed });
      } catch (error) {
        problems.push(String(error));
      }
      response.writeHead(status, Object.fromEntries(headersOf(headers)));
      response.end(text);
    } catch {
      // The simulator has cut the connection: so is this one.
      request.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    options: { host: '127.0.0.1', port, protocol: 'http' },
    problems,
    exchanges,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function headersOf(headers: Headers): readonly (readonly [string, string])[] {
  const kept: [string, string][] = [];
  headers.forEach((value, name) => {
    if (!['connection', 'content-length', 'transfer-encoding'].includes(name)) kept.push([name, value]);
  });
  return kept;
}
