import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BadRequest, KINDS } from '../src/bad-input/bad-request.ts';
import { badRequests } from '../src/bad-input/generate.ts';
import { complaintsAbout } from '../src/bad-input/judge.ts';
import { type Prey, prepare } from '../src/bad-input/prey.ts';
import { send } from '../src/bad-input/send.ts';
import { type Simulator, startSimulator } from '../src/bench/simulator.ts';
import { specification } from '../src/bench/specification.ts';
import { environmentVariable } from '../src/platform/environment-variables.ts';
import { freshSeed } from '../src/platform/random.ts';

// Twenty-eight kinds at ninety each, ten megabytes more rarely.
const PER_KIND = 90;
const AT_LEAST = 2_000;
const AT_ONCE = 8;
const SHOWN_MAX = Number(environmentVariable('ASSAY_TEST_SHOWN') ?? 40);

const seed = Number(environmentVariable('ASSAY_TEST_SEED') ?? freshSeed());

let simulator: Simulator;
let prey: Prey;

beforeAll(async () => {
  simulator = await startSimulator();
  prey = await prepare(simulator);
});

afterAll(() => simulator?.program.stop());

test('wrong input of every kind gets a precise refusal, changes nothing and harms nobody', {
  timeout: 180_000,
}, async () => {
  const requests = badRequests(prey.targets, seed, PER_KIND);
  const before = await prey.snapshot();

  const objections = await sendAll(requests);

  console.log(`${requests.length} bad requests; to repeat them: ASSAY_TEST_SEED=${seed}`);
  expect(objections.slice(0, SHOWN_MAX).join('\n'), `${objections.length} objections, ASSAY_TEST_SEED=${seed}`).toBe(
    '',
  );
  expect(await prey.snapshot()).toEqual(before);
  const { provider } = await simulator.merchant('sandbox');
  expect((await provider.create()).status).toBe(201);
  const sent = Map.groupBy(requests, (request) => request.kind);
  for (const kind of KINDS) expect(sent.get(kind)?.length, `${kind} was sent`).toBeGreaterThan(10);
  expect(requests.length).toBeGreaterThanOrEqual(AT_LEAST);
});

async function sendAll(requests: readonly BadRequest[]): Promise<readonly string[]> {
  const objections = new Set<string>();
  const queue = requests.values();
  const sender = async (): Promise<void> => {
    for (const request of queue) {
      const complaints = await judged(request);
      if (complaints.length > 0) {
        objections.add(`${request.kind} (${request.api}) ${request.what}: ${complaints.join('; ')}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return [...objections].sort();
}

async function judged(request: BadRequest): Promise<readonly string[]> {
  const document = specification(request.api === 'control' ? 'control' : 'generic');
  try {
    return complaintsAbout(request, await send(request), document);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
