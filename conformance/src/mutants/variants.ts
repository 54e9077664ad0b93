import type { Edit } from './edits.ts';

/** Something correct that few do: the subject `everything` with a few words changed. No requirement may be red for it. */
export type Variant = Readonly<{
  id: string;
  /** What it does, in words. */
  behaviour: string;
  edits: readonly Edit[];
  /** What a careless check of these would object to. */
  tempts: readonly string[];
}>;

const EVERYTHING = 'conformance/subjects/everything';
const MAIN = `${EVERYTHING}/main.ts`;
const PAYMENTS = `${EVERYTHING}/payments.ts`;
const PROVIDER = `${EVERYTHING}/provider.ts`;
const NOTIFICATIONS = `${EVERYTHING}/notifications.ts`;

const LOOKS_FIRST = '  } else if (payment.unresolved) {';
const KEY = "...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),";

/** Ways to be right that look wrong at first. */
export const VARIANTS: readonly Variant[] = [
  {
    id: 'ok-lookup-instead-of-retry',
    behaviour: 'After a lost answer it looks up, and never sends again',
    edits: [
      {
        file: PAYMENTS,
        find: 'if (hasMoved(payment.known, world.book.find(paymentId)?.known)) return looked;',
        replace: `return hasMoved(payment.known, world.book.find(paymentId)?.known)
      ? looked
      : { outcome: 'failed', code: 'payment.not_arrived', paymentId };`,
      },
    ],
    tempts: ['IDM-04'],
  },
  {
    id: 'ok-retry-instead-of-lookup',
    behaviour: 'After a lost answer it sends again under the same key, and never looks up',
    edits: [{ file: PAYMENTS, find: LOOKS_FIRST, replace: "  } else if (commandId === '') {" }],
    tempts: ['IDM-04'],
  },
  {
    id: 'ok-async-webhook',
    behaviour: 'Takes notifications with 202 and acts on them later',
    edits: [
      {
        file: NOTIFICATIONS,
        find: '  working.add(work);\n  return 200;',
        replace: '  working.add(work);\n  return 202;',
      },
    ],
    tempts: ['WHK-09', 'WHK-14'],
  },
  {
    id: 'ok-refetch-always',
    behaviour: 'Asks the provider at every copy of a notification, and reads nothing of it but the name of the payment',
    edits: [
      {
        file: NOTIFICATIONS,
        find: 'if (inbox.acted.has(name) || !isPayment(notification.data)) return 200;',
        replace: 'if (!isPayment(notification.data)) return 200;',
      },
    ],
    tempts: ['WHK-13', 'WHK-05'],
  },
  {
    id: 'ok-refuse-early-event',
    behaviour: 'Answers 503 to a notification about a payment it does not know yet by the name the provider has for it',
    edits: [
      {
        file: NOTIFICATIONS,
        find: '(one) => one.known?.id === told.id || isAwaited(one.request.body, told)',
        replace: '(one) => one.known?.id === told.id || (one.known !== undefined && isAwaited(one.request.body, told))',
      },
    ],
    tempts: ['WHK-10'],
  },
  {
    id: 'ok-park-early-event',
    behaviour: 'Takes a notification about a payment it does not know yet, and acts on it when it does',
    edits: [
      {
        file: NOTIFICATIONS,
        find: '  if (!payment) return 503;',
        replace: `  if (!payment) {
    const parked = (async () => {
      for (let look = 1; look <= 40; look++) {
        await new Promise((go) => setTimeout(go, 25));
        if (world.book.find((one) => one.known?.id === told.id)) {
          apply(world, { acted, working }, { account, name, told });
          return;
        }
      }
    })().finally(() => working.delete(parked));
    working.add(parked);
    return 200;
  }`,
      },
    ],
    tempts: ['WHK-10', 'WHK-12'],
  },
  {
    id: 'ok-no-retry',
    behaviour: 'Never sends again: what is unknown stays so until the provider has been asked',
    edits: [
      {
        file: PAYMENTS,
        find: LOOKS_FIRST,
        replace: `  } else if (payment.unresolved && payment.environment !== '') {
    return { outcome: 'unknown', why: 'to be looked up', paymentId };
  } else if (payment.unresolved) {`,
      },
    ],
    tempts: ['IDM-05', 'IDM-08'],
  },
  {
    id: 'ok-decimal-numbers',
    behaviour: 'Writes whole numbers of minor units as 1999.0, which JSON has as the same number',
    edits: [
      {
        file: PROVIDER,
        find: '...(body === undefined ? {} : { body: JSON.stringify(body) }),',
        replace: String.raw`...(body === undefined ? {} : { body: JSON.stringify(body).replaceAll(/"minor":(\d+)/g, '"minor":$1.0') }),`,
      },
    ],
    tempts: ['AMT-01', 'AMT-02'],
  },
  {
    id: 'ok-serial-queue',
    behaviour: 'Does one thing after the other to a payment, and makes everybody else wait',
    edits: [
      {
        file: PAYMENTS,
        find: 'export async function changePayment(',
        replace: `const turns = new Map();
export function changePayment(world, paymentId, change) {
  const turn = (turns.get(paymentId) ?? Promise.resolve()).then(() => changedInTurn(world, paymentId, change));
  turns.set(paymentId, turn.catch(() => undefined));
  return turn;
}
async function changedInTurn(`,
      },
    ],
    tempts: ['IDM-10', 'AMT-06'],
  },
  {
    id: 'ok-strict-unsupported',
    behaviour: 'Authorizes and captures the whole, and declares nothing else',
    edits: [
      {
        file: MAIN,
        find: 'capabilities: CAPABILITIES,',
        replace: "capabilities: ['redirect', 'card', 'manual_capture', 'several_shops'],",
      },
      {
        file: MAIN,
        find: "        changePayment(world, paymentId, {\n          operation: 'captures',",
        replace: `        amount !== undefined
          ? Promise.resolve({ outcome: 'unsupported', reason: 'the whole or nothing' })
          : changePayment(world, paymentId, {
          operation: 'captures',`,
      },
      { file: MAIN, find: '      void: (', replace: '      undeclaredVoid: (' },
      { file: MAIN, find: '      refund: (', replace: '      undeclaredRefund: (' },
      { file: MAIN, find: '      syncPayment: (', replace: '      undeclaredSync: (' },
      { file: MAIN, find: '      async history(', replace: '      async undeclaredHistory(' },
      { file: MAIN, find: '      listUnresolved: ', replace: '      undeclaredList: ' },
    ],
    tempts: ['CFG-04'],
  },
  {
    id: 'ok-extra-headers',
    behaviour: 'Sends telemetry and a name of its own with every request',
    edits: [
      {
        file: PROVIDER,
        find: '    headers: {\n      authorization: `Bearer',
        replace:
          "    headers: {\n      'user-agent': 'everything/1 (linux; unusual)', 'x-telemetry': 'attempt=1', authorization: `Bearer",
      },
    ],
    tempts: ['CRE-01'],
  },
  {
    id: 'ok-long-keys',
    behaviour: 'Its idempotency keys have 255 characters',
    edits: [
      { file: PROVIDER, find: KEY, replace: KEY.replace(': idempotencyKey }', ": idempotencyKey.padEnd(255, '.') }") },
    ],
    tempts: ['IDM-01', 'IDM-03'],
  },
  // The provider renews no hold that has lapsed for good, so what is seen of this one is that asking harms nobody.
  {
    id: 'ok-reauthorise-on-expiry',
    behaviour: 'When a hold has lapsed it asks the issuer for another, says so, and captures that one',
    edits: [
      {
        file: PAYMENTS,
        find: "  const reading = await ask(account, { method: 'POST', path, body, idempotencyKey }, isPayment);\n",
        replace: `  let reading = await ask(account, { method: 'POST', path, body, idempotencyKey }, isPayment);
  if (operation === 'captures' && reading.kind === 'refused' && reading.code === 'provider.hold-released') {
    world.book.write(begun, 'the hold has lapsed: another is asked for');
    const again = { method: 'POST', path: pathOf(payment.known) + '/reauthorizations', body: {} };
    const held = await ask(account, { ...again, idempotencyKey: idempotencyKey + '-hold' }, isPayment);
    if (held.kind === 'read')
      reading = await ask(account, { method: 'POST', path, body, idempotencyKey: idempotencyKey + '-again' }, isPayment);
  }
`,
      },
    ],
    tempts: ['STA-08'],
  },
  {
    id: 'ok-403-on-bad-signature',
    behaviour: 'Answers 403 where a signature is wrong',
    edits: [
      {
        file: NOTIFICATIONS,
        find: 'if (!isVerified(account, sent, bytes)) return 401;',
        replace: 'if (!isVerified(account, sent, bytes)) return 403;',
      },
    ],
    tempts: ['WHK-02', 'WHK-04'],
  },
];

/** The variant of this name. */
export function variantById(id: string): Variant {
  const found = VARIANTS.find((variant) => variant.id === id);
  if (found) return found;
  throw new Error(`no variant is called ${id}; there are ${VARIANTS.map((known) => known.id).join(', ')}`);
}
