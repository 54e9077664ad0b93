import { unreachable } from '../shop/unreachable.ts';
import type { Mode } from './deployment.ts';
import type { ProviderType } from './provider.ts';

/** What may be in a test environment and never where money is real. Texts in here name hosts and settings, no values. */
export type Concern =
  | Readonly<{ code: 'tls_unverified'; setting: string }>
  | Readonly<{ code: 'debug_output'; setting: string }>
  | Readonly<{ code: 'debugger_open'; setting: string }>
  | Readonly<{ code: 'tls_keys_logged'; setting: string }>
  | Readonly<{ code: 'lenient_http'; setting: string }>
  | Readonly<{ code: 'test_host'; provider: ProviderType; host: string; because: string }>;

/** What a process was started with, as far as it matters here. */
export type Surroundings = Readonly<{
  variables: Readonly<Record<string, string | undefined>>;
  /** Options of Node itself. */
  nodeArguments: readonly string[];
  providers: ReadonlyMap<ProviderType, string>;
}>;

/** Everything that would be wrong where money is real, in the order in which it is told. */
export function concernsOf({ variables, nodeArguments, providers }: Surroundings): readonly Concern[] {
  const options = [...nodeArguments, ...(variables.NODE_OPTIONS ?? '').split(/\s+/)];
  return [
    ...variableConcerns(variables),
    ...options.flatMap(optionConcerns),
    ...[...providers].flatMap(([provider, address]) => hostConcerns(provider, address)),
  ];
}

/** Whether a deployment may start with these concerns: where money is real, with none. */
export function mayStart(mode: Mode, concerns: readonly Concern[]): boolean {
  return mode === 'test' || concerns.length === 0;
}

/** A concern as a sentence with what to do about it. */
export function concernInWords(concern: Concern): string {
  switch (concern.code) {
    case 'tls_unverified':
      return `Certificates are not verified (${concern.setting}). Take it away, or anybody on the way can take the payments.`;
    case 'debug_output':
      return `Debug output is on (${concern.setting}): what is sent and answered would end up in logs. Take it away.`;
    case 'debugger_open':
      return `A debugger can be attached (${concern.setting}) and read every secret. Take it away.`;
    case 'tls_keys_logged':
      return `Keys of encrypted connections are written to a file (${concern.setting}). Take it away.`;
    case 'lenient_http':
      return `Malformed HTTP is accepted (${concern.setting}). Take it away.`;
    case 'test_host':
      return `${concern.host} is a test host of the provider ${concern.provider} (${concern.because}). Give the live one.`;
    default:
      return unreachable(concern);
  }
}

function variableConcerns(variables: Surroundings['variables']): readonly Concern[] {
  const given = (name: string) => (variables[name] ?? '') !== '';
  return [
    ...(variables.NODE_TLS_REJECT_UNAUTHORIZED === '0'
      ? [{ code: 'tls_unverified', setting: 'NODE_TLS_REJECT_UNAUTHORIZED=0' } as const]
      : []),
    ...['NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'DEBUG']
      .filter(given)
      .map((setting) => ({ code: 'debug_output', setting }) as const),
    ...(given('SSLKEYLOGFILE') ? [{ code: 'tls_keys_logged', setting: 'SSLKEYLOGFILE' } as const] : []),
  ];
}

function optionConcerns(option: string): readonly Concern[] {
  const [setting = ''] = option.split('=');
  if (/^--inspect(-brk|-wait|-port)?$/.test(setting)) return [{ code: 'debugger_open', setting }];
  if (setting === '--tls-keylog') return [{ code: 'tls_keys_logged', setting }];
  if (setting === '--insecure-http-parser') return [{ code: 'lenient_http', setting }];
  if (setting === '--trace-tls') return [{ code: 'debug_output', setting }];
  return [];
}

/** Words that providers put into the names of hosts where no real money moves. */
const TEST_WORDS = [
  'sandbox',
  'test',
  'testing',
  'pilot',
  'staging',
  'stage',
  'demo',
  'dev',
  'uat',
  'qa',
  'cert',
  'preprod',
];
/** Names that are reserved for tests (RFC 2606, RFC 6761) and so belong to no provider. */
const RESERVED = ['test', 'invalid'];
/** Hosts whose names run such a word together with others. */
const KNOWN_TEST_HOST = /(^|\.)(apitest|jstest|testsecureacceptance)\./;

function hostConcerns(provider: ProviderType, address: string): readonly Concern[] {
  const host = new URL(address).hostname;
  const labels = host.split('.');
  const reserved = labels.length > 1 && RESERVED.includes(labels.at(-1) ?? '') ? labels.at(-1) : undefined;
  const word = labels.flatMap((label) => label.split('-')).find((part) => TEST_WORDS.includes(part));
  if (reserved !== undefined) return [{ code: 'test_host', provider, host, because: `.${reserved} is reserved` }];
  if (word !== undefined) return [{ code: 'test_host', provider, host, because: `"${word}" in its name` }];
  if (KNOWN_TEST_HOST.test(host)) return [{ code: 'test_host', provider, host, because: 'known as one' }];
  return [];
}
