import { lookup } from 'node:dns/promises';
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { after } from '../platform/clock.ts';
import type { UnansweredReason } from './delivery.ts';
import { type AllowedHosts, mayConnect, mayLookUp } from './hosts.ts';

/** What is sent where. Posted, unless it is a question that has no body. */
export type Posting = Readonly<{
  method?: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}>;

/** What came back; `body` is no more than the beginning. */
export type Posted =
  | Readonly<{ kind: 'answered'; status: number; headers: Readonly<Record<string, string>>; body: string }>
  | Readonly<{ kind: 'unanswered'; reason: UnansweredReason; detail: string }>
  /** Nothing was sent: this address is none that may be sent to. */
  | Readonly<{ kind: 'forbidden'; detail: string }>
  /** Given up because everything closes; nobody knows whether it was received. */
  | Readonly<{ kind: 'cancelled' }>;

/** Sends to receivers, and lets go of its connections in the end. */
export type Poster = Readonly<{ post: (posting: Posting) => Promise<Posted>; close: () => void }>;

/** What a poster needs to know. */
export type PosterOptions = Readonly<{
  hosts: AllowedHosts;
  deadlineMs: number;
  /** What connects to this origin within the program, where no network leads to it. */
  within?: (origin: string) => (() => Duplex) | undefined;
}>;

/** How a connection is made: to addresses that were checked, or within the program. */
type Way =
  | Readonly<{ agent: HttpAgent | HttpsAgent; addresses: readonly Address[] }>
  | Readonly<{ connect: () => Duplex }>;

type Address = Readonly<{ address: string; family: number }>;
type Found = Readonly<{ kind: 'found'; addresses: readonly Address[] }> | Exclude<Posted, { kind: 'answered' }>;

// Of an answer nothing but the status matters; a beginning is kept to show what the receiver said.
const BODY_BYTES_MAX = 16 * 1024;
const FREE_SOCKETS_MAX = 64;
const IDLE_MS = 5_000;

/**
 * Posts with a deadline over all of it, from the look-up of the name to the end of the answer. A name is looked up once
 * and the connection made to the very addresses that were checked; a redirect is an answer like any other.
 */
export function poster({ hosts, deadlineMs, within }: PosterOptions): Poster {
  const options = { keepAlive: true, maxFreeSockets: FREE_SOCKETS_MAX, timeout: IDLE_MS };
  const [plain, secure] = [new HttpAgent(options), new HttpsAgent(options)];
  const open = new Set<AbortController>();
  const lookups = new Map<string, Promise<Found>>();
  let closed = false;

  // One question per name at a time: a name server that does not answer holds up no other name.
  const addressesOf = (name: string): Promise<Found> => {
    const asked = lookups.get(name);
    if (asked !== undefined) return asked;
    const asking = lookUp(name).finally(() => lookups.delete(name));
    lookups.set(name, asking);
    return asking;
  };

  const checked = async (url: URL): Promise<Found> => {
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    if (isIP(name) === 0 && !mayLookUp(hosts, name, port)) {
      return { kind: 'forbidden', detail: `${name} is neither this machine nor a host that is allowed` };
    }
    const found: Found =
      isIP(name) === 0
        ? await addressesOf(name)
        : { kind: 'found', addresses: [{ address: name, family: isIP(name) }] };
    if (found.kind !== 'found') return found;
    for (const { address } of found.addresses) {
      const verdict = mayConnect(hosts, name, port, address);
      if (!verdict.allowed) return { kind: 'forbidden', detail: verdict.why };
    }
    return found;
  };

  const post = async (posting: Posting, abort: AbortController): Promise<Posted> => {
    const url = new URL(posting.url);
    const connect = within?.(url.origin);
    if (connect !== undefined) return fresh(await exchange(url, posting, { connect }, abort.signal));
    const found = await Promise.race([checked(url), aborted(abort.signal)]);
    if (found.kind !== 'found') return found;
    const agent = url.protocol === 'https:' ? secure : plain;
    const way = { agent, addresses: found.addresses };
    const first = await exchange(url, posting, way, abort.signal);
    // The receiver had closed the idle connection just then; nothing of this request has reached it.
    return first === 'stale' ? fresh(await exchange(url, posting, way, abort.signal)) : first;
  };

  return {
    post: async (posting) => {
      const abort = new AbortController();
      open.add(abort);
      const cancel = after(deadlineMs, () => abort.abort(`no answer within ${deadlineMs / 1000} s`));
      try {
        const posted = await post(posting, abort);
        return closed && posted.kind === 'unanswered' ? { kind: 'cancelled' } : posted;
      } finally {
        cancel();
        open.delete(abort);
      }
    },
    close: () => {
      closed = true;
      for (const abort of open) abort.abort('the simulator is closing');
      plain.destroy();
      secure.destroy();
    },
  };
}

function fresh(posted: Posted | 'stale'): Posted {
  return posted === 'stale' ? { kind: 'unanswered', reason: 'connection_lost', detail: 'closed twice' } : posted;
}

function exchange(
  url: URL,
  { method = 'POST', headers, body }: Posting,
  way: Way,
  signal: AbortSignal,
): Promise<Posted | 'stale'> {
  return new Promise((resolve) => {
    const request: ClientRequest = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method,
      ...waysOptions(way),
      signal,
      headers: method === 'GET' ? { ...headers } : { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    let answered = false;
    request.on('response', (response) => {
      answered = true;
      readAnswer(response, resolve);
    });
    request.on('error', (error: Error & { code?: string }) => {
      if (answered) return;
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      resolve(stale && !signal.aborted ? 'stale' : unanswered(error, signal));
    });
    request.end(method === 'GET' ? undefined : body);
  });
}

function waysOptions(way: Way): RequestOptions {
  if ('connect' in way) return { createConnection: () => way.connect() };
  const { agent, addresses } = way;
  return {
    agent,
    // What was checked is what is connected to: the name is not asked for again.
    lookup: (_name, options, found) => {
      const [first] = addresses;
      if (options.all === true || first === undefined) found(null, [...addresses]);
      else found(null, first.address, first.family);
    },
  };
}

/** The status has arrived, and with it the answer: a body that breaks off or never ends changes nothing. */
function readAnswer(response: IncomingMessage, resolve: (posted: Posted) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const done = () => {
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    );
    const text = Buffer.concat(chunks).subarray(0, BODY_BYTES_MAX).toString('utf8');
    resolve({ kind: 'answered', status: response.statusCode ?? 0, headers, body: text });
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > BODY_BYTES_MAX) response.destroy();
  });
  // Destroyed by us, cut off by the receiver or by the deadline: what is there is there.
  response.on('error', done);
  response.on('close', done);
}

async function lookUp(name: string): Promise<Found> {
  try {
    return { kind: 'found', addresses: await lookup(name, { all: true }) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { kind: 'unanswered', reason: 'name_not_found', detail: `${name} could not be looked up (${code})` };
  }
}

function aborted(signal: AbortSignal): Promise<Posted & { kind: 'unanswered' }> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve({ kind: 'unanswered', reason: 'timeout', detail: String(signal.reason) });
    });
  });
}

const REASONS: Readonly<Record<string, UnansweredReason>> = {
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  ENOTFOUND: 'name_not_found',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
};

function unanswered(error: Error & { code?: string }, signal: AbortSignal): Posted {
  if (signal.aborted) return { kind: 'unanswered', reason: 'timeout', detail: String(signal.reason) };
  // Several addresses were tried: the first that failed speaks for them.
  const cause: Error & { code?: string } =
    error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  const code = cause.code ?? error.code ?? '';
  const reason =
    REASONS[code] ??
    (code.startsWith('HPE_') ? 'not_http' : /CERT|TLS|SSL|EPROTO|SIGNATURE/.test(code) ? 'tls_failed' : 'unreachable');
  return {
    kind: 'unanswered',
    reason,
    detail: `${cause.message || 'no connection'}${code === '' ? '' : ` (${code})`}`,
  };
}
