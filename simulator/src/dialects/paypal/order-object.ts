import type { Payment } from '../../engine/payment.ts';
import type { StoredPayment } from '../../store/store.ts';
import { authorizationInOrder, iso } from './authorization-object.ts';
import { capturesInOrder } from './capture-object.ts';
import { decodeDetails, type OrderDetails } from './codec.ts';
import { renderMoney } from './currency.ts';
import { accountCode } from './ids.ts';
import { type At, approvalLink, link, PATHS } from './links.ts';
import { statusOf } from './order-status.ts';
import { shownAttempts } from './parts.ts';
import { renderRefund } from './refund-object.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The order, whole. */
export function renderOrder(stored: StoredPayment, at: At): Wire['Order'] {
  const { payment, merchantId } = stored;
  const { unit } = decodeDetails(stored);
  const { breakdown, items } = unit;
  return {
    ...renderOrderMinimally(stored, at),
    intent: payment.captureMode === 'automatic' ? 'CAPTURE' : 'AUTHORIZE',
    purchase_units: [
      {
        ...unitWithPayments(stored, at),
        ...(unit.description === undefined ? {} : { description: unit.description }),
        ...(unit.customId === undefined ? {} : { custom_id: unit.customId }),
        ...(unit.invoiceId === undefined ? {} : { invoice_id: unit.invoiceId }),
        ...(unit.softDescriptor === undefined ? {} : { soft_descriptor: unit.softDescriptor }),
        amount: { ...renderMoney(payment.amount), ...(breakdown === undefined ? {} : { breakdown }) },
        payee: { merchant_id: accountCode(merchantId) },
        ...(items === undefined ? {} : { items: [...items] }),
        ...(unit.shipping === undefined ? {} : { shipping: unit.shipping }),
      },
    ],
    create_time: iso(payment.requestedAt),
    update_time: iso(lastChange(payment)),
  };
}

/** As much of the order as whoever prefers little is told: once something was paid, what that was. */
export function renderOrderMinimally(stored: StoredPayment, at: At): Wire['Order'] {
  const details = decodeDetails(stored);
  const unit = unitWithPayments(stored, at);
  const payer = payerOf(stored);
  const source = sourceOf(stored);
  return {
    id: stored.paymentId,
    status: statusOf(stored),
    ...(source === undefined || (details.madeWith === 'nothing' && payer === undefined && source.card === undefined)
      ? {}
      : { payment_source: source }),
    ...(unit.payments === undefined ? {} : { purchase_units: [unit] }),
    ...(payer === undefined ? {} : { payer }),
    links: linksOf(stored, at),
  };
}

function unitWithPayments(stored: StoredPayment, at: At): Wire['PurchaseUnit'] {
  const { payment } = stored;
  const isManual = payment.captureMode === 'manual';
  const authorizations = isManual ? shownAttempts(stored).map((one) => authorizationInOrder(stored, one, at)) : [];
  const captures = capturesInOrder(stored, at);
  const refunds = (payment.state === 'approved' ? payment.refunds : []).flatMap(
    ({ id }) => renderRefund(stored, id, at) ?? [],
  );
  const payments: Wire['Payments'] = {
    ...(authorizations.length === 0 ? {} : { authorizations }),
    ...(captures.length === 0 ? {} : { captures: [...captures] }),
    ...(refunds.length === 0 ? {} : { refunds }),
  };
  const { referenceId } = decodeDetails(stored).unit;
  return { reference_id: referenceId, ...(Object.keys(payments).length === 0 ? {} : { payments }) };
}

/** The buyer, once one has shown up. */
function payerOf(stored: StoredPayment): Wire['Payer'] | undefined {
  const details = decodeDetails(stored);
  const { source, payer } = details;
  const wallet = walletOf(stored, details);
  if (wallet !== undefined) {
    const { email_address: email, account_id: payerId, name, address } = wallet;
    return {
      ...(payerId === undefined ? {} : { payer_id: payerId }),
      ...(email === undefined ? {} : { email_address: email }),
      ...(name === undefined ? {} : { name }),
      ...(address === undefined ? {} : { address }),
    };
  }
  return source === undefined || payer === undefined ? undefined : { ...payer };
}

function sourceOf(stored: StoredPayment): Wire['PaymentSource'] | undefined {
  const details = decodeDetails(stored);
  const { source } = details;
  if (source?.kind !== 'card') return source === undefined ? undefined : { paypal: walletOf(stored, details) ?? {} };
  const { brand, lastDigits, expiry, name } = source.card;
  const authentication = authenticationIn(stored.payment);
  return {
    card: {
      ...(name === undefined ? {} : { name }),
      last_digits: lastDigits,
      brand,
      type: 'CREDIT',
      expiry,
      ...(authentication === undefined ? {} : { authentication_result: authentication }),
    },
  };
}

/** The wallet that the buyer has approved with; nobody logs in here, so that every buyer is the same person. */
function walletOf({ payment, paymentId }: StoredPayment, { source, payer }: OrderDetails): Wire['Wallet'] | undefined {
  if (source?.kind === 'card' || payment.pastActions.every(({ outcome }) => outcome !== 'approved')) return undefined;
  return {
    email_address: payer?.email_address ?? 'buyer@example.com',
    account_id: payerId(paymentId),
    account_status: source?.guest === undefined ? 'VERIFIED' : 'UNVERIFIED',
    name: payer?.name ?? { given_name: 'Test', surname: 'Buyer' },
    address: { country_code: 'US' },
  };
}

/** Who has approved an order, as the address says it that the buyer comes back to. */
export function payerId(orderId: string): string {
  return accountCode(`buyer of ${orderId}`);
}

/** What came of asking the customer's bank, where it was asked. */
function authenticationIn({ pastActions }: Payment): Wire['AuthenticationResult'] | undefined {
  const last = pastActions.findLast(({ kind }) => kind === 'challenge');
  if (last === undefined || last.outcome === 'cancelled' || last.outcome === 'expired') return undefined;
  const passed = last.outcome === 'approved';
  return {
    liability_shift: passed ? 'POSSIBLE' : 'NO',
    three_d_secure: { enrollment_status: 'Y', authentication_status: passed ? 'Y' : 'N' },
  };
}

function linksOf(stored: StoredPayment, at: At): Wire['Link'][] {
  const path = `${PATHS.order}/${stored.paymentId}`;
  const self = link(at, 'self', path);
  const pay =
    stored.payment.captureMode === 'automatic'
      ? link(at, 'capture', `${path}/capture`, 'POST')
      : link(at, 'authorize', `${path}/authorize`, 'POST');
  switch (statusOf(stored)) {
    case 'CREATED':
      return [self, approvalLink(at, 'approve', stored.paymentId), link(at, 'update', path, 'PATCH'), pay];
    case 'PAYER_ACTION_REQUIRED':
      return [self, approvalLink(at, 'payer-action', stored.paymentId)];
    case 'APPROVED':
      return [self, link(at, 'update', path, 'PATCH'), pay];
    case 'SAVED':
    case 'VOIDED':
    case 'COMPLETED':
      return [self];
  }
}

function lastChange(payment: Payment): number {
  const times = [payment.requestedAt, ...payment.pastActions.map(({ at }) => at)];
  if (payment.state === 'approved') {
    const { hold, captures, refunds, voids } = payment;
    times.push(
      hold.at,
      ...[...captures, ...refunds, ...voids].map((one) => ('decidedAt' in one ? one.decidedAt : one.at)),
    );
  }
  if (payment.state === 'declined') times.push(payment.declinedAt);
  if (payment.state === 'cancelled') times.push(payment.cancelledAt);
  return Math.max(...times);
}
