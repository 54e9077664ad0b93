import type { SubjectFaultKind } from '../subject/fault.ts';

/** One thing that was tried: it is as it has to be, or what was seen and what to do about it. */
export type Advice =
  | Readonly<{ kind: 'fine'; what: string }>
  /** Not wrong, but probably not what was meant. */
  | Readonly<{ kind: 'hint'; seen: string; todo: string }>
  | Readonly<{ kind: 'wrong'; seen: string; todo: string }>;

/** What to do about a subject that cannot be asked any further. */
export function adviceOnFault(
  fault: Readonly<{ kind: SubjectFaultKind; message: string }>,
  asked: Readonly<{ method: string; log: string; way: 'stdio' | 'http' }>,
): Advice {
  const seen = `${fault.message}${endOf(asked.log)}`;
  return { kind: 'wrong', seen, todo: todoAbout(fault, asked) };
}

function todoAbout(
  { kind, message }: Readonly<{ kind: SubjectFaultKind; message: string }>,
  { method, log, way }: Readonly<{ method: string; log: string; way: 'stdio' | 'http' }>,
): string {
  switch (kind) {
    case 'crashed':
      if (/ENOENT/.test(message + log)) {
        return 'No such program: type the command after stdio: in a terminal, in this folder, and see whether it starts.';
      }
      if (/EACCES/.test(message + log))
        return 'The file may not be run as a program: chmod +x, or name the interpreter.';
      if (way === 'http') return 'Start the service first; the address has to be the one it answers POST requests at.';
      return log.trim() === ''
        ? 'It has to go on reading standard input until it has answered `shutdown`.'
        : 'What it wrote to standard error says why; it has to stay up until it has answered `shutdown`.';
    case 'late':
      if (method === 'shutdown') {
        return 'Answer `shutdown`, then end the program: leave the loop, close what is open, stop threads and timers.';
      }
      return way === 'http'
        ? 'Answer every POST with the reply to its request.'
        : 'Either the line was not read, or the answer is stuck in a buffer: flush standard output after every line, and end ' +
            'every line with a line feed.';
    case 'broke_protocol':
      return todoAboutMessage(message, way);
    case 'could_not_run':
      return /\(-32601\)/.test(message)
        ? `A subject has to have the method ${method}: add it. Six are needed: initialize, configure, createPayment, capture, getPayment, shutdown.`
        : 'A JSON-RPC error says that the subject itself is broken. Look at its log; for a payment that came to nothing answer ' +
            'a result with the outcome `declined`, `failed` or `unknown` instead.';
  }
}

function todoAboutMessage(message: string, way: 'stdio' | 'http'): string {
  if (message.includes('it is not JSON')) {
    return way === 'http'
      ? 'The body of the answer has to be the JSON-RPC reply, and nothing else.'
      : 'Print nothing to standard output but replies: messages for people go to standard error (Python: print(…, ' +
          'file=sys.stderr); Node: console.error; PHP: fwrite(STDERR, …)).';
  }
  if (message.includes('nobody made'))
    return 'Copy the `id` of the request into its reply, as a number, and reply once.';
  if (message.includes('/jsonrpc')) return 'Every reply has the member "jsonrpc": "2.0".';
  if (message.includes('neither a result nor an error'))
    return 'A reply has either `result` or `error` beside its `id`.';
  if (message.includes('an answer with status')) return 'Answer with status 200, also when the reply is an error.';
  return 'Compare it with PROTOCOL.md and specs/subject-protocol.schema.json; the path says which member is meant.';
}

const LOG_LINES = 5;

function endOf(log: string): string {
  const lines = log.trim().split('\n').slice(-LOG_LINES);
  return log.trim() === '' ? '' : `\nits standard error ends with:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
