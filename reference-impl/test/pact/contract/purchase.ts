import { Matchers } from '@pact-foundation/pact';
import type { PurchaseCommand } from '../../../src/payments/provider.ts';
import { money } from '../../../src/shop/money.ts';
import { type Interaction, injected, pattern, place, type State } from '../interaction.ts';
import { ACTION_REQUIRED, type Answer, AUTHORIZED, asked, refused, told } from './asked.ts';
import { PURCHASE } from './examples.ts';
import { apiKey, payment, usedKey } from './states.ts';

const { string: text } = Matchers;

function purchase(
  description: string,
  given: readonly State[],
  answer: Answer,
  more: Partial<PurchaseCommand> = {},
): Interaction {
  const command = { ...PURCHASE, ...more };
  return asked(
    {
      description,
      given,
      ask: (adapter) => adapter.purchaseRequest(command),
      request: {
        method: 'POST',
        path: '/v1/payments',
        headers: {
          'Content-Type': 'application/json',
          // A structured field: the quotes belong to it.
          'idempotency-key': pattern(/"[\x21-\x7e]{1,255}"/, `"${command.idempotencyKey}"`),
        },
        body: {
          amount: { minor: Number(command.amount.minor), currency: 'EUR' },
          captureMode: command.action === 'charge' ? 'automatic' : 'manual',
          reference: 'N-1',
          description: text('Order N-1'),
          ...(command.card?.kind === 'kept'
            ? { cardOf: injected(place('paymentId'), /.+/, 'pay_1') }
            : { returnUrl: pattern(/https?:\/\/.+/, command.returnUrl) }),
          metadata: { command: 'command_1' },
        },
      },
      read: (adapter, reply) => adapter.readPayment(reply),
    },
    answer,
  );
}

/** A payment without a card: the customer enters it on the provider's own page. */
export const PURCHASES: readonly Interaction[] = [
  purchase('a payment to authorize', [apiKey()], told(201, ACTION_REQUIRED)),
  purchase('a payment to charge at once', [apiKey()], told(201, ACTION_REQUIRED), { action: 'charge' }),
  purchase('a card to be checked with an amount of nothing', [apiKey()], told(201, { ...ACTION_REQUIRED, minor: 0 }), {
    amount: money(0n, 'EUR'),
    card: { kind: 'check' },
  }),
  purchase(
    'a payment with a card that was checked',
    [apiKey(), payment('card_checked', { minor: 0 })],
    told(201, AUTHORIZED),
    {
      card: { kind: 'kept', reference: 'pay_1' },
    },
  ),
  purchase(
    'a payment under an idempotency key that was used for another request',
    [apiKey(), usedKey('key_9')],
    refused(422, 'idempotency-key-reused', 'conflict'),
    { idempotencyKey: 'key_9' },
  ),
  purchase(
    'a payment with an API key that may only read',
    [apiKey({ scopes: 'read' })],
    refused(403, 'scope-missing', 'access'),
  ),
  purchase(
    'a payment with an API key that was revoked',
    [apiKey({ key: 'revoked' })],
    refused(401, 'credential-revoked', 'access'),
  ),
];
