import type { Provider } from '../../payments/provider.ts';
import { isTaken } from './amounts.ts';
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

/** PayPal, by Orders v2 and its own SDK: the customer pays out of a wallet, or as a guest with a card. */
export const paypal = {
  type: 'paypal',
  name: 'PayPal',
  methods: [
    { kind: 'wallet', name: 'wallet', takes: isTaken },
    { kind: 'card', name: 'card', takes: isTaken },
  ],
  pageOrigins: { test: ['https://www.sandbox.paypal.com'], live: ['https://www.paypal.com'] },
  settingsForm,
  declarations,
  authorization,
  readToken,
  connectionRequest,
  readConnection,
  purchaseRequest,
  operations: ['capture', 'cancel', 'refund', 're_authorize'],
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
  readSettlementReport: () => ({ kind: 'unreadable', line: 1, why: "PayPal's reports cannot be read yet" }),
} satisfies Provider;
