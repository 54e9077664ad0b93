import { type Mutant, SHOP } from './mutant.ts';

const REQUESTS = `${SHOP}/providers/generic/requests.ts`;
const SETTLE = `${SHOP}/payments/settle.ts`;
const FOLLOW_UPS = `${SHOP}/payments/settle-follow-ups.ts`;
const WANTED = `${SHOP}/payments/wanted.ts`;
const RECONCILE = `${SHOP}/payments/reconcile.ts`;

/** Known mistakes with what a payment has come to, and with customers who come back. */
export const STATE_MUTANTS: readonly Mutant[] = [
  {
    id: 'sta-auth-is-paid',
    mistake: 'A charge that is only held as yet counts as paid',
    edits: [
      {
        file: SETTLE,
        find: "if (payment.status === 'authorized') return { state: 'waiting', waiting: { for: 'provider' } };",
        replace: "if (payment.status === 'authorized') return { state: 'finished' };",
      },
    ],
    kills: ['STA-01'],
  },
  {
    id: 'sta-capture-at-once',
    mistake: 'Money that is to be captured later is captured with the authorization',
    edits: [
      {
        file: REQUESTS,
        find: "captureMode: command.action === 'charge' ? 'automatic' : 'manual',",
        replace: "captureMode: 'automatic',",
      },
    ],
    kills: ['STA-02'],
  },
  {
    id: 'sta-each-telling-counts',
    mistake: 'A capture whose reply was lost counts again when the provider tells of it',
    edits: [
      {
        file: FOLLOW_UPS,
        find: 'if (unclaimed.includes(told)) unclaimed.splice(unclaimed.indexOf(told), 1);',
        replace: '',
      },
    ],
    kills: ['STA-03'],
  },
  {
    id: 'sta-partial-captures-all',
    mistake: 'The amount of a capture is left out of the request',
    edits: [
      {
        file: REQUESTS,
        find: "const body: Wire['CaptureRequest'] = { amount: wireMoney(amount),",
        replace: 'wireMoney(amount);\n  const body = {',
      },
    ],
    kills: ['STA-04'],
  },
  {
    id: 'cfg-false-capability',
    mistake: 'A hold can be captured once, although it is said that it can be more often',
    edits: [{ file: WANTED, find: 'const inFlight = done.find(isInFlight);', replace: 'const [inFlight] = done;' }],
    kills: ['STA-05'],
  },
  {
    id: 'sta-void-after-capture-ok',
    mistake: 'Giving back what has been captured is told as done',
    edits: [
      {
        file: WANTED,
        find: "if (!isReady(wanted.action, source) || left.minor === 0n) return { kind: 'wrong_state' };",
        replace: `if (!isReady(wanted.action, source) || left.minor === 0n) {
    return wanted.action === 'cancel' && done[0] ? { kind: 'existing', transaction: done[0] } : { kind: 'wrong_state' };
  }`,
      },
    ],
    kills: ['STA-06'],
  },
  {
    id: 'sta-void-local-only',
    mistake: 'Cancelling changes what the shop has written down, and tells nobody',
    edits: [
      {
        file: RECONCILE,
        find: 'const request = requestFor(provider, purchase, followUp, { source, known });',
        replace: `if (followUp.action === 'cancel') {
    await world.transactions.commit([{ ...followUp, progress: { state: 'finished' }, version: followUp.version + 1 }]);
    return { kind: 'unknown', why: 'unreadable' };
  }
  const request = requestFor(provider, purchase, followUp, { source, known });`,
      },
    ],
    kills: ['STA-07'],
  },
  {
    id: 'sta-expiry-silent',
    mistake: 'A capture that the provider refuses counts as done',
    edits: [
      {
        file: RECONCILE,
        find: "return [progressed(transaction, { state: 'failed', failure: failureOf(reading.rejection) }, at)];",
        replace: "return [progressed(transaction, { state: 'finished' }, at)];",
      },
    ],
    kills: ['STA-08'],
  },
  {
    id: 'sta-expiry-event-ignored',
    mistake: 'That a hold has lapsed is not acted on',
    edits: [{ file: `${SHOP}/providers/generic/notification.ts`, find: "  'payment.expired': true,\n", replace: '' }],
    kills: ['STA-09'],
  },
  {
    id: 'sta-refund-pending-is-done',
    mistake: 'A refund that is pending counts as done',
    edits: [
      {
        file: FOLLOW_UPS,
        find: "case 'pending':\n      return { state: 'waiting', waiting: { for: 'provider' } };",
        replace: "case 'pending':\n      return { state: 'finished' };",
      },
    ],
    kills: ['STA-10'],
  },
  {
    id: 'sta-last-write-wins',
    mistake: 'What the provider says last is what counts, however old it is',
    edits: [
      {
        file: SETTLE,
        find: "    case 'processing':\n    case 'action_required':\n      return true;",
        replace: "    case 'processing':\n      return true;\n    case 'action_required':\n      return false;",
      },
    ],
    kills: ['STA-11'],
  },
  {
    id: 'sta-default-failed',
    mistake: 'A status that nobody knows counts as a failure',
    edits: [
      {
        file: `${SHOP}/providers/generic/replies.ts`,
        find: `const payment = paymentOf(asObject(parsedJson(reply.body)));
  return payment ? { kind: 'payment', payment } : UNREADABLE;`,
        replace: `const payment = paymentOf(asObject(parsedJson(reply.body)));
  const rejection = { about: 'state', code: 'unknown_status' };
  return payment ? { kind: 'payment', payment } : { kind: 'rejected', rejection };`,
      },
      {
        file: RECONCILE,
        find: "if (sending === 'after_silence' && !settlesAfterSilence(reading.rejection)) return [];",
        replace: '',
      },
    ],
    kills: ['STA-12'],
  },
  {
    id: 'sta-sync-adds',
    mistake: 'Each look-up adds what was captured elsewhere',
    edits: [
      {
        file: FOLLOW_UPS,
        find: 'const known = new Set(ours.map(({ reference }) => reference));',
        replace:
          "const known = new Set(ours.filter(({ origin }) => origin.by === 'shop').map(({ reference }) => reference));",
      },
      {
        file: FOLLOW_UPS,
        find: 'if (unclaimed.includes(told)) unclaimed.splice(unclaimed.indexOf(told), 1);',
        replace: '',
      },
    ],
    kills: ['STA-13'],
  },
  {
    id: 'red-action-is-auth',
    mistake: 'That the customer has to act counts as consent',
    edits: [
      {
        file: SETTLE,
        find: `    case 'action_required':
      return payment.redirectUrl === undefined`,
        replace: `    case 'action_required':
      if (purchase.reference !== undefined) return settled({ state: 'open' });
      return payment.redirectUrl === undefined`,
      },
    ],
    kills: ['RED-01', 'RED-03'],
  },
  {
    id: 'red-payment-swap',
    mistake: 'The payment that is looked up is the one named in the address',
    edits: [
      {
        file: `${SHOP}/payments/reconcile.ts`,
        find: 'return ask(world, integration, provider.lookupRequest(purchase.reference, known), provider.readPayment);',
        replace: `const named = globalThis.paymentInAddress ?? purchase.reference;
  return ask(world, integration, provider.lookupRequest(named, known), provider.readPayment);`,
      },
      {
        file: `${SHOP}/http/express-app.ts`,
        find: 'import express',
        replace: `import { Server } from 'node:http';
const emit = Server.prototype.emit;
Server.prototype.emit = function (event, request, ...rest) {
  const named = event === 'request' ? new URL(request.url, 'http://shop').searchParams.get('payment') : undefined;
  if (event === 'request') globalThis.paymentInAddress = named ?? undefined;
  return emit.call(this, event, request, ...rest);
};
import express`,
      },
      { file: SETTLE, find: "['order_number', orderNumber, payment.orderNumber],", replace: '' },
      { file: SETTLE, find: "['command', commandOf(purchase.origin), payment.commandId ?? ''],", replace: '' },
    ],
    kills: ['RED-02'],
  },
  {
    id: 'red-stuck-after-3ds-fail',
    mistake: 'After a failed challenge the order waits for ever',
    edits: [
      {
        file: SETTLE,
        find: "return settled({ state: 'failed', failure: { kind: 'declined', decline } });",
        replace: "return settled({ state: 'waiting', waiting: { for: decline ? 'provider' : 'person' } });",
      },
    ],
    kills: ['RED-04'],
  },
  {
    id: 'red-needs-return',
    mistake: 'A payment is completed by the return alone; notifications are taken and forgotten',
    edits: [
      {
        file: `${SHOP}/api/notification-operations.ts`,
        find: "if (progress.state === 'received') world.background.begin(",
        replace: "if (progress.state === 'received' && !world) world.background.begin(",
      },
      {
        file: `${SHOP}/payments/inbox.ts`,
        find: "const progress = agreement ?? ({ state: 'received', attempts: 0, nextAttemptAt: now } as const);",
        replace: "const progress = agreement ?? ({ state: 'asked', at: now } as const);",
      },
    ],
    kills: ['RED-05', 'RED-06'],
  },
  {
    id: 'red-secret-in-url',
    mistake: 'The address that customers come back by has the shop’s credential in it',
    edits: [
      {
        file: RECONCILE,
        find: `returnUrl: \`\${world.deployment.publicUrl}/checkout/return/\${purchase.accessIdentifier}\`,`,
        replace: `returnUrl: \`\${world.deployment.publicUrl}/checkout/return/\${purchase.accessIdentifier}?by=\${
      integration.settings.credential.apiKey ?? integration.settings.credential.clientSecret
    }\`,`,
      },
    ],
    kills: ['RED-07'],
  },
  {
    id: 'sta-dispute-is-refund',
    mistake: 'A dispute is written down as a refund',
    edits: [
      {
        file: `${SHOP}/payments/settle-follow-ups.ts`,
        find: "return [madeAtProvider(purchase, { action: 'dispute', reason: told.reason }, told, progress, occasion)];",
        replace: "return [madeAtProvider(purchase, { action: 'refund' }, told, { state: 'finished' }, occasion)];",
      },
    ],
    kills: ['STA-14'],
  },
];
