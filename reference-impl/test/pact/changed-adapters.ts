import type { HttpRequest } from '../../src/platform/http-client.ts';
import { generic } from '../../src/providers/generic/index.ts';
import type { Adapter } from './interaction.ts';

/** A change somebody might make to the adapter, and an interaction of the contract that it does not survive. */
export type Changed = Readonly<{ what: string; against: string; adapter: Adapter }>;

const PURCHASE = 'a payment to authorize';
const CAPTURE = 'a capture of a hold';

/** One change at least of every half of the adapter. */
export const CHANGED_ADAPTERS: readonly Changed[] = [
  {
    what: 'asks for a token with the secret in the form',
    against: 'a token for a client',
    adapter: {
      ...generic,
      authorization: (credential) => {
        const asked = generic.authorization(credential);
        if (asked.kind !== 'exchange') return asked;
        return { ...asked, request: { ...asked.request, body: `${asked.request.body}&client_secret=x` } };
      },
    },
  },
  {
    what: 'sends the key under a name of its own',
    against: 'the connection of an API key',
    adapter: {
      ...generic,
      authorization: () => ({ kind: 'direct', headers: { 'api-key': 'gsk_sandbox_Example_Example' } }),
    },
  },
  {
    what: 'takes a token for good for ever',
    against: 'a token for a client',
    adapter: {
      ...generic,
      readToken: (reply) => {
        const reading = generic.readToken(reply);
        return reading.kind === 'token' ? { ...reading, lifetimeMs: Number.POSITIVE_INFINITY } : reading;
      },
    },
  },
  {
    what: 'checks the connection by listing payments',
    against: 'the connection of an API key',
    adapter: {
      ...generic,
      connectionRequest: () => ({ ...generic.connectionRequest(), path: '/v1/payments?limit=1' }),
    },
  },
  {
    what: 'believes that it is in production',
    against: 'the connection of an API key',
    adapter: {
      ...generic,
      readConnection: (reply) => {
        const reading = generic.readConnection(reply);
        if (reading.kind !== 'connection') return reading;
        return { ...reading, connection: { ...reading.connection, environment: 'production' } };
      },
    },
  },
  {
    what: 'names the capture mode otherwise',
    against: PURCHASE,
    adapter: {
      ...generic,
      purchaseRequest: (command) => rewritten(generic.purchaseRequest(command), 'captureMode', 'capture_mode'),
    },
  },
  {
    what: 'says more than was agreed',
    against: PURCHASE,
    adapter: {
      ...generic,
      purchaseRequest: (command) =>
        rewritten(generic.purchaseRequest(command), '"metadata":', '"locale":"de","metadata":'),
    },
  },
  {
    what: 'leaves the idempotency key out',
    against: CAPTURE,
    adapter: {
      ...generic,
      captureRequest: (command) => {
        const { headers, ...request } = generic.captureRequest(command);
        const { 'idempotency-key': _, ...rest } = headers;
        return { ...request, headers: rest };
      },
    },
  },
  {
    what: 'keeps the rest of the hold',
    against: CAPTURE,
    adapter: {
      ...generic,
      captureRequest: (command) => rewritten(generic.captureRequest(command), ',"final":true', ''),
    },
  },
  {
    what: 'looks at a payment by another path',
    against: 'a look at a payment that is captured',
    adapter: {
      ...generic,
      lookupRequest: (reference) => ({ ...generic.lookupRequest(reference), path: '/v1/payment/1' }),
    },
  },
  {
    what: 'takes every payment for captured',
    against: 'a look at a payment that is authorized',
    adapter: {
      ...generic,
      readPayment: (reply) => {
        const reading = generic.readPayment(reply);
        return reading.kind === 'payment'
          ? { ...reading, payment: { ...reading.payment, status: 'captured' } }
          : reading;
      },
    },
  },
  {
    what: 'searches without a limit',
    against: 'a search for the payment of a command',
    adapter: {
      ...generic,
      searchRequest: (order) => ({ ...generic.searchRequest(order), path: `/v1/payments?reference=${order}` }),
    },
  },
  {
    what: 'takes the first payment it finds',
    against: 'a search for the payment of a command among other attempts',
    adapter: { ...generic, readSearch: (reply) => generic.readSearch(reply, 'command_2') },
  },
];

function rewritten(request: HttpRequest, from: string, to: string): HttpRequest {
  const body = request.body?.replace(from, to);
  if (body === undefined || body === request.body) throw new Error(`the request says nothing of ${from}`);
  return { ...request, body };
}
