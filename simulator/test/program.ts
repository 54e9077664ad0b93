import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A simulator that runs as a program of its own, started by plain Node as people start it. */
export type Program = Readonly<{
  controlUrl: string;
  environments: ReadonlyMap<string, string>;
  /** What it has logged so far. */
  log: () => string;
  /** Sends the signal and waits for the end. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<Readonly<{ code: number | null; signal: string | null }>>;
}>;

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Starts the program on free ports and waits for its ready line; rejects with what it said when there is none. */
export async function startProgram(...args: readonly string[]): Promise<Program> {
  const environments = ['sandbox:test:0', 'testing:test:0', 'production:live:0'].flatMap((one) => [
    '--environment',
    one,
  ]);
  const child = spawn(process.execPath, [MAIN, '--json', '--control-port', '0', ...environments, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const logged: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => logged.push(text));
  const ended = new Promise<Readonly<{ code: number | null; signal: string | null }>>((resolve) => {
    child.once('close', (code, signal) => {
      process.off('exit', onExit);
      resolve({ code, signal });
    });
  });
  const ready = await readyLine(child, said, logged, ended);
  return {
    controlUrl: ready.control,
    environments: new Map(ready.environments.map(({ name, url }) => [name, url] as const)),
    log: () => logged.join(''),
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

type Ready = Readonly<{
  ready: true;
  control: string;
  environments: readonly Readonly<{ name: string; url: string }>[];
}>;

function readyLine(
  child: ChildProcess,
  said: readonly string[],
  logged: readonly string[],
  ended: Promise<unknown>,
): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const line = said
        .join('')
        .split('\n')
        .find((text) => text.startsWith('{"ready":true'));
      if (line?.endsWith('}')) resolve(JSON.parse(line));
    });
    ended.then(
      () => reject(new Error(`the simulator ended before it was ready: ${said.join('')}${logged.join('')}`)),
      reject,
    );
  });
}
