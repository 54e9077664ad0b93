import { type Simulator, startSimulator } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import type { components as ControlComponents } from '../src/control/wire.d.ts';
import type { components as GenericComponents } from '../src/dialects/generic/wire.d.ts';
import { instant } from '../src/engine/ids.ts';
import { type VirtualClock, virtualClock } from '../src/platform/clock.ts';
import type { Log } from '../src/platform/log.ts';
import { LOOPBACK_ONLY } from '../src/webhooks/hosts.ts';
import { type Answer, Specification } from './specification.ts';

/** What the generic provider says on the wire. */
export type Wire = GenericComponents['schemas'];
/** What the control API says on the wire. */
export type ControlWire = ControlComponents['schemas'];

/** When every story begins. */
export const START = instant(Date.UTC(2027, 0, 1, 12));
/** A second in milliseconds. */
export const SECOND = 1000;
/** An hour in milliseconds. */
export const HOUR = 60 * 60 * SECOND;
/** A day in milliseconds. */
export const DAY = 24 * HOUR;

/** The token of the control API in every story. */
export const CONTROL_TOKEN = 'the-control-token-of-every-story';

/** The provider's specification; `seen` tells what the tests of a file have got to see. */
export const genericSpecification = new Specification('generic');
/** The control API's specification. */
export const controlSpecification = new Specification('control');

/** One request, with nothing added to it but what is written here. */
export type Asked = Readonly<{ headers?: Readonly<Record<string, string>>; body?: string | Uint8Array | object }>;

/** Asks at one address; every answer has to be in the specification. */
export type Api = Readonly<{ url: string; ask: (method: string, target: string, asked?: Asked) => Promise<Answer> }>;

/** A simulator of its own for one story, with a clock that the story turns. */
export type Running = AsyncDisposable &
  Readonly<{
    clock: VirtualClock;
    simulator: Simulator;
    control: Api;
    /** The provider's API of an environment, asked by nobody in particular. */
    provider: (environment: string) => Api;
    /** Everything that was answered to anybody, whole. */
    answers: readonly string[];
    /** What was logged; a story that expects none ends by asserting so. */
    logged: readonly string[];
    /** Turns the clock forward and runs what is due. */
    pass: (ms: number) => Promise<void>;
  }>;

/** Starts the real application on free ports. */
export async function start(
  config: Partial<Config> = {},
  surroundings: Readonly<{ receiverAnswersWithinMs?: number }> = {},
): Promise<Running> {
  const clock = virtualClock(START);
  const answers: string[] = [];
  const logged: string[] = [];
  const log: Log = {
    error: (error, message) => logged.push(`${message}: ${error instanceof Error ? error.stack : String(error)}`),
    warn: (message) => logged.push(message),
  };
  const simulator = await startSimulator(
    {
      host: '127.0.0.1',
      controlPort: 0,
      environments: [
        { name: 'sandbox', mode: 'test', port: 0 },
        { name: 'testing', mode: 'test', port: 0 },
        { name: 'production', mode: 'live', port: 0 },
      ],
      database: ':memory:',
      durability: 'normal',
      controlToken: CONTROL_TOKEN,
      seed: undefined,
      publicUrls: {},
      webhookHosts: LOOPBACK_ONLY,
      clocks: {},
      situations: {},
      situationsFolder: undefined,
      names: {},
      proxyPort: undefined,
      proxyCredentials: undefined,
      ...config,
    },
    { ...surroundings, log, clock },
  );
  const urls = new Map(simulator.environments.map(({ name, url }) => [name, url] as const));
  return {
    clock,
    simulator,
    answers,
    logged,
    control: api(simulator.controlUrl, controlSpecification, answers, { authorization: `Bearer ${CONTROL_TOKEN}` }),
    provider: (environment) => api(urls.get(environment) ?? 'no such environment', genericSpecification, answers, {}),
    pass: async (ms) => {
      clock.advance(ms);
      await simulator.tick();
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}

/** An API at an address. `target` is a path as it is put on the wire. */
export function api(
  url: string,
  specification: Specification,
  answers: string[],
  common: Readonly<Record<string, string>>,
): Api {
  return {
    url,
    ask: async (method, target, { headers = {}, body } = {}) => {
      const json = typeof body === 'object' && !(body instanceof Uint8Array);
      const response = await fetch(`${url}${target}`, {
        method,
        redirect: 'manual',
        headers: { ...common, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : Buffer.from(body) }),
      });
      const answer = await readAnswer(response);
      answers.push(whole(answer));
      if (!target.startsWith('/pay/') && !target.startsWith('/assets/')) {
        specification.check(method, target.replace(/^\/(generic|control)(?=\/)/, ''), answer);
      }
      return answer;
    },
  };
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, body };
}

function whole({ status, headers, text }: Answer): string {
  const lines: string[] = [];
  headers.forEach((value, name) => {
    lines.push(`${name}: ${value}`);
  });
  return `${status} ${lines.join(', ')} ${text}`;
}
