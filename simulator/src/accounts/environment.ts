/** Whether money is real in an environment: test cards work only in `test`, all other cards only in `live`. */
export const MODES = ['test', 'live'] as const;
export type Mode = (typeof MODES)[number];

/** One of the configured environments. Accounts, credentials, payments and journals belong to exactly one. */
export type Environment = Readonly<{
  name: string;
  mode: Mode;
  /** A tunnel has no port: it is reached through the proxy, and in no other way. */
  port: number | 'tunnel';
  /** Where it listens for secure connections, if it does. */
  securePort?: number;
}>;

/** What stands in the journal in place of an environment where it is about none. */
export const NO_ENVIRONMENT = 'none';

/** Where something happens: clocks, situations and outages belong to an environment or to one merchant account in it. */
export type Place = Readonly<{ environment: string; merchantId?: string }>;

/** The environments when nothing else is configured. */
export const DEFAULT_ENVIRONMENTS: readonly Environment[] = [
  { name: 'sandbox', mode: 'test', port: 4010, securePort: 4011 },
  { name: 'testing', mode: 'test', port: 4020, securePort: 4021 },
  { name: 'production', mode: 'live', port: 4030, securePort: 4031 },
];

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/**
 * Reads `name:mode:port`, such as `sandbox:test:4010`, with another port behind it where it is to listen for secure
 * connections as well; the text says what is wrong, otherwise. Port 0 picks a free one, and `tunnel` is none at all.
 */
export function parseEnvironment(text: string): Environment | string {
  const [name = '', mode = '', port = '', securePort, ...rest] = text.split(':');
  const knownMode = MODES.find((candidate) => candidate === mode);
  const expected = `environment "${text}": expected name:mode:port, such as sandbox:test:4010`;
  if (rest.length > 0) return expected;
  if (!NAME.test(name)) {
    return `${expected}; the name is 1 to 32 lower-case letters, digits and hyphens and starts with a letter`;
  }
  if (knownMode === undefined) return `${expected}; the mode is test or live`;
  if (name === NO_ENVIRONMENT) return `${expected}; "${NO_ENVIRONMENT}" stands for no environment at all`;
  if (port === 'tunnel') {
    if (securePort !== undefined) return `${expected}; a tunnel has no port of its own`;
    return { name, mode: knownMode, port };
  }
  if (!isPort(port) || (securePort !== undefined && !isPort(securePort))) {
    return `${expected}; the port is a number from 0 to 65535`;
  }
  const secure = securePort === undefined ? {} : { securePort: Number(securePort) };
  return { name, mode: knownMode, port: Number(port), ...secure };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535;
}
