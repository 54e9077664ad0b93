import { createServer } from 'node:http';
import { Agent } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { Client, Environment, OrdersController, PaymentsController } from '@paypal/paypal-server-sdk';
import { expect } from 'vitest';
import type { components } from '../../src/dialects/paypal/wire.d.ts';
import { expectStatus, issue, signUp } from '../merchant-account.ts';
import type { Running } from '../running-simulator.ts';
import { type Answer, Specification } from '../specification.ts';

/** What PayPal says on the wire. */
export type PayPalWire = components['schemas'];

/** What the provider's specification says; `seen` tells what the tests of a file have got to see. */
export const paypalSpecification = new Specification('paypal');

/** A wire to an environment's listener on which every answer is held against the specification. */
export type Line = AsyncDisposable &
  Readonly<{
    url: string;
    port: number;
    /** What was answered that is not in the specification. */
    problems: readonly string[];
    exchanges: readonly LineExchange[];
  }>;

/** What went over the line. */
export type LineExchange = Readonly<{
  method: string;
  target: string;
  request: Readonly<Record<string, unknown>>;
  status: number;
  headers: Headers;
  text: string;
}>;

/** Opens a line to the listener of an environment. */
export async function openLine(running: Running, environment: string): Promise<Line> {
  const address = running.provider(environment).url;
  const problems: string[] = [];
  const exchanges: LineExchange[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { method = 'GET', url: target = '/' } = request;
    const forwarded = Object.entries(request.headers).flatMap(([name, value]) =>
      HOP_BY_HOP.has(name) || value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    try {
      const sent = body.length === 0 ? {} : { body };
      const answer = await fetch(`${address}${target}`, { method, redirect: 'manual', headers: forwarded, ...sent });
      const text = await answer.text();
      const { status, headers } = answer;
      exchanges.push({ method, target, request: request.headers, status, headers, text });
      try {
        const isJson = (headers.get('content-type') ?? '').startsWith('application/json');
        const parsed: unknown = isJson ? JSON.parse(text) : text;
        // The page of a payment is no part of the API, as little as what it looks like.
        const isPage = /^\/(pay|assets)\//.test(target);
        if (!isPage) paypalSpecification.check(method, target, { status, headers, text, body: parsed });
      } catch (error) {
        problems.push(String(error));
      }
      const kept: [string, string][] = [];
      headers.forEach((value, name) => {
        if (!HOP_BY_HOP.has(name)) kept.push([name, value]);
      });
      response.writeHead(status, Object.fromEntries(kept));
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
    port,
    problems,
    exchanges,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const HOP_BY_HOP: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/** Leads the SDK to the line, whose names of hosts are built in: what it takes for TLS is a plain connection. */
class LineAgent extends Agent {
  readonly #port: number;

  constructor(port: number) {
    super();
    this.#port = port;
  }

  override createConnection(): Duplex {
    return connect(this.#port, '127.0.0.1');
  }
}

/** A seller's account in one environment, with client id and secret, and the official SDK that has them. */
export type PayPalAccount = Readonly<{
  id: string;
  environment: string;
  credentialId: string;
  clientId: string;
  secret: string;
  orders: OrdersController;
  payments: PaymentsController;
  /** Asks without the SDK, with a token; what is answered has to be in the specification. */
  ask: (method: string, path: string, asked?: Asked) => Promise<Answer>;
}>;

/** What is asked without the SDK. */
type Asked = Readonly<{ body?: object; headers?: Readonly<Record<string, string>> }>;

/** Signs up a seller, lets him in and issues client id and secret. */
export async function paypalAccount(running: Running, line: Line, environment = 'sandbox'): Promise<PayPalAccount> {
  const { id } = await signUp(running, environment);
  await running.control.ask('POST', `/merchants/${id}/activate`);
  const { credential, secret } = await issue(running, id, { dialect: 'paypal', kind: 'oauth_client' });
  const clientId = credential.publicId;
  const client = sdk({ clientId, secret }, line, environment === 'production' ? 'live' : 'test');
  return {
    id,
    environment,
    credentialId: credential.id,
    clientId,
    secret,
    orders: new OrdersController(client),
    payments: new PaymentsController(client),
    ask: async (method, path, { body, headers = {} } = {}) => {
      const authorization = `Bearer ${await tokenOf(line, { clientId, secret })}`;
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await fetch(`${line.url}${path}`, {
        method,
        redirect: 'manual',
        headers: { authorization, ...json, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, text, body: text === '' ? undefined : parsed(text) };
    },
  };
}

/** The official SDK, unmodified, led to a line. */
export function sdk(
  { clientId, secret }: Readonly<{ clientId: string; secret: string }>,
  line: Line,
  mode: 'test' | 'live',
): Client {
  return new Client({
    clientCredentialsAuthCredentials: { oAuthClientId: clientId, oAuthClientSecret: secret },
    environment: mode === 'live' ? Environment.Production : Environment.Sandbox,
    httpClientOptions: { httpsAgent: new LineAgent(line.port) },
  });
}

/** A token for a client. */
export async function tokenOf(line: Line, { clientId, secret }: Readonly<{ clientId: string; secret: string }>) {
  const answer = await askForToken(line, clientId, secret);
  return (expectStatus(answer, 200) as PayPalWire['Token']).access_token;
}

/** Asks for a token with whatever id and secret. */
export async function askForToken(line: Line, clientId: string, secret: string): Promise<Answer> {
  const basic = Buffer.from(`${clientId}:${secret}`).toString('base64');
  const answer = await fetch(`${line.url}/v1/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : text;
}

/** Opens the page that an order links to as a browser would; answers what is to be done there. */
async function opened(line: Line, href: string): Promise<Readonly<{ path: string; text: string }>> {
  const { pathname, search } = new URL(href);
  const visited = await fetch(`${line.url}${pathname}${search}`, { redirect: 'manual' });
  expect(visited.status).toBe(303);
  const path = visited.headers.get('location') ?? '';
  return { path, text: await (await fetch(`${line.url}${path}`)).text() };
}

/** Enters a card on the page that an order links to; answers where that leads. */
export async function enterCard(line: Line, href: string, number: string): Promise<string> {
  const { path, text } = await opened(line, href);
  expect(text).toContain('Card number');
  return pressed(line, `${path}/card`, new URLSearchParams({ number, expiry: '12/30', cvc: '123' }).toString());
}

/** Opens the page that an order links to, and presses a button on it; answers where it leads. */
export async function visitApproval(line: Line, href: string, does: 'approve' | 'decline' | 'cancel'): Promise<string> {
  const { path, text } = await opened(line, href);
  const form = /<form\b[^>]*\baction="([^"]+)"/.exec(text)?.[1];
  const target = does === 'cancel' ? `${path}/cancel` : form;
  if (target === undefined) throw new Error(`there is nothing to press on ${path}: ${text}`);
  const answer = target.endsWith('/challenge') ? (does === 'approve' ? 'pass' : 'fail') : does;
  return pressed(line, target, does === 'cancel' ? '' : `answer=${answer}`);
}

async function pressed(line: Line, target: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(`${line.url}${target}`, { method: 'POST', redirect: 'manual', headers, body });
  return answer.headers.get('location') ?? '';
}
