import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { States } from './states.ts';
import type { Job, StateAsked, Verified } from './verifier.ts';

const VERIFIER = fileURLToPath(new URL('./verifier.ts', import.meta.url));

/** What became of one pact: each interaction with whether it held, and all that Pact says about it. */
export type Verdict = Readonly<{ results: ReadonlyMap<string, 'held' | 'broken'>; said: string }>;

type FromVerifier = Readonly<{ asked: StateAsked }> | Readonly<{ verified: Verified }>;

/** Lets Pact hold a provider against a pact file, in a process of its own, and sets up the states it asks for. */
export function verify(
  { provider, url }: Readonly<{ provider: string; url: string }>,
  states: States,
  pactFile: string,
): Promise<Verdict> {
  return verdictOn({ provider, pactFile, providerUrl: url, states: Object.keys(states) }, states);
}

/** Lets Pact hold messages, by their descriptions, against a pact file, in a process of its own. */
export function verifyMessages(sent: Readonly<Record<string, unknown>>, pactFile: string): Promise<Verdict> {
  return verdictOn({ pactFile, sent }, {});
}

async function verdictOn(job: Job, states: States): Promise<Verdict> {
  const child = fork(VERIFIER, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  }
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  try {
    const verified = await new Promise<Verified>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => reject(new Error(`the verifier ended too early:\n${printed.join('')}`)));
      child.on('message', (message: FromVerifier) => {
        if ('verified' in message) return resolve(message.verified);
        const { state, parameters } = message.asked;
        const setUp = states[state];
        if (setUp === undefined) return reject(new Error(`no state is called ${state}`));
        setUp(parameters as Parameters<typeof setUp>[0]).then((facts) => child.send({ facts }), reject);
      });
      child.send({ job });
    });
    const results = verified.interactionResults.map(
      ({ description, result }) => [description, result === 'OK' ? 'held' : 'broken'] as const,
    );
    return { results: new Map(results), said: verified.output.join('\n') };
  } finally {
    process.off('exit', onExit);
    child.kill('SIGKILL');
  }
}
