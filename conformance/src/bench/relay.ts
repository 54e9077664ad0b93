import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, request as send } from 'undici';
import { type Served, serveOnLoopback } from '../http/serve.ts';
import { elapsedMs } from '../platform/clock.ts';

/** What a request asks a provider for, in words that are no provider's own. */
export const OPERATIONS = ['create', 'complete', 'capture', 'void', 'refund', 'amend', 'look_up'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A request as it arrived, byte for byte, and what it is about if it is about a payment. */
export type RelayedRequest = Readonly<{
  operation?: Operation;
  atMs: number;
  method: string;
  /** Path and query. */
  target: string;
  /** Name and value in the order they came. */
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}>;

/** An answer, passed on from the listener or made up here. */
export type RelayedAnswer = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>;

/** A request with what was answered, which is nothing as long as it is under way; `lost` when nobody got to see it. */
export type RelayedExchange = Readonly<{
  request: RelayedRequest;
  answer: RelayedAnswer | undefined;
  lost?: boolean;
  /** The provider's name for the exchange, also when its answer was lost or changed. */
  requestId?: string;
}>;

/** What a request is about, by its bytes. */
export type Classify = (request: Omit<RelayedRequest, 'atMs' | 'operation'>) => Operation | undefined;

/** What goes on in a request's place: the body, where it says to whom the provider is to speak. */
export type Readdress = (request: RelayedRequest) => string;

/** Tells which requests are meant. */
export type Matching = (request: RelayedRequest) => boolean;

/** A request that is held back before it reaches the provider, or its answer before it reaches the subject. */
export type Hold = Readonly<{
  /** Settles when it is held back. */
  arrived: Promise<RelayedRequest>;
  /** Lets it go on. */
  release(): void;
}>;

type Intervention = Readonly<{
  matches: Matching;
  /** Gives the answer to make up, or nothing when the request is to go on to the provider. */
  intervene(request: RelayedRequest): Promise<RelayedAnswer | undefined>;
  /** Settles when the answer that the provider has given may go on. */
  withhold?: (request: RelayedRequest) => Promise<undefined>;
  /** Changes the provider's answer before the subject has it. */
  change?: (answer: RelayedAnswer) => RelayedAnswer;
  /** Ends the connection without a word, before the provider has the request or after it has answered. */
  lose?: 'request' | 'answer';
}>;

type Recorded = {
  request: RelayedRequest;
  answer: RelayedAnswer | undefined;
  lost?: boolean;
  requestId?: string;
};

const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** Headers that are about one connection and not about the message (RFC 9110 section 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
]);

/**
 * The address of one environment as a subject knows it. Everything is passed on to the listener unchanged and kept with
 * its secrets, which is how the harness can look for them; a check may hold requests back or answer in the provider's
 * place.
 */
export class Relay implements AsyncDisposable {
  readonly #target: string;
  readonly #operationOf: Classify;
  readonly #bodyOf: Readdress;
  readonly #agent = new Agent({ connections: 20 });
  readonly #exchanges: Recorded[] = [];
  readonly #interventions = new Set<Intervention>();
  readonly #holds = new Set<Hold>();
  #served: Served | undefined;

  private constructor(target: string, operationOf: Classify, bodyOf: Readdress) {
    this.#target = target.replace(/\/$/, '');
    this.#operationOf = operationOf;
    this.#bodyOf = bodyOf;
  }

  /**
   * Opens a relay to a listener. What requests are about is told to those who ask for that, if somebody can tell; what is
   * kept of a request is what the subject has sent, also where another body goes on.
   */
  static async to(
    target: string,
    operationOf: Classify = () => undefined,
    bodyOf: Readdress = ({ body }) => body,
  ): Promise<Relay> {
    const relay = new Relay(target, operationOf, bodyOf);
    relay.#served = await serveOnLoopback((request, response) => void relay.#pass(request, response));
    return relay;
  }

  get url(): string {
    return this.#served?.url ?? '';
  }

  /** Where a browser finds the page that a subject has put at its own address of the provider; any other page is where it was. */
  pageAt(url: string): string {
    return this.url !== '' && url.startsWith(`${this.url}/`) ? this.#target + url.slice(this.url.length) : url;
  }

  /** Every exchange so far, oldest first. */
  get exchanges(): readonly RelayedExchange[] {
    return this.#exchanges;
  }

  /** Holds back the next request that matches, or the provider's answer to it; others go on. */
  holdNext(matches: Matching, what: 'request' | 'answer' = 'request'): Hold {
    const released = Promise.withResolvers<undefined>();
    const arrived = Promise.withResolvers<RelayedRequest>();
    const held = (request: RelayedRequest) => {
      arrived.resolve(request);
      return released.promise;
    };
    const intervention: Intervention = {
      matches,
      intervene: async (request) => {
        this.#interventions.delete(intervention);
        return what === 'request' ? held(request) : undefined;
      },
      ...(what === 'answer' ? { withhold: held } : {}),
    };
    this.#interventions.add(intervention);
    const hold: Hold = {
      arrived: arrived.promise,
      release: () => {
        this.#interventions.delete(intervention);
        this.#holds.delete(hold);
        released.resolve(undefined);
      },
    };
    this.#holds.add(hold);
    return hold;
  }

  /** Answers every request that matches in the provider's place, until the returned function is called. */
  answer(matches: Matching, answerTo: (request: RelayedRequest) => RelayedAnswer): () => void {
    const intervention: Intervention = { matches, intervene: async (request) => answerTo(request) };
    this.#interventions.add(intervention);
    return () => void this.#interventions.delete(intervention);
  }

  /** Changes the provider's answer to every request that matches, until the returned function is called. */
  change(matches: Matching, change: (answer: RelayedAnswer) => RelayedAnswer): () => void {
    const intervention: Intervention = { matches, intervene: async () => undefined, change };
    this.#interventions.add(intervention);
    return () => void this.#interventions.delete(intervention);
  }

  /**
   * Ends the connection of every request that matches without an answer, until the returned function is called: the
   * request never reaches the provider, or only its answer is lost.
   */
  lose(what: 'request' | 'answer', matches: Matching): () => void {
    const intervention: Intervention = { matches, intervene: async () => undefined, lose: what };
    this.#interventions.add(intervention);
    return () => void this.#interventions.delete(intervention);
  }

  /** Stands in the way of nothing any more. */
  clear(): void {
    for (const hold of [...this.#holds]) hold.release();
    this.#interventions.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.clear();
    await this.#served?.close();
    await this.#agent.destroy();
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const asked = await read(incoming);
      const operation = this.#operationOf(asked);
      const request = operation === undefined ? asked : { ...asked, operation };
      const exchange: Recorded = { request, answer: undefined };
      this.#exchanges.push(exchange);
      const intervention = [...this.#interventions].find(({ matches }) => matches(request));
      const made = await intervention?.intervene(request);
      // Whoever has given up waiting must not have its request carried out after all.
      if (outgoing.destroyed) return;
      if (intervention?.lose === 'request') return void outgoing.destroy();
      const answered = made ?? (await this.#forward(request));
      const requestId = answered.headers['request-id'];
      if (requestId !== undefined) exchange.requestId = requestId;
      await intervention?.withhold?.(request);
      if (intervention?.lose === 'answer' || outgoing.destroyed) {
        Object.assign(exchange, { answer: answered, lost: true });
        return void outgoing.destroy();
      }
      const answer = intervention?.change?.(answered) ?? answered;
      exchange.answer = answer;
      outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
      outgoing.end(answer.body);
    } catch {
      // The peer has gone, or the listener has: to the subject either looks like a connection that was lost.
      outgoing.destroy();
    }
  }

  async #forward(request: RelayedRequest): Promise<RelayedAnswer> {
    const { method, target, headers } = request;
    const body = this.#bodyOf(request);
    // The length is the sender's to say once more: another body may have another one.
    const passed = headers
      .filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()) && name.toLowerCase() !== 'content-length')
      .flat();
    const answer = await send(this.#target + target, {
      method: methodOf(method),
      headers: passed,
      body: body === '' ? null : body,
      dispatcher: this.#agent,
    });
    const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined || HOP_BY_HOP.has(name)
        ? []
        : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    );
    return { status: answer.statusCode, headers: Object.fromEntries(kept), body: await answer.body.text() };
  }
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

function methodOf(text: string): (typeof METHODS)[number] {
  const known = METHODS.find((method) => method === text);
  if (!known) throw new Error(`the relay does not pass on ${text}`);
  return known;
}

async function read(incoming: IncomingMessage): Promise<RelayedRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > BODY_BYTES_MAX) throw new Error('the body is too large to relay');
    chunks.push(bytes);
  }
  const { method = 'GET', url = '/', rawHeaders } = incoming;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  );
  return { atMs: elapsedMs(), method, target: url, headers, body: Buffer.concat(chunks).toString('utf8') };
}
