import { DatabaseSync } from 'node:sqlite';
import { Command, Option } from 'commander';
import express from 'express';

// What any Node service pays before it has a rule of its own: the yardstick the simulator is measured with.
const program = new Command('baseline')
  .description(
    'A bare Express server that takes what the load sends; with --database it also writes one row per request.',
  )
  .option('--database <file>', 'SQLite file, or :memory:')
  .option('--durable', 'wait for the disk with every row')
  .option('--json', 'print the ready line as JSON')
  .addOption(new Option('--port <number>', 'port to listen on, 0 for a free one').default('0').argParser(Number))
  .parse();

const options = program.opts<{ database?: string; durable?: boolean; json?: boolean; port: number | string }>();
const write = options.database === undefined ? () => {} : writer(options.database, options.durable ? 'full' : 'normal');
let payments = 0;

const app = express();
app.use(express.json({ limit: '1mb' }));
app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
app.post('/v1/payments', (request, response) => {
  payments += 1;
  const id = `pay_${payments}`;
  write(id, 'requested', request.body);
  response.status(201).location(`/v1/payments/${id}`).json(answer(id, request.body));
});
app.post('/v1/payments/:id/captures', (request, response) => {
  write(request.params.id, 'captured', request.body);
  response.status(201).json(answer(request.params.id, request.body));
});

const server = app.listen(Number(options.port), '127.0.0.1', () => {
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : options.port}`;
  console.log(options.json ? JSON.stringify({ ready: true, url }) : `listening on ${url}`);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}

/** An answer of about the size a payment has, so that both sides serialize as much. */
function answer(id: string, asked: unknown): unknown {
  const money = { minor: 1_999, currency: 'EUR' };
  const at = '2030-01-01T00:00:00.000Z';
  return {
    ...{ id, environment: 'sandbox', mode: 'test', status: 'captured', amount: money, captureMode: 'manual', asked },
    balances: {
      currency: 'EUR',
      authorized: 1_999,
      capturable: 0,
      capturing: 0,
      captured: 1_999,
      released: 0,
      expired: 0,
    },
    authorizations: [{ id: `aut_${id}`, amount: money, status: 'closed', at, expiresAt: at }],
    captures: [{ id: `cap_${id}`, authorizationId: `aut_${id}`, amount: money, status: 'succeeded', at }],
    ...{ refunds: [], disputes: [], metadata: {}, createdAt: at },
  };
}

function writer(path: string, synchronous: 'normal' | 'full'): (id: string, kind: string, body: unknown) => void {
  const database = new DatabaseSync(path);
  database.exec(`pragma journal_mode = wal; pragma synchronous = ${synchronous};`);
  database.exec('create table if not exists request (id integer primary key, payment text, kind text, body text)');
  const insert = database.prepare('insert into request (payment, kind, body) values (?, ?, ?)');
  return (id, kind, body) => void insert.run(id, kind, JSON.stringify(body));
}
