import { CheckoutPaymentIntent, type OrderRequest, PaypalExperienceLandingPage } from '@paypal/paypal-server-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { CONTEXT, cardSource, euros, freshId, idIn, orderOf, payerLink, WALLET } from './orders.ts';
import { enterCard, type Line, openLine, type PayPalAccount, paypalAccount, visitApproval } from './paypal-account.ts';

let running: Running;
beforeAll(async () => {
  running = await start();
});
afterAll(async () => {
  expect(running.logged).toEqual([]);
  await running[Symbol.asyncDispose]();
});

// A test card where no money moves, and one that is nobody's test card where it does.
const ENVIRONMENTS = [
  ['sandbox', '4012000033330026', '0026'],
  ['production', '4539578763621486', '1486'],
] as const;

const GUEST = { paypal: { experienceContext: { ...CONTEXT, landingPage: PaypalExperienceLandingPage.GuestCheckout } } };

/** An order whose page opens where a guest enters a card. */
async function guestOrder({ orders }: PayPalAccount, intent: CheckoutPaymentIntent) {
  const body = orderOf({ intent, paymentSource: GUEST });
  const { result } = await orders.createOrder({ body, paypalRequestId: freshId() });
  return { id: result.id ?? '', page: payerLink(result) };
}

describe.each(ENVIRONMENTS)('in %s', (environment, number, lastDigits) => {
  let line: Line;
  let account: PayPalAccount;
  beforeAll(async () => {
    line = await openLine(running, environment);
    account = await paypalAccount(running, line, environment);
  });
  afterAll(async () => {
    expect(line.problems).toEqual([]);
    await line[Symbol.asyncDispose]();
  });

  test.each([
    ['wallet', WALLET],
    ['card', cardSource(number)],
  ] as const)('a %s is authorized, captured in parts, the rest voided, and some refunded', async (kind, source) => {
    const { orders, payments } = account;
    const body: OrderRequest = orderOf({
      intent: CheckoutPaymentIntent.Authorize,
      paymentSource: source,
      purchaseUnits: [{ amount: euros('100.00'), invoiceId: `invoice-${kind}`, customId: 'basket-1' }],
    });
    const made = await orders.createOrder({ body, paypalRequestId: freshId(), prefer: 'return=representation' });
    expect(made.statusCode).toBe(201);
    const id = made.result.id ?? '';
    let complete = made.result;
    if (kind === 'wallet') {
      expect(made.result).toMatchObject({ status: 'PAYER_ACTION_REQUIRED', intent: 'AUTHORIZE' });
      const back = new URL(await visitApproval(line, payerLink(made.result), 'approve'));
      expect(`${back.origin}${back.pathname}`).toBe('https://shop.example/paid');
      expect(Object.fromEntries(back.searchParams)).toEqual({
        order: '1',
        token: id,
        PayerID: expect.stringMatching(/^[2-9A-HJ-NP-Z]{13}$/),
      });
      const approved = await orders.getOrder({ id });
      expect(approved.result).toMatchObject({
        status: 'APPROVED',
        payer: { payerId: back.searchParams.get('PayerID'), emailAddress: 'buyer@example.com' },
      });
      complete = (await orders.authorizeOrder({ id })).result;
    } else {
      expect(made.result.paymentSource).toMatchObject({ card: { lastDigits, brand: 'VISA', expiry: '2030-12' } });
    }
    expect(complete.status).toBe('COMPLETED');
    const authorizationId = idIn(complete, 'authorizations');
    const authorization = await payments.getAuthorizedPayment({ authorizationId });
    expect(authorization.result).toMatchObject({
      status: 'CREATED',
      amount: euros('100.00'),
      invoiceId: `invoice-${kind}`,
      customId: 'basket-1',
      createTime: '2027-01-01T12:00:00Z',
      expirationTime: '2027-01-30T12:00:00Z',
      supplementaryData: { relatedIds: { orderId: id } },
    });

    const first = await payments.captureAuthorizedPayment({ authorizationId, body: { amount: euros('30.00') } });
    expect(first.statusCode).toBe(201);
    // Whoever prefers little is told little.
    expect(Object.keys(first.result).toSorted()).toEqual(['id', 'links', 'status']);
    const second = await payments.captureAuthorizedPayment({
      authorizationId,
      body: { amount: euros('20.00'), invoiceId: 'part-2' },
      prefer: 'return=representation',
    });
    expect(second.result).toMatchObject({
      status: 'COMPLETED',
      amount: euros('20.00'),
      invoiceId: 'part-2',
      finalCapture: false,
      sellerReceivableBreakdown: { grossAmount: euros('20.00'), paypalFee: euros('1.09'), netAmount: euros('18.91') },
    });
    expect(second.result.id).not.toBe(first.result.id);
    expect((await payments.getAuthorizedPayment({ authorizationId })).result.status).toBe('PARTIALLY_CAPTURED');

    const voided = await payments.voidPayment({ authorizationId });
    expect([voided.statusCode, voided.result]).toEqual([204, null]);
    expect((await payments.getAuthorizedPayment({ authorizationId })).result.status).toBe('VOIDED');

    const captureId = second.result.id ?? '';
    const refunded = await payments.refundCapturedPayment({
      captureId,
      body: { amount: euros('5.00'), noteToPayer: 'Broken' },
      prefer: 'return=representation',
    });
    expect(refunded.result).toMatchObject({ status: 'COMPLETED', amount: euros('5.00'), noteToPayer: 'Broken' });
    expect((await payments.getCapturedPayment({ captureId })).result.status).toBe('PARTIALLY_REFUNDED');
    await payments.refundCapturedPayment({ captureId, body: {} });
    expect((await payments.getCapturedPayment({ captureId })).result.status).toBe('REFUNDED');
    const refund = await payments.getRefund({ refundId: refunded.result.id ?? '' });
    expect(refund.result).toMatchObject({
      sellerPayableBreakdown: { netAmount: euros('5.00'), totalRefundedAmount: euros('20.00') },
    });

    const { result: whole } = await orders.getOrder({ id });
    const paid = whole.purchaseUnits?.[0]?.payments;
    expect(paid?.captures?.map(({ status }) => status)).toEqual(['COMPLETED', 'REFUNDED']);
    expect(paid?.refunds?.map(({ amount }) => amount?.value)).toEqual(['5.00', '15.00']);
  });

  test('money is taken at once: with a card in one request, with a wallet after the buyer has approved', async () => {
    const { orders } = account;
    const prefer = 'return=representation';
    const byCard = await orders.createOrder({
      body: orderOf({ paymentSource: cardSource(number) }),
      paypalRequestId: freshId(),
      prefer,
    });
    expect(byCard.result).toMatchObject({
      status: 'COMPLETED',
      purchaseUnits: [{ payments: { captures: [{ status: 'COMPLETED', finalCapture: true }] } }],
    });
    const made = await orders.createOrder({
      body: orderOf({ applicationContext: { returnUrl: 'https://shop.example/' } }),
    });
    expect(made.result).toMatchObject({ status: 'CREATED' });
    expect(made.result.links?.map(({ rel }) => rel)).toEqual(['self', 'approve', 'update', 'capture']);
    await visitApproval(line, payerLink(made.result), 'approve');
    const { result } = await orders.captureOrder({ id: made.result.id ?? '' });
    expect(result).toMatchObject({ status: 'COMPLETED', payer: { name: { surname: 'Buyer' } } });
    expect(idIn(result, 'captures')).not.toBe(idIn(byCard.result, 'captures'));
  });

  test("a guest enters a card on PayPal's page, and has no wallet that was verified", async () => {
    const { id, page } = await guestOrder(account, CheckoutPaymentIntent.Authorize);
    const back = new URL(await enterCard(line, page, number));
    expect(back.pathname).toBe('/paid');
    const approved = await account.orders.getOrder({ id });
    expect(approved.result).toMatchObject({
      status: 'APPROVED',
      paymentSource: { paypal: { accountStatus: 'UNVERIFIED' } },
    });
    const { result } = await account.orders.authorizeOrder({ id });
    const authorizationId = idIn(result, 'authorizations');
    const { result: captured } = await account.payments.captureAuthorizedPayment({ authorizationId, body: {} });
    expect(captured.status).toBe('COMPLETED');
  });
});

describe('a guest', () => {
  let line: Line;
  let account: PayPalAccount;
  beforeAll(async () => {
    line = await openLine(running, 'sandbox');
    account = await paypalAccount(running, line, 'sandbox');
  });
  afterAll(async () => {
    expect(line.problems).toEqual([]);
    await line[Symbol.asyncDispose]();
  });

  test('whose card is declined is an order that stays approved, and comes back with another card', async () => {
    const { id, page } = await guestOrder(account, CheckoutPaymentIntent.Capture);
    await enterCard(line, page, '4000000000000002');
    await expect(account.orders.captureOrder({ id })).rejects.toMatchObject({
      result: { details: [{ issue: 'INSTRUMENT_DECLINED' }] },
    });
    await enterCard(line, page, '4242424242424242');
    expect((await account.orders.captureOrder({ id })).result.status).toBe('COMPLETED');
  });

  test('whose bank asks has approved nothing before the bank is satisfied, and is asked once', async () => {
    const { id, page } = await guestOrder(account, CheckoutPaymentIntent.Capture);
    const question = await enterCard(line, page, '4000000000003220');
    expect(new URL(question, line.url).origin).toBe(line.url);
    const waiting = await account.orders.getOrder({ id });
    expect(waiting.result.status).toBe('PAYER_ACTION_REQUIRED');
    await expect(account.orders.captureOrder({ id })).rejects.toMatchObject({ statusCode: 422 });
    expect(new URL(await visitApproval(line, page, 'decline')).pathname).toBe('/cart');
    await enterCard(line, page, '4000000000003220');
    expect(new URL(await visitApproval(line, page, 'approve')).pathname).toBe('/paid');
    expect((await account.orders.captureOrder({ id })).result.status).toBe('COMPLETED');
  });
});
