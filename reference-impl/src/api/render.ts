import type { User } from '../access/user.ts';
import type { CheckoutView } from '../checkout/checkout.ts';
import type { OrderHistory } from '../history/order-history.ts';
import { amountOf, remaining } from '../payments/amounts.ts';
import { capabilitiesOf } from '../payments/capabilities.ts';
import { maskedConnection } from '../payments/connection.ts';
import { type Credential, maskOf, PASSWORD_MASK } from '../payments/credential.ts';
import type { Deployment } from '../payments/deployment.ts';
import {
  type ConnectionCheck,
  checkInWords,
  integrationStatus,
  notificationUrl,
  type OpenedIntegration,
  whyNotActive,
} from '../payments/integration.ts';
import { type InboxEntry, progressInWords, type UnverifiedCount, unverifiedInWords } from '../payments/notification.ts';
import { type Offering, offeredActions } from '../payments/offered.ts';
import { methodsOf } from '../payments/payment-method.ts';
import type { Providers } from '../payments/provider.ts';
import {
  flagsOf,
  isFollowUp,
  isPledge,
  isPurchase,
  outcomeOf,
  type PaymentTransaction,
  type Pledge,
  type Purchase,
} from '../payments/transaction.ts';
import type { Address } from '../shop/address.ts';
import { type Cart, type PricedLine, pricedLines, totalOf } from '../shop/cart.ts';
import { productById } from '../shop/catalogue.ts';
import { isoText } from '../shop/instant.ts';
import type { Money } from '../shop/money.ts';
import type { Product } from '../shop/product.ts';
import type { Totals } from '../shop/totals.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** Minor units as a JSON integer; prices and quantities are bounded so that none comes near losing precision. */
export function wireMoney({ minor, currency }: Money): Wire['Money'] {
  const number = Number(minor);
  if (!Number.isSafeInteger(number)) throw new Error(`too large for the wire: ${minor}`);
  return { minor: number, currency };
}

/** A user without anything about the password. */
export function wireUser({ id, email, name, role, disabledAt, createdAt }: User): Wire['User'] {
  return { id, email, name, role, canSignIn: disabledAt === undefined, createdAt: isoText(createdAt) };
}

/** A product with all its prices. */
export function wireProduct({ id, name, description, prices }: Product): Wire['Product'] {
  return { id, name, description, prices: prices.map(wireMoney) };
}

/** A cart at today's prices. */
export function wireCart(cart: Cart): Wire['Cart'] {
  const lines = pricedLines(cart, productById);
  const total = wireMoney(totalOf(lines, cart.currency));
  return { id: cart.id, currency: cart.currency, lines: lines.map(wireLine), total };
}

/** A checkout with what it can be paid with. */
export function wireCheckout({ checkout, lines, discount, totals, review, offers }: CheckoutView): Wire['Checkout'] {
  const { id, cartId, email, billingAddress, shippingAddress, shippingMethod } = checkout;
  return {
    id,
    cartId,
    email,
    billingAddress: wireAddress(billingAddress),
    ...(shippingAddress === undefined ? {} : { shippingAddress: wireAddress(shippingAddress) }),
    shippingMethod,
    ...(discount === undefined ? {} : { discountCode: discount.code }),
    lines: lines.map(wireLine),
    totals: wireTotals(totals),
    total: wireMoney(totals.total),
    review,
    offeredMethods: offers.map(({ method, options: { hint } }) => ({
      id: method.id,
      label: method.label,
      ...(hint === undefined ? {} : { hint }),
    })),
  };
}

/** An integration with its secrets masked; of a withheld one nothing that was sealed. */
export function wireIntegration(
  opened: OpenedIntegration,
  { deployment, providers }: Readonly<{ deployment: Deployment; providers: Providers }>,
): Wire['Integration'] {
  const row = opened.kind === 'open' ? opened.integration : opened.row;
  const { id, type, environment, accessId, label, enabled, check, createdAt, updatedAt } = row;
  const methods = methodsOf(row, providers[type].methods);
  const reason = whyNotActive(opened);
  const shown: Wire['Integration'] = {
    id,
    type,
    environment,
    label,
    enabled,
    status: integrationStatus(opened),
    methodId: methods[0].id,
    methods: methods.map((method) => ({
      kind: method.declared.kind,
      ...{ id: method.id, label: method.label, shortLabel: method.shortLabel },
    })),
    notificationUrl: notificationUrl(deployment, accessId),
    capabilities: [...capabilitiesOf(providers[type])],
    check: wireCheck(check),
    createdAt: isoText(createdAt),
    updatedAt: isoText(updatedAt),
    ...(reason === undefined ? {} : { reason }),
  };
  if (opened.kind === 'withheld') return shown;
  const { settings } = opened.integration;
  const { paymentAction, cardCheck, credential, signingSecrets, address, account, connection = {} } = settings;
  const named = account === undefined ? {} : { account };
  const way = Object.keys(connection).length === 0 ? {} : { connection: maskedConnection(connection) };
  const masked = { credential: maskedCredential(credential), signingSecrets: signingSecrets.map(maskOf) };
  const checking = cardCheck === undefined ? {} : { cardCheck };
  return { ...shown, ...masked, paymentAction, ...checking, address, ...named, ...way };
}

/** An order with what has been paid. */
export function wireOrder(history: OrderHistory): Wire['Order'] {
  const { order, status, paid, due, isUnresolved } = history;
  return {
    id: order.id,
    number: order.number,
    email: order.email,
    billingAddress: wireAddress(order.billingAddress),
    ...(order.shippingAddress === undefined ? {} : { shippingAddress: wireAddress(order.shippingAddress) }),
    shippingMethod: order.shippingMethod,
    lines: order.lines.map(wireLine),
    totals: wireTotals(order.totals),
    total: wireMoney(order.total),
    paymentStatus: status,
    paid: wireMoney(paid),
    due: wireMoney(due),
    unresolved: isUnresolved,
    placedAt: isoText(order.placedAt),
  };
}

/** A payment transaction with what can be done to it now. */
export function wireTransaction(transaction: PaymentTransaction, offering: Offering): Wire['PaymentTransaction'] {
  const { id, orderId, environment, mode, method, action, origin, reference } = transaction;
  return {
    id,
    orderId,
    environment,
    mode,
    methodId: method.id,
    methodLabel: method.label,
    action,
    amount: wireMoney(amountOf(transaction)),
    ...flagsOf(transaction.progress),
    outcome: outcomeOf(transaction),
    origin: origin.by,
    remaining: wireMoney(remaining(transaction, offering.transactions)),
    actions: [...offeredActions(transaction, offering)],
    createdAt: isoText(transaction.createdAt),
    updatedAt: isoText(transaction.updatedAt),
    ...(reference === undefined ? {} : { reference }),
    ...(isFollowUp(transaction) ? { sourceId: transaction.sourceId } : {}),
    ...(isPurchase(transaction) && transaction.card ? { sourceId: transaction.card.checkedBy } : {}),
    ...('note' in transaction ? { note: transaction.note } : {}),
    ...(isPledge(transaction) ? wirePledge(transaction) : {}),
    ...('reason' in transaction ? { disputeReason: transaction.reason } : {}),
    ...(isPurchase(transaction) ? wireHeld(transaction) : {}),
  };
}

/** What the customer was asked to do, and until when. */
function wirePledge({ instructions, dueAt }: Pledge): Pick<Wire['PaymentTransaction'], 'instructions' | 'dueAt'> {
  return dueAt === undefined ? { instructions } : { instructions, dueAt: isoText(dueAt) };
}

/** The hold of a purchase, as long as there is one. */
function wireHeld({
  held,
  progress,
}: Purchase): Pick<Wire['PaymentTransaction'], 'authorizationReference' | 'holdExpiresAt'> {
  if (held === undefined || progress.state !== 'open') return {};
  const { reference: authorizationReference, expiresAt } = held;
  return expiresAt === undefined
    ? { authorizationReference }
    : { authorizationReference, holdExpiresAt: isoText(expiresAt) };
}

/** A notification without its bytes. */
export function wireNotification(entry: InboxEntry): Wire['Notification'] {
  const { id, integrationId, webhookId, type, digest, progress, told, orderId } = entry;
  return {
    ...{ id, integrationId, webhookId, type, digest },
    state: progress.state,
    ...('why' in progress ? { why: progress.why } : {}),
    reason: progressInWords(progress),
    ...(told?.orderNumber === undefined ? {} : { orderNumber: told.orderNumber }),
    ...(told?.paymentReference === undefined ? {} : { paymentReference: told.paymentReference }),
    ...(orderId === undefined ? {} : { orderId }),
    sentAt: isoText(entry.sentAt),
    receivedAt: isoText(entry.receivedAt),
  };
}

/** How often something arrived that nobody is known to have sent. */
export function wireUnverified({ why, count, lastAt }: UnverifiedCount): Wire['UnverifiedNotifications'] {
  return { why, reason: unverifiedInWords(why), count, lastAt: isoText(lastAt) };
}

function wireCheck(check: ConnectionCheck): Wire['ConnectionCheck'] {
  if (check.kind === 'unchecked') return { kind: check.kind };
  const at = isoText(check.at);
  if (check.kind !== 'agreed') return { kind: check.kind, at, reason: checkInWords(check) };
  return { kind: check.kind, at, merchantName: check.merchantName, scopes: [...check.scopes] };
}

function wireLine({ productId, name, quantity, unitPrice, lineTotal }: PricedLine): Wire['Line'] {
  return { productId, name, quantity, unitPrice: wireMoney(unitPrice), lineTotal: wireMoney(lineTotal) };
}

function wireTotals({ subtotal, discount, shipping, taxes, total }: Totals): Wire['Totals'] {
  return {
    subtotal: wireMoney(subtotal),
    discount: wireMoney(discount),
    shipping: wireMoney(shipping),
    taxes: taxes.map(({ amount, ...tax }) => ({ ...tax, amount: wireMoney(amount) })),
    total: wireMoney(total),
  };
}

function wireAddress({ name, street, city, postalCode, region, country }: Address): Wire['Address'] {
  return { name, street, city, postalCode, ...(region === undefined ? {} : { region }), country };
}

function maskedCredential(credential: Credential): Wire['Credential'] {
  switch (credential.kind) {
    case 'oauth_client': {
      const { kind, clientId, clientSecret } = credential;
      return { kind, clientId, clientSecret: maskOf(clientSecret) };
    }
    case 'api_key':
      return { kind: credential.kind, apiKey: maskOf(credential.apiKey) };
    case 'login':
      return { ...credential, password: PASSWORD_MASK };
    default:
      return unreachable(credential);
  }
}
