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
    {
      schema: 'ArtefactRequest',
      body: {
        kind: 'webhook_endpoint',
        url: 'https://bad-input.example/hook',
        dialect: 'generic',
        types: ['refund.*'],
      },
    },
  ],
  rotateEndpointSecret: [{ schema: 'RotationRequest', body: { overlapMs: 1_000 } }],
  sendNotification: [
    {
      schema: 'NotificationRequest',
      body: {
        type: 'bad.input',
        dialect: 'generic',
        endpointId: 'art_none',
        data: { id: 1 },
        disorder: { kind: 'duplicate', times: 1 },
      },
    },
    { schema: 'NotificationRequest', body: { type: 'bad.input', paymentId: 'pay_none' } },
  ],
  setDisorder: [
    {
      schema: 'DisorderRules',
      body: {
        rules: [
          { types: ['none.*'], times: 1, disorder: { kind: 'delay', ms: 1_000 } },
          { disorder: { kind: 'unknown_type', type: 'bad.input' } },
        ],
      },
    },
  ],
  setEnvironmentClock: [
    { schema: 'ClockSetting', body: { kind: 'system', offsetMs: 0 } },
    { schema: 'ClockSetting', body: { kind: 'frozen', at: '2999-01-01T00:00:00Z' } },
  ],
  setMerchantClock: [{ schema: 'ClockSetting', body: { kind: 'frozen', at: '2999-01-01T00:00:00Z' } }],
  advanceEnvironmentClock: [{ schema: 'ClockAdvance', body: { ms: 1_000 } }],
  advanceMerchantClock: [{ schema: 'ClockAdvance', body: { to: 'next_timer' } }],
  setSettlementSchedule: [{ schema: 'SettlementSchedule', body: { schedule: 'daily' } }],
  settleCaptures: [{ schema: 'SettlementRequest', body: { day: '2027-01-31' } }],
  captureOnConsole: [{ schema: 'ConsoleCapture', body: { amount: { minor: '100', currency: 'EUR' }, final: true } }],
  refundOnConsole: [
    { schema: 'ConsoleRefund', body: { amount: { minor: '100', currency: 'EUR' }, captureId: 'cap_none' } },
  ],
  returnRefund: [{ schema: 'ReturnedRefund', body: { reason: 'account_closed' } }],
  decidePayment: [{ schema: 'PaymentDecision', body: { answer: 'decline', code: 'lost_card' } }],
  openDispute: [
    {
      schema: 'DisputeOpening',
      body: { stage: 'inquiry', amount: { minor: '100', currency: 'EUR' }, captureId: 'cap_none', reason: 'general' },
    },
  ],
  submitEvidence: [{ schema: 'Evidence', body: { ruling: 'won', afterMs: 1_000 } }],
  setEnvironmentSituation: [{ schema: 'SituationSetting', body: { name: 'nothing-unusual' } }],
  setMerchantSituation: [
    {
      schema: 'SituationSetting',
      body: {
        situation: {
          name: 'bad-input',
          about: 'Never to be set by a request that is wrong.',
          rules: [
            {
              when: {
                operation: 'capture',
                amount: { min: 1, max: 2 },
                currency: 'EUR',
                card: '4242',
                probability: 0.5,
              },
              fault: 'reset_before',
            },
          ],
        },
      },
    },
  ],
  beginOutage: [
    { schema: 'OutageRequest', body: { connections: 1 } },
    { schema: 'OutageRequest', body: { ms: 1_000 } },
  ],
  setGate: [
    { schema: 'GateRequest', body: { before: ['void'], after: ['list'], notifications: ['none.*'], holdMs: 1_000 } },
  ],
  settleMerchant: [{ schema: 'SettleRequest', body: { quietMs: 0, withinMs: 1_000 } }],
  settleAll: [{ schema: 'SettleRequest', body: { quietMs: 0, withinMs: 1_000 } }],
  sendBuyer: [
    {
      schema: 'BuyerRequest',
      body: {
        do: 'approve',
        card: '4242424242424242',
        back: 'tampered',
        tamper: { payment: 'pay_none', set: { status: 'paid' }, remove: ['token'] },
      },
    },
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
    environment: prey.environment,
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
  const rejected = (id: string, body: unknown) => ({
    request: ask(id, body),
    statuses: [409],
    types: ['rejected'],
  });
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
    {
      what: 'captures more than there is',
      ...rejected('captureOnConsole', { amount: { minor: '99999999', currency: 'EUR' } }),
    },
    { what: 'refunds what was not captured', ...rejected('refundOnConsole', {}) },
    { what: 'disputes what was not captured', ...rejected('openDispute', {}) },
    { what: 'decides what is decided', ...rejected('decidePayment', { answer: 'approve' }) },
    { what: 'cancels what is approved', ...rejected('cancelOnConsole', {}) },
    {
      what: 'captures in no currency',
      request: ask('captureOnConsole', { amount: { minor: '1', currency: 'XXX' } }),
      statuses: [400],
      types: ['invalid-request'],
    },
    { what: 'wins no dispute', request: ask('winDispute', {}), statuses: [404], types: ['not-found'] },
    {
      what: 'sets a clock back',
      request: ask('setMerchantClock', { kind: 'frozen', at: '2001-01-01T00:00:00Z' }),
      statuses: [409],
      types: ['clock-goes-back'],
    },
    {
      what: 'sets a clock beyond its last year',
      request: ask('setMerchantClock', { kind: 'frozen', at: '9999-01-01T00:00:00Z' }),
      statuses: [400],
      types: ['invalid-request'],
    },
    {
      what: 'advances a clock of another',
      request: ask('advanceMerchantClock', { ms: 1 }),
      statuses: [409],
      types: ['wrong-state'],
    },
    {
      what: 'settles tomorrow',
      request: ask('settleCaptures', { day: '2999-01-01' }),
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
