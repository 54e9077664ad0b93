import type { Edit } from '../../src/mutants/edits.ts';
import { edit } from '../subjects.testing.ts';
import {
  again,
  asked,
  believes,
  CAPTURE,
  capturedAs,
  configuring,
  listing,
  moving,
  noParts,
  ONE,
  refusedWhen,
  refusing,
  returning,
  SENT,
  selling,
  sending,
  stateAs,
  unknownAs,
  unverified,
  voiding,
  without,
} from './otherwise.ts';

/** What the small integration may do otherwise, and what the check then says: no judgement of a check goes without. */
export type Mistake = readonly [what: string, said: string | RegExp, ...edits: readonly Edit[]];

const withTwoHundred = (what: string) => `failed: a capture answered with 200 and ${what} is not told as done`;
const UNASKED = 'failed: captured, but the answer is lost: asked before it is told as done';
const STAYS = 'failed: a refused move leaves the shop in sandbox';

/** By the requirement whose check has to notice. */
export const MISTAKES: Readonly<Record<string, readonly Mistake[]>> = {
  'AMT-04': [
    [
      'captures in euros',
      'failed: everything about it is in JPY',
      edit('main', 'currency: amount.currency', "currency: 'EUR'"),
    ],
    [
      'writes refunded payments down in euros',
      'failed: written down in JPY',
      edit(
        'ledger',
        'environment, currency, amount: minor',
        "environment, currency: known?.balances.refunded ? 'EUR' : currency, amount: minor",
      ),
    ],
    ['writes down more than it captured', /^failed: \d+ JPY captured/, capturedAs('captured && captured + 1')],
    ['sells in one currency', 'untestable: the subject sells in one currency only', selling('EUR')],
    ['sells in two currencies', 'passed', selling('EUR', 'USD')],
    ['captures all or nothing', 'passed', without('partial_capture', 'multiple_capture')],
    ['refunds all or nothing', 'passed', without('partial_refund', 'validate')],
  ],
  'CFG-04': [
    [
      'captures parts, and does not say so',
      'failed: a capture of a part is unsupported',
      without('partial_capture', 'multiple_capture'),
    ],
    [
      'captures no parts, and says so',
      'passed',
      without('partial_capture', 'multiple_capture'),
      edit('main', CAPTURE, `${CAPTURE} final === false ? Promise.resolve({ outcome: 'unsupported' }) :`),
    ],
    ['captures no parts', 'failed: what is declared works: captures of parts', noParts('final === false')],
    [
      'captures one part',
      'failed: what is declared works: captures of parts',
      noParts('(globalThis.parts = (globalThis.parts ?? 0) + 1) > 1'),
    ],
    [
      'captures one part, and says so',
      'passed',
      noParts('(globalThis.parts = (globalThis.parts ?? 0) + 1) > 1'),
      without('multiple_capture', 'void'),
    ],
    ['voids, and does not say so', 'failed: void, undeclared, is unsupported', without('void', 'refund')],
    ['does not void, and says so', 'passed', without('void', 'refund'), voiding("{ outcome: 'unsupported' }")],
    [
      'does not void, and asks the provider',
      'failed: nothing is sent for void, undeclared',
      without('void', 'refund'),
      voiding("(await syncPayment(world, paymentId), { outcome: 'unsupported' })"),
    ],
    ['refunds, and does not say so', 'failed: refund, undeclared, is unsupported', without('refund', 'partial_refund')],
    ['looks up, and does not say so', 'failed: syncPayment, undeclared, is unsupported', without('sync', 'history')],
    ['remembers, and does not say so', 'failed: history, undeclared, is unsupported', without('history', 'dump')],
    [
      'lists what is unresolved, and does not say so',
      'failed: listUnresolved, undeclared, is unsupported',
      without('unresolved', 'sync'),
    ],
  ],
  'CRE-04': [
    ['takes nothing for sandbox', 'failed: configure refuses the environment null', configuring("active ?? 'sandbox'")],
    [
      'takes no text for sandbox',
      'failed: configure refuses the environment ""',
      configuring("active === '' ? 'sandbox' : active"),
    ],
    [
      'takes the beginning of a name',
      'failed: configure refuses the environment "prod"',
      configuring("active === 'prod' ? 'production' : active"),
    ],
    [
      'takes capitals',
      'failed: configure refuses the environment "Production"',
      configuring('active?.toLowerCase() ?? null'),
    ],
    ['takes spaces', 'failed: configure refuses the environment "production "', configuring('active?.trim() ?? null')],
    [
      'takes a mode for a name',
      'failed: configure refuses the environment "live"',
      configuring("active === 'live' ? 'production' : active"),
    ],
    [
      'takes a name it does not know',
      'failed: configure refuses the environment "staging"',
      configuring("active === 'staging' ? 'testing' : active"),
    ],
    [
      'asks before it refuses',
      'failed: null leads nowhere',
      edit(
        'main',
        'configure: (configuration) =>',
        `configure: async (configuration) => {
           const { environments: { sandbox }, active } = configuration;
           if (active === null) await ask({ environment: 'sandbox', ...sandbox }, { method: 'GET', path: '/v1/connection' }, isConnection);
           return accept(shopOf(configuration));
         }, ignored: (configuration) =>`,
      ),
    ],
    ['moves from nothing to sandbox', 'failed: setEnvironment refuses null', moving("environment ?? 'sandbox'")],
    ['moves by capitals', 'failed: setEnvironment refuses "Production"', moving('environment?.toLowerCase() ?? null')],
    [
      'moves by a name it does not know',
      'failed: setEnvironment refuses "staging"',
      moving("environment === 'staging' ? 'testing' : environment"),
    ],
    [
      'has no environments to move between, and says so',
      'passed',
      without('environments', 'rotate'),
      moving("'production'"),
    ],
    ['moves while it refuses', STAYS, refusing("shops.set(shopId, { ...shops.get(shopId), active: 'production' })")],
    [
      'asks production about every order',
      STAYS,
      edit(
        'payments',
        "world.book.write(payment, 'requested');",
        `world.book.write(payment, 'requested');
         const live = shop.accounts.get('production');
         if (live) await ask(live, { method: 'GET', path: '/v1/connection' }, isPayment);`,
      ),
    ],
    [
      'forgets the shop it does not move',
      'untestable: the shop sells no more after refusals',
      refusing('shops.delete(shopId)'),
    ],
  ],
  'ERR-04': [
    ['believes a page', withTwoHundred('a page of a firewall'), ...believes('/OK/')],
    ['believes silence', withTwoHundred('nothing'), ...believes('/^$/')],
    ['believes a beginning', withTwoHundred('half an answer'), ...believes('/^{"id":[^}]*$/')],
    ['believes an error', withTwoHundred('an error inside'), ...believes('/unavailable/')],
    ['believes anything', withTwoHundred('something else'), ...believes('/"ok":true/')],
    ['writes down what is unknown', withTwoHundred('a page of a firewall'), capturedAs('unresolved ? 1 : captured')],
    [
      'captures twice for one',
      'failed: captured once at most',
      asked(SENT, `${again(ONE)} ${again(ONE).replace('-2', '-3')}`),
    ],
    [
      'captures again, and rightly so',
      'passed',
      asked(SENT, `if (reading.kind === 'unknown') { ${again('body')} return syncPayment(world, paymentId); }`),
    ],
  ],
  'IDM-04': [
    [
      'takes silence for a failure',
      'failed: captured, but the answer is lost: not told as a failure',
      unknownAs("outcome: 'failed', code: 'lost'", '/TypeError/'),
    ],
    [
      'takes an error for a decline',
      'failed: captured, but the answer is 500: not told as a failure',
      unknownAs("outcome: 'declined', code: 'error'", '/status 500/'),
    ],
    [
      'takes nonsense for a failure',
      'failed: captured, but the answer is cut off: not told as a failure',
      unknownAs("outcome: 'failed', code: 'cut'", '/SyntaxError/'),
    ],
    ['takes silence for success', UNASKED, unknownAs("outcome: 'ok'", '/TypeError/')],
    ['asks first', 'passed', asked(SENT, "if (reading.kind === 'unknown') return syncPayment(world, paymentId);")],
    [
      'sends again under the same key',
      'passed',
      asked(SENT.replace('const', 'let'), `if (reading.kind === 'unknown') ${SENT.replace('const ', '')}`),
    ],
    [
      'sends again under another',
      UNASKED,
      asked(SENT, `if (reading.kind === 'unknown') { ${again('body')} return { outcome: 'ok', paymentId }; }`),
    ],
    [
      'captures in parts, twice',
      'failed: captured once',
      asked(SENT.replace('body,', `body: ${ONE},`), `if (reading.kind === 'unknown') ${again(ONE)}`),
    ],
    [
      'sends nothing',
      'untestable: a capture sends nothing to the provider',
      asked("const reading = { kind: 'unknown', why: 'asleep' };"),
    ],
  ],
  'OBS-04': [
    [
      'asks at once, in vain',
      'passed',
      asked(SENT, "if (reading.kind === 'unknown') return syncPayment(world, paymentId);"),
    ],
    ['lists every payment', 'failed: a hold is not unresolved', listing('() => true')],
    ['lists none', 'failed: a capture of unknown outcome is unresolved', listing('() => false')],
    [
      'never takes one off the list',
      'failed: once the provider has been asked it is resolved',
      listing(
        '({ paymentId, unresolved }) => unresolved ? (globalThis.listed ??= new Set()).add(paymentId) : globalThis.listed?.has(paymentId)',
      ),
    ],
    ['writes down more than was captured', /^failed: \d+ captured/, capturedAs('captured && captured + 1')],
  ],
  'PRI-04': [
    [
      'sends its key in the address',
      'failed: no credential in the address of a request',
      sending(`key=$\{bearer}`, 'true'),
    ],
    [
      'does so when it looks up',
      'failed: no credential in the address of a request',
      sending(`key=$\{bearer}`, "method === 'GET' && path !== '/v1/connection'"),
    ],
    [
      'does so when it captures',
      'failed: no credential in the address of a request',
      sending(`key=$\{bearer}`, "path.endsWith('/captures')"),
    ],
    [
      'names its client id in the address',
      'failed: no credential in the address of a request',
      edit('provider', '/oauth/token`, {', `/oauth/token?client_id=$\{clientId}\`, {`),
    ],
    ['names the payment in the address', 'passed', sending(`about=$\{path}`, 'true')],
  ],
  'RED-04': [
    [
      'takes a failed challenge for success',
      'failed: a failed challenge pays nothing',
      edit(
        'payments',
        "if (status === 'declined') return { outcome: 'declined',",
        "if (status === 'declined') return { outcome: 'ok',",
      ),
    ],
    [
      'never ends the attempt',
      'failed: the attempt has come to its end, or can be gone on with',
      stateAs("known.status === 'declined' ? 'processing' : undefined"),
    ],
    [
      'pays by other means',
      'failed: nothing is held',
      returning(`await createPayment(world, {
        shopId: book.find(paymentId).shopId, commandId: 'again', returnUrl: 'https://shop.example/return', capture: 'manual',
        order: { reference: 'again', amount: book.find(paymentId).amount, country: 'DE' },
        method: { kind: 'card', card: { number: '4242424242424242', expiryMonth: 12, expiryYear: 2079, cvc: '123' } },
      })`),
    ],
    [
      'sells no more afterwards',
      'untestable: an ordinary purchase in sandbox does not work',
      returning('shops.clear()'),
    ],
  ],
  'STA-04': [
    ['captures no parts', 'failed: a part is captured', noParts('final === false')],
    ['captures everything', /^failed: \d+ EUR are asked for/, edit('main', 'body: { ...amountIn(amount),', 'body: {')],
    ['looks before it captures', 'passed', asked('await syncPayment(world, paymentId);', SENT)],
    ['captures a little more, apart', /^failed: \d+ EUR are asked for/, asked(SENT, again(ONE))],
    ['captures twice', /^failed: \d+ in the ledger/, asked(SENT, again('body'))],
    ['writes down more than it captured', /^failed: \d+ written down/, capturedAs('captured + 1')],
    [
      'takes a part for the whole',
      'failed: the payment is partially_captured',
      stateAs("known.status === 'partially_captured' ? 'captured' : undefined"),
    ],
    [
      'has more left than there is',
      /^failed: \d+ left/,
      edit('ledger', 'capturable: String(capturable),', 'capturable: String(capturable + 1),'),
    ],
    ['does not say what is left', 'passed', edit('ledger', 'capturable: String(capturable),', '')],
  ],
  'TLS-04': [
    [
      'speaks what nobody should speak any more',
      'failed: TLS 1.1 is refused in the handshake',
      edit(
        'provider',
        "import { createHash } from 'node:crypto';",
        "import { createHash } from 'node:crypto';\nimport tls from 'node:tls';\ntls.DEFAULT_MIN_VERSION = 'TLSv1';\ntls.DEFAULT_CIPHERS = 'DEFAULT@SECLEVEL=0';",
      ),
    ],
    [
      'does not go there',
      'untestable: nothing came to the address that speaks TLS 1.1',
      edit('shops', "protocol === 'https:' ||", ''),
    ],
    [
      'sells what it could not ask about',
      'failed: TLS 1.1 is no success',
      edit(
        'main',
        'async function probe(shop: Shop): Promise<Refusal | undefined> {',
        "async function probe(shop: Shop): Promise<Refusal | undefined> { if (globalThis) { await ask(shop.accounts.get(shop.active), { method: 'GET', path: '/v1/connection' }, isConnection); return undefined; }",
      ),
      unknownAs("outcome: 'ok'", '/./'),
    ],
  ],
  'WHK-04': [
    ['looks at no clock', 'failed: signed ten minutes ago: refused with 4xx', refusedWhen('false')],
    [
      'takes what is of the future',
      'failed: signed in ten minutes: refused with 4xx',
      refusedWhen(`ageMs > TOLERANCE_MS`),
    ],
    ['takes what is old', 'failed: signed ten minutes ago: refused with 4xx', refusedWhen(`ageMs < -TOLERANCE_MS`)],
    ['has no patience', 'failed: signed two minutes ago: taken', refusedWhen('Math.abs(ageMs) > 60_000')],
    [
      'has no patience with fast clocks',
      'failed: signed in two minutes: taken',
      refusedWhen(`ageMs > TOLERANCE_MS || ageMs < -60_000`),
    ],
    ['breaks over what is old', 'failed: signed ten minutes ago: refused with 4xx', unverified('return 500;')],
    ['thanks for what is old', 'failed: signed ten minutes ago: refused with 4xx', unverified('return 202;')],
    [
      'acts on what it refuses',
      'failed: signed ten minutes ago: no effect',
      unverified(`{
        const old = parsed(bytes);
        if (old && isPayment(old.data)) apply(world, inbox, { account, name: 'old', told: old.data });
        return 401;
      }`),
    ],
    [
      'acts on nothing',
      'failed: signed two minutes ago: taken',
      edit('notifications', 'return apply(world, inbox, { account, name, told: notification.data });', 'return 200;'),
    ],
  ],
};
