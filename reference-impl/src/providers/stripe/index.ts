import type { Provider } from '../../payments/provider.ts';
import { toUnits } from './amounts.ts';
import { isSigningSecret, readNotification, verifyNotification } from './notification.ts';
import { readConnection, readPayment, readSearch, readToken } from './replies.ts';
import {
  authorization,
  captureRequest,
  connectionRequest,
  declarations,
  lookupRequest,
  purchaseRequest,
  reauthorizeRequest,
  refundRequest,
  searchRequest,
  settingsForm,
  voidRequest,
} from './requests.ts';

/** Stripe, by Checkout Sessions and its own SDK; a card that was checked is paid with by a payment intent. */
export const stripe = {
  type: 'stripe',
  name: 'Stripe',
  methods: [{ kind: 'card', name: 'card', takes: (total) => toUnits(total) !== undefined, checksCards: true }],
  pageOrigins: { test: ['https://checkout.stripe.com'], live: ['https://checkout.stripe.com'] },
  settingsForm,
  declarations,
  authorization,
  readToken,
  connectionRequest,
  readConnection,
  purchaseRequest,
  operations: ['capture', 'cancel', 'refund'],
  captureRequest,
  voidRequest,
  refundRequest,
  reauthorizeRequest,
  lookupRequest,
  readPayment,
  searchRequest,
  readSearch,
  isSigningSecret,
  verifyNotification,
  readNotification,
  readSettlementReport: () => ({ kind: 'unreadable', line: 1, why: "Stripe's reports cannot be read yet" }),
} satisfies Provider;
