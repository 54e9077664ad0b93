import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Webhook } from 'standardwebhooks';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { expectStatus, type MerchantAccount } from './merchant-account.ts';
import type { ControlWire, Running, Wire } from './running-simulator.ts';

/** A notification as it arrived. */
export type Arrived = Readonly<{
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The body read as JSON; it was held against nothing. */
  json: Wire['Notification'];
}>;

/** What a receiver does with a request; a number is a status. */
export type Reaction =
  | number
  | Readonly<{ status: number; headers?: Record<string, string>; body?: string }>
  | 'hang'
  | 'reset';

/** A shop's side of a webhook endpoint, on loopback. */
export type Receiver = AsyncDisposable &
  Readonly<{
    url: string;
    /** Everything that has arrived, oldest first. */
    arrived: readonly Arrived[];
    /** How it reacts from now on; 204 unless told otherwise. */
    react: (reaction: Reaction | ((arrived: Arrived, index: number) => Reaction)) => void;
    /** Resolves when so many have arrived. */
    has: (count: number) => Promise<void>;
    /** The types that have arrived, in their order. */
    types: () => readonly string[];
  }>;

/** Starts a receiver on a free port of loopback. */
export async function receiver(): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const waiting = new Set<() => void>();
  let reaction: (arrived: Arrived, index: number) => Reaction = () => 204;
  const server = createServer((request, response) => {
    read(request).then((one) => {
      arrived.push(one);
      answer(response, reaction(one, arrived.length - 1));
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/hooks`,
    arrived,
    react: (next) => {
      reaction = typeof next === 'function' ? next : () => next;
    },
    has: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (arrived.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    types: () => arrived.map(({ json }) => json.type),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A registered webhook endpoint with its secret. */
export type Endpoint = ControlWire['RegisteredArtefact'] & Readonly<{ secret: string }>;

/** Registers an endpoint of a merchant account. */
export async function register(
  running: Running,
  { id }: Pick<MerchantAccount, 'id'>,
  url: string,
  more: Partial<ControlWire['WebhookEndpointRequest']> = {},
): Promise<Endpoint> {
  const body = { kind: 'webhook_endpoint', url, ...more };
  return expectStatus<Endpoint>(await running.control.ask('POST', `/merchants/${id}/artefacts`, { body }), 201);
}

/** Deliveries that a filter lets through, newest first. */
export async function deliveries(running: Running, filter: string): Promise<readonly ControlWire['Delivery'][]> {
  const answered = await running.control.ask('GET', `/deliveries?${filter}`);
  return expectStatus<{ deliveries: ControlWire['Delivery'][] }>(answered, 200).deliveries;
}

/** One delivery with its attempts. */
export async function history(running: Running, { id }: { id: string }): Promise<ControlWire['DeliveryHistory']> {
  return expectStatus(await running.control.ask('GET', `/deliveries/${id}`), 200);
}

/** Says what goes wrong with the notifications of a merchant account. */
export async function setDisorder(
  running: Running,
  { id }: Pick<MerchantAccount, 'id'>,
  ...rules: readonly ControlWire['DisorderRules']['rules'][number][]
): Promise<void> {
  expectStatus(await running.control.ask('PUT', `/merchants/${id}/disorder`, { body: { rules } }), 200);
}

/** Which of the signatures are good: `v1` by the specification's own library, `v1a` by the public key. */
export function goodSignatures({ headers, body }: Arrived, endpoint: Endpoint): readonly string[] {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': given = '' } = headers;
  const ours = new Webhook(endpoint.secret).sign(id, new Date(Number(timestamp) * 1000), body);
  const keys = (endpoint.secrets ?? []).map(({ publicKey }) => publicKey);
  return given.split(' ').flatMap((one) => {
    const [version = '', signature = ''] = one.split(',');
    if (version === 'v1') return one === ours ? ['v1'] : [];
    const content = Buffer.from(`${id}.${timestamp}.${body}`);
    return keys.some((key) => verify(null, content, publicKeyOf(key), Buffer.from(signature, 'base64'))) ? ['v1a'] : [];
  });
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(parse(readFileSync(new URL('../../specs/generic.openapi.yaml', import.meta.url), 'utf8')), 'generic');
const isNotification = ajv.compile({ $ref: 'generic#/components/schemas/Notification' });

/** Wants headers and body to be as the specification describes a notification. */
export function expectNotification({ headers, body, json }: Arrived): void {
  expect(isNotification(JSON.parse(body)), `${ajv.errorsText(isNotification.errors)} ${body}`).toBe(true);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(headers['webhook-id']).toBe(json.id);
  expect(headers['webhook-timestamp']).toMatch(/^\d{10}$/);
  expect(headers['webhook-signature']).toMatch(/^v1a?,[A-Za-z0-9+/=]+( v1a?,[A-Za-z0-9+/=]+)*$/);
}

function publicKeyOf(text: string) {
  const x = Buffer.from(text.replace('whpk_', ''), 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

async function read(request: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { path: request.url ?? '', headers, body, json: JSON.parse(body) };
}

function answer(response: ServerResponse, reaction: Reaction): void {
  if (reaction === 'hang') return;
  if (reaction === 'reset') {
    response.destroy();
    return;
  }
  const { status, headers = {}, body = '' } = typeof reaction === 'number' ? { status: reaction } : reaction;
  response.writeHead(status, headers).end(body);
}
