import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { serveOnLoopback } from '../http/serve.ts';
import { SubjectFault, type SubjectFaultKind } from './fault.ts';
import { Subject } from './subject.ts';

type Asked = Readonly<{ id: number; method: string; params: object }>;

/** A service that answers every request as it is told to. */
async function serviceThat(answer: (asked: Asked, response: ServerResponse) => void) {
  const requests: IncomingMessage[] = [];
  const served = await serveOnLoopback((request, response) => {
    requests.push(request);
    let body = '';
    request.on('data', (text: Buffer) => {
      body += text.toString();
    });
    request.on('end', () => answer(JSON.parse(body), response));
  });
  onTestFinished(served.close);
  return { address: { kind: 'http', url: `${served.url}/subject` } as const, requests };
}

const CAPTURE = { paymentId: 'p', commandId: 'c' };
const reply = (id: number, result: object) => JSON.stringify({ jsonrpc: '2.0', id, result });
const captured = ({ id }: Asked, response: ServerResponse) =>
  void response.end(reply(id, { outcome: 'ok', paymentId: 'p' }));

test('every request is posted to the one address, and the answer is the reply', async () => {
  const { address, requests } = await serviceThat(captured);
  await using subject = new Subject(address);
  expect(await subject.call('capture', CAPTURE)).toEqual({ outcome: 'ok', paymentId: 'p' });
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /subject']);
  expect(requests[0]?.headers['content-type']).toBe('application/json');
});

test('requests overlap, and each gets its own answer', async () => {
  const held: (() => void)[] = [];
  const { address } = await serviceThat(({ id, params }, response) => {
    held.unshift(() => response.end(reply(id, { outcome: 'ok', ...params })));
    if (held.length === 2) for (const release of held) release();
  });
  await using subject = new Subject(address);
  const asked = ['first', 'second'].map((paymentId) => subject.call('capture', { ...CAPTURE, paymentId }));
  expect(await Promise.all(asked)).toMatchObject([{ paymentId: 'first' }, { paymentId: 'second' }]);
});

test('a service is shut down by its word, and may be spoken to again', async () => {
  const { address } = await serviceThat(({ id, method }, response) => {
    response.end(reply(id, method === 'shutdown' ? { outcome: 'ok' } : { outcome: 'unknown', why: 'timeout' }));
  });
  for (let time = 1; time <= 2; time++) {
    await using subject = new Subject(address);
    expect(await subject.call('capture', CAPTURE)).toEqual({ outcome: 'unknown', why: 'timeout' });
    expect(await subject.shutdown()).toBeUndefined();
  }
});

const REFUSED = JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32000, message: 'no' } });
const LOG = JSON.stringify({ jsonrpc: '2.0', method: 'log', params: { level: 'info', message: 'hello' } });
const faults: readonly (readonly [string, typeof captured, SubjectFaultKind, string])[] = [
  ['closes the connection', (_, response) => void response.destroy(), 'crashed', 'the subject does not answer at'],
  ['never answers', () => {}, 'late', 'the reply to capture: not within 300 ms'],
  ['answers with text', (_, response) => void response.end('Done!'), 'broke_protocol', 'an answer is not allowed'],
  ['answers with nothing', (_, response) => void response.end(), 'broke_protocol', 'it is not JSON'],
  ['answers with a notification', (_, response) => void response.end(LOG), 'broke_protocol', 'has no reply in it'],
  [
    'answers another request',
    (_, response) => void response.end(reply(99, { outcome: 'ok', paymentId: 'p' })),
    'broke_protocol',
    'a request that nobody made',
  ],
  [
    'sends the harness elsewhere',
    (_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    'broke_protocol',
    'an answer with status 307',
  ],
  [
    'fails with a status',
    (_, response) => void response.writeHead(500).end('a page about it'),
    'broke_protocol',
    'a page about it',
  ],
  ['says that it could not run', (_, response) => void response.end(REFUSED), 'could_not_run', 'could not run capture'],
];
for (const [what, answer, kind, message] of faults) {
  test(`a service that ${what} is at fault: ${kind}`, async () => {
    const { address } = await serviceThat(answer);
    await using subject = new Subject(address);
    const fault = await subject.call('capture', CAPTURE, 300).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(SubjectFault);
    expect(fault).toMatchObject({ kind, message: expect.stringContaining(message) });
  });
}

test('a service that is not there is told by its address', async () => {
  await using subject = new Subject({ kind: 'http', url: 'http://127.0.0.1:9/' });
  await expect(subject.call('capture', CAPTURE)).rejects.toMatchObject({
    kind: 'crashed',
    message: expect.stringMatching(/127\.0\.0\.1:9/),
  });
});
