/**
 * A subject for Assay: the program between the harness and your payment integration.
 *
 *     assay lint  --subject 'stdio:node subject.ts'     does it speak the protocol?
 *     assay check --subject 'stdio:node subject.ts'     is the integration right?
 *
 * The upper half is a very small integration of the generic provider. Replace it by calls of your own code, method by
 * method. It does what first integrations do, and leaves out what they leave out: `assay check` says what that is.
 * The lower half speaks the protocol and can stay as it is. It needs Node 23.6 or newer, and nothing else.
 */

import { createInterface } from 'node:readline';

// What you declare here you are held to; what you leave out is not asked for. The words are in PROTOCOL.md.
const CAPABILITIES = ['card', 'manual_capture'];

type Money = { minor: string; currency: string };
type Order = { reference: string; amount: Money };
type Account = { baseUrl: string; credential: { apiKey: string } };
type Shop = { shopId: string; environments: Record<string, Account>; active: string };
type Answer = { id: string; status: string; balances: Record<string, number>; action?: { url: string } };
type Payment = { paymentId: string; shopId: string; environment: string; order: Order; provider?: Answer };
type Result = { outcome: string; [member: string]: unknown };

const shops = new Map<string, Shop>();
const payments = new Map<string, Payment>();

function initialize(): Result {
  return {
    outcome: 'ok',
    protocolVersion: '2026-12',
    subject: { name: 'my shop', version: '1', language: 'TypeScript' },
    provider: 'generic',
    capabilities: CAPABILITIES,
  };
}

/** The merchant sets up the shop: an account per environment, and the one it trades in. */
function configure(shop: Shop): Result {
  shops.set(shop.shopId, shop);
  return { outcome: 'ok' };
}

type CreatePayment = {
  shopId: string;
  commandId: string;
  order: Order;
  method: { kind: string; card?: unknown };
  capture: 'now' | 'manual';
  returnUrl: string;
};

/** A customer checks out. */
async function createPayment({ shopId, commandId, order, method, capture: when, returnUrl }: CreatePayment) {
  const shop = shops.get(shopId);
  if (!shop) return { outcome: 'failed', code: 'shop.unknown' };
  // The payment remembers where it was made; the shop may trade elsewhere tomorrow.
  const payment: Payment = { paymentId: `payment-${payments.size + 1}`, shopId, environment: shop.active, order };
  payments.set(payment.paymentId, payment);
  const body = {
    amount: { minor: Number(order.amount.minor), currency: order.amount.currency },
    captureMode: when === 'now' ? 'automatic' : 'manual',
    reference: order.reference,
    returnUrl,
    ...(method.kind === 'card' ? { card: method.card } : {}),
  };
  return perform(payment, '/v1/payments', body, commandId);
}

type Capture = { paymentId: string; commandId: string; amount?: Money };

/** A sales person captures all that is held. */
async function capture({ paymentId, commandId, amount }: Capture): Promise<Result> {
  const payment = payments.get(paymentId);
  if (!payment?.provider) return { outcome: 'failed', code: 'payment.not_known', paymentId };
  // What was not declared above is answered like this, and nothing is sent.
  if (amount) return { outcome: 'unsupported', reason: 'captures of a part' };
  return perform(payment, `/v1/payments/${payment.provider.id}/captures`, {}, commandId);
}

/** What our own records say. The provider must not be asked here. */
function getPayment({ paymentId }: { paymentId: string }): Result {
  const payment = payments.get(paymentId);
  if (!payment) return { outcome: 'failed', code: 'payment.not_found' };
  const { shopId, environment, order, provider } = payment;
  const balance = (name: string) => String(provider?.balances[name] ?? 0);
  return {
    outcome: 'ok',
    payment: {
      paymentId,
      shopId,
      environment,
      state: provider?.status ?? 'unknown',
      currency: order.amount.currency,
      amount: order.amount.minor,
      authorized: balance('authorized'),
      captured: balance('captured'),
      refunded: balance('refunded'),
      ...(provider ? { providerReference: provider.id } : {}),
    },
  };
}

/** Asks the provider where the payment was made, and says what came of it. */
async function perform(payment: Payment, path: string, body: object, commandId: string): Promise<Result> {
  const { paymentId, shopId, environment } = payment;
  const account = shops.get(shopId)?.environments[environment];
  if (!account) return { outcome: 'failed', code: 'config.environment_missing', paymentId };
  let answer: Response;
  let told: Answer;
  try {
    answer = await fetch(account.baseUrl + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${account.credential.apiKey}`,
        // The same click has the same key, so that the provider does it once.
        'idempotency-key': `${shopId}-${commandId}`,
      },
      body: JSON.stringify(body),
      // A redirect would carry the credential to wherever it points.
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    told = JSON.parse(await answer.text());
  } catch (error) {
    // No readable answer: it may have happened. Never call this a failure.
    return { outcome: 'unknown', why: error instanceof Error ? error.name : 'lost', paymentId };
  }
  if (answer.status >= 500 || answer.status < 200 || (answer.status >= 300 && answer.status < 400)) {
    return { outcome: 'unknown', why: `status ${answer.status}`, paymentId };
  }
  if (!answer.ok) return { outcome: 'failed', code: `provider.${answer.status}`, paymentId };
  if (!told?.id || !told.status) return { outcome: 'unknown', why: 'not a payment', paymentId };
  payment.provider = told;
  if (told.status === 'declined') return { outcome: 'declined', paymentId };
  if (told.status === 'action_required') {
    return { outcome: 'action_required', paymentId, action: { kind: 'redirect', url: told.action?.url } };
  }
  return { outcome: 'ok', paymentId };
}

// --- The protocol: one JSON message per line. ---------------------------------------------------------------------

type Request = { id: number; method: string; params: never };

const METHODS = new Map<string, (params: never) => Result | Promise<Result>>([
  ['initialize', initialize],
  ['configure', configure],
  ['createPayment', createPayment],
  ['capture', capture],
  ['getPayment', getPayment],
  ['shutdown', () => ({ outcome: 'ok' })],
]);

async function replyTo({ method, params }: Request): Promise<object> {
  const perform = METHODS.get(method);
  if (!perform) return { error: { code: -32601, message: `no method ${method}` } };
  try {
    return { result: await perform(params) };
  } catch (error) {
    console.error(error);
    return { error: { code: -32603, message: String(error) } };
  }
}

// Standard output is for the protocol. A stray console.log would break it, so it goes to standard error from here on.
console.log = console.error;

for await (const line of createInterface({ input: process.stdin })) {
  const request: Request = JSON.parse(line);
  const reply = { jsonrpc: '2.0', id: request.id, ...(await replyTo(request)) };
  process.stdout.write(`${JSON.stringify(reply)}\n`);
  if (request.method === 'shutdown') break;
}
process.stdin.destroy();
