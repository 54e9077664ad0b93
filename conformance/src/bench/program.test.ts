import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { runProgram, startProgram } from './program.ts';

const script = (text: string): readonly string[] => ['--input-type=module', '--eval', text];
const READY = 'console.log(JSON.stringify({ ready: true, url: "http://127.0.0.1:1" }));';

test('a program is started when it says so, and stops when it is asked to', async () => {
  const program = await startProgram({
    args: script(`process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1_000);
      console.log('starting'); ${READY}`),
  });
  expect(program.ready).toEqual({ ready: true, url: 'http://127.0.0.1:1' });
  expect(program.stdout()).toContain('starting');
  expect(await program.stop()).toEqual({ code: 0, signal: null });
});

test('a program that ends before it is ready is reported with what it said', async () => {
  const start = startProgram({ args: script('console.error("port taken"); process.exit(3);') });
  await expect(start).rejects.toThrow(/ended with code 3[\s\S]*port taken/);
});

test('a program that never gets ready is killed at the deadline', async () => {
  const start = startProgram({
    args: script('console.log(process.pid); setInterval(() => {}, 1_000);'),
    readyWithinMs: 300,
  });
  await expect(start).rejects.toThrow('not within 300 ms');
});

test('a program that cannot be run at all is reported', async () => {
  await expect(startProgram({ program: 'no-such-program', args: [] })).rejects.toThrow('ENOENT');
});

test('a program that will not stop is killed, and that is an error', async () => {
  const program = await startProgram({
    args: script(`process.on('SIGTERM', () => console.error('no')); ${READY} setInterval(() => {}, 1_000);`),
  });
  await expect(program.stop(200)).rejects.toThrow('after SIGTERM: not within 200 ms');
  expect(await program.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

test('killing gives no chance to tidy up', async () => {
  const program = await startProgram({
    args: script(`process.on('exit', () => console.log('tidied')); ${READY} setInterval(() => {}, 1_000);`),
  });
  expect(await program.kill()).toEqual({ code: null, signal: 'SIGKILL' });
  expect(program.stdout()).not.toContain('tidied');
});

test('what a program starts dies with it when it ends, is terminated or fails', async () => {
  const server = `const server = (await import('node:net')).createServer().listen(0, '127.0.0.1', () =>
    console.log(JSON.stringify({ ready: true, port: server.address().port })));`;
  const starter = `import { startProgram } from './conformance/src/bench/program.ts';
    const child = await startProgram({ args: ['--input-type=module', '--eval', ${JSON.stringify(server)}] });
    console.log(JSON.stringify(child.ready));`;
  for (const end of ['process.exit(0);', 'process.kill(process.pid, "SIGTERM");', 'throw new Error("failed");']) {
    const { stdout } = await runProgram({ args: script(`${starter} ${end}`), endsWithinMs: 10_000 });
    const port = Number(/"port":(\d+)/.exec(stdout)?.[1]);
    expect(port).toBeGreaterThan(0);
    await expect.poll(() => answers(port)).toBe(false);
  }
});

// A process id tells nothing: one that nobody waits for stays in the table after its end.
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
