import type { HttpRequest } from '../../../src/platform/http-client.ts';
import { money } from '../../../src/shop/money.ts';
import { type Adapter, type Interaction, injected, pattern, place, type State } from '../interaction.ts';
import { type Answer, AUTHORIZED, asked, CAPTURED, refused, told } from './asked.ts';
import { apiKey, payment } from './states.ts';

const ON_PAYMENT = { paymentReference: 'pay_1', idempotencyKey: 'key_2' };

type Question = Readonly<{
  description: string;
  given: readonly State[];
  ask: (adapter: Adapter) => HttpRequest;
  segment: string;
  body: object;
}>;

function operation({ description, given, ask, segment, body }: Question, answer: Answer): Interaction {
  return asked(
    {
      description,
      given,
      ask,
      request: {
        method: 'POST',
        path: injected(
          `/v1/payments/${place('paymentId')}/${segment}`,
          new RegExp(`/v1/payments/[^/]+/${segment}`),
          `/v1/payments/pay_1/${segment}`,
        ),
        headers: {
          'Content-Type': 'application/json',
          'idempotency-key': pattern(/"[\x21-\x7e]{1,255}"/, '"key_2"'),
        },
        body,
      },
      read: (adapter, reply) => adapter.readPayment(reply),
    },
    answer,
  );
}

function voiding(what: string, given: readonly State[], answer: Answer): Interaction {
  const ask = (adapter: Adapter) => adapter.voidRequest(ON_PAYMENT);
  return operation({ description: `a void of ${what}`, given, ask, segment: 'void', body: {} }, answer);
}

function refund(what: string, given: readonly State[], answer: Answer, minor = 1999): Interaction {
  const command = { ...ON_PAYMENT, amount: money(BigInt(minor), 'EUR'), commandId: 'command_2' };
  const ask = (adapter: Adapter) => adapter.refundRequest(command);
  const body = { amount: { minor, currency: 'EUR' }, reason: 'command_2' };
  return operation({ description: `a refund of ${what}`, given, ask, segment: 'refunds', body }, answer);
}

function renewal(what: string, given: readonly State[], answer: Answer): Interaction {
  const ask = (adapter: Adapter) => adapter.reauthorizeRequest(ON_PAYMENT);
  const description = `a fresh hold in place of ${what}`;
  return operation({ description, given, ask, segment: 'reauthorizations', body: {} }, answer);
}

const RELEASED = refused(409, 'hold-released', 'state');

/** Giving a hold back. */
export const VOIDS: readonly Interaction[] = [
  voiding(
    'a hold',
    [apiKey(), payment('authorized')],
    told(200, { status: 'voided', authorized: 1999, capturable: 0 }),
  ),
  voiding('a hold that has been captured', [apiKey(), payment('captured')], RELEASED),
  voiding('a hold that has been voided', [apiKey(), payment('voided')], RELEASED),
  voiding(
    'a hold with an API key that may not capture',
    [apiKey({ scopes: 'pay read' }), payment('authorized')],
    refused(403, 'scope-missing', 'access'),
  ),
];

/** Returning money. The command comes back with the refund, by which the shop knows it again. */
export const REFUNDS: readonly Interaction[] = [
  refund('a capture', [apiKey(), payment('captured')], told(201, { ...CAPTURED, refunded: 1999 })),
  refund('part of a capture', [apiKey(), payment('captured')], told(201, { ...CAPTURED, refunded: 500 }), 500),
  refund('more than was captured', [apiKey(), payment('captured')], refused(422, 'exceeds-refundable', 'state'), 2000),
  refund(
    'a capture with an API key that may not refund',
    [apiKey({ scopes: 'pay capture read' }), payment('captured')],
    refused(403, 'scope-missing', 'access'),
  ),
];

/** A fresh hold in place of one that is about to lapse. */
export const REAUTHORIZATIONS: readonly Interaction[] = [
  renewal('a hold that was captured', [apiKey(), payment('captured')], RELEASED),
  renewal('a hold', [apiKey(), payment('authorized')], told(201, { ...AUTHORIZED, renewed: true })),
];
