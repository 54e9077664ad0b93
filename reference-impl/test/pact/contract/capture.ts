import type { Rest } from '../../../src/payments/provider.ts';
import { money } from '../../../src/shop/money.ts';
import { type Interaction, injected, pattern, place, type State } from '../interaction.ts';
import { type Answer, asked, CAPTURED, refused, told } from './asked.ts';
import { CAPTURE } from './examples.ts';
import { apiKey, payment } from './states.ts';

function capture(
  description: string,
  given: readonly State[],
  answer: Answer,
  { minor = 1999, rest = 'release' }: Readonly<{ minor?: number; rest?: Rest }> = {},
): Interaction {
  const command = { ...CAPTURE, amount: money(BigInt(minor), 'EUR'), rest };
  return asked(
    {
      description: `a capture of ${description}`,
      given,
      ask: (adapter) => adapter.captureRequest(command),
      request: {
        method: 'POST',
        path: injected(
          `/v1/payments/${place('paymentId')}/captures`,
          /\/v1\/payments\/[^/]+\/captures/,
          '/v1/payments/pay_1/captures',
        ),
        headers: {
          'Content-Type': 'application/json',
          'idempotency-key': pattern(/"[\x21-\x7e]{1,255}"/, `"${command.idempotencyKey}"`),
        },
        // `final` gives back the rest of the hold.
        body: { amount: { minor, currency: 'EUR' }, final: rest === 'release' },
      },
      read: (adapter, reply) => adapter.readPayment(reply),
    },
    answer,
  );
}

const RELEASED = refused(409, 'hold-released', 'state');

/** Claiming a hold. */
export const CAPTURES: readonly Interaction[] = [
  capture('a hold', [apiKey(), payment('authorized')], told(201, CAPTURED)),
  capture(
    'part of a hold, and the rest is given back',
    [apiKey(), payment('authorized')],
    told(201, { ...CAPTURED, captured: 1500 }),
    { minor: 1500 },
  ),
  capture(
    'part of a hold, and the rest stays',
    [apiKey(), payment('authorized')],
    told(201, { status: 'partially_captured', authorized: 1999, capturable: 499, captured: 1500 }),
    { minor: 1500, rest: 'keep' },
  ),
  capture('a hold that has been captured', [apiKey(), payment('captured')], RELEASED),
  capture('a hold that has been voided', [apiKey(), payment('voided')], RELEASED),
  capture('a hold that has expired', [apiKey(), payment('expired')], RELEASED),
  capture(
    'a payment that waits for the customer',
    [apiKey(), payment('action_required')],
    refused(409, 'wrong-state', 'state'),
  ),
  capture('a payment that was declined', [apiKey(), payment('declined')], refused(409, 'wrong-state', 'state')),
  capture('more than was held', [apiKey(), payment('authorized')], refused(422, 'exceeds-capturable', 'state'), {
    minor: 2000,
  }),
  capture(
    'a hold with an API key that may not capture',
    [apiKey({ scopes: 'pay read' }), payment('authorized')],
    refused(403, 'scope-missing', 'access'),
  ),
  capture(
    'a payment of another environment',
    [apiKey(), payment('authorized', { environment: 'production' })],
    refused(404, 'not-found', 'access'),
  ),
];
