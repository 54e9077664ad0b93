import type { Customer } from '../checkout/customer.ts';
import {
  ordersOf,
  registerCustomer,
  setPaymentTerm,
  signedInCustomer,
  signInCustomer,
  signOutCustomer,
} from '../checkout/customers.ts';
import { orderHistory } from '../history/order-history.ts';
import { callerAsActor } from '../http/caller.ts';
import type { Exchange } from '../http/exchange.ts';
import { customerId } from '../shop/ids.ts';
import { isoText } from '../shop/instant.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Access, type ApiWorld, json, noContent, operation } from './operation.ts';
import { cardNumbersIn, invalid, problem } from './problem.ts';
import { wireOrder } from './render.ts';
import type { components } from './wire.d.ts';

const ANYONE: Access = { kind: 'anyone' };
const CUSTOMER: Access = { kind: 'customer' };
const KEEPERS: Access = { kind: 'permission', permission: 'manage_customers' };
const CUSTOMERS_MAX = 100;

/** Customers who sign in. */
export const customerOperations = {
  registerCustomer: operation('registerCustomer', ANYONE, async (world, { body, exchange }) => {
    const carded = cardNumbersIn('', { email: body.email, name: body.name });
    if (carded.length > 0) return invalid(...carded);
    const result = await registerCustomer(world, { ...body, address: exchange.address });
    switch (result.kind) {
      case 'registered':
        return json(201, wireCustomer(result.customer));
      case 'email_taken':
        return problem('/problems/email-taken');
      case 'too_many': {
        const seconds = Math.ceil((result.until - world.clock.now()) / 1000);
        return problem('/problems/too-many-accounts', {}, { 'retry-after': String(seconds) });
      }
      default:
        return unreachable(result);
    }
  }),

  signInCustomer: operation('signInCustomer', ANYONE, async (world, { body, exchange }) => {
    const result = await signInCustomer(world, { ...body, address: exchange.address });
    switch (result.kind) {
      case 'signed_in': {
        const { customer, token, expiresAt } = result;
        const session = { customer: wireCustomer(customer), customerToken: token, expiresAt: isoText(expiresAt) };
        return json(201, session);
      }
      case 'refused':
        return problem('/problems/sign-in-refused');
      case 'locked_out': {
        const seconds = Math.ceil((result.until - world.clock.now()) / 1000);
        return problem('/problems/locked-out', {}, { 'retry-after': String(seconds) });
      }
      default:
        return unreachable(result);
    }
  }),

  signOutCustomer: operation('signOutCustomer', CUSTOMER, async (world, { exchange }) => {
    await signOutCustomer(world, exchange.headers['customer-token'] ?? '');
    return noContent();
  }),

  listCustomerOrders: operation('listCustomerOrders', CUSTOMER, async (world, { exchange }) => {
    const customer = await customerIn(world, exchange);
    const orders = customer ? await ordersOf(world, customer) : [];
    return json(200, {
      orders: await Promise.all(orders.map(async (order) => wireOrder(await orderHistory(world, order)))),
    });
  }),

  listCustomers: operation('listCustomers', KEEPERS, async (world) =>
    json(200, { customers: (await world.customers.page(CUSTOMERS_MAX)).map(wireCustomer) }),
  ),

  setPaymentTerm: operation('setPaymentTerm', KEEPERS, async (world, { exchange, body, caller }) => {
    const id = customerId(exchange.parameters.customerId ?? '');
    const result = await setPaymentTerm(world, id, body.days, callerAsActor(caller));
    if (result === 'not_found') return problem('/problems/not-found');
    return result === 'conflict' ? problem('/problems/changed-meanwhile') : json(200, wireCustomer(result));
  }),
};

/** The customer whose token a request carries. */
export async function customerIn(world: ApiWorld, { headers }: Exchange): Promise<Customer | undefined> {
  const token = headers['customer-token'];
  return token === undefined ? undefined : signedInCustomer(world, token);
}

function wireCustomer({ id, email, name, paymentTermDays, createdAt }: Customer): components['schemas']['Customer'] {
  const term = paymentTermDays === undefined ? {} : { paymentTermDays };
  return { id, email, name, ...term, createdAt: isoText(createdAt) };
}
