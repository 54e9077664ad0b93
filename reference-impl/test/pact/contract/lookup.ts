import type { ProviderStatus } from '../../../src/payments/outcome.ts';
import { type Interaction, injected, place, type State } from '../interaction.ts';
import {
  ACTION_REQUIRED,
  type Answer,
  AUTHORIZED,
  answered,
  asked,
  CAPTURED,
  CARD_CHECKED,
  DECLINED,
  paymentBody,
  paymentRead,
  refused,
  type Told,
  told,
} from './asked.ts';
import { apiKey, payment } from './states.ts';

function lookup(description: string, given: readonly State[], answer: Answer): Interaction {
  return asked(
    {
      description: `a look at ${description}`,
      given: [apiKey(), ...given],
      ask: (adapter) => adapter.lookupRequest('pay_1'),
      request: {
        method: 'GET',
        path: injected(`/v1/payments/${place('paymentId')}`, /\/v1\/payments\/[^/]+/, '/v1/payments/pay_1'),
        headers: {},
      },
      read: (adapter, reply) => adapter.readPayment(reply),
    },
    answer,
  );
}

const NOTHING = { authorized: 0, capturable: 0 };

/** What each status looks like. A new one has to be added here before it compiles. */
const BY_STATUS: Readonly<Record<ProviderStatus, Told>> = {
  action_required: ACTION_REQUIRED,
  processing: { status: 'processing', ...NOTHING },
  authorized: AUTHORIZED,
  partially_captured: { status: 'partially_captured', authorized: 1999, capturable: 1399, captured: 600 },
  captured: CAPTURED,
  voided: { status: 'voided', authorized: 1999, capturable: 0 },
  expired: { status: 'expired', authorized: 1999, capturable: 0 },
  declined: DECLINED,
  cancelled: { status: 'cancelled', ...NOTHING },
  card_checked: CARD_CHECKED,
};

/** How a payment stands. */
export const LOOKUPS: readonly Interaction[] = [
  ...Object.values(BY_STATUS).map((seen) =>
    lookup(
      `a payment that is ${seen.status.replaceAll('_', ' ')}`,
      [payment(seen.status, seen.minor === undefined ? {} : { minor: seen.minor })],
      told(200, seen),
    ),
  ),
  lookup(
    'a payment of another environment',
    [payment('authorized', { environment: 'production' })],
    refused(404, 'not-found', 'access'),
  ),
];

function search(description: string, given: readonly State[], answer: Answer): Interaction {
  return asked(
    {
      description: `a search for ${description}`,
      given: [apiKey(), ...given],
      ask: (adapter) => adapter.searchRequest('N-1'),
      request: { method: 'GET', path: '/v1/payments', query: { reference: 'N-1', limit: '100' }, headers: {} },
      read: (adapter, reply) => adapter.readSearch(reply, 'command_1'),
    },
    answer,
  );
}

const ANOTHER = { metadata: { command: 'command_2' } };

/** The payments of an order, among which is that of a command whose answer was lost, or is not. */
export const SEARCHES: readonly Interaction[] = [
  search(
    'the payment of a command',
    [payment('action_required'), payment('authorized', { reference: 'N-2' })],
    answered(200, { payments: [paymentBody(ACTION_REQUIRED)] }, paymentRead(ACTION_REQUIRED)),
  ),
  search(
    'the payment of a command among other attempts',
    [
      payment('declined', { command: 'command_2' }),
      payment('authorized'),
      payment('cancelled', { command: 'command_2' }),
    ],
    answered(
      200,
      {
        payments: [
          { ...paymentBody(BY_STATUS.cancelled), ...ANOTHER },
          paymentBody(AUTHORIZED),
          { ...paymentBody(DECLINED), ...ANOTHER },
        ],
      },
      paymentRead(AUTHORIZED),
    ),
  ),
  search(
    'the payment of a command that never arrived',
    [payment('declined', { command: 'command_2' })],
    answered(200, { payments: [{ ...paymentBody(DECLINED), ...ANOTHER }] }, { kind: 'absent' }),
  ),
  search(
    'the payment of a command where the order has none',
    [payment('authorized', { reference: 'N-2' })],
    answered(200, { payments: [] }, { kind: 'absent' }),
  ),
];
