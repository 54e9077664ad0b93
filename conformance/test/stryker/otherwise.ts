import { edit } from '../subjects.testing.ts';

/** The subject says one thing less that it can do. */
export const without = (capability: string, next: string) =>
  edit('main', `  '${capability}',\n  '${next}',`, `  '${next}',`);

/** It says that it sells in these currencies, at a price that comes out even in each. */
export const selling = (...currencies: readonly string[]) => {
  const prices = JSON.stringify(currencies.map((currency) => ({ minor: '2000', currency })));
  return edit('main', "clock: 'real',", `clock: 'real', unitPrices: ${prices},`);
};

/** How the subject takes a capture. */
export const CAPTURE = 'capture: ({ paymentId, commandId, amount, final }) =>';
/** It captures no part when this holds. */
export const noParts = (when: string) =>
  edit('main', CAPTURE, `${CAPTURE} ${when} ? Promise.resolve({ outcome: 'failed', code: 'no_parts', paymentId }) :`);
const VOID = 'void: ({ paymentId, commandId }) =>';
/** It does this where it would void. */
export const voiding = (instead: string) => edit('main', VOID, `void: async ({ paymentId }) => (${instead}) ||`);
/** It takes this for the environment that a configuration names. */
export const configuring = (active: string) =>
  edit(
    'main',
    'configure: (configuration) =>',
    `configure: ({ active, ...configuration }) => accept(shopOf({ ...configuration, active: ${active} })) ??`,
  );
const MOVE = 'setEnvironment: ({ shopId, environment }) =>';
/** It moves to this where it is told to move. */
export const moving = (to: string) =>
  edit('main', MOVE, `setEnvironment: ({ shopId, environment }) => change(shopId, (shop) => movedTo(shop, ${to})) ??`);
/** It does this while it is told to move. */
export const refusing = (meanwhile: string) =>
  edit('main', MOVE, `setEnvironment: ({ shopId, environment }) => (${meanwhile}, false) ||`);
/** It does this after the customer came back from a decline. */
export const returning = (afterwards: string) =>
  edit(
    'main',
    'completeReturn: ({ paymentId }) =>',
    `completeReturn: async ({ paymentId }) => {
       const result = await syncPayment(world, paymentId);
       if (result.outcome === 'declined') ${afterwards};
       return result;
     }, ignored: ({ paymentId }) =>`,
  );

/** How it sends a change. */
export const SENT = "const reading = await ask(account, { method: 'POST', path, body, idempotencyKey }, isPayment);";
/** It sends this instead, and does this afterwards. */
export const asked = (instead: string, afterwards = '') => edit('payments', SENT, `${instead} ${afterwards}`);
/** Sends once more under another key. */
export const again = (body: string) =>
  `await ask(account, { method: 'POST', path, body: ${body}, idempotencyKey: idempotencyKey + '-2' }, isPayment);`;
/** The body of a capture of one minor unit. */
export const ONE = `{ amount: { minor: 1, currency: payment.amount.currency }, final: false }`;
const UNKNOWN = "return { outcome: 'unknown', why: reading.why, paymentId };";
/** It takes what is unknown for this, where the reason for it looks so. */
export const unknownAs = (result: string, why: string) =>
  edit('payments', UNKNOWN, `if (${why}.test(reading.why)) return { ${result}, paymentId }; ${UNKNOWN}`);
/** A capture is done when its answer looks so. */
export const believes = (text: string) => [
  edit('provider', 'const text = await answer.text();', 'const text = (globalThis.text = await answer.text());'),
  asked(SENT, `if (${text}.test(globalThis.text)) return { outcome: 'ok', paymentId };`),
];

/** It writes this down as captured. */
export const capturedAs = (minor: string) =>
  edit('ledger', 'captured: String(captured),', `captured: String(${minor}),`);
/** It writes this down as the state, where it is one. */
export const stateAs = (state: string) =>
  edit(
    'ledger',
    "state: unresolved ? 'unknown' : stateOf(known),",
    `state: ${state} ?? (unresolved ? 'unknown' : stateOf(known)),`,
  );
/** It lists these as unresolved. */
export const listing = (filter: string) =>
  edit('ledger', '.filter(({ unresolved }) => unresolved)', `.filter(${filter})`);

/** It adds this to the address of a request, when this holds. */
export const sending = (query: string, when: string) =>
  edit('provider', 'return sent(baseUrl + path, {', `return sent(baseUrl + path + (${when} ? \`?${query}\` : ''), {`);

const AGED = 'if (Math.abs(Date.parse(instant()) - Number(time) * 1_000) > TOLERANCE_MS) return false;';
/** It refuses a notification when this holds of its age. */
export const refusedWhen = (old: string) =>
  edit('notifications', AGED, `const ageMs = Date.parse(instant()) - Number(time) * 1_000; if (${old}) return false;`);
const UNVERIFIED = 'if (!isVerified(account, sent, bytes)) return 401;';
/** It does this with a notification that it refuses. */
export const unverified = (instead: string) =>
  edit('notifications', UNVERIFIED, `if (!isVerified(account, sent, bytes)) ${instead}`);
