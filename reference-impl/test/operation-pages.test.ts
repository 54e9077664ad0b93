import { afterEach, describe, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { paidOrder, type Scene } from './paid-order.ts';

type Wire = components['schemas'];

let order: Scene;

afterEach(() => order.shop.close());

async function paid(paymentAction?: 'authorize' | 'charge'): Promise<void> {
  order = await paidOrder(paymentAction);
}

describe('roles', () => {
  test('sales may, support sees what happened and is offered nothing, others see nothing', async () => {
    await paid('charge');
    const support = await order.shop.staff('support');
    const path = `/api/orders/${order.orderId}/payment-transactions`;
    const shown = await support.get<{ paymentTransactions: Wire['PaymentTransaction'][] }>(200, 'GET', path);
    expect(shown.paymentTransactions).toMatchObject([{ actions: [] }]);
    for (const what of ['cancel', 'refund', 'capture', 'reauthorize']) {
      expect(await order.ask(what, { note: 'x' }, support)).toMatchObject({ status: 403 });
    }
    expect(order.shop.provider.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(await order.ask('refund', { note: 'x' }, await order.shop.staff('sales'))).toMatchObject({ status: 200 });
  });
});

describe('in the back office', () => {
  const visit = async (path: string) => {
    const { cookie = '' } = order.shop.administrator.headers;
    const answer = await fetch(order.shop.url + path, { headers: { cookie }, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  };
  const post = async (path: string, fields: Record<string, string>) => {
    const { cookie = '', 'csrf-token': csrf = '' } = order.shop.administrator.headers;
    const body = new URLSearchParams({ csrf, ...fields });
    const answer = await fetch(order.shop.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie },
      body,
    });
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
  };

  test('a part is captured by its amount, and a form of before is told that somebody was faster', async () => {
    await paid();
    const path = `/admin/orders/${order.orderId}/capture/${order.source}`;
    expect((await visit(path)).text).toContain('At most 19.99.');
    const wrong = await post(path, { remaining: '19.99', amount: '5,00' });
    expect([wrong.status, wrong.text.includes('Please enter an amount in EUR')]).toEqual([422, true]);
    const twice = await Promise.all([
      post(path, { remaining: '19.99', amount: '5.00' }),
      post(path, { remaining: '19.99', amount: '5.00' }),
    ]);
    expect(twice.map(({ location }) => location)).toEqual(
      Array(2).fill(`/admin/orders/${order.orderId}?notice=capture_approved`),
    );
    const late = await post(path, { remaining: '19.99' });
    expect([late.status, late.text.includes('Somebody else was faster')]).toEqual([409, true]);
    expect(order.atProvider().captures).toHaveLength(1);
    expect((await post(path, { remaining: '14.99' })).status).toBe(303);
    expect(order.atProvider().captures.map(({ amount }) => amount.minor)).toEqual([500, 1499]);
  });

  test('a hold is given back and money returned only with a note', async () => {
    await paid();
    const cancel = `/admin/orders/${order.orderId}/cancel/${order.source}`;
    expect((await post(cancel, { note: ' ' })).text).toContain('Please say why');
    expect((await post(cancel, { note: 'Out of stock' })).location).toContain('notice=cancel_approved');
    expect((await visit(cancel)).status).toBe(409);
    expect((await visit(`/admin/orders/${order.orderId}?notice=cancel_approved`)).text).toContain('Out of stock');
  });

  test('a refund is written with its amount', async () => {
    await paid('charge');
    const refund = `/admin/orders/${order.orderId}/refund/${order.source}`;
    const fields = { remaining: '19.99', amount: '5', note: 'Scratched <b>' };
    expect((await post(refund, { ...fields, note: 'card 4242 4242 4242 4242' })).status).toBe(422);
    expect((await post(refund, fields)).location).toContain('notice=refund_approved');
    expect((await visit(`/admin/orders/${order.orderId}`)).text).toContain('Scratched &lt;b>');
  });

  test('a hold is renewed', async () => {
    await paid();
    const renew = `/admin/orders/${order.orderId}/reauthorize/${order.source}`;
    expect((await visit(renew)).text).toContain('auth_pay_1_1');
    expect((await post(renew, { replaces: 'auth_pay_1_1' })).location).toContain('notice=re_authorize_approved');
    expect((await post(renew, { replaces: 'auth_pay_1_1' })).location).toContain('notice=re_authorize_approved');
    expect(order.sent('reauthorizations')).toHaveLength(1);
  });
});
