import { CREDENTIAL_FIELDS, type Credential } from '../../payments/credential.ts';
import { type Declaration, notIssued } from '../../payments/environment-guard.ts';
import type { Arrival, NotificationReading } from '../../payments/notification.ts';
import type { Authorization, Provider, SettingsForm, Verifying } from '../../payments/provider.ts';
import { unsaid } from '../conversation.ts';
import { isTaken } from './amounts.ts';
import { readSilentPost, vouchedFor } from './notification.ts';
import { readConnection, readInquiry } from './replies.ts';
import { connectionPairs, inquiryPairs, requestOf, withLogin } from './requests.ts';
import { capture, lookUp, refund, release, startPurchase } from './steps.ts';

const UNREADABLE = { kind: 'unknown', why: 'unreadable' } as const;

/** No part of a login says what it is for: at Payflow the host does. */
function settingsForm(): SettingsForm {
  return {
    credentials: [
      {
        kind: 'login',
        hints: {
          partner: 'Who the account was opened with, often PayPal.',
          vendor: 'The name the account was opened under.',
          user: 'A user of that account with the right to sell; the vendor where there is no other.',
          password: 'Of that user, for the environment that this shop is for. It is shown masked once saved.',
        },
      },
    ],
  };
}

function declarations(credential: Credential): readonly Declaration[] {
  if (credential.kind !== 'login') return notIssued(credential);
  return CREDENTIAL_FIELDS.login
    .filter((field) => !/\S/.test(credential[field]))
    .map((field) => ({ field, mode: undefined }));
}

function authorization(credential: Credential): Authorization {
  if (credential.kind !== 'login') throw new Error('the guard lets no such credential through');
  return { kind: 'written', into: (request) => withLogin(credential, request) };
}

/** Nobody signs a silent post: whoever it comes from, Payflow is asked whether there is such a transaction. */
function verifyNotification(
  { body }: Arrival,
  _secrets: readonly string[],
  now: Parameters<Provider['verifyNotification']>[2],
): Verifying {
  const post = readSilentPost(body);
  if (!post) return { kind: 'unverified', why: 'body_malformed' };
  const { pnref, told } = post;
  return {
    kind: 'to_be_asked',
    request: requestOf(inquiryPairs({ pnref })),
    read: (reply) => vouchedFor(readInquiry(reply, told.amount.currency), post, { body, now }),
  };
}

function readNotification(body: Buffer): NotificationReading {
  const post = readSilentPost(body);
  return post ? { kind: 'about_payment', type: 'silent post', told: post.told } : { kind: 'unreadable' };
}

/**
 * Payflow, by its name-value pairs: the customer enters a card on the page of a secure token, or approves with a PayPal
 * account by Express Checkout; both at PayPal.
 */
export const payflow = {
  type: 'payflow',
  name: 'PayPal Payflow',
  methods: [
    { kind: 'card', name: 'card', takes: isTaken, checksCards: true },
    { kind: 'express_checkout', name: 'PayPal Express Checkout', takes: isTaken },
  ],
  pageOrigins: {
    test: ['https://pilot-payflowlink.paypal.com', 'https://www.sandbox.paypal.com'],
    live: ['https://payflowlink.paypal.com', 'https://www.paypal.com'],
  },
  settingsForm,
  declarations,
  authorization,
  readToken: () => UNREADABLE,
  connectionRequest: () => requestOf(connectionPairs()),
  readConnection: (reply, { address, credential }) =>
    readConnection(reply, address, credential.kind === 'login' ? credential.vendor : ''),
  purchaseRequest: (_command, known) => (say) => startPurchase(say, known),
  operations: ['capture', 'cancel', 'refund'],
  captureRequest: (command, known) => (say) => capture(say, known, command),
  voidRequest: (command, known) => (say) => release(say, known, command),
  refundRequest: (command, known) => (say) => refund(say, known, command),
  reauthorizeRequest: () => unsaid('reauthorize_not_possible'),
  lookupRequest: (_reference, known) => (say) => lookUp(say, known),
  readPayment: () => UNREADABLE,
  searchRequest: (_orderNumber, known) => (say) => lookUp(say, known),
  readSearch: () => UNREADABLE,
  isSigningSecret: () => false,
  verifyNotification,
  readNotification,
  readSettlementReport: () => ({ kind: 'unreadable', line: 1, why: "Payflow's reports cannot be read" }),
} satisfies Provider;
