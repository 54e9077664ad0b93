import type { Presented } from '../accounts/caller.ts';
import type { Environment, Place } from '../accounts/environment.ts';
import { fingerprintOf } from '../accounts/secret.ts';
import type { Instant } from '../engine/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import type { JournalEntry, JournalMessage, JournalStore } from '../store/journal.ts';
import type { Arrival } from './arrival.ts';
import type { ListenerExchange, Reply } from './exchange.ts';
import { maskedBody, maskedHeaders, maskedTarget, type SecretShapes } from './mask.ts';
import type { RouteTable } from './route-table.ts';
import { type SecurePort, type Server, type Serving, serve } from './serve.ts';

/** What an environment's listener needs. */
export type Listening = Readonly<{
  host: string;
  port: Serving<ListenerExchange>['port'];
  environment: Environment;
  tables: readonly [RouteTable<ListenerExchange>, ...RouteTable<ListenerExchange>[]];
  /** Which tables answer to whoever asks for a host that belongs to somebody. */
  answersFor: (host: string) => ((table: string) => boolean) | undefined;
  /** Where it is to listen for secure connections as well. */
  secure: SecurePort | undefined;
  secretShapes: SecretShapes;
  clock: Clock;
  /** What the clock of a place shows at a time of the machine's. */
  timeIn: (place: Place, machine: Instant) => Instant;
  random: Random;
  journal: JournalStore;
  log: Log;
}>;

/** Binds the listener of one environment; every exchange on it is journaled. Rejects when the port is taken. */
export function listen(listening: Listening): Promise<Server> {
  const { host, port, environment, tables, answersFor, secure, clock, random, journal, log } = listening;
  return serve<ListenerExchange>({
    host,
    port,
    tables,
    answersFor,
    ...(secure === undefined ? {} : { secure }),
    clock,
    random,
    log,
    extend: (exchange, table) => ({ ...exchange, environment, at: clock.now(), notes: { dialect: table ?? 'none' } }),
    finish: (exchange, reply, operation) => {
      const durationMs = Math.max(0, clock.elapsedMs() - exchange.startedMs);
      journal.append(journalEntry(listening, exchange, reply, operation, durationMs));
    },
  });
}

function journalEntry(
  { timeIn, secretShapes: shapes }: Listening,
  exchange: ListenerExchange,
  reply: Reply | undefined,
  operation: string | undefined,
  durationMs: number,
): JournalEntry {
  const { notes, environment, requestId } = exchange;
  const presented = presentedText(notes.presented);
  // A certificate or a key that belongs elsewhere, with a credential that does not.
  const isElsewhere = notes.refusal?.endsWith('_of_another_environment') === true;
  const { credential } = notes;
  const merchantId = notes.merchantId ?? credential?.merchantId;
  const place = { environment: environment.name, ...(merchantId === undefined ? {} : { merchantId }) };
  return {
    // By the clock of whoever it is about, who is known only now; what time it was on the machine was noted before.
    at: timeIn(place, exchange.at),
    environment: environment.name,
    dialect: notes.dialect,
    requestId,
    ...(operation === undefined ? {} : { operation }),
    ...(merchantId === undefined ? {} : { merchantId }),
    ...(notes.paymentId === undefined ? {} : { paymentId: notes.paymentId }),
    ...(presented === undefined
      ? {}
      : {
          credential: {
            fingerprint: fingerprintOf(presented),
            ...(credential === undefined
              ? {}
              : { id: credential.id, environment: credential.environment, merchantId: credential.merchantId }),
          },
        }),
    ...(notes.refusal === undefined ? {} : { refusal: notes.refusal }),
    ...(notes.fault === undefined ? {} : { fault: notes.fault }),
    ...journaledArrival(exchange.arrival, shapes),
    crossing: (credential?.environment ?? environment.name) !== environment.name || isElsewhere,
    request: {
      method: exchange.method,
      path: maskedTarget(exchange.target, shapes),
      headers: maskedHeaders(exchange.headers, shapes),
      ...maskedBody(exchange.headers['content-type'] ?? '', exchange.body.toString('utf8'), shapes),
    },
    response: responseMessage(reply, shapes),
    durationMs: Math.round(durationMs * 1000) / 1000,
  };
}

/** What came in plain text straight to the port is what most does, and goes without saying. */
function journaledArrival({ through, tls }: Arrival, shapes: SecretShapes): Pick<JournalEntry, 'arrival'> {
  if (through === 'port' && tls === undefined) return {};
  if (tls === undefined) return { arrival: { through } };
  const { certificate, serverName, protocol } = tls;
  const named = serverName === undefined ? {} : { serverName: maskedTarget(serverName, shapes) };
  const shown = certificate === undefined ? {} : { certificate: certificate.fingerprint };
  return { arrival: { through, tls: { protocol, ...named, ...shown } } };
}

function responseMessage(reply: Reply | undefined, shapes: SecretShapes): JournalMessage {
  if (reply === undefined || !('status' in reply)) return { headers: {} };
  const contentType = reply.headers['content-type'] ?? '';
  const isPage = contentType.startsWith('text/');
  const body = 'body' in reply && !isPage ? maskedBody(contentType, reply.body, shapes) : {};
  // What would have been said is evidence, even where the connection ended in the middle of it.
  const half = 'delivery' in reply && reply.delivery.how === 'half' ? { truncated: true as const } : {};
  return { status: reply.status, headers: maskedHeaders(reply.headers, shapes), ...body, ...half };
}

function presentedText(presented: Presented | undefined): string | undefined {
  switch (presented?.kind) {
    case 'api_key':
    case 'oauth_client':
    case 'publishable_key':
      return presented.secret;
    case 'token':
      return presented.token;
    case 'unreadable':
      return presented.text;
    case 'nothing':
    case undefined:
      return undefined;
  }
}
