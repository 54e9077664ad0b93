import { CheckoutPaymentIntent, type OrderRequest } from '@paypal/paypal-server-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, start } from '../running-simulator.ts';
import { cardSource, euros, freshId, idIn, orderOf, payerLink, WALLET } from './orders.ts';
import { type Line, openLine, type PayPalAccount, paypalAccount, visitApproval } from './paypal-account.ts';

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
});
