import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The simulator as a program of its own, reached over the wire alone. */
export type ProviderProgram = Readonly<{
  environments: Readonly<Record<string, Readonly<{ url: string; secureUrl: string }>>>;
  proxy: string;
  /** The certificate of its authority, in PEM. */
  authority: string;
  /** Asks its control API; what it answers, whatever it is. */
  control: (method: string, path: string, body?: object) => Promise<Readonly<{ status: number; body: Answered }>>;
  end: () => void;
}>;

/** What a JSON answer holds, as far as tests look into it. */
export type Answered = Readonly<Record<string, unknown>>;

const MAIN = fileURLToPath(new URL('../../simulator/src/main.ts', import.meta.url));
const TOKEN = 'the-control-token-of-every-story';

/** Starts it on free ports and waits until it is ready. */
export async function startProvider(...args: readonly string[]): Promise<ProviderProgram> {
  const environments = ['sandbox:test:0:0', 'production:live:0:0'].flatMap((one) => ['--environment', one]);
  const child = spawn(
    process.execPath,
    [
      MAIN,
      '--json',
      '--database',
      ':memory:',
      '--control-port',
      '0',
      '--control-token',
      TOKEN,
      ...environments,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  const ready = await new Promise<Ready>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(JSON.parse(said));
    });
    child.once('close', (code) => reject(new Error(`the simulator ended with ${code}`)));
  });
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${ready.control}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    });
  return {
    environments: Object.fromEntries(ready.environments.map(({ name, url, secureUrl }) => [name, { url, secureUrl }])),
    proxy: ready.proxy,
    authority: await (await ask('/ca.pem')).text(),
    control: async (method, path, body) => {
      const response = await ask(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
    },
    end: () => {
      process.off('exit', onExit);
      child.kill('SIGTERM');
    },
  };
}

type Ready = Readonly<{
  control: string;
  proxy: string;
  environments: readonly Readonly<{ name: string; url: string; secureUrl: string }>[];
}>;
