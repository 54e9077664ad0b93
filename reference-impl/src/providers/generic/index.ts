import type { Provider } from '../../payments/provider.ts';
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
import { readSettlementReport } from './settlement.ts';

/** The provider that is made only of standards. */
export const generic = {
  type: 'generic',
  name: 'Generic provider',
  methods: [{ kind: 'card', name: 'card', checksCards: true }],
  pageOrigins: { test: [], live: [] },
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
  readSettlementReport,
} satisfies Provider;
