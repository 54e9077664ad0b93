import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Control } from './control.ts';
import { type Program, type ProgramOptions, ROOT, startProgram } from './program.ts';
import { Provider } from './provider.ts';
import { isObject } from './specification.ts';

/** One environment of a running simulator. */
export type Environment = Readonly<{ name: string; mode: string; url: string }>;

/** How to start a simulator: everything has a default that suits a test. */
export type SimulatorOptions = Readonly<{
  /** `name:mode:port`; port 0 takes a free one. */
  environments?: readonly string[];
  database?: string;
  controlToken?: string;
  seed?: number;
  /** What Node itself is started with: arguments before the script, and variables. */
  node?: Readonly<{ args: readonly string[]; environment: Readonly<Record<string, string>> }>;
  /** More arguments, as they are. */
  args?: readonly string[];
}>;

/** A running simulator, its control API, and a client per environment. */
export interface Simulator extends AsyncDisposable {
  readonly program: Program;
  readonly control: Control;
  readonly controlUrl: string;
  readonly token: string;
  readonly environments: readonly Environment[];
  /** The listener of an environment, as a caller with this secret, or as nobody. */
  provider(environment: string, secret?: string): Provider;
  /** A merchant account that may take payments, with an API key, and its provider client. */
  merchant(
    environment: string,
  ): Promise<Readonly<{ id: string; secret: string; credentialId: string; provider: Provider }>>;
}

/** The environments every simulator has unless told otherwise, on free ports. */
export const DEFAULT_ENVIRONMENTS = ['sandbox:test:0', 'testing:test:0', 'production:live:0'];

/** The arguments that start a simulator. */
export function simulatorProgram(options: SimulatorOptions = {}): ProgramOptions {
  const { environments = DEFAULT_ENVIRONMENTS, database = ':memory:', controlToken, seed, node, args = [] } = options;
  return {
    ...(node === undefined ? {} : { environment: node.environment }),
    args: [
      ...(node?.args ?? []),
      simulatorMain(),
      '--json',
      ...['--control-port', '0'],
      ...environments.flatMap((environment) => ['--environment', environment]),
      ...['--database', database],
      ...(controlToken === undefined ? [] : ['--control-token', controlToken]),
      ...(seed === undefined ? [] : ['--seed', String(seed)]),
      ...args,
    ],
  };
}

/** The simulator of the repository, or the installed one where there is no repository. */
function simulatorMain(): string {
  const inRepository = 'simulator/src/main.ts';
  if (existsSync(join(ROOT, inRepository))) return inRepository;
  return createRequire(import.meta.url).resolve('@assay/simulator');
}

/** Starts a simulator of its own for whoever asks, and waits until it is ready. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const program = await startProgram(simulatorProgram(options));
  const { controlUrl, token, environments } = readReady(program.ready);
  const control = new Control(controlUrl, token);
  const provider = (name: string, secret?: string): Provider => {
    const environment = environments.find((candidate) => candidate.name === name);
    if (!environment) throw new Error(`the simulator has no environment ${name}`);
    return new Provider(environment.url, secret);
  };
  return {
    program,
    control,
    controlUrl,
    token,
    environments,
    provider,
    async merchant(environment) {
      const { id } = await control.signUpActive(environment);
      const { secret, credential } = await control.issue(id);
      return { id, secret, credentialId: credential.id, provider: provider(environment, secret) };
    },
    [Symbol.asyncDispose]: async () => void (await program.stop()),
  };
}

function readReady(ready: Readonly<Record<string, unknown>>) {
  const { control, token, environments } = ready;
  if (typeof control !== 'string' || typeof token !== 'string' || !Array.isArray(environments)) {
    throw new Error(`not a simulator's ready line: ${JSON.stringify(ready)}`);
  }
  return { controlUrl: control, token, environments: environments.map(readEnvironment) };
}

function readEnvironment(said: unknown): Environment {
  if (isObject(said)) {
    const { name, mode, url } = said;
    if (typeof name === 'string' && typeof mode === 'string' && typeof url === 'string') return { name, mode, url };
  }
  throw new Error(`not an environment: ${JSON.stringify(said)}`);
}
