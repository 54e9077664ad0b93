import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { concernsOf, type Surroundings } from './live-concerns.ts';

const LIVE = ['--environment', 'production', '--mode', 'live'];
const TEST = ['--environment', 'sandbox', '--mode', 'test'];

// what                                       how it is started                                          what is said about it
const REFUSED: readonly (readonly [Partial<Surroundings> & { provider?: string }, string])[] = [
  [{ variables: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }, 'Certificates are not verified'],
  [{ variables: { NODE_DEBUG: 'http' } }, 'Debug output is on (NODE_DEBUG)'],
  [{ variables: { DEBUG: '*' } }, 'Debug output is on (DEBUG)'],
  [{ variables: { SSLKEYLOGFILE: '/tmp/keys' } }, 'Keys of encrypted connections'],
  [{ variables: { NODE_OPTIONS: '--max-old-space-size=512 --inspect=0.0.0.0:9229' } }, 'A debugger can be attached'],
  [{ nodeArguments: ['--inspect-brk'] }, 'A debugger can be attached (--inspect-brk)'],
  [{ nodeArguments: ['--tls-keylog=/tmp/keys'] }, 'Keys of encrypted connections'],
  [{ nodeArguments: ['--trace-tls'] }, 'Debug output is on (--trace-tls)'],
  [{ nodeArguments: ['--insecure-http-parser'] }, 'Malformed HTTP is accepted'],
  [{ provider: 'https://sandbox.pay.example.com' }, '"sandbox" in its name'],
  [{ provider: 'https://api.sandbox.pay.example.com/v1' }, '"sandbox" in its name'],
  [{ provider: 'https://pilot-pay.example.com' }, '"pilot" in its name'],
  [{ provider: 'https://apitest.pay.example.com' }, 'known as one'],
  [{ provider: 'https://pay.test' }, '.test is reserved'],
];
for (const [{ provider, variables = {}, nodeArguments = [] }, said] of REFUSED) {
  const options = provider === undefined ? [] : ['--provider', `generic=${provider}`];
  const what = provider ?? [...Object.entries(variables).map((pair) => pair.join('=')), ...nodeArguments].join(' ');
  test(`${what}: a live shop does not start, a test shop does and tells`, () => {
    const live = readConfig([...LIVE, ...options], variables, nodeArguments);
    expect(live.kind === 'wrong' && live.why).toContain('real money moves here');
    expect(live.kind === 'wrong' && live.why).toContain(said);
    const tolerated = readConfig([...TEST, ...options], variables, nodeArguments);
    expect(tolerated.kind === 'run' && tolerated.config.concerns).toHaveLength(1);
  });
}

test('nothing is held against ordinary settings and names that merely contain such a word', () => {
  const read = readConfig([...LIVE, '--provider', 'generic=https://contest.latest-payments.example.com'], {
    NODE_TLS_REJECT_UNAUTHORIZED: '1',
    NODE_OPTIONS: '--max-old-space-size=512 --enable-source-maps',
    NODE_DEBUG: '',
  });
  expect(read.kind === 'run' && read.config.concerns).toEqual([]);
});

test('all of it is told at once, so that nobody has to start six times', () => {
  const variables = { NODE_TLS_REJECT_UNAUTHORIZED: '0', DEBUG: '1' };
  const concerns = concernsOf({ variables, nodeArguments: ['--inspect'], providers: new Map() });
  expect(concerns.map(({ code }) => code)).toEqual(['tls_unverified', 'debug_output', 'debugger_open']);
});
