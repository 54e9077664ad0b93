import { type Caller, may, whoIsCalling } from '../../accounts/caller.ts';
import type { Scope } from '../../accounts/credential.ts';
import type { ListenerExchange, Reply, WholeReply } from '../../http/exchange.ts';
import { meet } from '../../http/meet.ts';
import { holdsOneSomehow } from '../../http/misplaced-card-numbers.ts';
import type { Route, RouteTable } from '../../http/route-table.ts';
import type { Change } from '../../operations/change.ts';
import { connectionRefusal } from '../../operations/connection-policies.ts';
import { once, requestFingerprint } from '../../operations/idempotency.ts';
import type { World } from '../../operations/world.ts';
import { prepareAuthorization } from './authorize.ts';
import { type Call, DIALECT, ownerOf } from './call.ts';
import { presentedCaller } from './credentials.ts';
import { getExpress, prepareDo, prepareSet } from './express.ts';
import { openExpressPage } from './express-page.ts';
import { type Fields, readFields, said } from './fields.ts';
import { prepareCapture, prepareCredit, prepareVoid } from './follow-up.ts';
import { inquire } from './inquiry.ts';
import { profileOf } from './options.ts';
import { REQUEST_ID_LIFETIME_MS } from './policy.ts';
import { type Prepared, replyTo } from './prepared.ts';
import { faultWords, refusals, refusedCaller } from './refusals.ts';
import { type Refused, refused, refusedReply } from './results.ts';
import { prepareToken } from './secure-token.ts';
import { isVisit, openTokenPage } from './token-page.ts';

/** The routes of the dialect on one environment's listener: what merchants ask, and where their customers pay. */
export function payflowRoutes(world: World): RouteTable<ListenerExchange> {
  const handle = (exchange: ListenerExchange) => answer(world, exchange);
  const routes: readonly Route<ListenerExchange>[] = [
    { method: 'get', path: '/', operation: 'openTokenPage', handle: (exchange) => openTokenPage(world, exchange) },
    { method: 'post', path: '/', operation: 'transact', handle },
    ...['/webscr', '/cgi-bin/webscr'].map(
      (path): Route<ListenerExchange> => ({
        method: 'get',
        path,
        operation: 'openExpressPage',
        handle: (exchange) => openExpressPage(world, exchange),
      }),
    ),
  ];
  return { name: DIALECT, refusals, routes };
}

async function answer(world: World, exchange: ListenerExchange): Promise<Reply> {
  const read = readFields(exchange.body);
  if (!read.ok) return refusedReply(read);
  const { fields } = read;
  if (isVisit(fields)) return openTokenPage(world, exchange);
  const identified = await identify(world, exchange, fields);
  if (!identified.ok) return refusedReply(identified);
  const tender = said(fields, 'TENDER')?.toUpperCase();
  if (tender !== 'C' && tender !== 'P') return refusedReply(refused(2));
  const profile = profileOf(world, identified.caller.merchant.id);
  const call: Call = { world, exchange, caller: identified.caller, fields, profile, tender };
  const type = said(fields, 'TRXTYPE')?.toUpperCase() ?? '';
  if (!isTransactionType(type)) return refusedReply(refused(3));
  const scope = may(call.caller, SCOPES[type]);
  if (scope !== undefined) {
    exchange.notes.refusal = scope.kind;
    return refusedReply(refusedCaller(scope.kind));
  }
  if (asksForToken(fields) && type !== 'A' && type !== 'S') return refusedReply(refused(7, 'CREATESECURETOKEN'));
  const action = said(fields, 'ACTION')?.toUpperCase();
  const problem = misplaced(call, type, action);
  if (problem !== undefined) return refusedReply(problem);
  if (type === 'I') return asked(call, () => inquire(call));
  if (action === 'G') return asked(call, () => getExpress(call));
  const prepared = action === undefined ? await prepare(call, type) : await prepareExpress(call, type, action);
  return prepared.ok ? changed(call, prepared) : refusedReply(prepared);
}

const SCOPES = { A: 'pay', S: 'pay', D: 'capture', V: 'capture', C: 'refund', I: 'read' } as const satisfies Record<
  string,
  Scope
>;
type TransactionType = keyof typeof SCOPES;

function isTransactionType(type: string): type is TransactionType {
  return Object.hasOwn(SCOPES, type);
}

/** What is known and not served must not be taken for something else. */
function misplaced({ tender, fields }: Call, type: TransactionType, action: string | undefined): Refused | undefined {
  const asksIssuer = type === 'A' || type === 'S';
  if (action === undefined) return asksIssuer && tender === 'P' ? refused(7, 'ACTION') : undefined;
  if (!['S', 'G', 'D'].includes(action)) return refused(100, 'ACTION');
  if (tender !== 'P' || !asksIssuer) return refused(7, 'ACTION');
  return asksForToken(fields) ? refused(7, 'CREATESECURETOKEN') : undefined;
}

function prepareExpress(
  call: Call,
  type: Exclude<TransactionType, 'I'>,
  action: string,
): Promise<Prepared | Refused> | Refused {
  if (type !== 'A' && type !== 'S') return refused(7, 'ACTION');
  return action === 'S' ? prepareSet(call, type) : prepareDo(call, type);
}

function asksForToken(fields: Fields): boolean {
  return said(fields, 'CREATESECURETOKEN')?.toUpperCase() === 'Y';
}

function prepare(call: Call, type: Exclude<TransactionType, 'I'>): Promise<Prepared | Refused> {
  switch (type) {
    case 'A':
    case 'S':
      return asksForToken(call.fields) ? prepareToken(call, type) : prepareAuthorization(call, type);
    case 'D':
      return prepareCapture(call);
    case 'V':
      return prepareVoid(call);
    case 'C':
      return prepareCredit(call);
  }
}

async function identify(
  world: World,
  exchange: ListenerExchange,
  fields: Fields,
): Promise<Readonly<{ ok: true; caller: Caller }> | Refused> {
  const presented = presentedCaller(fields);
  exchange.notes.presented = presented;
  const listener = { environment: exchange.environment.name, dialect: DIALECT };
  const identification = await whoIsCalling(world.store, listener, presented, world.now);
  if (!identification.ok) {
    const { kind, credential } = identification.refusal;
    exchange.notes.refusal = kind;
    if (credential !== undefined) exchange.notes.credential = credential;
    return refusedCaller(kind);
  }
  const { caller } = identification;
  exchange.notes.credential = caller.credential;
  exchange.notes.merchantId = caller.merchant.id;
  const barred = await connectionRefusal(world, caller.merchant, exchange);
  if (barred === undefined) return { ok: true, caller };
  exchange.notes.refusal = barred.kind;
  return refused(28);
}

function asked(call: Call, answerTo: () => Promise<WholeReply | Refused>): Promise<Reply> {
  const { world, exchange, caller } = call;
  const about = { operations: ['read'], headers: exchange.headers } as const;
  return meet(
    { world, exchange, merchant: caller.merchant, about, kind: 'question', words: faultWords },
    async (how) => {
      await how.slowly();
      const answer = await answerTo();
      return 'ok' in answer ? refusedReply(answer) : answer;
    },
  );
}

async function changed(call: Call, prepared: Prepared): Promise<Reply> {
  const { world, exchange, caller } = call;
  const key = exchange.headers['x-vps-request-id'];
  if (key === undefined && call.profile.requestId === 'required') return refusedReply(refused(-41));
  if (key !== undefined && !isRequestId(key)) return refusedReply(refused(7, 'X-VPS-REQUEST-ID'));
  const { about } = prepared;
  return meet({ world, exchange, merchant: caller.merchant, about, kind: 'change', words: faultWords }, async (how) => {
    if (key !== undefined) return changedOnce(call, prepared, key, how.slowly);
    await how.slowly();
    return shown(call, prepared, await prepared.run({ cause: { requestId: exchange.requestId } }));
  });
}

async function changedOnce(
  call: Call,
  prepared: Prepared,
  key: string,
  slowly: () => Promise<void>,
): Promise<WholeReply> {
  const { world, exchange, fields } = call;
  const what = { operation: prepared.type, target: '', body: withoutSecrets(fields) };
  const fingerprint = requestFingerprint(what, await world.fingerprintKey(exchange.environment.name));
  const request = { ...ownerOf(call), key, fingerprint, lifetimeMs: REQUEST_ID_LIFETIME_MS };
  const outcome = await once(world, request, async (recordOf) => {
    await slowly();
    const change = await prepared.run({
      cause: { requestId: exchange.requestId, idempotencyKey: key },
      remember: (made) => {
        const about = 'stored' in made ? made.stored?.paymentId : undefined;
        return made.kind === 'changed' ? recordOf(replyTo(prepared, made), about) : undefined;
      },
    });
    return change.kind === 'key_taken' ? 'key_taken' : shown(call, prepared, change);
  });
  switch (outcome.kind) {
    case 'answered':
      return outcome.reply;
    case 'replayed':
      if (outcome.paymentId !== undefined) exchange.notes.paymentId = outcome.paymentId;
      return { ...outcome.reply, body: `${outcome.reply.body}&DUPLICATE=1` };
    case 'reused':
      return refusedReply(refused(133));
    case 'in_use':
      return refusedReply(refused(30));
  }
}

function shown(call: Call, prepared: Prepared, change: Change): WholeReply {
  if (change.kind === 'key_taken') throw new Error('a request id was taken where there is none');
  if ('stored' in change && change.stored !== undefined) call.exchange.notes.paymentId = change.stored.paymentId;
  return replyTo(prepared, change);
}

function isRequestId(key: string): boolean {
  return /^[\x21-\x7e]{1,64}$/.test(key) && !holdsOneSomehow(key);
}

/** Password and security code must not outlive their request, not even as part of a hash. */
function withoutSecrets(fields: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries([...fields].filter(([name]) => name !== 'PWD' && name !== 'CVV2'));
}
