import { expect, test } from 'vitest';
import type { SubjectAddress } from './address.ts';
import { HarnessFault, SubjectFault, type SubjectFaultKind } from './fault.ts';
import { Subject } from './subject.ts';

/** A subject in a few lines of JavaScript: `answer(request)` gives the text to write for each request. */
function subjectThat(answer: string, extra = ''): SubjectAddress {
  const script = `
    const write = (text) => process.stdout.write(text + '\\n');
    const reply = (request, result) => JSON.stringify({ jsonrpc: '2.0', id: request.id, result });
    const refuse = (request, code) => JSON.stringify({ jsonrpc: '2.0', id: request.id, error: { code, message: 'no' } });
    const answer = (request) => { ${answer} };
    ${extra}
    require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const text = answer(JSON.parse(line));
      if (text !== undefined) write(text);
    });`;
  return { kind: 'stdio', program: process.execPath, args: ['--eval', script] };
}

const OK = "return reply(request, { outcome: 'ok', paymentId: 'p' });";
const CAPTURE = { paymentId: 'p', commandId: 'c' };

test('a request is answered, and both are on record', async () => {
  await using subject = new Subject(subjectThat(OK));
  expect(await subject.call('capture', CAPTURE)).toEqual({ outcome: 'ok', paymentId: 'p' });
  expect(subject.calls).toMatchObject([{ method: 'capture', params: CAPTURE, reply: { outcome: 'ok' } }]);
});

test('replies may come in any order', async () => {
  const swapped = `
    globalThis.held ??= [];
    held.unshift(reply(request, { outcome: 'ok', paymentId: request.params.paymentId }));
    return held.length < 2 ? undefined : held.join('\\n');`;
  await using subject = new Subject(subjectThat(swapped));
  const [first, second] = await Promise.all([
    subject.call('capture', { ...CAPTURE, paymentId: 'first' }),
    subject.call('capture', { ...CAPTURE, paymentId: 'second' }),
  ]);
  expect([first, second]).toMatchObject([{ paymentId: 'first' }, { paymentId: 'second' }]);
});

test('an optional method that is not there is unsupported', async () => {
  await using subject = new Subject(subjectThat('return refuse(request, -32601);'));
  expect(await subject.call('refund', CAPTURE)).toMatchObject({ outcome: 'unsupported' });
});

const faults: readonly (readonly [what: string, answer: string, kind: SubjectFaultKind, message: string])[] = [
  ['ends by itself', 'process.exit(3);', 'crashed', 'the subject ended with code 3'],
  ['is killed', "process.kill(process.pid, 'SIGKILL');", 'crashed', 'the subject ended with SIGKILL'],
  ['never answers', 'return undefined;', 'late', 'the reply to capture: not within 300 ms'],
  ['prints to standard output', "return 'Capturing…';", 'broke_protocol', 'it is not JSON'],
  ['answers a request nobody made', 'return reply({ id: 99 }, {});', 'broke_protocol', 'a request that nobody made'],
  [
    'gives a result that is not allowed',
    "return reply(request, { outcome: 'ok' });",
    'broke_protocol',
    "property 'paymentId'",
  ],
  ['lacks a required method', 'return refuse(request, -32601);', 'could_not_run', 'could not run capture'],
  [
    'says that it could not run',
    'return refuse(request, -32000);',
    'could_not_run',
    'could not run capture: no (-32000)',
  ],
];
for (const [what, answer, kind, message] of faults) {
  test(`a subject that ${what} is at fault: ${kind}`, async () => {
    await using subject = new Subject(subjectThat(answer));
    const withinMs = kind === 'late' ? 300 : 30_000;
    const fault = await subject.call('capture', CAPTURE, withinMs).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(SubjectFault);
    expect(fault).toMatchObject({ kind, message: expect.stringContaining(message) });
  });
}

test('after a fault nothing more is asked, and everything that waits is told', async () => {
  await using subject = new Subject(subjectThat("return request.method === 'void' ? 'oops' : undefined;"));
  const waiting = subject.call('capture', CAPTURE).catch((error: unknown) => error);
  const broken = subject.call('void', CAPTURE).catch((error: unknown) => error);
  expect(await waiting).toBe(await broken);
  await expect(subject.call('capture', CAPTURE)).rejects.toMatchObject({ kind: 'broke_protocol' });
});

test('a program that is not there is a crash, with the reason in its log', async () => {
  await using subject = new Subject({ kind: 'stdio', program: 'no-such-program', args: [] });
  await expect(subject.call('capture', CAPTURE)).rejects.toMatchObject({ kind: 'crashed' });
  expect(subject.said().log).toContain('ENOENT');
});

test('what the harness asks wrongly is blamed on the harness, and not sent', async () => {
  await using subject = new Subject(subjectThat(OK));
  const wrong = { paymentId: 'p', commandId: '' };
  await expect(subject.call('capture', wrong)).rejects.toBeInstanceOf(HarnessFault);
  expect(subject.said().replies).toBe('');
});

test('standard error is kept, and only the end of much of it', async () => {
  const chatty = "process.stderr.write('x'.repeat(2_000_000) + 'the end');";
  await using subject = new Subject(subjectThat(`${chatty} ${OK}`));
  await subject.call('capture', CAPTURE);
  await expect.poll(() => subject.said().log.endsWith('the end')).toBe(true);
  expect(subject.said().log.length).toBeLessThan(600_000);
});

test('a subject that does not end when it is told to is killed, and that is a fault', async () => {
  await using subject = new Subject(subjectThat(OK));
  // Once it has started, its answer takes no time to speak of.
  await subject.call('capture', CAPTURE);
  expect(await subject.shutdown(2_000)).toMatchObject({
    kind: 'late',
    message: expect.stringContaining('after shutdown'),
  });
});

test('a subject that ends without answering shutdown is at fault at once', async () => {
  await using subject = new Subject(subjectThat('process.exit(0);'));
  expect(await subject.shutdown()).toMatchObject({ kind: 'crashed', message: 'the subject ended with code 0' });
});

test('shutting down waits for the end of the program', async () => {
  const polite = "process.nextTick(() => process.stdin.destroy()); return reply(request, { outcome: 'ok' });";
  await using subject = new Subject(subjectThat(polite));
  expect(await subject.shutdown()).toBeUndefined();
});
