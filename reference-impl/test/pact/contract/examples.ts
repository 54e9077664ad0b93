import type { Credential } from '../../../src/payments/credential.ts';
import type { CaptureCommand, Known, PurchaseCommand } from '../../../src/payments/provider.ts';
import type { HttpReply } from '../../../src/platform/http-client.ts';
import { instant } from '../../../src/shop/ids.ts';
import { money } from '../../../src/shop/money.ts';
import { type Adapter, injected, place } from '../interaction.ts';

// None of these secrets opens anything: whoever verifies puts real ones in their place.
/** A key that is sent as it is. */
export const API_KEY: Credential = { kind: 'api_key', apiKey: 'gsk_sandbox_Example_Example' };
const TOKEN = 'gat_sandbox_Example';

/** A client whose id and secret are exchanged for a token. */
export const CLIENT: Credential = {
  kind: 'oauth_client',
  clientId: 'gci_sandbox_Example',
  clientSecret: 'gcs_sandbox_Example',
};

/** A purchase of EUR 19.99. */
export const PURCHASE: PurchaseCommand = {
  action: 'authorize',
  method: 'card',
  amount: money(1999n, 'EUR'),
  orderNumber: 'N-1',
  commandId: 'command_1',
  environment: 'sandbox',
  idempotencyKey: 'key_1',
  returnUrl: 'https://shop.example/checkout/return/a',
};

/** What the shop knows of it before anything was answered. */
export const KNOWN: Known = {
  address: 'https://pay.example',
  notificationUrl: 'https://shop.example/notifications/a',
  now: instant(0),
  purchase: PURCHASE,
  wishedAt: instant(0),
  captures: [],
  unanswered: [],
  refunds: [],
};

/** A capture of the whole purchase. */
export const CAPTURE: CaptureCommand = {
  paymentReference: 'pay_1',
  amount: PURCHASE.amount,
  rest: 'release',
  idempotencyKey: 'key_2',
};

/** How a caller shows who it is: the headers the adapter makes, and the form that the pact asks for. */
export type Showing = Readonly<{
  headers: (adapter: Adapter) => Readonly<Record<string, string>>;
  expected: ReturnType<typeof injected>;
}>;

/** With an API key. */
export const WITH_KEY: Showing = {
  headers(adapter) {
    const authorization = adapter.authorization(API_KEY);
    if (authorization.kind !== 'direct') throw new Error('an API key is sent as it is');
    return authorization.headers;
  },
  expected: injected(
    place('authorization'),
    /Bearer gsk_[a-z][a-z0-9-]*_[A-Za-z0-9_]+/,
    'Bearer gsk_sandbox_Example_Example',
  ),
};

/** With a token that the adapter has read out of an answer. */
export const WITH_TOKEN: Showing = {
  headers(adapter) {
    const body = JSON.stringify({ access_token: TOKEN, token_type: 'Bearer', expires_in: 3600 });
    const reply: HttpReply = { status: 200, headers: {}, body };
    const reading = adapter.readToken(reply);
    if (reading.kind !== 'token') throw new Error(`the adapter reads ${reading.kind} where there is a token`);
    return reading.headers;
  },
  expected: injected(place('authorization'), /Bearer gat_[a-z][a-z0-9-]*_[A-Za-z0-9_]+/, `Bearer ${TOKEN}`),
};
