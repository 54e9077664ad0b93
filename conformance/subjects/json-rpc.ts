import { createInterface } from 'node:readline';
import {
  isMethodName,
  METHOD_NOT_FOUND,
  type MethodName,
  type ParamsOf,
  parseParams,
  type ResultOf,
} from '../src/subject/protocol.ts';

/** What a subject does for each method it has. A thrown error means that it could not run the request at all. */
export type Methods = { readonly [M in MethodName]?: (params: ParamsOf<M>) => Promise<ResultOf<M>> };

const INVALID_PARAMS = -32602;
const INTERNAL_ERROR = -32603;

type Answer = Readonly<{ result: unknown }> | Readonly<{ error: Readonly<{ code: number; message: string }> }>;

/** Speaks the protocol on standard input and output until it is shut down or nobody speaks any more. */
export async function serveProtocol(methods: Methods, stop: () => Promise<void>): Promise<void> {
  const underWay = new Set<Promise<void>>();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const request = parseRequest(line);
    if (request === undefined) throw new Error(`not a request: ${line}`);
    const answering = answerTo(methods, request).then((answer) => write({ jsonrpc: '2.0', id: request.id, ...answer }));
    underWay.add(answering);
    void answering.finally(() => underWay.delete(answering));
    if (request.method === 'shutdown') break;
  }
  await Promise.all(underWay);
  await stop();
  // An open standard input would keep the program alive.
  process.stdin.destroy();
}

async function answerTo(methods: Methods, { method, params }: Request): Promise<Answer> {
  if (!isMethodName(method)) return { error: { code: METHOD_NOT_FOUND, message: `no method ${method}` } };
  return run(methods, method, params);
}

async function run<M extends MethodName>(methods: Methods, method: M, params: unknown): Promise<Answer> {
  const perform = methods[method];
  if (!perform) return { error: { code: METHOD_NOT_FOUND, message: `no method ${method}` } };
  const parsed = parseParams(method, params);
  if (typeof parsed === 'string') return { error: { code: INVALID_PARAMS, message: parsed } };
  try {
    return { result: await perform(parsed) };
  } catch (error) {
    return { error: { code: INTERNAL_ERROR, message: error instanceof Error ? error.message : String(error) } };
  }
}

type Request = Readonly<{ id: number; method: string; params: unknown }>;

function parseRequest(line: string): Request | undefined {
  const message: unknown = JSON.parse(line);
  if (typeof message !== 'object' || message === null || !('id' in message) || !('method' in message)) return undefined;
  const { id, method } = message;
  if (typeof id !== 'number' || typeof method !== 'string') return undefined;
  return { id, method, params: 'params' in message ? message.params : {} };
}

function write(message: unknown): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
