/** Whether money is real in an environment: test cards work only in `test`, all other cards only in `live`. */
export const MODES = ['test', 'live'] as const;
export type Mode = (typeof MODES)[number];

/** One of the configured environments. Accounts, credentials, payments and journals belong to exactly one. */
export type Environment = Readonly<{ name: string; mode: Mode; port: number }>;

/** Where something happens: clocks, situations and outages belong to an environment or to one merchant account in it. */
export type Place = Readonly<{ environment: string; merchantId?: string }>;

/** The environments when nothing else is configured. */
export const DEFAULT_ENVIRONMENTS: readonly Environment[] = [
  { name: 'sandbox', mode: 'test', port: 4010 },
  { name: 'testing', mode: 'test', port: 4020 },
  { name: 'production', mode: 'live', port: 4030 },
];

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** Reads `name:mode:port`, such as `sandbox:test:4010`; the text says what is wrong, otherwise. Port 0 picks a free one. */
export function parseEnvironment(text: string): Environment | string {
  const [name = '', mode = '', port = '', ...rest] = text.split(':');
  const knownMode = MODES.find((candidate) => candidate === mode);
  const expected = `environment "${text}": expected name:mode:port, such as sandbox:test:4010`;
  if (rest.length > 0) return expected;
  if (!NAME.test(name)) {
    return `${expected}; the name is 1 to 32 lower-case letters, digits and hyphens and starts with a letter`;
  }
  if (knownMode === undefined) return `${expected}; the mode is test or live`;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) return `${expected}; the port is a number from 0 to 65535`;
  return { name, mode: knownMode, port: Number(port) };
}
