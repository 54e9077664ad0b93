import { DeadlineExceeded, elapsedMs, within } from '../platform/clock.ts';
import type { SubjectAddress } from './address.ts';
import { HarnessFault, SubjectFault } from './fault.ts';
import type { Link } from './link.ts';
import {
  type Incoming,
  METHOD_NOT_FOUND,
  type MethodName,
  type ParamsOf,
  paramsComplaint,
  parseIncoming,
  parseResult,
  REQUIRED_METHODS,
  type ResultOf,
} from './protocol.ts';
import { connectService } from './service.ts';
import { startProcess } from './stdio.ts';

/** One call and what came of it, as it went over the wire. */
export type RecordedCall = Readonly<{
  atMs: number;
  repliedMs: number;
  method: MethodName;
  params: unknown;
  reply: unknown;
}>;

/** Milliseconds a subject has for one call: enough to start a shop, and an end when it hangs. */
export const CALL_BUDGET_MS = 30_000;

const STOP_WITHIN_MS = 10_000;
const SHOWN_CHARACTERS_MAX = 300;

type Reply = Exclude<Incoming, Readonly<{ method: unknown }>>;
type Waiting = Readonly<{ resolve(reply: Reply): void; reject(fault: SubjectFault): void }>;

/** A running subject. Every message is held against the schema, and blamed on the side that wrote it. */
export class Subject implements AsyncDisposable {
  readonly #link: Link;
  readonly #way: SubjectAddress['kind'];
  readonly #waiting = new Map<number, Waiting>();
  readonly #calls: RecordedCall[] = [];
  readonly #said: string[] = [];
  #fault: SubjectFault | undefined;
  #lastId = 0;
  #stopping = false;

  constructor(address: SubjectAddress) {
    const listener = {
      onMessage: (text: string) => this.#read(text),
      onFault: (kind: SubjectFault['kind'], message: string) => {
        // That it ends when it is told to is no fault, unless it still owes an answer.
        if (kind !== 'crashed' || !this.#stopping || this.#waiting.size > 0) this.#fail(kind, message);
      },
    };
    this.#way = address.kind;
    this.#link = address.kind === 'http' ? connectService(address, listener) : startProcess(address, listener);
  }

  /** Every call so far, in the order of their answers. */
  get calls(): readonly RecordedCall[] {
    return this.#calls;
  }

  /** Everything the subject has said: its lines on standard output, and the end of its standard error. */
  said(): Readonly<{ replies: string; log: string }> {
    return { replies: this.#said.join('\n'), log: this.#link.log() };
  }

  /** Asks once and waits for the answer. A method that is optional and not there is `unsupported`. */
  async call<M extends MethodName>(
    method: M,
    params: ParamsOf<M>,
    budgetMs = CALL_BUDGET_MS,
  ): Promise<ResultOf<M> | Unsupported> {
    const complaint = paramsComplaint(method, params);
    if (complaint !== undefined) throw new HarnessFault(`the harness asked ${method} wrongly: ${complaint}`);
    const atMs = elapsedMs();
    const reply = await this.#ask(method, params, budgetMs);
    const said = 'result' in reply ? reply.result : reply.error;
    this.#calls.push({ atMs, repliedMs: elapsedMs(), method, params, reply: said });
    if ('error' in reply) return this.#withoutResult(method, reply.error);
    const result = parseResult(method, reply.result);
    if (typeof result !== 'string') return result;
    throw this.#fail('broke_protocol', `the reply to ${method} is not allowed: ${result}\n${shown(reply)}`);
  }

  /** Ends the subject in good order; one that does not end by itself is killed, and that is a fault of its own. */
  async shutdown(budgetMs = STOP_WITHIN_MS): Promise<SubjectFault | undefined> {
    if (this.#fault) return undefined;
    this.#stopping = true;
    try {
      await this.call('shutdown', {}, budgetMs);
      await within(budgetMs, 'the end of the subject after shutdown', this.#link.gone);
      return undefined;
    } catch (error) {
      if (error instanceof SubjectFault) return error;
      if (error instanceof DeadlineExceeded) return new SubjectFault('late', error.message);
      throw error;
    } finally {
      this.#link.cut();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    this.#link.cut();
    await within(STOP_WITHIN_MS, 'the end of the killed subject', this.#link.gone);
  }

  async #ask(method: MethodName, params: unknown, budgetMs: number): Promise<Reply> {
    if (this.#fault) throw this.#fault;
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    this.#waiting.set(id, { resolve, reject });
    this.#link.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    try {
      return await within(budgetMs, `the reply to ${method}`, promise);
    } catch (error) {
      if (error instanceof DeadlineExceeded) throw this.#fail('late', error.message);
      throw error;
    } finally {
      this.#waiting.delete(id);
    }
  }

  #withoutResult(method: MethodName, { code, message }: Readonly<{ code: number; message: string }>): Unsupported {
    const isRequired = REQUIRED_METHODS.some((required) => required === method);
    if (code === METHOD_NOT_FOUND && !isRequired) return { outcome: 'unsupported', reason: `no method ${method}` };
    throw new SubjectFault('could_not_run', `the subject could not run ${method}: ${message} (${code})`);
  }

  #read(text: string): void {
    this.#said.push(text);
    const message = parseIncoming(text);
    if (typeof message === 'string') {
      this.#fail('broke_protocol', `${this.#place()} is not allowed: ${message}\n${shown(text)}`);
      return;
    }
    if ('method' in message) {
      if (this.#way === 'http') this.#fail('broke_protocol', `an answer has no reply in it\n${shown(text)}`);
      return;
    }
    const waiting = message.id === null ? undefined : this.#waiting.get(message.id);
    if (waiting) waiting.resolve(message);
    else this.#fail('broke_protocol', `a reply to a request that nobody made\n${shown(text)}`);
  }

  #place(): string {
    return this.#way === 'http' ? 'an answer' : 'a line on standard output, which is for the protocol only,';
  }

  /** From the first fault on there is nothing more to be had from this subject. */
  #fail(kind: SubjectFault['kind'], message: string): SubjectFault {
    const fault = this.#fault ?? new SubjectFault(kind, message);
    this.#fault = fault;
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#link.cut();
    return fault;
  }
}

type Unsupported = Readonly<{ outcome: 'unsupported'; reason?: string; issueUrl?: string }>;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS_MAX ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}…` : text;
}
