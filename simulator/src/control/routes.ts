import type { ArtefactContent, Unreadable } from '../accounts/artefact.ts';
import { certificateFromPem, publicKeyFromJwk, publicKeyFromPem } from '../accounts/artefact.ts';
import type { Merchant, MerchantMove } from '../accounts/merchant.ts';
import { hashSecret, secretMatches } from '../accounts/secret.ts';
import { paymentId } from '../engine/ids.ts';
import { type Exchange, jsonReply, type Reply, type WholeReply } from '../http/exchange.ts';
import type { Method, PathParameters, Route, RouteTable } from '../http/route-table.ts';
import { registerArtefact } from '../operations/artefacts.ts';
import { caughtUp } from '../operations/change.ts';
import { issueCredential, revokeCredential, rotateCredential } from '../operations/credentials.ts';
import { findEnvironment, moveMerchant, signUp } from '../operations/merchants.ts';
import type { World } from '../operations/world.ts';
import type { JournalQuery } from '../store/journal.ts';
import { followedJournal } from './follow.ts';
import { type Read, readJournalQuery, readJson, readQuery } from './parse.ts';
import { controlProblem, controlRefusals } from './problems.ts';
import {
  renderArtefact,
  renderCredential,
  renderEntry,
  renderEvent,
  renderLedgerPayment,
  renderMerchant,
  renderTotals,
} from './render.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];
type Call = Readonly<{ exchange: Exchange; parameters: PathParameters }>;

const PAGE_LENGTH = 100;
const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** The routes of the control API; all but health and readiness want the token. */
export function controlRoutes(
  world: World,
  options: Readonly<{ token: string; addressOf: (environment: string) => string }>,
): RouteTable<Exchange> {
  const tokenHash = hashSecret(options.token);
  const open = (method: Method, path: string, operation: string, handle: (call: Call) => Promise<Reply> | Reply) => ({
    method,
    path,
    operation,
    handle: (exchange: Exchange, parameters: PathParameters) => handle({ exchange, parameters }),
  });
  const guarded = (
    method: Method,
    path: string,
    operation: string,
    handle: (call: Call) => Promise<Reply> | Reply,
  ): Route<Exchange> => open(method, path, operation, (call) => tokenProblem(call.exchange, tokenHash) ?? handle(call));
  const ofMerchant = (handle: (merchant: Merchant, call: Call) => Promise<Reply> | Reply) => async (call: Call) => {
    const merchant = await world.store.findMerchant(call.parameters.merchantId ?? '');
    return merchant === undefined ? notFound('merchant account') : handle(merchant, call);
  };
  const move = (merchantMove: MerchantMove) => async (call: Call) => {
    const result = await moveMerchant(world, call.parameters.merchantId ?? '', merchantMove);
    switch (result.kind) {
      case 'moved':
        return jsonReply(200, renderMerchant(result.merchant));
      case 'wrong_state':
        return controlProblem('/problems/wrong-state', { detail: `The account is ${result.merchant.status}.` });
      case 'not_found':
        return notFound('merchant account');
    }
  };

  const ready = async (): Promise<WholeReply> => {
    await world.store.ping();
    return jsonReply(200, { status: 'ok' } satisfies Wire['Health']);
  };

  const listEnvironments = (): WholeReply => {
    const environments = world.environments.map(({ name, mode }): Wire['Environment'] => ({
      name,
      mode,
      url: options.addressOf(name),
    }));
    return jsonReply(200, { environments });
  };

  const signUpMerchant = async ({ exchange }: Call): Promise<WholeReply> => {
    const body = readJson<Wire['SignUp']>(exchange, 'SignUp');
    if (!body.ok) return body.reply;
    const merchant = await signUp(world, body.value);
    if (merchant === 'environment_unknown') return unknownEnvironment(world);
    return jsonReply(201, renderMerchant(merchant), { location: `/merchants/${merchant.id}` });
  };

  const listMerchants = async ({ exchange }: Call): Promise<WholeReply> => {
    const query = readQuery<{ environment?: string; limit?: number; cursor?: string }>(exchange, 'listMerchants');
    if (!query.ok) return query.reply;
    const { environment, limit = PAGE_LENGTH, cursor } = query.value;
    if (environment !== undefined && findEnvironment(world, environment) === undefined)
      return unknownEnvironment(world);
    if (cursor !== undefined && (await world.store.findMerchant(cursor)) === undefined) return wrongCursor();
    const found = await world.store.listMerchants({
      ...(environment === undefined ? {} : { environment }),
      ...(cursor === undefined ? {} : { before: cursor }),
      limit: limit + 1,
    });
    return jsonReply(200, {
      merchants: found.slice(0, limit).map(renderMerchant),
      ...nextCursor(found, limit, ({ id }) => id),
    });
  };

  const issue = async (merchant: Merchant, { exchange }: Call): Promise<WholeReply> => {
    const body = readJson<Wire['CredentialRequest']>(exchange, 'CredentialRequest');
    if (!body.ok) return body.reply;
    const issued = await issueCredential(world, merchant, body.value);
    if (issued === 'too_many') return tooMany('credentials');
    const { credential, secret } = issued;
    const answer: Wire['IssuedCredential'] = { credential: renderCredential(credential, world.clock.now()), secret };
    return jsonReply(201, answer, { 'cache-control': 'no-store' });
  };

  const listCredentials = async (merchant: Merchant): Promise<WholeReply> => {
    const credentials = await world.store.credentialsOf(merchant.id);
    const now = world.clock.now();
    return jsonReply(200, { credentials: credentials.map((credential) => renderCredential(credential, now)) });
  };

  const rotate = async ({ exchange, parameters }: Call): Promise<WholeReply> => {
    const body = readJson<Wire['RotationRequest']>(exchange, 'RotationRequest');
    if (!body.ok) return body.reply;
    const overlapMs = body.value.overlapMs ?? OVERLAP_MS;
    const result = await rotateCredential(world, parameters.credentialId ?? '', overlapMs);
    switch (result.kind) {
      case 'rotated': {
        const { credential, secret } = result.issued;
        const answer: Wire['IssuedCredential'] = {
          credential: renderCredential(credential, world.clock.now()),
          secret,
        };
        return jsonReply(201, answer, { 'cache-control': 'no-store' });
      }
      case 'wrong_state':
        return controlProblem('/problems/wrong-state', { detail: `The credential is ${result.status}.` });
      case 'not_found':
        return notFound('credential');
    }
  };

  const revoke = async ({ parameters }: Call): Promise<WholeReply> => {
    const credential = await revokeCredential(world, parameters.credentialId ?? '');
    if (credential === undefined) return notFound('credential');
    return jsonReply(200, renderCredential(credential, world.clock.now()));
  };

  const register = async (merchant: Merchant, { exchange }: Call): Promise<WholeReply> => {
    const body = readJson<Wire['ArtefactRequest']>(exchange, 'ArtefactRequest');
    if (!body.ok) return body.reply;
    const content = artefactContent(body.value);
    if (content.kind === 'unreadable') return controlProblem('/problems/unreadable-key', { detail: content.why });
    const result = await registerArtefact(world, merchant, content);
    switch (result.kind) {
      case 'registered':
        return jsonReply(201, renderArtefact(result.artefact));
      case 'too_many':
        return tooMany('artefacts');
      case 'known':
        return result.where === 'another_environment'
          ? controlProblem('/problems/key-registered-elsewhere', {
              detail: 'Make a key of its own for each environment and register that.',
            })
          : controlProblem('/problems/key-already-registered');
    }
  };

  const listArtefacts = async (merchant: Merchant): Promise<WholeReply> =>
    jsonReply(200, { artefacts: (await world.store.artefactsOf(merchant.id)).map(renderArtefact) });

  const removeArtefact = async ({ parameters }: Call): Promise<WholeReply> => {
    const result = await world.store.removeArtefact(parameters.artefactId ?? '');
    return result === 'removed' ? { status: 204, headers: {}, body: '' } : notFound('artefact');
  };

  const readLedger = async ({ exchange }: Call): Promise<WholeReply> => {
    const query = readQuery<{
      environment?: string;
      merchant?: string;
      reference?: string;
      limit?: number;
      cursor?: string;
    }>(exchange, 'readLedger');
    if (!query.ok) return query.reply;
    const { merchant, reference, limit = PAGE_LENGTH, cursor } = query.value;
    const environment = await ledgerEnvironment(query.value);
    if (environment === undefined) {
      const errors = [{ pointer: 'environment', detail: 'name an environment, or a merchant account that exists' }];
      return controlProblem('/problems/invalid-request', { errors });
    }
    const found = await world.store.listPayments({
      environment,
      ...(merchant === undefined ? {} : { merchantId: merchant }),
      ...(reference === undefined ? {} : { reference }),
      ...(cursor === undefined ? {} : { before: paymentId(cursor) }),
      limit: limit + 1,
    });
    const shown = await Promise.all(found.slice(0, limit).map((stored) => caughtUp(world, stored)));
    return jsonReply(200, {
      payments: shown.map(renderLedgerPayment),
      totals: renderTotals(shown),
      ...nextCursor(found, limit, (stored) => stored.paymentId),
    });
  };

  const ledgerEnvironment = async (asked: Readonly<{ environment?: string; merchant?: string }>) => {
    if (asked.environment !== undefined) return findEnvironment(world, asked.environment)?.name;
    const merchant = asked.merchant === undefined ? undefined : await world.store.findMerchant(asked.merchant);
    return merchant?.environment;
  };

  const readLedgerPayment = async ({ parameters }: Call): Promise<WholeReply> => {
    const id = paymentId(parameters.paymentId ?? '');
    for (const { name } of world.environments) {
      const stored = await world.store.findPayment(name, id);
      if (stored === undefined) continue;
      const current = await caughtUp(world, stored);
      const events = await world.store.readEvents(name, id);
      return jsonReply(200, { payment: renderLedgerPayment(current), events: events.map(renderEvent) });
    }
    return notFound('payment');
  };

  const readJournal = async ({ exchange }: Call): Promise<WholeReply> => {
    const query = readJournalQuery(exchange, 'readJournal');
    if (!query.ok) return query.reply;
    const entries = await world.store.readJournal(query.value);
    return jsonReply(200, { entries: entries.map(renderEntry) });
  };

  const followJournal = ({ exchange }: Call): Reply => {
    const query: Read<JournalQuery> = readJournalQuery(exchange, 'followJournal');
    return query.ok ? followedJournal(world.store, query.value, exchange.headers['last-event-id']) : query.reply;
  };

  const reset = async (merchant: Merchant): Promise<WholeReply> =>
    jsonReply(200, await world.store.forgetMerchant(merchant.id));

  return {
    name: 'control',
    refusals: controlRefusals,
    routes: [
      open('get', '/health', 'health', () => jsonReply(200, { status: 'ok' } satisfies Wire['Health'])),
      open('get', '/ready', 'ready', ready),
      guarded('get', '/environments', 'listEnvironments', listEnvironments),
      guarded('post', '/merchants', 'signUpMerchant', signUpMerchant),
      guarded('get', '/merchants', 'listMerchants', listMerchants),
      guarded(
        'get',
        '/merchants/:merchantId',
        'getMerchant',
        ofMerchant((merchant) => jsonReply(200, renderMerchant(merchant))),
      ),
      guarded('post', '/merchants/:merchantId/activate', 'activateMerchant', move('activate')),
      guarded('post', '/merchants/:merchantId/suspend', 'suspendMerchant', move('suspend')),
      guarded('post', '/merchants/:merchantId/reset', 'resetMerchant', ofMerchant(reset)),
      guarded('post', '/merchants/:merchantId/credentials', 'issueCredential', ofMerchant(issue)),
      guarded('get', '/merchants/:merchantId/credentials', 'listCredentials', ofMerchant(listCredentials)),
      guarded('post', '/credentials/:credentialId/rotate', 'rotateCredential', rotate),
      guarded('post', '/credentials/:credentialId/revoke', 'revokeCredential', revoke),
      guarded('post', '/merchants/:merchantId/artefacts', 'registerArtefact', ofMerchant(register)),
      guarded('get', '/merchants/:merchantId/artefacts', 'listArtefacts', ofMerchant(listArtefacts)),
      guarded('delete', '/artefacts/:artefactId', 'removeArtefact', removeArtefact),
      guarded('get', '/ledger', 'readLedger', readLedger),
      guarded('get', '/ledger/:paymentId', 'readLedgerPayment', readLedgerPayment),
      guarded('get', '/journal', 'readJournal', readJournal),
      guarded('get', '/journal/stream', 'followJournal', followJournal),
    ],
  };
}

function tokenProblem(exchange: Exchange, tokenHash: string): WholeReply | undefined {
  const authorization = exchange.headers.authorization;
  if (authorization === undefined) {
    return controlProblem('/problems/control-token-missing', {
      detail: 'Send the token that was printed at start as Authorization: Bearer.',
    });
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? '';
  return secretMatches(token, tokenHash) ? undefined : controlProblem('/problems/control-token-wrong');
}

function artefactContent(asked: Wire['ArtefactRequest']): ArtefactContent | Unreadable {
  switch (asked.kind) {
    case 'public_key':
      if (asked.pem !== undefined) return publicKeyFromPem(asked.pem);
      return publicKeyFromJwk(asked.jwk ?? {});
    case 'client_certificate':
      return certificateFromPem(asked.pem);
    case 'webhook_endpoint':
      return { kind: asked.kind, url: asked.url };
    case 'callback_host':
      return { kind: asked.kind, host: asked.host };
  }
}

function nextCursor<Item>(found: readonly Item[], limit: number, cursorOf: (item: Item) => string) {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return last === undefined ? {} : { nextCursor: cursorOf(last) };
}

function notFound(what: string): WholeReply {
  return controlProblem('/problems/not-found', { detail: `There is no such ${what}.` });
}

function tooMany(what: string): WholeReply {
  return controlProblem('/problems/too-many', { detail: `The account has as many ${what} as it may have.` });
}

function wrongCursor(): WholeReply {
  const errors = [{ pointer: 'cursor', detail: 'is not the nextCursor of an earlier page' }];
  return controlProblem('/problems/invalid-request', { errors });
}

function unknownEnvironment(world: World): WholeReply {
  const names = world.environments.map(({ name }) => name).join(', ');
  return controlProblem('/problems/environment-unknown', { detail: `Configured are ${names}.` });
}
