import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Seen } from './local-provider.ts';

/** As much of PayPal as it takes to send a customer to its page and to be paid: orders of one unit. */
export type LocalPayPal = Readonly<{
  url: string;
  seen: Seen[];
  /** Whose account it is. */
  says: { merchantId: string };
  /** The customer approves an order on PayPal's page; `payee` is whom it has been made to pay meanwhile. */
  approve(orderId: string, payee?: string): void;
  close(): Promise<void>;
}>;

type Order = { id: string; intent: string; status: string; purchase_units: { payee?: object; payments?: object }[] };

/** Starts it on a free port. */
export async function localPayPal(): Promise<LocalPayPal> {
  const seen: Seen[] = [];
  const orders = new Map<string, Order>();
  const says = { merchantId: 'MERCHANT00001' };
  const answer = (method: string, path: string, body: string): object | undefined => {
    if (path === '/v1/oauth2/token') return { access_token: 'A21Example', token_type: 'Bearer', expires_in: 32_400 };
    if (path === '/v1/notifications/webhooks') return { webhooks: [] };
    if (method === 'POST' && path === '/v2/checkout/orders') return made(JSON.parse(body));
    const [, id = '', step] = /^\/v2\/checkout\/orders\/(\w+)(?:\/(authorize|capture))?$/.exec(path) ?? [];
    const order = orders.get(id);
    return order && (step === undefined ? order : paid(order));
  };
  const made = ({ payment_source: _, ...asked }: Order & { payment_source?: object }) => {
    const id = `ORDER${orders.size + 1}`;
    const links = [{ rel: 'payer-action', href: `https://www.sandbox.paypal.com/checkoutnow?token=${id}` }];
    const units = asked.purchase_units.map((unit) => ({ ...unit, payee: { merchant_id: says.merchantId } }));
    const order = { ...asked, id, status: 'PAYER_ACTION_REQUIRED', purchase_units: units, links };
    orders.set(id, order);
    return order;
  };
  const paid = (order: Order) => {
    const [unit] = order.purchase_units;
    const [kind, status] = order.intent === 'AUTHORIZE' ? ['authorizations', 'CREATED'] : ['captures', 'COMPLETED'];
    if (unit) unit.payments = { [kind]: [{ ...unit, id: `PART${order.id}`, status }] };
    order.status = 'COMPLETED';
    return order;
  };
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url: path = '', headers } = request;
    const body = Buffer.concat(chunks).toString();
    seen.push({ method, path, headers, body });
    const answered = answer(method, path, body);
    response.writeHead(answered ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answered ?? { name: 'RESOURCE_NOT_FOUND' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    says,
    approve(orderId, payee) {
      const order = orders.get(orderId);
      if (!order) throw new Error(`there is no order ${orderId}`);
      order.status = 'APPROVED';
      for (const unit of order.purchase_units) if (payee !== undefined) unit.payee = { merchant_id: payee };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
