import type { Credential } from '../../payments/credential.ts';
import { type Declaration, notIssued } from '../../payments/environment-guard.ts';
import type {
  Authorization,
  CaptureCommand,
  Conversation,
  Known,
  PurchaseCommand,
  ReauthorizeCommand,
  RefundCommand,
  SettingsForm,
  VoidCommand,
} from '../../payments/provider.ts';
import type { HttpRequest } from '../../platform/http-client.ts';
import { unreachable } from '../../shop/unreachable.ts';
import { unsaid } from '../conversation.ts';
import { toValue } from './amounts.ts';
import { customIdOf, refundIdOf } from './names.ts';
import { hasRefund, refundableCapture } from './parts.ts';
import { conversation } from './sdk.ts';
import { completed, lookAt, NOTHING_THERE, onAuthorization, PREFER } from './steps.ts';

const JSON_ACCEPTED = { accept: 'application/json', 'user-agent': 'assay-shop' };

/** Neither part says what it is for: at PayPal the host does. */
export function settingsForm(): SettingsForm {
  return {
    credentials: [
      {
        kind: 'oauth_client',
        hints: {
          clientId: 'Of a REST app, as PayPal shows it for the environment that this shop is for.',
          clientSecret: 'Of the same app. It is shown masked once saved; leave the mask to keep it.',
        },
      },
    ],
    account:
      'The merchant id, as PayPal shows it with the account. Whoever else is paid instead is noticed; left empty, whom PayPal names first is.',
    signingSecret: 'The id of the webhook, which PayPal shows with the app: PayPal signs with its own key for that id.',
  };
}

const VISIBLE = /^[\x21-\x7e]+$/;

/**
 * What a credential is for cannot be told by its shape: the host takes its own and no others. What is blank, or has a gap
 * in it, is none of PayPal's.
 */
export function declarations(credential: Credential): readonly Declaration[] {
  switch (credential.kind) {
    case 'oauth_client':
      return (['clientId', 'clientSecret'] as const)
        .filter((field) => !VISIBLE.test(credential[field]))
        .map((field) => ({ field, mode: undefined }));
    case 'api_key':
    case 'login':
      return notIssued(credential);
    default:
      return unreachable(credential);
  }
}

/** Client id and secret are exchanged for a token. */
export function authorization(credential: Credential): Authorization {
  switch (credential.kind) {
    case 'oauth_client': {
      const pair = `${credential.clientId}:${credential.clientSecret}`;
      const headers = {
        ...JSON_ACCEPTED,
        authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const body = 'grant_type=client_credentials';
      return { kind: 'exchange', request: { method: 'POST', path: '/v1/oauth2/token', headers, body } };
    }
    case 'api_key':
    case 'login':
      throw new Error('the guard lets no such credential through');
    default:
      return unreachable(credential);
  }
}

/** Asks for the app's webhooks, which takes a good token and no payment. */
export function connectionRequest(): HttpRequest {
  return { method: 'GET', path: '/v1/notifications/webhooks', headers: JSON_ACCEPTED };
}

/**
 * Asks for an order that the customer approves, and for all that is made of it to bear the shop's names. Both methods are
 * approved on PayPal's own page, which opens where the customer logs in, or where a guest enters a card: no card comes
 * near the shop, and whether the bank asks is between PayPal and the customer.
 */
export function purchaseRequest(command: PurchaseCommand): Conversation {
  const { action, method, amount, commandId, orderNumber, idempotencyKey, returnUrl } = command;
  const value = toValue(amount);
  if (value === undefined) return unsaid('amount_not_countable');
  return conversation(async ({ sdk, orders, heard }) => {
    await orders.createOrder({
      ...PREFER,
      paypalRequestId: idempotencyKey,
      body: {
        intent: action === 'authorize' ? sdk.CheckoutPaymentIntent.Authorize : sdk.CheckoutPaymentIntent.Capture,
        purchaseUnits: [
          {
            referenceId: commandId,
            customId: customIdOf(command),
            description: `Order ${orderNumber}`,
            amount: value,
          },
        ],
        paymentSource: {
          paypal: {
            experienceContext: {
              returnUrl,
              cancelUrl: returnUrl,
              landingPage:
                method === 'card'
                  ? sdk.PaypalExperienceLandingPage.GuestCheckout
                  : sdk.PaypalExperienceLandingPage.Login,
              userAction: sdk.PaypalExperienceUserAction.PayNow,
              shippingPreference: sdk.PaypalWalletContextShippingPreference.NoShipping,
            },
          },
        },
      },
    });
    return { order: heard() };
  });
}

/** Captures an amount of the newest authorization; the rest stays, unless it is to be the last capture. */
export function captureRequest({ paymentReference, amount, rest, idempotencyKey }: CaptureCommand): Conversation {
  const value = toValue(amount);
  if (value === undefined) return unsaid('amount_not_countable');
  return onAuthorization(paymentReference, ({ payments }, authorizationId) =>
    payments.captureAuthorizedPayment({
      ...PREFER,
      authorizationId,
      paypalRequestId: idempotencyKey,
      body: { amount: value, finalCapture: rest === 'release' },
    }),
  );
}

/** Gives back what is left of the hold. */
export function voidRequest({ paymentReference, idempotencyKey }: VoidCommand): Conversation {
  return onAuthorization(paymentReference, ({ payments }, authorizationId) =>
    payments.voidPayment({ ...PREFER, authorizationId, paypalRequestId: idempotencyKey }),
  );
}

/** Asks for a fresh hold of what is left, which PayPal gives once, from the fourth day to the 29th. */
export function reauthorizeRequest({ paymentReference, idempotencyKey }: ReauthorizeCommand): Conversation {
  return onAuthorization(paymentReference, ({ payments }, authorizationId, left) =>
    payments.reauthorizePayment({
      ...PREFER,
      authorizationId,
      paypalRequestId: idempotencyKey,
      ...(left === undefined ? {} : { body: { amount: left } }),
    }),
  );
}

/** Returns an amount. The command is kept with the refund, and tells it from others; why it was made, the customer reads. */
export function refundRequest(command: RefundCommand): Conversation {
  const { paymentReference, amount, commandId, captureReference, note, idempotencyKey } = command;
  const value = toValue(amount);
  if (value === undefined) return unsaid('amount_not_countable');
  const customId = refundIdOf(paymentReference, commandId);
  return conversation(async (speaker) => {
    const before = await lookAt(speaker, paymentReference);
    // It has been made already: its answer was lost.
    if (hasRefund(before, customId)) return { order: before };
    const captureId = captureReference ?? refundableCapture(before);
    if (captureId === undefined) return NOTHING_THERE;
    await speaker.payments.refundCapturedPayment({
      ...PREFER,
      captureId,
      paypalRequestId: idempotencyKey,
      body: { amount: value, customId, ...(note === undefined ? {} : { noteToPayer: note.slice(0, NOTE_LENGTH_MAX) }) },
    });
    return { order: await lookAt(speaker, paymentReference) };
  });
}

const NOTE_LENGTH_MAX = 255;

/** Asks how a payment stands; one that the customer has approved is paid first, if it is still what was asked for. */
export function lookupRequest(paymentReference: string, { account }: Pick<Known, 'account'>): Conversation {
  return conversation(async (speaker) => completed(speaker, await lookAt(speaker, paymentReference), account));
}

/**
 * PayPal finds no order by what the shop has called it, so nothing is asked: the purchase that is sent again under its id
 * is answered with the order it made.
 */
export function searchRequest(): Conversation {
  return async () => ({ kind: 'replied', reply: { status: 200, headers: {}, body: '{}' } });
}
