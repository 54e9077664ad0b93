import { type Operation, specification } from '../bench/specification.ts';
import type { Api, Impossible, ValidRequest } from './api.ts';
import type { Header, HttpRequest } from './bad-request.ts';
import { bearerStrangers } from './strangers.ts';

/** What has to exist before the control API can be attacked. */
export type ControlPrey = Readonly<{
  url: string;
  token: string;
  environment: string;
  merchantId: string;
  credentialId: string;
  revokedCredentialId: string;
  artefactId: string;
  paymentId: string;
}>;

/** The simulator's control listener as an API to attack. */
export function controlApi(prey: ControlPrey): Api {
  const document = specification('control');
  return {
    name: 'control',
    url: prey.url,
    specification: document,
    root: '',
    strangers: (valid) => bearerStrangers(valid, 'control-token-missing', 'control-token-wrong'),
    valid: () => document.operations.flatMap((operation) => validRequests(operation, prey)),
    withId: ({ operation, body }, id) => requestOf(operation, prey, body, id),
    impossible: () => impossible(document.operations, prey),
  };
}

const BODIES: Readonly<Record<string, readonly Readonly<{ schema: string; body: unknown }>[]>> = {
  signUpMerchant: [{ schema: 'SignUp', body: { environment: 'sandbox', name: 'Bad input' } }],
  issueCredential: [
    {
      schema: 'CredentialRequest',
      body: { dialect: 'generic', kind: 'api_key', scopes: ['pay', 'read'], lifetimeMs: 1_000 },
    },
  ],
  rotateCredential: [{ schema: 'RotationRequest', body: { overlapMs: 1_000 } }],
  registerArtefact: [
    { schema: 'ArtefactRequest', body: { kind: 'callback_host', host: 'bad-input.example' } },
    { schema: 'ArtefactRequest', body: { kind: 'webhook_endpoint', url: 'https://bad-input.example/hook' } },
  ],
};

function validRequests(operation: Operation, prey: ControlPrey): readonly ValidRequest[] {
  const bodies = BODIES[operation.id];
  if (!bodies) return [{ operation, request: requestOf(operation, prey) }];
  return bodies.map(({ schema, body }) => ({
    operation,
    request: requestOf(operation, prey, body),
    body,
    schema: `#/components/schemas/${schema}`,
  }));
}

function requestOf(operation: Operation, prey: ControlPrey, body?: unknown, id?: string): HttpRequest {
  const ids: Readonly<Record<string, string>> = {
    merchantId: prey.merchantId,
    credentialId: prey.credentialId,
    artefactId: prey.artefactId,
    paymentId: prey.paymentId,
  };
  const headers: Header[] = [['authorization', `Bearer ${prey.token}`]];
  if (body !== undefined) headers.push(['content-type', 'application/json']);
  return {
    method: operation.verb.toUpperCase(),
    target: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => id ?? ids[name] ?? `no-${name}`),
    headers,
    ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
  };
}

function impossible(operations: readonly Operation[], prey: ControlPrey): readonly Impossible[] {
  const ask = (id: string, body?: unknown, about?: string): HttpRequest => {
    const operation = operations.find((candidate) => candidate.id === id);
    if (!operation) throw new Error(`no operation ${id}`);
    return requestOf(operation, prey, body, about);
  };
  const key = (pem: string) => ask('registerArtefact', { kind: 'public_key', pem });
  const certificate = (pem: string) => ask('registerArtefact', { kind: 'client_certificate', pem });
  const armoured = (label: string, text: string) => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
  const unreadable = { statuses: [422], types: ['unreadable-key'] };
  return [
    {
      what: 'signs up in no environment',
      request: ask('signUpMerchant', { environment: 'nowhere', name: 'A' }),
      statuses: [422],
      types: ['environment-unknown'],
    },
    { what: 'activates what is active', request: ask('activateMerchant'), statuses: [409], types: ['wrong-state'] },
    {
      what: 'rotates what was revoked',
      request: ask('rotateCredential', {}, prey.revokedCredentialId),
      statuses: [409],
      types: ['wrong-state'],
    },
    { what: 'registers a text as key', request: key('text'), ...unreadable },
    { what: 'registers an empty key', request: key(armoured('PUBLIC KEY', '')), ...unreadable },
    { what: 'registers a broken key', request: key(armoured('PUBLIC KEY', 'AAAA')), ...unreadable },
    {
      what: 'registers an empty JWK',
      request: ask('registerArtefact', { kind: 'public_key', jwk: {} }),
      ...unreadable,
    },
    {
      what: 'registers a JWK of no kind',
      request: ask('registerArtefact', { kind: 'public_key', jwk: { kty: 'XX' } }),
      ...unreadable,
    },
    { what: 'registers a text as certificate', request: certificate('text'), ...unreadable },
    { what: 'registers a broken certificate', request: certificate(armoured('CERTIFICATE', 'AAAA')), ...unreadable },
  ];
}
